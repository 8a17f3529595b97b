"""Excel files → cells as values, each with its place; nothing in the file is ever run.

In: the bytes of an .xlsx, .xls or .ods. Out: sheets of cells as the clerk sees them: 145 is no 145.0, a day is a day, letters are
composed. A file that cannot be read is one finding; formulas and merged cells are marked, and who reads a column says so.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from docgen.model.findings import Finding, Place, Source
from docgen.read.excel_marks import MOST_CELLS, Damaged, Marks, TooLarge, marks_of, place
from docgen.words.letters import to_nfc

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Day = datetime.date
Held = str | int | float | bool | Day | datetime.time | None
MOST_FILE = 30_000_000
"""Bytes of a file: what is longer is no list that somebody typed."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls begins, and also every Office file that a password locks."""
LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its sheet and place counted from 0, what it holds (None where empty), and whether a formula made that."""

    file: str
    sheet: str
    row: int
    column: int
    value: Held
    formula: bool = False

    @property
    def text(self) -> str:
        """Return what the clerk sees, on one line; a day as 20/06/2025, an hour as 08:30."""
        if isinstance(self.value, (Day, datetime.time)):
            return f"{self.value:%d/%m/%Y}" if isinstance(self.value, Day) else f"{self.value:%H:%M}"
        return "" if self.value is None else f"{self.value:.15g}" if isinstance(self.value, float) else " ".join(str(self.value).split())

    @property
    def source(self) -> Source:
        """Return the place for findings: ``FILE:Sheet!B7``; ``FILE:B7`` in a CSV file, which has no sheets."""
        at = place(self.row, self.column)
        return Source(self.file, self.row + 1, self.column + 1, self.column + 2, f"{self.sheet}!{at}" if self.sheet else at)

    def finding(self, code: str, /, **words: str) -> Finding:
        """Return a finding about this cell."""
        return Finding(code, Place(self.file), words, self.source)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1 on, every row of the same length; ``shown`` is False where Excel hides it."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    shown: bool = True
    marks: Marks = field(default_factory=Marks)

    def merged(self, cell: Cell) -> str | None:
        """Return the area (``B7:C8``) a cell was merged into with others; None where it stands alone."""
        for top, left, bottom, right in self.marks.merged:
            if top <= cell.row <= bottom and left <= cell.column <= right:
                return f"{place(top, left)}:{place(bottom, right)}"
        return None


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: its name as findings print it, its sheets in order."""

    file: str
    sheets: tuple[Sheet, ...]

    @property
    def shown(self) -> tuple[Sheet, ...]:
        """Return the sheets that Excel shows."""
        return tuple(sheet for sheet in self.sheets if sheet.shown)

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name, shown or not."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def workbook(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Return the workbook, or None with the finding that says why it cannot be read: no workbook, locked, too large."""
    from python_calamine import CalamineError, PasswordError

    try:
        if len(data) > MOST_FILE:
            raise TooLarge(f"{len(data) // 1_000_000} MB")
        if data.startswith(OLD) and LOCKED in data:
            return None, (whole("E441", file),)
        marks = {} if data.startswith(OLD) else marks_of(data)
        return _read(data, file, marks), ()
    except PasswordError:
        return None, (whole("E441", file),)
    except TooLarge as fault:
        return None, (whole("E442", file, value=fault.what),)
    except (Damaged, CalamineError, OSError, ValueError):
        return None, (whole("E440", file, value=PurePath(file).name),)


def whole(code: str, file: str, /, **words: str) -> Finding:
    """Return a finding about a file as a whole."""
    return Finding(code, Place(file), words, Source(file, 0, 0, 0))


def _read(data: bytes, file: str, marks: Mapping[str, Marks]) -> Workbook:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book: CalamineWorkbook = load_workbook(io.BytesIO(data))
    sheets = []
    for number, known in enumerate(book.sheets_metadata):
        if known.typ != SheetTypeEnum.WorkSheet:
            continue
        page = book.get_sheet_by_index(number)
        found = marks.get(known.name) or _marks(page)
        rows = tuple(_rows(page, file, to_nfc(known.name), found))
        sheets.append(Sheet(file, to_nfc(known.name), rows, known.visible == SheetVisibleEnum.Visible, found))
    return Workbook(file, tuple(sheets))


def _marks(page: CalamineSheet) -> Marks:
    """Return what the reader itself knows of a sheet that is no .xlsx."""
    return Marks(merged=[(*first, *last) for first, last in page.merged_cell_ranges or ()])


def _rows(page: CalamineSheet, file: str, name: str, marks: Marks) -> Iterator[tuple[Cell, ...]]:
    if page.total_height * page.total_width > MOST_CELLS:
        raise TooLarge(f"{page.total_height} × {page.total_width}")
    for row, values in enumerate(page.to_python(skip_empty_area=False)):
        yield tuple(_cell(file, name, (row, column), held, marks) for column, held in enumerate(values))


def _cell(file: str, name: str, at: tuple[int, int], held: object, marks: Marks) -> Cell:
    if at in marks.percents and isinstance(held, float):
        held = round(held * 100, 10)  # Excel keeps 60 % as 0.6
    return Cell(file, name, *at, _plain(held), at in marks.formulas)


def _plain(held: object) -> Held:
    """Return what the clerk sees: whole numbers without a point, a moment at midnight as its day, an empty text as nothing."""
    if isinstance(held, str):
        return to_nfc(held).replace("\xa0", " ").strip() or None
    if isinstance(held, float):
        return int(held) if held.is_integer() and abs(held) < 1e15 else held
    if isinstance(held, datetime.datetime):
        return held.date()
    if isinstance(held, datetime.timedelta):
        return str(held)
    return held if isinstance(held, (int, Day, datetime.time)) else None
