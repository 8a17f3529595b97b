"""Rows → an Excel file, for offices that sort, sum and answer in Excel: lists of tasks, registers, forms.

In: a workbook as values. Out: bytes, the same on every run for the same values. A text stays a text whatever it begins with. The
fonts and colours stand in ``xlsx_looks.json``.
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from docgen.words.measure import lines
from docgen.write.workbook import Cell, Column, Day, Kind, Sheet, Workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "Column", "Day", "Kind", "Sheet", "Workbook", "sheet_names", "xlsx"]
LOOKS = Path(__file__).with_name("xlsx_looks.json")
NUMBERS: Mapping[Kind, str] = {"text": "General", "mark": "General", "int": "#,##0", "percent": '0"%"', "day": "dd/mm/yyyy"}
FORMULA = ("=", "+", "-", "@")
FIRST_DAY = Day(1900, 3, 1)
"""Earlier days are written as text: Excel knows none before 1900 and miscounts the first two months of that year."""
LONGEST_TEXT, LONGEST_LIST, LONGEST_NAME = 32767, 255, 31
"""Letters Excel takes in a cell, in a list of choices written out, in the name of a sheet."""
A4, LISTS = 9, "lists"
LEADING, HIGHEST, WIDEST = 1.32, 409, 0.95
"""Height of a line in sizes of the font; the highest row in points; the widest letter, in sizes of the font."""
ALLOWED = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells", "select_unlocked_cells")
"""What a protected sheet still lets everybody do."""


def xlsx(workbook: Workbook) -> bytes:
    """Return the bytes of the file; raises ``ValueError`` for a workbook without a sheet to show, or a row of another length."""
    from xlsxwriter import Workbook as Book

    if all(sheet.hidden for sheet in workbook.sheets):
        raise ValueError("no sheet to show")
    file = io.BytesIO()
    book = Book(file, {"in_memory": True})
    book.formats[0].set_font_name(_looks()["font"])  # the font whose digits are the unit of widths
    book.formats[0].set_font_size(_looks()["size"])
    moment = datetime.datetime(workbook.day.year, workbook.day.month, workbook.day.day)
    book.set_properties({"title": workbook.title, "author": workbook.author, "created": moment})
    lists = _Lists(workbook.sheets)
    pen = _Pen(book, {})
    pages = [book.add_worksheet(name) for name in sheet_names(sheet.name for sheet in workbook.sheets)]
    for page, sheet in zip(pages, workbook.sheets, strict=True):
        _write(pen, page, sheet, lists)
    lists.write(book)
    next(page for page, sheet in zip(pages, workbook.sheets, strict=True) if not sheet.hidden).activate()
    book.close()
    return file.getvalue()


def sheet_names(texts: Iterable[str]) -> list[str]:
    """Return names Excel takes: 31 letters, none of ``[]:*?/\\``, each once whatever the case, never that of our lists."""
    taken, found = {LISTS, "history"}, []
    for text in texts:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "-", text).strip("' ")[:LONGEST_NAME] or "-"
        name, number = plain, 2
        while name.casefold() in taken:
            tail = f" {number}"
            name, number = plain[: LONGEST_NAME - len(tail)] + tail, number + 1
        taken.add(name.casefold())
        found.append(name)
    return found


@cache
def _looks() -> dict[str, Any]:
    looks: dict[str, Any] = json.loads(LOOKS.read_text(encoding="utf-8"))
    return looks


@dataclass(frozen=True, slots=True)
class _Pen:
    """The formats of a book, each made once."""

    book: Book
    made: dict[tuple[Any, ...], Format]

    def cell(self, column: Column, mark: str | None, *, quoted: bool = False) -> Format:
        """Return the format of a cell in the table."""
        key = (column.kind, column.free, mark, quoted)
        if key not in self.made:
            number = "@" if column.free and column.kind == "text" else NUMBERS[column.kind]
            held = {"border": 1, "valign": "top", "text_wrap": column.kind == "text", "num_format": number, "locked": not column.free}
            held |= {} if column.kind == "text" else {"align": "center" if column.kind in ("day", "mark") else "right"}
            self.made[key] = self.book.add_format({**held, **self._look(mark), **({"quote_prefix": True} if quoted else {})})
        return self.made[key]

    def line(self, role: Literal["head", "title", "more", "note"]) -> Format:
        """Return the format of the head, of the first title, of another one, or of a note."""
        if (role,) not in self.made:
            looks = _looks()
            held = {
                "head": {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, **self._look("head")},
                "title": {**self._look(None), "bold": True, "font_size": looks["title_size"]},
                "more": {**self._look(None), "italic": True},
                "note": self._look(None),
            }[role]
            self.made[role,] = self.book.add_format(held)
        return self.made[role,]

    def _look(self, mark: str | None) -> dict[str, Any]:
        """Return what a mark adds; raises ``KeyError`` for one the looks do not have."""
        look = _looks()["marks"][mark] if mark else {}
        names = {"fill": "bg_color", "ink": "font_color", "bold": "bold"}
        return {"font_name": _looks()["font"], "font_size": _looks()["size"], **{names[key]: value for key, value in look.items()}}


class _Lists:
    """Lists of choices too long to be written out where they are used: they stand in columns of a hidden sheet."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        all_ = dict.fromkeys(one.choices for sheet in sheets for one in (*sheet.columns, *sheet.over.values()) if one.choices)
        self._kept = [choices for choices in all_ if len(",".join(choices)) > LONGEST_LIST or any("," in one for one in choices)]

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """Return the choices, or where they stand."""
        from xlsxwriter.utility import xl_col_to_name

        if choices not in self._kept:
            return list(choices)
        letter = xl_col_to_name(self._kept.index(choices))
        return f"={LISTS}!${letter}$1:${letter}${len(choices)}"

    def write(self, book: Book) -> None:
        """Add the hidden sheet where it is needed."""
        if not self._kept:
            return
        page = book.add_worksheet(LISTS)
        for number, choices in enumerate(self._kept):
            for row, text in enumerate(choices):
                page.write_string(row, number, text)
        page.protect()
        page.very_hidden()


def _write(pen: _Pen, page: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    """Write one sheet."""
    seen = next((place for place, column in enumerate(sheet.columns) if not column.hidden), 0)
    for number, text in enumerate(sheet.titles):
        page.write_string(number, seen, _fit(text), pen.line("more" if number else "title"))
    _columns(page, sheet)
    for number, column in enumerate(sheet.columns):
        page.write_string(sheet.head, number, column.heading, pen.line("head"))
    _height(page, sheet.head, [(column.heading, column.width) for column in sheet.columns])
    for number, row in enumerate(sheet.rows):
        _row(pen, page, sheet, number, row)
    for number, text in enumerate(sheet.notes, sheet.head + len(sheet.rows) + 2):
        page.write_string(number, seen, _fit(text), pen.line("note"))
    _rules(page, sheet, lists)
    _paper(page, sheet)


def _columns(page: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, None, {"hidden": True} if column.hidden else {})


def _row(pen: _Pen, page: Worksheet, sheet: Sheet, number: int, row: Sequence[Cell]) -> None:
    """Write one row of the table."""
    at, whole = sheet.head + 1 + number, sheet.marks.get((number, None))
    seen = [(cell, column.width) for column, cell in zip(sheet.columns, row, strict=True) if isinstance(cell, str) and not column.hidden]
    _height(page, at, seen)
    for place, (usual, cell) in enumerate(zip(sheet.columns, row, strict=True)):
        column = sheet.over.get((number, place), usual)
        mark = sheet.marks.get((number, place), whole)
        if cell is None or cell == "":
            page.write_blank(at, place, None, pen.cell(column, mark))
        elif isinstance(cell, (int, float)):
            page.write_number(at, place, cell, pen.cell(column, mark))
        elif isinstance(cell, Day) and cell >= FIRST_DAY:
            page.write_datetime(at, place, cell, pen.cell(column, mark))
        else:
            text = _fit(cell.isoformat() if isinstance(cell, Day) else cell)
            page.write_string(at, place, text, pen.cell(column, mark, quoted=text.startswith(FORMULA)))


def _height(page: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """Make a row as high as its longest text needs: not every program does so by itself. One line stays as it is, and may grow."""
    most = max((_lines(text, width) for text, width in texts), default=1)
    if most > 1:
        page.set_row(row, min(most * _looks()["size"] * LEADING, HIGHEST))


@lru_cache(maxsize=20_000)
def _lines(text: str, letters: float) -> int:
    """Return how many lines a text has in a column that is so many digits wide."""
    size = _looks()["size"]
    room = letters * size / 2
    return 1 if len(text) * WIDEST * size < room and "\n" not in text else len(lines(text, size, room))


def _fit(text: str) -> str:
    """Return a text as long as a cell takes; one that was longer ends in dots."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _rules(page: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    """Set what free cells take, the filter, the protection."""
    first, last = sheet.head + 1, sheet.head + max(len(sheet.rows), 1)
    for place, column in enumerate(sheet.columns):
        for rule in _rule(column, lists):
            page.data_validation(first, place, last, place, rule)
    for (row, place), column in sheet.over.items():
        for rule in _rule(column, lists):
            page.data_validation(first + row, place, first + row, place, rule)
    if sheet.columns and not sheet.over:
        page.autofilter(sheet.head, 0, last, len(sheet.columns) - 1)
    if sheet.protected:
        page.protect("", dict.fromkeys(ALLOWED, True))
    if sheet.hidden:
        page.hide()


def _rule(column: Column, lists: _Lists) -> Iterator[dict[str, Any]]:
    """Yield the rule that Excel keeps for cells of a column, where there is one."""
    if column.choices:
        yield {"validate": "list", "source": lists.source(column.choices)}
    elif column.between is not None:
        least, most = column.between
        yield {"validate": "date" if isinstance(least, Day) else "integer", "criteria": "between", "minimum": least, "maximum": most}
    elif column.free and column.kind == "percent":
        yield {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    elif column.free and column.kind == "int":
        yield {"validate": "integer", "criteria": ">=", "value": 0}
    elif column.free and column.kind == "day":
        yield {"validate": "date", "criteria": ">=", "value": FIRST_DAY}


def _paper(page: Worksheet, sheet: Sheet) -> None:
    """Set the page: A4, as wide as the paper, the head on each page, the number of the page below."""
    page.set_paper(A4)
    if not sheet.portrait:
        page.set_landscape()
    page.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(sheet.head)
    page.set_footer("&C&P/&N")
    if sheet.paper:
        page.print_area(0, 0, sheet.head + len(sheet.rows) + len(sheet.notes) + 1, sheet.paper - 1)
    page.freeze_panes(sheet.head + 1, sheet.still)
