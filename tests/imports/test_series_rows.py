"""A series made from an Excel sheet: the rows are read, what cannot be trusted is a finding at its cell, a change is noticed."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.check import check
from docgen.cli.call import Call
from docgen.cli.findings import recall
from docgen.derive.series import members
from docgen.read import read
from docgen.resolve.document import resolve
from tests.cases.workspace import PROGRAM, build
from tests.imports.test_lists import DAY

SERIES = """\
each: {row: danh-sach.xlsx, key: ma, sheet: Cử}
body:
  - {id: noi-dung, text: "Cử {row.ho-va-ten} dự họp ngày {row.ngay}."}
"""
ROWS: list[list[Any]] = [
    ["UBND TỈNH MẪU"],
    [],
    ["Mã", "Họ và tên", None, "Ngày"],
    ["mot", "Nguyễn Văn A", None, DAY],
    [],
    ["hai", "Trần Thị B", None, "2/7"],
]


def saved(root: Path, rows: list[list[Any]], *, merge: str = "", name: str = "Cử") -> None:
    book = openpyxl.Workbook()
    book.active.append(["khác"])
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    (root / "directives/danh-sach.xlsx").write_bytes(out.getvalue())


@pytest.fixture
def office(tmp_path: Path) -> Path:
    build(tmp_path, SERIES)
    saved(tmp_path, ROWS)
    return tmp_path


def codes(root: Path) -> list[tuple[str, str, str]]:
    office, found = read(root, [PROGRAM / "templates"])
    errors = [finding for finding in check(office, DAY, found) if finding.severity == "error"]
    return [(one.code, one.place.path, one.source.cell if one.source else "/".join(map(str, one.place.steps))) for one in errors]


def test_each_row_of_the_sheet_is_a_document(office: Path) -> None:
    assert codes(office) == []
    found, _ = read(office, [PROGRAM / "templates"])
    made = list(members(found, found.documents["tb-mau"]))
    assert [document.id for document in made] == ["tb-mau@mot", "tb-mau@hai"]
    assert [row.line for row in found.source_rows["tb-mau"]] == [4, 6]
    assert "Cử Nguyễn Văn A dự họp ngày 01/07/2025." in str(resolve(found, made[0]))
    assert "Cử Trần Thị B dự họp ngày 2/7." in str(resolve(found, made[1]))


@pytest.mark.parametrize(
    ("rows", "merge", "found"),
    [
        ([*ROWS[:3], ["mot", "=A1", None, DAY]], "", [("E445", "Cử!B4")]),
        ([*ROWS[:3], ["mot", "Nguyễn Văn A", None, DAY], ["hai", None, None, DAY]], "B4:B5", [("E446", "Cử!B4")]),
        ([["Mã", "Họ và tên", "Ngày", "Ngày"], ["mot", "Nguyễn Văn A", "1", "2"]], "", [("E498", "Cử!D1")]),
        ([["Mã", "Họ và tên", "Ngày", None], ["mot", "Nguyễn Văn A", "1", "2"]], "", [("E498", "Cử!D1")]),
    ],
)
def test_what_cannot_be_trusted_has_its_cell(office: Path, rows: list[list[Any]], merge: str, found: list[tuple[str, str]]) -> None:
    saved(office, rows, merge=merge)
    assert [(code, path, cell) for code, path, cell in codes(office)] == [(code, "directives/danh-sach.xlsx", cell) for code, cell in found]


def test_a_sheet_that_is_not_there_is_named(office: Path) -> None:
    saved(office, ROWS, name="Khác")
    assert codes(office) == [("E529", "directives/tb-mau.yaml", "each/sheet")]
    (office / "directives/danh-sach.xlsx").write_bytes(b"no workbook")
    assert codes(office) == [("E440", "directives/danh-sach.xlsx", "")]
    (office / "directives/danh-sach.xlsx").unlink()
    assert codes(office) == [("E496", "directives/tb-mau.yaml", "each/row")]


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "danh-sach.csv"])
def test_a_changed_list_is_noticed_between_runs(office: Path, name: str) -> None:
    path = office / "directives" / name
    if name.endswith(".csv"):
        (office / "directives/tb-mau.yaml").write_text(
            (office / "directives/tb-mau.yaml")
            .read_text(encoding="utf-8")
            .replace("danh-sach.xlsx, key: ma, sheet: Cử", f"{name}, key: ma"),
            encoding="utf-8",
        )
        path.write_text("Mã,Họ và tên,Ngày\nmot,Nguyễn Văn A,1/7\n", encoding="utf-8")
    call = Call(office)
    assert [one.code for one in recall(call, DAY)[0] if one.severity == "error"] == []
    before = path.stat()
    if name.endswith(".csv"):
        path.write_text("Mã,Họ và tên,Ngày\nmot,Nguyễn Văn A,{7}\n", encoding="utf-8")
    else:
        saved(office, [*ROWS[:3], ["mot", "Nguyễn Văn A", None, "{7}"]])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [one.code for one in recall(call, DAY)[0] if one.severity == "error"] == ["E495"]
