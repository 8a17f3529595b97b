"""Excel files as agencies send them: what is read is what the clerk sees, and what could do harm is refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from docgen.read.excel import Workbook, workbook
from docgen.read.sheets import Heading, table
from docgen.words.typed import typed_day
from tests.cases.forms import LOCKED

DAY = datetime.date(2025, 6, 20)
PEOPLE = (
    Heading("name", ("Họ và tên", "Full name")),
    Heading("number", ("Số hiệu", "Number")),
    Heading("born", ("Ngày sinh", "Born"), "day", needed=False),
    Heading("rate", ("Tỷ lệ (%)", "Rate"), "percent", needed=False),
)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(book: Any) -> Workbook:
    found, faults = workbook(saved(book), "a.xlsx")
    assert found is not None and faults == ()
    return found


def sheet_of(*rows: tuple[Any, ...]) -> Any:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


@pytest.mark.parametrize(
    "text",
    [
        "20/6/2025",
        "20.06.2025",
        "20-6-25",
        "2025-06-20",
        "ngày 20 tháng 6 năm 2025",
        "Ngày 20 tháng 06, 2025",
        "20 / 6 / 2025",
        "NGAY 20 THANG 6 NAM 2025.",
    ],
)
def test_days_in_the_ways_of_clerks(text: str) -> None:
    assert typed_day(text) == DAY


@pytest.mark.parametrize("text", ["31/6/2025", "6/20/2025", "20/6", "tháng 6/2025", "20.6-2025", "45828", "hôm qua", "", "2025"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert typed_day(text) is None


def test_cells_are_what_the_clerk_sees() -> None:
    book = sheet_of((145, 1.5, 0.1 + 0.2, DAY, datetime.datetime(2025, 6, 20, 8, 30), "Tha\u0302\u0301ng", True, "  ", 0.6))
    book.active["I1"].number_format = "0%"
    cells = read(book).sheets[0].rows[0]
    assert [cell.value for cell in cells[:2]] == [145, 1.5] and isinstance(cells[0].value, int)
    assert [cell.text for cell in cells] == ["145", "1.5", "0.3", "20/06/2025", "20/06/2025", "Thấng", "True", "", "60"]
    assert (cells[8].value, cells[8].source.cell) == (60, "Sheet!I1")


def test_formulas_merged_and_hidden_cells_are_known() -> None:
    book = sheet_of((1, 2, "=A1+B1"), (1, 2, 3))
    page = book.active
    page.merge_cells("A2:B2")
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    found = read(book)
    sheet = found.sheets[0]
    assert sheet.rows[0][2].formula and not sheet.rows[0][0].formula
    assert sheet.merged(sheet.rows[1][1]) == "A2:B2" and sheet.merged(sheet.rows[0][1]) is None
    assert sheet.marks.hidden_rows == {1} and sheet.marks.hidden_columns == {2}
    assert [one.name for one in found.shown] == ["Sheet"]


def test_columns_are_found_by_their_headings_wherever_they_stand() -> None:
    book = sheet_of(
        ("Danh sách",),
        (),
        ("SO  HIEU", "Ghi chú", "họ và tên", "born"),
        (145, "x", "Nguyễn Văn A", "20.6.2025"),
        (),
        (7, None, "Trần Thị B", None),
    )
    found, faults = table(read(book).sheets[0], PEOPLE)
    assert found is not None and faults == ()
    assert [dict(record.values) for record in found.records] == [
        {"name": "Nguyễn Văn A", "number": "145", "born": DAY},
        {"name": "Trần Thị B", "number": "7"},
    ]
    assert [record.row for record in found.records] == [4, 6]


def test_every_mistake_has_its_cell() -> None:
    book = sheet_of(
        ("Họ và tên", "Số hiệu", "Ngày sinh", "Tỷ lệ (%)"), ("A", "=1", 45828, "130%"), ("B", 2, "hôm qua", -1), ("C", 3, DAY, "60 %")
    )
    book.active.merge_cells("A3:A4")
    found, faults = table(read(book).sheets[0], PEOPLE)
    assert found is not None
    places = {(fault.code, fault.source.cell) for fault in faults if fault.source}
    assert places == {
        ("E445", "Sheet!B2"), ("E447", "Sheet!C2"), ("E448", "Sheet!D2"),
        ("E446", "Sheet!A3"), ("E447", "Sheet!C3"), ("E448", "Sheet!D3"),
    }  # fmt: skip
    assert found.records[2].values["rate"] == 60


def test_a_missing_and_a_double_heading_stop_the_table() -> None:
    found, faults = table(read(sheet_of(("Họ và tên", "Full name"), ("A", "B"))).sheets[0], PEOPLE)
    assert found is None
    assert [(fault.code, fault.source.cell) for fault in faults if fault.source] == [("E444", "Sheet!B1"), ("E443", "Sheet!A1")]


def bomb() -> bytes:
    """A sheet of 300 MB that takes 300 kB."""
    book, out = saved(sheet_of(("a",))), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = b"<x>" + bytes(300_000_000) if part.filename.endswith("sheet1.xml") else old.read(part)
            new.writestr(part.filename, data)
    return out.getvalue()


def with_entities() -> bytes:
    book, out = saved(sheet_of(("a",))), io.BytesIO()
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, lol if part.filename.endswith("sheet1.xml") else old.read(part))
    return out.getvalue()


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1
    return saved(book)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("E440", b"K\xc3\xadnh g\xe1\xbb\xadi"),
        ("E440", b""),
        ("E440", b"PK\3\4 and nothing behind"),
        ("E440", saved(sheet_of(("a",)))[:-200]),
        ("E440", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("E440", with_entities()),
        ("E441", LOCKED),
        ("E442", far_cell()),
        ("E442", bytes(30_000_001)),
    ],
)
def test_what_is_no_workbook_or_could_do_harm_is_one_finding(code: str, data: bytes) -> None:
    found, faults = workbook(data, "a.xlsx")
    assert found is None
    assert [(fault.code, fault.source and fault.source.line) for fault in faults] == [(code, 0)]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    data = bomb()
    assert len(data) < 1_000_000
    assert [fault.code for fault in workbook(data, "a.xlsx")[1]] == ["E442"]
