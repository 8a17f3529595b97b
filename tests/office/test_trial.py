"""Rehearsals of the sample office: 166 units report, the fullest evening fits one page, every sheet of evaluation stays whole."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.compose.sheet import compose
from docgen.edit.trial_draft import trial_draft
from docgen.model.blocks import Grid, Para
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import Problem, ProgressEntry
from docgen.model.tasks import Drill
from docgen.resolve.document import resolve
from docgen.track.rehearsal import Moment, Rehearsal
from docgen.track.trial import evening, final
from docgen.write import WRITERS
from tests.conftest import ROOT, TEMPLATES, office_of
from tests.write.readers import pdf_words

Day = datetime.date
OFFICE, _ = office_of(ROOT)
PLAN = OFFICE.documents["kh-van-hanh-thu-xa-phuong"]
EVENING = Day(2025, 6, 20)
TITLE = "Tiếp nhận, giải quyết thủ tục tại Trung tâm Phục vụ hành chính công cấp xã: chứng thực bản sao, khai sinh, khai tử"


def fullest() -> Office:
    """Return the office on an evening of nine scenarios, with 56 silent units and every third report failed, each with a difficulty."""
    given = {"day": EVENING, "until": None, "title": TITLE, "units": None, "lead": PLAN.drills[0].lead}
    drills = tuple(PLAN.drills[n % 6].model_copy(update={**given, "id": f"kb-{n + 1}"}) for n in range(9))
    bodies = [id_ for id_ in OFFICE.agencies if id_.startswith("thanh-hoa/")][2:14]
    units = [id_ for id_ in OFFICE.units if id_.startswith("thanh-hoa/")]
    told = {unit: tuple(_report(drill, unit, 9 * n + k, bodies) for k, drill in enumerate(drills)) for n, unit in enumerate(units) if n % 3}
    plan = PLAN.model_copy(update={"drills": drills})
    return replace(OFFICE, documents={**OFFICE.documents, PLAN.id: plan}, progress=told)


def _report(drill: Drill, unit: str, number: int, bodies: list[str]) -> ProgressEntry:
    failed = number % 3 == 0
    what = "Đường truyền từ trụ sở mới chập chờn, mất kết nối nhiều lần khi họp trực tuyến"
    problem = Problem.model_validate({"id": "vm-1", "what": what, "class": "line", "to": bodies[number % len(bodies)], "due": EVENING})
    return ProgressEntry(
        id=f"{number:08x}",
        task=f"{PLAN.id}#{drill.id}@{unit}",
        day=EVENING,
        told=EVENING,
        result="failed" if failed else "passed",
        figures=dict.fromkeys(drill.figures, 9876),
        problems=(problem,) if failed else (),
    )


def drafted(office: Office, moment: Moment, issuer: str) -> tuple[Office, Document]:
    made = trial_draft(office, Rehearsal(office, office.documents[PLAN.id], moment), issuer, TEMPLATES)
    return replace(office, documents={**office.documents, made.id: made}), made


def pdf(office: Office, document: Document) -> bytes:
    sheet, findings = compose(resolve(office, document), TEMPLATES)
    assert sheet is not None and findings == ()
    return WRITERS["pdf"](sheet, office.formats[sheet.format])


@pytest.mark.parametrize(
    ("issuer", "signer"), [("thanh-hoa/tinh-uy", "Nguyễn Doãn Anh"), ("thanh-hoa/so-khoa-hoc-va-cong-nghe", "Hoàng Văn E")]
)
def test_the_fullest_evening_fits_one_page(issuer: str, signer: str, tmp_path: Path) -> None:
    office, made = drafted(fullest(), Moment(EVENING, "17:00"), issuer)
    assert [len(table.rows) for table in made.tables] == [9, 2, 2, 22, 330, 166]
    made = made.model_copy(update={"tables": tuple(table.model_copy(update={"rows": table.rows[:9]}) for table in made.tables)})
    words = pdf_words(pdf(office, made), tmp_path)
    first, second = (" ".join(word[3] for word in words if word[0] == page) for page in (1, 2))
    assert signer in first and "Chưa báo cáo" in first and "Việc gấp nhất" in first
    assert second.startswith("Phụ lục")


def test_the_matrix_names_every_unit() -> None:
    _, made = drafted(OFFICE, Moment(EVENING, "17:00"), "thanh-hoa/tinh-uy")
    (matrix,) = [table for table in made.tables if table.id == "bang-ma-tran"]
    assert len(matrix.rows) == 166 and matrix.rows[0]["unit"] == "xã Mẫu 001"
    assert {mark for row in matrix.rows for key, mark in row.items() if key != "unit"} <= {"Đ", "K", "C", "–"}
    assert all("kb-6" not in row for row in matrix.rows), "its day has not come"


@pytest.mark.parametrize("day", [Day(2025, 6, number) for number in (18, 19, 20, 23, 24)])
def test_166_units_report_and_the_figures_add_up(day: Day) -> None:
    found = evening(Rehearsal(OFFICE, PLAN, Moment(day, "17:00")))
    assert len(found.asked) == 166
    known = [
        entry
        for entries in OFFICE.progress.values()
        for entry in entries
        if entry.day == day and entry.result and (entry.told_at or "") <= "17:00"
    ]
    for line in found.lines:
        counted = Counter(entry.result for entry in known if entry.task.startswith(f"{PLAN.id}#{line.drill.id}@"))
        if line.drill.until is None:
            assert (line.passed, line.failed, line.not_done) == tuple(counted[name] for name in ("passed", "failed", "not-done"))
        assert line.passed + line.failed + line.not_done + line.silent == 166
    for one in found.sums:
        told = [entry.figures.get(one.key, 0) for entry in known if entry.task.startswith(f"{PLAN.id}#{one.drill.id}@")]
        assert one.today == sum(told)


def test_the_end_tells_what_is_solved_and_what_was_learnt() -> None:
    end = final(Rehearsal(OFFICE, PLAN, Moment(Day(2025, 6, 30))))
    states = Counter(row.standing.state for row in end.difficulties)
    assert sum(states.values()) == 75 and states["done-on-time"] + states["done-late"] == 54
    assert len(end.lessons) == 44 and "thanh-hoa/mau-077" in end.unfinished


@pytest.mark.parametrize("id_", ["kh-van-hanh-thu-102", "kh-van-hanh-thu-xa-phuong"])
def test_each_dated_drill_has_a_sheet_of_evaluation_that_stays_on_one_page(id_: str) -> None:
    document = OFFICE.documents[id_]
    sheet, _ = compose(resolve(OFFICE, document), TEMPLATES)
    assert sheet is not None
    places = {
        block.address: place for place, block in enumerate(sheet.blocks) if isinstance(block, Grid) and "/evaluation" in block.address
    }
    assert list(places) == [f"{id_}#{drill.id}/evaluation" for drill in document.drills if drill.day]
    for drill, place in zip(document.drills, places.values(), strict=False):
        grid = sheet.blocks[place]
        assert isinstance(grid, Grid) and grid.keep and all(getattr(block, "keep", False) for block in sheet.blocks[place - 5 : place])
        said = "".join(para.text for row in grid.rows for cell in row.cells for para in cell.blocks if isinstance(para, Para))
        assert all(line in said for line in (*drill.evaluate, *drill.figures.values()))
