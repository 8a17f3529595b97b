"""The slip a unit fills in on the evening of a rehearsal day: one sheet, its scenarios with their figures, rows for difficulties.

In: the rehearsal, the unit, the day. Out: a workbook as values; ``docgen.write.xlsx`` makes the bytes. What is printed is written in
Vietnamese, the language of those who answer. Columns and keys are those that ``docgen.read.slips`` recognises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.model.tasks import Drill
from docgen.read.forms import ANSWERS, STAMP, Stamp
from docgen.read.slips import CLASSES, COLUMNS, DIFFICULTY, FIGURES, KIND, MOST_PROBLEMS, PROBLEM, RESULTS
from docgen.resolve.titles import short_title
from docgen.track.forms import name_of
from docgen.track.rehearsal import Day, Rehearsal
from docgen.words.dates import short_day
from docgen.words.letters import sentence_case
from docgen.write.workbook import Cell, Column, Sheet, Workbook

TITLE = "PHIẾU BÁO CÁO VẬN HÀNH THỬ NGÀY {day}"
HOW = (
    "Cách điền: chỉ điền các ô màu vàng nhạt; giờ ghi 8:00 hoặc 8h30, ngày ghi 20/6/2025. Nội dung chưa làm thì chọn Chưa thực hiện.",
    "Mỗi khó khăn một dòng ở bảng dưới: ghi số thứ tự nội dung diễn tập, loại, cơ quan được đề nghị. Không thêm, bớt, gộp ô.",
)
AGAIN = "{title} (diễn tập lại)"
WIDTHS = {"number": 5, "what": 46, "result": 17, "from": 10, "to": 12, "person": 27, "note": 38, "key": 20}
KEYS = tuple(COLUMNS)
HEAD = Column("", "")
TEXT = Column("", "", free=True)
NUMBER = Column("", "", kind="int", free=True)
RESULT = Column("", "", free=True, choices=tuple(names[0] for names in RESULTS.values()))
CLASS = Column("", "", free=True, choices=tuple(names[0] for names in CLASSES.values()))
DUE = Column("", "", kind="day", free=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells by key, what may be typed where, its look."""

    cells: dict[str, Cell]
    free: dict[str, Column]
    mark: str = ""


def slip(rehearsal: Rehearsal, unit: str, day: Day) -> Workbook:
    """Return the workbook; raises ``ValueError`` where the unit rehearses nothing on the day."""
    drills = rehearsal.slip(unit, day)
    if not drills:
        raise ValueError(unit)
    rows = [row for drill in drills for row in _drill(rehearsal, drill, unit, day)]
    rows += _difficulties(rehearsal, drills)
    places = {key: place for place, key in enumerate(KEYS)}
    marks: dict[tuple[int, int | None], str] = {(n, None): row.mark for n, row in enumerate(rows) if row.mark}
    marks |= {(n, places[key]): "free" for n, row in enumerate(rows) for key in row.free}
    titles = _titles(rehearsal, unit, day)
    page = Sheet(
        ANSWERS,
        tuple(Column(key, names[0], WIDTHS[key], hidden=key == "key") for key, names in COLUMNS.items()),
        [[row.cells.get(key) for key in KEYS] for row in rows],
        titles=titles,
        marks=marks,
        protected=True,
        over={(n, places[key]): column for n, row in enumerate(rows) for key, column in row.free.items()},
    )
    stamp = Stamp(KIND, unit, day, {_address(rehearsal, drill, unit): "" for drill in drills})
    hidden = Sheet(STAMP, (Column("name", "docgen", 40), Column("value", "1", 40)), stamp.rows, protected=True, hidden=True)
    return Workbook((page, hidden), titles[0], rehearsal.office.settings.name, day)


def _titles(rehearsal: Rehearsal, unit: str, day: Day) -> tuple[str, ...]:
    plan = sentence_case(short_title(rehearsal.office, rehearsal.plan))
    name = sentence_case(name_of(rehearsal.office, unit, day))
    return (TITLE.format(day=short_day(day)), f"Đơn vị: {name}. Thực hiện {plan}.", *HOW)


def _address(rehearsal: Rehearsal, drill: Drill, unit: str) -> str:
    return f"{rehearsal.plan.id}#{drill.id}@{unit}"


def _drill(rehearsal: Rehearsal, drill: Drill, unit: str, day: Day) -> Sequence[_Row]:
    """Return the row of a scenario, and one for each figure it declares."""
    address = _address(rehearsal, drill, unit)
    again = drill not in rehearsal.on(day)
    first: dict[str, Cell] = {
        "number": rehearsal.number(drill),
        "what": AGAIN.format(title=drill.title) if again else drill.title,
        "key": address,
    }
    rows = [_Row(first, {"result": RESULT, "from": TEXT, "to": TEXT, "person": TEXT, "note": TEXT}, "total")]
    rows += (_Row({"what": f"– {name}", "key": f"{address}{FIGURES}{key}"}, {"result": NUMBER}) for key, name in drill.figures.items())
    return rows


def _difficulties(rehearsal: Rehearsal, drills: Sequence[Drill]) -> Sequence[_Row]:
    """Return an empty row, the head of the second table, and rows to fill in."""
    drill = Column("", "", free=True, choices=tuple(str(rehearsal.number(drill)) for drill in drills))
    body = Column("", "", free=True, choices=tuple(rehearsal.bodies.values()))
    free = {"what": TEXT, "result": CLASS, "from": drill, "to": DUE, "person": body, "note": TEXT}
    rows = [_Row({}, {}), _Row(dict(DIFFICULTY), {}, "head")]
    return [*rows, *(_Row({"number": n, "key": f"{PROBLEM}{n}"}, free) for n in range(1, MOST_PROBLEMS + 1))]
