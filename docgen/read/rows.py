"""Rows of a CSV or Excel file that a series is made from: ``each: {row: people.csv}``, ``each: {row: people.xlsx, sheet: Xã}``.

In: a document and the folder of its file. Out: rows of texts by column, NFC and trimmed, with the line each stands at; findings for a
file that is no table. A column bears its head in plain letters: ``Họ và tên`` is ``{row.ho-va-ten}``. In Excel the table may stand below a
letterhead; formulas are not run, and merged cells belong to nobody: both are findings at their cell.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, normpath

from docgen.model.document import Document
from docgen.model.findings import Finding, Place, Source
from docgen.model.series import EachRow, SourceRow
from docgen.read.excel import Cell, Sheet, workbook
from docgen.read.lists import chosen
from docgen.read.sheets import HIGHEST_HEAD
from docgen.words.letters import slug

DELIMITERS = ",;\t"
EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")
Rows = tuple[tuple[SourceRow, ...] | None, list[Finding]]


def read_rows(root: Path, path: str, document: Document) -> Rows:
    """Return the rows of the file a document is made from; None where it is made from none, or the file cannot be read."""

    def read(name: str) -> bytes | None:
        file = root / name
        try:
            return file.read_bytes() if file.resolve().is_relative_to((root / "directives").resolve()) else None
        except OSError:
            return None

    return rows_from(read, path, document)


def rows_from(read: Callable[[str], bytes | None], path: str, document: Document) -> Rows:
    """Return the rows likewise; ``read`` gives the bytes of a file of the workspace, None where there is none."""
    each, name = document.each, rows_file(path, document)
    if name is None or not isinstance(each, EachRow):
        return None, []
    place = Place(path, ("each", "row"))
    data = read(name) if name.startswith("directives/") else None
    if data is None:
        return None, [Finding("E496", place, {"value": each.row})]
    try:
        return _excel(data, name, each, place) if name.lower().endswith(EXCEL) else _rows(data.decode("utf-8-sig"), name, place)
    except UnicodeDecodeError:
        return None, [Finding("E497", place, {"value": each.row})]


def rows_file(path: str, document: Document) -> str | None:
    """Return the path in the workspace of the file whose rows make a series; None where it is made from none."""
    each = document.each
    if not isinstance(each, EachRow) or "." not in each.row:
        return None
    return normpath(f"{dirname(path)}/{each.row}")


def _excel(data: bytes, path: str, each: EachRow, place: Place) -> Rows:
    """Return the rows of a sheet."""
    book, faults = workbook(data, path)
    if book is None:
        return None, list(faults)
    sheet, missing = chosen(book, each.sheet)
    if sheet is None and each.sheet:
        return None, [replace(fault, place=Place(place.path, ("each", "sheet")), source=None) for fault in missing]
    top = None if sheet is None else _top(sheet, each.key)
    if sheet is None or top is None:
        return None, [Finding("E497", place, {"value": path})]
    columns = [column for column in range(len(sheet.rows[top])) if any(row[column].value is not None for row in sheet.rows[top:])]
    heads = {column: slug(sheet.rows[top][column].text) if sheet.rows[top][column].text else "" for column in columns}
    wrong = [*_heads(sheet.rows[top], heads), *_marked(sheet, top, columns)]
    rows = [
        SourceRow({heads[column]: row[column].text for column in columns}, row[0].row + 1)
        for row in sheet.rows[top + 1 :]
        if any(row[column].value is not None for column in columns) and not row[columns[0]].text.startswith("#")
    ]
    return tuple(rows), wrong


def _top(sheet: Sheet, key: str) -> int | None:
    """Return the row of the heads: the first with the column that names the rows, else the first that holds anything."""
    filled = [row for row in sheet.rows if any(cell.value is not None for cell in row)]
    named = [row for row in filled[:HIGHEST_HEAD] if any(cell.text and slug(cell.text) == key for cell in row)]
    return next((row[0].row for row in (*named, *filled)), None)


def _heads(row: Sequence[Cell], heads: dict[int, str]) -> Iterator[Finding]:
    """Yield a finding for each column without a head, or with that of another one."""
    for column, head in heads.items():
        if not head or head in [other for place, other in heads.items() if place < column]:
            yield row[column].finding("E498", value=row[column].text, column=row[column].source.cell)


def _marked(sheet: Sheet, top: int, columns: Sequence[int]) -> Iterator[Finding]:
    """Yield a finding for each formula and each area of merged cells of the table."""
    for row in sheet.rows[top:]:
        yield from (row[column].finding("E445", value=row[column].text) for column in columns if row[column].formula)
    for area in sheet.marks.merged:
        if area[0] >= top and area[0] < len(sheet.rows) and set(columns) & set(range(area[1], area[3] + 1)):
            cell = sheet.rows[area[0]][area[1]]
            yield cell.finding("E446", value=sheet.merged(cell) or "")


def _rows(text: str, path: str, place: Place) -> Rows:
    lines = list(_lines(unicodedata.normalize("NFC", text)))
    if not lines:
        return None, [Finding("E497", place, {"value": path})]
    top = lines[0][0]
    heads = [slug(head) for head in lines[0][1]]
    findings = []
    for column, head in enumerate(heads, 1):
        if not head or head in heads[: column - 1]:
            findings.append(
                Finding("E498", Place(path), {"value": lines[0][1][column - 1], "column": str(column)}, Source(path, top, 1, 2))
            )
    rows = []
    for line, cells in lines[1:]:
        if len(cells) > len(heads):
            words = {"row": str(line), "value": str(len(cells)), "known": str(len(heads))}
            findings.append(Finding("E499", Place(path), words, Source(path, line, 1, 2)))
        rows.append(SourceRow(dict(zip(heads, [*cells, *[""] * len(heads)], strict=False)), line))
    return tuple(rows), findings


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines that hold something and are no remark, each with its number.

    The sign between cells is the one the first line has most of.
    """
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count))
    for cells in reader:
        trimmed = [" ".join(cell.split()) for cell in cells]
        if any(trimmed) and not trimmed[0].startswith("#"):
            yield reader.line_num, trimmed
