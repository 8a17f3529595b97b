"""A CSV file → the same cells an Excel file has, so that lists are read in one way whatever they were saved as.

In: the bytes of a file, cells parted by commas, semicolons or tabs. Out: a workbook of one sheet without a name. A line that begins with
``#`` is a remark; what a spreadsheet would run as a formula counts as one here too.
"""

from __future__ import annotations

import csv
import io

from docgen.model.findings import Finding
from docgen.read.excel import MOST_FILE, OLD, Cell, Sheet, Workbook, whole, workbook
from docgen.read.excel_marks import MOST_CELLS
from docgen.words.letters import to_nfc

DELIMITERS = ",;\t"
FORMULA = ("=", "+", "-", "@")


def list_file(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Return the workbook of an Excel or CSV file, told apart by content, then by name; None with the finding that says why not."""
    plain = file.lower().endswith((".csv", ".txt", ".tsv")) and not data.startswith((b"PK", OLD))
    return csv_book(data, file) if plain else workbook(data, file)


def csv_book(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Return the only sheet of a CSV file; a file that is no table in UTF-8 (or in the UTF-16 of Excel's own) is a finding."""
    if len(data) > MOST_FILE:
        return None, (whole("E442", file, value=f"{len(data) // 1_000_000} MB"),)
    try:
        text = to_nfc(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (UnicodeDecodeError, csv.Error):
        return None, (whole("E497", file, value=file),)
    width = max(map(len, lines), default=0)
    if width * len(lines) > MOST_CELLS:
        return None, (whole("E442", file, value=f"{len(lines)} × {width}"),)
    if not any(any(cell.strip() for cell in line) for line in lines):
        return None, (whole("E497", file, value=file),)
    rows = tuple(tuple(_cells(file, row, line, width)) for row, line in enumerate(lines))
    return Workbook(file, (Sheet(file, "", rows),)), ()


def _delimiter(text: str) -> str:
    """Return the sign between cells: the one that the line of heads has most of."""
    head = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return max(DELIMITERS, key=head.count)


def _cells(file: str, row: int, line: list[str], width: int) -> list[Cell]:
    remark = bool(line) and line[0].lstrip().startswith("#")
    return [_cell(file, row, column, "" if remark or column >= len(line) else line[column]) for column in range(width)]


def _cell(file: str, row: int, column: int, text: str) -> Cell:
    """Return a cell; the apostrophe that keeps a text from being run is taken off."""
    bare = text.replace("\xa0", " ").strip()
    if bare[:1] == "'" and bare[1:].startswith(FORMULA):
        return Cell(file, "", row, column, bare[1:])
    return Cell(file, "", row, column, bare or None, bare.startswith("="))
