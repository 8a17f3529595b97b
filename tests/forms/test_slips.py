"""``docgen slip``, ``docgen collect`` and ``docgen report trial``: from the slip of a unit to the page for the evening meeting."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from docgen.check import check
from docgen.cli.main import run
from docgen.edit.collect import Outcome, collect, desk
from docgen.model.progress import ProgressEntry
from docgen.read import read
from docgen.read.progress import read_progress
from docgen.track import rows
from docgen.track.rehearsal import Moment, Rehearsal
from docgen.track.trial import Evening, evening, final
from docgen.words.hours import typed_hour
from tests.cases.forms import filled
from tests.cases.workspace import PROGRAM, build

Day = datetime.date
DAY = Day(2025, 6, 20)
PLAN = """\
body: [{id: dien-tap, heading: Diễn tập, drills: all}, {id: nhiem-vu, heading: Nhiệm vụ, tasks: all}, {id: dot, heading: Đợt, phases: all}]
drills:
  - id: kb-1
    title: Họp trực tuyến
    day: 2025-06-19
    until: 2025-06-20
    lead: tinh-mau/ubnd
    units: {unit: [commune], of: tinh-mau}
    figures: {diem-cau: Số điểm cầu, ngat: Số lần mất kết nối}
  - {id: kb-2, title: Tiếp công dân, day: 2025-06-20, lead: {each: {unit: [commune], of: tinh-mau}}, figures: {luot: Số lượt tiếp}}
"""
UNIT = "tinh-mau/xa-hai"
FULL = ("C7: Đạt", "D7: 8h", "E7: 11h30", "F7: Nguyễn Văn A", "G7: Thử máy trước giờ họp.", "C8: 3", "C9: 0", "C10: Không đạt", "C11: 12")
TROUBLE = ("B15: Chưa có máy quét", "C15: Trang thiết bị", "D15: 2", "E15: 25/6/2025", "F15: Sở Tài chính", "G15: Mua hai máy")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    build(tmp_path, {"files": {"directives/kh-mau.yaml": PLAN}})
    return tmp_path


def slip(office: Path, unit: str = UNIT, day: Day = DAY) -> bytes:
    out = office / "slips"
    assert run(["--workspace", str(office), "slip", "kh-mau", "--on", day.isoformat(), "--unit", unit, "--out", str(out)]) == 0
    return (out / f"{unit.replace('/', '_')}_kh-mau_{day.isoformat()}.xlsx").read_bytes()


def tell(office: Path, data: bytes, told: Day = DAY, at: str = "16:30", name: str = "phieu.xlsx") -> Outcome:
    with desk(office, [PROGRAM / "templates"], told, at) as here:
        return collect(office, here, name, data)


def journal(office: Path, unit: str = UNIT) -> tuple[ProgressEntry, ...]:
    return read_progress(office).get(unit, ())


def at(office: Path, hour: str | None = "17:00", day: Day = DAY) -> Evening:
    found, _ = read(office, [PROGRAM / "templates"])
    return evening(Rehearsal(found, found.documents["kh-mau"], Moment(day, hour)))


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_the_slip_opens_only_what_a_unit_answers(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(slip(office)))
    page, stamp, *_lists = book.worksheets
    assert (
        page["A1"].value == "PHIẾU BÁO CÁO VẬN HÀNH THỬ NGÀY 20/6/2025"
        and page["A2"].value == "Đơn vị: Xã Hai. Thực hiện Kế hoạch số 07/KH-UBND."
    )
    assert [page.cell(row, 2).value for row in range(6, 15)] == [
        *("Nội dung diễn tập, số liệu", "Họp trực tuyến", "– Số điểm cầu", "– Số lần mất kết nối"),
        *("Tiếp công dân", "– Số lượt tiếp", None, "Khó khăn, vướng mắc", None),
    ]
    free = {cell.coordinate for row in page.iter_rows(7, 21) for cell in row if not cell.protection.locked}
    assert {"C7", "G7", "C8", "B14", "G21"} <= free and not free & {"A7", "B7", "D8", "B13", "H7"}
    assert page.protection.sheet and page.column_dimensions["H"].hidden and stamp.sheet_state == "hidden"
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"}
    assert lists["C7"] == '"Đạt,Không đạt,Chưa thực hiện"' and lists["D14"] == '"1,2"'


def test_a_slip_becomes_one_entry_a_scenario(office: Path) -> None:
    made = tell(office, filled(slip(office), [*FULL, *TROUBLE]))
    assert (made.state, made.reports, codes(made)) == ("entered", 2, [])
    first, second = journal(office)
    assert (first.task, first.day, first.told_at, first.result) == (f"kh-mau#kb-1@{UNIT}", DAY, "16:30", "passed")
    assert (first.from_, first.to, first.person, first.note) == ("08:00", "11:30", "Nguyễn Văn A", "Thử máy trước giờ họp.")
    assert first.figures == {"diem-cau": 3, "ngat": 0} and second.figures == {"luot": 12}
    (problem,) = second.problems
    assert (problem.id, problem.class_, problem.to, problem.due) == ("vm-1", "equipment", "tinh-mau/so-tai-chinh", Day(2025, 6, 25))
    found, faults = read(office, [PROGRAM / "templates"])
    assert [one.code for one in check(found, DAY, faults) if one.code.startswith("E4")] == []


def test_the_same_file_twice_changes_nothing_and_a_second_one_takes_its_place(office: Path) -> None:
    form = slip(office)
    data = filled(form, [*FULL, *TROUBLE])
    tell(office, data)
    before = journal(office)
    assert tell(office, data, at="18:00").state == "again" and journal(office) == before
    again = tell(office, filled(form, [*FULL, *TROUBLE, "C11: 14"]), at="18:10", name="sua.xlsx")
    assert (again.reports, again.withdrawn) == (2, 2)
    assert [(entry.kind, entry.told_at) for entry in journal(office)[2:]] == [("withdraw", "18:10")] * 2 + [("report", "18:10")] * 2
    assert journal(office)[-1].problems[0].id == "vm-1", "the difficulty keeps its number"
    sums = {one.key: one.today for one in at(office, None).sums}
    assert sums["luot"] == 14 and {one.key: one.today for one in at(office).sums}["luot"] == 12


def test_a_slip_of_another_day_leaves_the_first_alone(office: Path) -> None:
    tell(office, filled(slip(office, day=Day(2025, 6, 19)), ["C7: Không đạt", "C8: 1", "C9: 5"]))
    made = tell(office, filled(slip(office), FULL))
    assert (made.reports, made.withdrawn) == (2, 0)


def test_what_was_told_after_the_hour_is_not_known_at_it(office: Path) -> None:
    tell(office, filled(slip(office), FULL), at="16:59")
    tell(office, filled(slip(office, "tinh-mau/xa-ba"), FULL), at="17:01")
    early, late = at(office), at(office, "17:05")
    assert early.silent == ("tinh-mau/xa-mot", "tinh-mau/xa-ba") and late.silent == ("tinh-mau/xa-mot",)
    assert [(line.drill.id, line.asked, line.passed, line.failed, line.silent) for line in early.lines] == [
        ("kb-1", 3, 1, 0, 2),
        ("kb-2", 3, 0, 1, 2),
    ]


def test_sums_stand_beside_those_of_the_day_before(office: Path) -> None:
    for unit, number in ((UNIT, 2), ("tinh-mau/xa-ba", 5)):
        tell(office, filled(slip(office, unit, Day(2025, 6, 19)), ["C7: Không đạt", f"C8: {number}", "C9: 1"]), Day(2025, 6, 19))
    tell(office, filled(slip(office), FULL))
    found = at(office)
    assert [(one.key, one.today, one.units, one.before) for one in found.sums] == [
        ("diem-cau", 3, 1, 7),
        ("ngat", 0, 1, 2),
        ("luot", 12, 1, None),
    ]
    assert (found.before, found.asked_before, found.silent_before) == (Day(2025, 6, 19), 3, 1)


def test_a_unit_that_failed_is_asked_again_until_it_passes(office: Path) -> None:
    tell(office, filled(slip(office), FULL))
    later = Day(2025, 6, 23)
    page = openpyxl.load_workbook(io.BytesIO(slip(office, day=later))).worksheets[0]
    assert [page.cell(row, 2).value for row in (7, 8)] == ["Tiếp công dân (diễn tập lại)", "– Số lượt tiếp"]
    made = tell(office, filled(slip(office, day=later), ["C7: Đạt", "C8: 4"]), later)
    assert made.reports == 1
    (line,) = [line for line in at(office, day=later).lines if line.drill.id == "kb-2"]
    assert (line.again, line.asked, line.passed, line.silent) == (True, 3, 1, 2)
    assert run(["--workspace", str(office), "slip", "kh-mau", "--on", "2025-06-24", "--unit", UNIT, "--out", str(office)]) == 1


def test_a_difficulty_is_followed_until_it_is_reported_done(office: Path) -> None:
    tell(office, filled(slip(office), [*FULL, *TROUBLE]))
    address = f"kh-mau#kb-2/vm-1@{UNIT}"
    (open_,) = at(office).difficulties
    assert (open_.address, open_.standing.leads, open_.standing.due) == (address, ("tinh-mau/so-tai-chinh",), Day(2025, 6, 25))
    assert run(["--workspace", str(office), "progress", address, "--done", "--as-of", "2025-06-24"]) == 0
    assert at(office, day=Day(2025, 6, 24)).difficulties == () and len(at(office).difficulties) == 1
    found, _ = read(office, [PROGRAM / "templates"])
    assert [row.standing.state for row in rows(found, Day(2025, 6, 30)) if row.address == address] == ["done-on-time"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["C7: tốt"], ["E448"]),
        (["C7: Đạt", "C8: ba", "C9: 0"], ["W476", "E448"]),
        (["C7: Đạt", "C8: =1+2", "C9: 0"], ["W476", "E445"]),
        (["C7: Đạt", "C8: 3", "C9: 0", "D7: 25h"], ["E470"]),
        (["D7: 8h"], ["E474"]),
        (["C7: Đạt", "C8: 3", "C9: 0", "B14: Mất điện", "C14: Trụ sở"], ["E472"]),
        (["C7: Đạt", "C8: 3", "C9: 0", "B14: Mất điện", "C14: Trụ sở", "D14: 7"], ["E448"]),
        (["C7: Đạt", "C8: 3", "C9: 0", "B14: Mất điện", "C14: Trụ sở", "D14: 1", "F14: Sở Du lịch"], ["E448"]),
        (["H7: kh-mau#kb-1@tinh-mau/xa-ba", "C7: Đạt"], ["E450"]),
        (["H7: kh-mau#kb-9@tinh-mau/xa-hai", "C7: Đạt"], ["E450"]),
        (["C6: Ghi"], ["E443"]),
        (["C7: Đạt", "C8: 3", "C9: 0", "merge: C7:C8"], ["E446", "W476"]),
    ],
)
def test_of_a_bad_slip_nothing_is_entered(office: Path, lines: list[str], found: list[str]) -> None:
    made = tell(office, filled(slip(office), lines))
    assert made.state == "refused" and journal(office) == ()
    assert sorted(codes(made)) == sorted(found)


def test_columns_may_be_moved_and_rows_sorted(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(slip(office), FULL)))
    page = book.worksheets[0]
    page.insert_cols(3)
    out = io.BytesIO()
    book.save(out)
    made = tell(office, out.getvalue())
    assert (made.state, made.reports) == ("entered", 2)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("8:00", "08:00"),
        ("8h", "08:00"),
        ("08.30", "08:30"),
        ("8 giờ 5", None),
        ("17g45", "17:45"),
        ("24:00", None),
        ("8", None),
        ("sáng", None),
    ],
)
def test_hours_as_clerks_type_them(text: str, hour: str | None) -> None:
    assert typed_hour(text) == hour


def test_collect_names_the_units_without_a_slip(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "phieu.xlsx").write_bytes(filled(slip(office), FULL))
    capsys.readouterr()
    assert run(["--workspace", str(office), "--lang", "en", "collect", str(office / "phieu.xlsx"), "--told", "2025-06-20 16:30"]) == 0
    said = capsys.readouterr().out
    assert "tinh-mau/xa-mot" in said and "tinh-mau/xa-ba" in said and "so-noi-vu" not in said
    assert run(["--workspace", str(office), "collect", str(office / "phieu.xlsx"), "--told", "2025-06-20 25:00"]) == 2


def test_the_end_counts_all_days_and_keeps_the_lessons(office: Path) -> None:
    tell(office, filled(slip(office), [*FULL, *TROUBLE]))
    found, _ = read(office, [PROGRAM / "templates"])
    end = final(Rehearsal(found, found.documents["kh-mau"], Moment(Day(2025, 6, 30))))
    assert [(line.drill.id, line.passed, line.failed, line.silent) for line in end.lines] == [("kb-1", 1, 0, 2), ("kb-2", 0, 1, 2)]
    assert [(one.unit, one.note) for one in end.lessons] == [(UNIT, "Thử máy trước giờ họp.")]
    assert {unit: len(drills) for unit, drills in end.unfinished.items()} == {"tinh-mau/xa-mot": 2, UNIT: 1, "tinh-mau/xa-ba": 2}


def test_the_meeting_gets_one_page(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(office, filled(slip(office), [*FULL, *TROUBLE]))
    words = ["report", "trial", "--plan", "kh-mau", "--on", "2025-06-20", "--at", "17:00", "--issuer", "tinh-mau/ubnd", "--to", "txt"]
    assert run(["--workspace", str(office), *words, "--out", str(tmp_path / "out")]) == 0
    (path,) = (tmp_path / "out").rglob("bc-kh-mau-0620.txt")
    text = " ".join(path.read_text(encoding="utf-8").split())
    for said in ("1/3 đơn vị", "Chưa báo cáo: xã Một, xã Ba.", "Khó khăn, vướng mắc chưa xử lý: 1", "Chưa có máy quét", "Sở Tài chính"):
        assert said in text
    assert run(["--workspace", str(office), "report", "trial", "--plan", "tb-mau", "--on", "2025-06-20"]) == 2
