"""The form an agency fills in: its open tasks with what is known of each, and cells to answer in.

In: the office, a body, its rows, the day. Out: a workbook as values; ``docgen.write.xlsx`` makes the bytes. What is printed is written
in Vietnamese, the language of those who answer. The columns are those that ``docgen.read.forms`` recognises.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.derive.names import format_of
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read.forms import ANSWERS, FREE, LOCKED, PROGRESS, STAMP, STATES, Stamp, seal
from docgen.resolve.context import Context
from docgen.resolve.tasks import due_text
from docgen.resolve.text import inline
from docgen.resolve.titles import short_title
from docgen.track import TaskRow
from docgen.track.forms import name_of
from docgen.words.dates import short_day
from docgen.words.letters import sentence_case
from docgen.write.workbook import Cell, Column, Kind, Sheet, Workbook

Day = datetime.date
WIDTHS = {"number": 5, "do": 34, "document": 19, "due": 11.5, "last": 15, "state": 15, "percent": 8.5, "day": 12.5, "note": 26}
WIDTH, KEY_WIDTH = 18, 30
KINDS: Mapping[str, Kind] = {"number": "int", "percent": "percent", "day": "day"}
TITLE = "PHIẾU BÁO CÁO TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"
HOW = (
    "Cách điền: chỉ điền các ô màu vàng nhạt. Việc không có gì mới thì để trống cả dòng. Việc đã hoàn thành thì phải ghi ngày hoàn thành.",
    "Ngày ghi dạng 20/6/2025. Tỷ lệ là số từ 0 đến 100. Không thêm, bớt, gộp ô; các ô khác đã khoá.",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a form asks: of which body, as of which day, its open rows, to whom the answer goes and until when (both may be unsaid)."""

    body: str
    day: Day
    rows: Sequence[TaskRow]
    receiver: str = ""
    until: Day | None = None


def form(office: Office, request: Request) -> Workbook:
    """Return the workbook: the sheet to fill in, and the hidden one that says which form it is."""
    lines = [_line(office, number, row) for number, row in enumerate(request.rows, 1)]
    rows = [[line.get(heading.key) for heading in PROGRESS] for line in lines]
    seals = {str(line["key"]): seal([str(line[key] or "") for key in LOCKED]) for line in lines}
    stamp = Stamp("progress", request.body, request.day, seals)
    titles = _titles(office, request)
    page = Sheet(ANSWERS, _columns(), rows, titles=titles, marks=_marks(request.rows), protected=True, still=2)
    hidden = Sheet(STAMP, (Column("name", "docgen", 40), Column("value", "1", 40)), stamp.rows, protected=True, hidden=True)
    return Workbook((page, hidden), titles[0], office.settings.name, request.day)


def _titles(office: Office, request: Request) -> tuple[str, ...]:
    name = sentence_case(name_of(office, request.body, request.day))
    receiver = request.receiver or office.settings.name
    until = f" trước hết ngày {short_day(request.until)}" if request.until else ""
    whom = f"Gửi về: {receiver}{until}." if receiver else f"Gửi{until}." if until else ""
    asked = f"Cơ quan, đơn vị báo cáo: {name}. Số liệu, tình hình tính đến ngày {short_day(request.day)}."
    return tuple(line for line in (TITLE, asked, whom, *HOW) if line)


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            heading.key,
            heading.names[0],
            KEY_WIDTH if heading.key == "key" else WIDTHS.get(heading.key, WIDTH),
            KINDS.get(heading.key, "text"),
            free=heading.key in FREE,
            choices=tuple(names[0] for names in STATES.values()) if heading.key == "state" else (),
            hidden=heading.key == "key",
        )
        for heading in PROGRESS
    )


def _line(office: Office, number: int, row: TaskRow) -> dict[str, Cell]:
    """Return the cells of a row by key; those to answer in are empty."""
    document = row.document
    context = _context(office, document)
    dated = f" ngày {short_day(document.date)}" if document.date else ""
    return {
        "number": number,
        "do": inline(context, row.task.do).text,
        "document": sentence_case(short_title(office, document)) + dated,
        "due": _due(context, row),
        "last": _last(row),
        "key": row.address,
    }


def _context(office: Office, document: Document) -> Context:
    format_ = format_of(office, document, None)
    return Context(office, document, office.formats[format_ or next(iter(office.formats))], "vi", {})


def _due(context: Context, row: TaskRow) -> str:
    """Return the deadline after extensions, in words where it is no day."""
    standing = row.standing
    if standing.due is None:
        return context.first(due_text(context, row.task.due, "due_cell"))
    at = row.followed.at if standing.due == row.followed.first_due and row.followed.at else ""
    return f"{at} {short_day(standing.due)}".strip()


def _last(row: TaskRow) -> str:
    standing = row.standing
    return f"{standing.percent}%, báo cáo ngày {short_day(standing.told)}" if standing.told else "Chưa có báo cáo"


def _marks(rows: Sequence[TaskRow]) -> Mapping[tuple[int, int | None], str]:
    """Return the colours: cells to answer in are pale yellow, the deadline of what is late is red."""
    keys = [heading.key for heading in PROGRESS]
    marks: dict[tuple[int, int | None], str] = {}
    for number, row in enumerate(rows):
        marks |= {(number, keys.index(key)): "free" for key in FREE}
        if row.standing.state in ("overdue", "due-soon"):
            marks[number, keys.index("due")] = "late" if row.standing.state == "overdue" else "soon"
    return marks
