"""``docgen form`` and ``docgen collect``: forms made by docgen, filled in and spoilt as agencies do, and collected again."""

from __future__ import annotations

import datetime
import io
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.check import check
from docgen.cli.main import run
from docgen.model.progress import ProgressEntry
from docgen.read import read
from docgen.read.progress import read_progress
from docgen.track import rows
from tests.cases.forms import BODY, MADE, TOLD, filled, made, outcome
from tests.cases.workspace import PROGRAM, build
from tests.conftest import ROOT

TASKS = """\
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks:
  - {id: bao-cao, do: Báo cáo bằng văn bản, lead: tinh-mau/so-noi-vu, with: tinh-mau/so-tai-chinh, due: 2025-06-30}
  - {id: lien-tich, do: "=Tổng hợp @ +chung", lead: [tinh-mau/so-noi-vu, tinh-mau/so-tai-chinh], joint: true, due: 2025-06-30}
  - {id: moi-xa, do: Mở sổ theo dõi, lead: {each: {unit: [commune], of: tinh-mau}}, due: 2025-07-10}
"""
TASK = "kh-mau#soan-thao"
UNITS = ("tinh-mau/xa-mot", "tinh-mau/xa-hai", "tinh-mau/xa-ba")
DONE = ("F8: Đã hoàn thành", "H8: 13/6/2025", "I8: Đã trình", "J8: 12/TTr-SNV")
ANSWERS = (*DONE, "F9: Đang thực hiện", "G9: 60", "K9: Chờ ý kiến")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    build(tmp_path, {"files": {"directives/tb-mau.yaml": f'date: 2025-06-11\nnumber: "9"\n{TASKS}'}})
    return tmp_path


def journal(office: Path, body: str = BODY) -> tuple[ProgressEntry, ...]:
    return read_progress(office).get(body, ())


def state(office: Path, address: str = TASK, day: datetime.date = TOLD) -> tuple[str, int]:
    (row,) = [row for row in rows(read(office, [PROGRAM / "templates"])[0], day) if row.address == address]
    return row.standing.state, row.standing.percent


def clean(office: Path) -> bool:
    found, faults = read(office, [PROGRAM / "templates"])
    return [finding.code for finding in check(found, TOLD, faults) if finding.code.startswith("E4")] == []


def test_the_form_says_all_an_agency_needs_and_opens_only_the_answers(office: Path) -> None:
    assert run(["--workspace", str(office), "form", BODY, "--as-of", "2025-06-12", "--until", "2025-06-20", "--out", str(office)]) == 0
    book = openpyxl.load_workbook(office / "tinh-mau_so-noi-vu_2025-06-12.xlsx")
    page, stamp = book.worksheets
    titles = [page.cell(row, 1).value for row in range(1, 6)]
    assert titles[1:3] == [
        "Cơ quan, đơn vị báo cáo: Sở Nội vụ. Số liệu, tình hình tính đến ngày 12/6/2025.",
        "Gửi về: Văn phòng mẫu trước hết ngày 20/6/2025.",
    ]
    assert [cell.value for cell in page[8]][1:5] == [
        "Soạn thảo kịch bản",
        "Kế hoạch số 07/KH-UBND ngày 10/6/2025",
        "15/6/2025",
        "Chưa có báo cáo",
    ]
    assert page["B10"].value == "=Tổng hợp @ +chung" and page["B10"].data_type == "s", "a text stays a text"
    assert [page.cell(8, column).protection.locked for column in range(1, 14)] == [True] * 5 + [False] * 7 + [True]
    assert page.protection.sheet and page.column_dimensions["M"].hidden and stamp.sheet_state != "visible"
    (choices,) = [rule.formula1 for rule in page.data_validations.dataValidation if "F8" in rule.sqref]
    assert choices == '"Đã hoàn thành,Đang thực hiện,Chưa thực hiện"'


def test_answers_become_entries_and_the_same_file_changes_nothing(office: Path) -> None:
    data = filled(made(office), ANSWERS)
    first = outcome(office, "snv.xlsx", data)
    assert (first.state, first.reports, first.findings) == ("entered", 2, ())
    told, other = journal(office)
    assert told.model_dump(exclude_defaults=True, exclude={"id", "source"}) == {
        "task": TASK,
        "day": datetime.date(2025, 6, 13),
        "told": TOLD,
        "by": "Sở Nội vụ",
        "done": "all",
        "note": "Đã trình",
        "evidence": "12/TTr-SNV",
    }
    assert re.fullmatch(r"progress [0-9a-f]{64} snv\.xlsx", told.source or "")
    assert (other.percent, other.cause, other.day) == (60, "Chờ ý kiến", TOLD)
    assert state(office) == ("done-on-time", 100) and clean(office)
    before = (office / "directives/progress/tinh-mau/so-noi-vu.yaml").read_bytes()
    assert outcome(office, "renamed.xlsx", data).state == "again"
    saved_again = filled(data, ("P30: đã xem",))
    assert saved_again != data and outcome(office, "snv.xlsx", saved_again).state == "again", "saved once more, it says the same"
    assert (office / "directives/progress/tinh-mau/so-noi-vu.yaml").read_bytes() == before


def test_a_second_form_of_the_day_takes_the_place_of_the_first(office: Path) -> None:
    form = made(office)
    first, second = filled(form, ANSWERS), filled(form, ("F8: Đang thực hiện", "G8: 80"))
    outcome(office, "first.xlsx", first)
    found = outcome(office, "second.xlsx", second)
    assert (found.state, found.reports, found.withdrawn) == ("entered", 1, 2)
    kinds = [entry.kind for entry in journal(office)]
    assert kinds == ["report", "report", "withdraw", "withdraw", "report"], "nothing is deleted"
    assert journal(office)[2].why == "Thay bằng second.xlsx"
    assert state(office) == ("due-soon", 80) and state(office, "tb-mau#bao-cao") == ("not-started", 0) and clean(office)
    assert [outcome(office, name, data).state for name, data in (("first.xlsx", first), ("second.xlsx", second))] == ["again", "again"]
    assert outcome(office, "empty.xlsx", form).state == "nothing", "an empty form takes nothing back"
    assert len(journal(office)) == 5


def test_what_is_known_already_makes_no_entry(office: Path) -> None:
    outcome(office, "snv.xlsx", filled(made(office), ("F9: Đang thực hiện", "G9: 60")))
    later = made(office, day=TOLD)
    data = filled(later, ("F9: Đang thực hiện", "G9: 60"))
    assert outcome(office, "later.xlsx", data, told=TOLD + datetime.timedelta(1)).state == "nothing"
    data = filled(later, ("F9: Đang thực hiện", "G9: 70"))
    assert outcome(office, "later.xlsx", data, told=TOLD + datetime.timedelta(1)).reports == 1


def moved(form: bytes) -> bytes:
    """The form with a new column before all others and a line above the table: everything stands elsewhere."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    book.worksheets[0].insert_cols(1)
    book.worksheets[0].insert_rows(1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_moved_columns_are_found_by_their_headings(office: Path) -> None:
    assert outcome(office, "snv.xlsx", moved(filled(made(office), ANSWERS))).reports == 2


def test_deleted_rows_are_named_and_remarks_below_are_no_rows(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(made(office), (*DONE, "B30: Ghi chú của đơn vị"))))
    book.worksheets[0].delete_rows(9)
    out = io.BytesIO()
    book.save(out)
    found = outcome(office, "snv.xlsx", out.getvalue())
    assert (found.state, found.missing, found.findings) == ("entered", ("tb-mau#bao-cao",), ())


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("G8: 130",), {"E448 Báo cáo!G8", "E451 Báo cáo!F8"}),
        (("F8: Đã hoàn thành", "H8: ngày mai"), {"E447 Báo cáo!H8"}),
        (("F8: Đã hoàn thành", "H8: 15/6/2025"), {"E449 Báo cáo!H8"}),
        (("F8: Đã hoàn thành", "H8: 9/6/2025"), {"E449 Báo cáo!H8"}),
        (("F8: Đã hoàn thành", "H8: 12/6/2025", "G8: 50"), {"E448 Báo cáo!G8"}),
        (("F8: Chưa thực hiện", "G8: 50"), {"E448 Báo cáo!G8"}),
        (("F8: Đang thực hiện", "G8: 100"), {"E448 Báo cáo!G8"}),
        (("F8: Đang thực hiên", "I8: =1+1"), {"E445 Báo cáo!I8"}),
        (("F8: Xong xuôi",), {"E448 Báo cáo!F8"}),
        (("M9: kh-mau#soan-thao",), {"E444 Báo cáo!M9"}),
        (("M8: ", "F8: Đang thực hiện"), {"E450 Báo cáo!B8"}),
        (("M11: ", "F11: Đang thực hiện"), {"E450 Báo cáo!F11"}),
        (("M8: kh-mau#tong-hop", "F8: Đang thực hiện"), {"E450 Báo cáo!B8"}),
        (("F8: Đang thực hiện", "merge: F8:F9"), {"E446 Báo cáo!F8"}),
    ],
)
def test_every_mistake_has_its_cell_and_nothing_of_the_file_is_entered(office: Path, lines: tuple[str, ...], codes: set[str]) -> None:
    found = outcome(office, "snv.xlsx", filled(made(office), ("F10: Đang thực hiện", *lines)))
    errors = {f"{one.code} {one.source.cell}" for one in found.findings if one.source and one.severity == "error"}
    if "M11: " in lines:
        errors = {error.replace("B11", "F11") for error in errors}
    assert errors == codes
    assert found.state == "refused" and 10 in found.rows, "the good row waits and is named"
    assert journal(office) == ()


def test_who_helps_may_report_and_a_joint_lead_has_the_task_in_its_form(office: Path) -> None:
    form = made(office, "tinh-mau/so-tai-chinh")
    found = outcome(office, "stc.xlsx", filled(form, ("F9: Đang thực hiện", "F8: Đang thực hiện", "M8: tb-mau#bao-cao")))
    assert [entry.task for entry in found.entries] == ["tb-mau#bao-cao", "tb-mau#lien-tich"]
    assert [entry.by for entry in journal(office, "tinh-mau/so-tai-chinh")] == ["Sở Tài chính"] * 2


def test_an_old_form_does_not_cover_newer_news(office: Path) -> None:
    form = made(office)
    outcome(office, "snv.xlsx", filled(form, DONE))
    late = outcome(office, "old.xlsx", filled(form, ("F8: Đang thực hiện",)), told=TOLD + datetime.timedelta(3))
    assert [finding.code for finding in late.findings] == ["E454"]
    assert state(office, day=TOLD + datetime.timedelta(3)) == ("done-on-time", 100)


def test_a_stamp_that_was_changed_is_no_stamp(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(made(office), DONE)))
    book["docgen"]["B4"] = "tinh-mau/so-tai-chinh"
    out = io.BytesIO()
    book.save(out)
    assert [finding.code for finding in outcome(office, "stc.xlsx", out.getvalue()).findings] == ["E452"]


def test_a_dry_run_writes_nothing_and_says_the_same(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "snv.xlsx").write_bytes(filled(made(office), ANSWERS))
    (office / "thu.xlsx").write_bytes(b"no form")
    words = [
        "--lang",
        "en",
        "--workspace",
        str(office),
        "collect",
        str(office / "snv.xlsx"),
        str(office / "thu.xlsx"),
        "--told",
        "2025-06-14",
    ]
    capsys.readouterr()
    assert run([*words, "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "Sở Nội vụ: 2 rows\n" in said and "2 rows would be entered." in said and journal(office) == ()
    assert run(words) == 1
    said = capsys.readouterr().out
    assert f"{office}/thu.xlsx: E440 error" in said and "2 rows entered.\n1 file waits" in said
    silent = said.partition("have not answered:\n")[2].split("\n")
    assert [line.split()[0] for line in silent if line] == ["tinh-mau/so-tai-chinh", *UNITS]
    assert run([*words[:-3], *words[-2:], "--of", "tinh-mau/so-noi-vu"]) == 0
    assert capsys.readouterr().out.endswith("0 rows entered.\nEverybody with open tasks has answered.\n")


def test_a_folder_and_a_pattern_mean_the_excel_files_in_it(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office / "incoming"
    folder.mkdir()
    (folder / "SNV.XLSX").write_bytes(filled(made(office), DONE))
    (folder / "~$SNV.XLSX").write_bytes(b"x")
    (folder / "thu.docx").write_bytes(b"x")
    words = ["--lang", "en", "--workspace", str(office), "collect", "--told", "2025-06-14"]
    assert run([*words, str(folder)]) == 0 and len(journal(office)) == 1
    assert run([*words, str(folder / "S*.XLSX")]) == 0 and "entered already" in capsys.readouterr().out
    assert run([*words, str(folder / "none.xlsx")]) == 2 and run([*words, str(office / "directives")]) == 2
    assert "no Excel file in" in capsys.readouterr().err


def test_form_all_makes_one_for_each_body_with_open_tasks(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--lang", "en", "--workspace", str(office), "form", "--as-of", "2025-06-12", "--out", str(office / "f")]
    assert run([*words, "--all"]) == 0
    assert sorted(path.name for path in (office / "f").iterdir()) == [
        f"tinh-mau_{name}_2025-06-12.xlsx" for name in ("so-noi-vu", "so-tai-chinh", "xa-ba", "xa-hai", "xa-mot")
    ]
    assert run([*words, "tinh-mau/ubnd"]) == 0 and run(words) == 2 and run([*words, "tinh-mau/so-noi-vuu"]) == 2
    assert "tinh-mau/ubnd leads no open task" in capsys.readouterr().out


def province(root: Path, units: int) -> None:
    """A province whose units each have three tasks."""
    catalogue = root / "directives/catalogue/units.yaml"
    lines = [f"tinh-mau/don-vi-{n}: {{kind: ward, name: Đơn vị {n}, order: {n + 10}}}\n" for n in range(units)]
    text = 'date: 2025-06-11\nnumber: "9"\nbody: [{id: noi-dung, text: Như sau.}, tasks]\ntasks:\n'
    text += "".join(
        f"  - {{id: viec-{n}, do: Việc số {n}, lead: {{each: {{unit: [ward], of: tinh-mau}}}}, due: 2025-07-10}}\n" for n in range(3)
    )
    build(root, {"files": {"directives/tb-mau.yaml": text}})
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def answered(root: Path) -> list[str]:
    """The forms of all wards, each with one answer."""
    assert run(["--workspace", str(root), "form", "--all", "--as-of", "2025-06-12", "--out", str(root / "f")]) == 0
    paths = sorted((root / "f").glob("*don-vi*.xlsx"))
    for path in paths:
        path.write_bytes(filled(path.read_bytes(), ("F8: Đang thực hiện", "G8: 40", "F9: Đang thực hiện")))
    return list(map(str, paths))


def test_ctrl_c_leaves_whole_journals_and_the_next_run_goes_on(tmp_path: Path) -> None:
    province(tmp_path, 60)
    paths = answered(tmp_path)
    words = [
        sys.executable,
        "-c",
        "from docgen.cli.main import main; main()",
        "--workspace",
        str(tmp_path),
        "collect",
        *paths,
        "--told",
        "2025-06-14",
    ]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    )
    folder = tmp_path / "directives/progress/tinh-mau"
    while process.poll() is None and len(list(folder.glob("don-vi*.yaml"))) < 5:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    journals = read_progress(tmp_path)
    assert 5 <= len(journals) < 60 and {len(entries) for entries in journals.values()} == {2} and clean(tmp_path)
    assert run(["--workspace", str(tmp_path), "collect", *paths, "--told", "2025-06-14"]) == 0
    assert {name: len(entries) for name, entries in read_progress(tmp_path).items()} == {f"tinh-mau/don-vi-{n}": 2 for n in range(60)}


def test_entries_come_out_in_the_order_of_the_form(office: Path) -> None:
    found: Any = outcome(office, "snv.xlsx", filled(made(office), ("F10: Đang thực hiện", *ANSWERS)))
    assert [entry.task for entry in found.entries] == [TASK, "tb-mau#bao-cao", "tb-mau#lien-tich"]
    assert MADE == datetime.date(2025, 6, 12) == found.day
