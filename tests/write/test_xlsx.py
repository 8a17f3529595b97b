"""The Excel file: read back by another program, the same bytes always, text that stays text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from docgen.write.xlsx import Column, Sheet, Workbook, sheet_names, xlsx

Day = datetime.date
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (
    Column("id", "Mã", hidden=True),
    Column("do", "Nội dung", width=40),
    Column("due", "Thời hạn", kind="day"),
    Column("percent", "Tỷ lệ", kind="percent", free=True),
    Column("state", "Kết quả", free=True, choices=("đạt", "chưa đạt")),
)
ROWS = (("a#b", "=1+1", Day(2025, 6, 30), 40, "đạt"), ("a#c", "Mở sổ", None, None, None), ("a#d", "-5", Day(1899, 1, 2), 0, "@x"))
SHEET = Sheet("Nhiệm vụ", COLUMNS, ROWS, titles=("DANH SÁCH", "đến ngày 30/6/2025"), marks={(0, None): "late", (1, 2): "soon"})


def book(*sheets: Sheet) -> Workbook:
    return Workbook(sheets or (SHEET,), "Danh sách", "Sở Nội vụ", Day(2025, 6, 30))


def read(data: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_cells_read_back_as_what_they_are() -> None:
    rows = read(xlsx(book()))
    assert rows[0][1] == "DANH SÁCH" and rows[1][1] == "đến ngày 30/6/2025", "the first column is hidden"
    assert rows[3] == ["Mã", "Nội dung", "Thời hạn", "Tỷ lệ", "Kết quả"]
    assert rows[4] == ["a#b", "=1+1", Day(2025, 6, 30), 40, "đạt"]
    assert rows[5] == ["a#c", "Mở sổ", "", "", ""]
    assert rows[6] == ["a#d", "-5", "1899-01-02", 0, "@x"], "Excel knows no day before 1900"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_text_becomes_anything_else(text: str) -> None:
    data = xlsx(book(Sheet("A", (Column("a", "A"),), ((text,),))))
    assert read(data) == [["A"], [text]]
    assert part(data).find(f".//{S}f") is None and part(data).find(f".//{S}hyperlinks") is None


def test_the_same_bytes_always_and_no_day_of_the_machine() -> None:
    data = xlsx(book())
    assert data == xlsx(book())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2025-06-30T00:00:00Z"}
    assert "<dc:title>Danh sách</dc:title>" in core and "<dc:creator>Sở Nội vụ</dc:creator>" in core


def test_the_head_stays_in_sight_and_comes_again_on_paper() -> None:
    data = xlsx(book())
    page = part(data)
    pane = page.find(f".//{S}pane")
    assert pane is not None and (pane.get("ySplit"), pane.get("state")) == ("4", "frozen")
    setup = page.find(f"{S}pageSetup")
    assert setup is not None and dict(setup.attrib) == {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    names = {one.get("name"): one.text for one in part(data, "xl/workbook.xml").iter(f"{S}definedName")}
    assert names["_xlnm.Print_Titles"] == "'Nhiệm vụ'!$4:$4" and names["_xlnm._FilterDatabase"] == "'Nhiệm vụ'!$A$4:$E$7"
    assert [one.get("min") for one in page.iter(f"{S}col") if one.get("hidden")] == ["1"]


def test_only_free_cells_can_be_edited_and_take_what_they_may() -> None:
    data = xlsx(book(Sheet("A", COLUMNS, ROWS, protected=True)))
    page, styles = part(data), part(data, "xl/styles.xml")
    formats = list(styles.iterfind(f"{S}cellXfs/{S}xf"))
    row = [cell for cell in page.iter(f"{S}c") if cell.get("r", "").endswith("3")]
    free = [any(lock.get("locked") == "0" for lock in formats[int(cell.get("s", "0"))].iter(f"{S}protection")) for cell in row]
    assert free == [False, False, False, True, True]
    protection = page.find(f"{S}sheetProtection")
    assert protection is not None and protection.get("sheet") == "1" and protection.get("password") is None
    rules = {rule.get("sqref"): rule for rule in page.iter(f"{S}dataValidation")}
    assert rules["D2:D4"].get("type") == "whole" and rules["D2:D4"].findtext(f"{S}formula2") == "100"
    assert rules["E2:E4"].findtext(f"{S}formula1") == '"đạt,chưa đạt"'


def test_a_long_list_of_choices_stands_in_a_hidden_sheet() -> None:
    choices = tuple(f"Xã Mẫu, số {number}" for number in range(200))
    data = xlsx(book(Sheet("A", (Column("a", "A", free=True, choices=choices),), ((None,),))))
    assert part(data).findtext(f".//{S}formula1") == "lists!$A$1:$A$200"
    assert [one[0] for one in read(data, 1)] == list(choices)
    assert [one.get("state") for one in part(data, "xl/workbook.xml").iter(f"{S}sheet")] == [None, "veryHidden"]


def test_a_text_longer_than_a_cell_is_cut_where_one_sees_it() -> None:
    (_, (cell,)) = read(xlsx(book(Sheet("A", (Column("a", "A"),), (("ă" * 40_000,),)))))
    assert isinstance(cell, str) and len(cell) == 32767 and cell.endswith("ă…")


def test_rows_are_as_high_as_their_longest_text() -> None:
    long = "Tổ chức lễ công bố các nghị quyết, quyết định về sáp nhập đơn vị hành chính cấp xã năm 2025"
    page = part(xlsx(book(Sheet("A", (Column("a", "A", width=30),), (("ngắn",), (long,))))))
    heights = [row.get("ht") for row in page.iter(f"{S}row")]
    assert heights[:2] == [None, None], "one line may grow while somebody writes"
    assert 3 * 15 < float(heights[2] or 0) < 4 * 17, "three or four lines of 12 points"


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    long = "Sở Nông nghiệp và Phát triển nông thôn"
    names = sheet_names(["a/b", "A/B", long, long, "lists", "'x'", ""])
    assert names == ["a-b", "A-B 2", long[:31], f"{long[:29]} 2", "lists 2", "x", "-"]


def test_a_book_without_a_sheet_to_show_and_a_short_row_are_refused() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        xlsx(book(Sheet("A", COLUMNS, (), hidden=True)))
    with pytest.raises(ValueError, match="shorter"):
        xlsx(book(Sheet("A", COLUMNS, (("a",),))))
    with pytest.raises(KeyError, match="purple"):
        xlsx(book(Sheet("A", COLUMNS, ROWS, marks={(0, None): "purple"})))
