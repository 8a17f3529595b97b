"""Tables in Excel → records: columns are known by their headings, wherever they stand.

In: a sheet and the headings a table has. Out: one record a row, its values typed, each with its cell; and what is wrong, cell by cell.
A heading is recognised in Vietnamese, with or without accents, and in English; case, spaces and signs do not count.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from docgen.model.findings import Finding, Place, Source
from docgen.read.excel import Cell, Sheet
from docgen.words.letters import strip_accents
from docgen.words.nearest import nearest
from docgen.words.typed import typed_day

Day = datetime.date
Kind = Literal["text", "int", "percent", "day", "choice"]
Value = str | int | Day
HIGHEST_HEAD = 60
"""The head of a table stands in one of so many first rows: below a letterhead and explanations, not in the middle of data."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as code and clerks know it: ``key``, the names it may bear (the first is printed), what its cells hold.

    ``needed``: the table is none without it. ``choices`` are the values of a choice with the words for each.
    """

    key: str
    names: tuple[str, ...]
    kind: Kind = "text"
    needed: bool = True
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: typed values by key, those that are empty or wrong left out; cells by key, whatever they hold."""

    cells: Mapping[str, Cell]
    values: Mapping[str, Value]

    @property
    def row(self) -> int:
        """Return the row as Excel counts it."""
        return next(iter(self.cells.values())).row + 1

    def finding(self, code: str, key: str, /, **words: str) -> Finding:
        """Return a finding about the cell of a column."""
        return self.cells[key].finding(code, **words)


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the records in order, the cells of the head by key."""

    records: tuple[Record, ...]
    head: Mapping[str, Cell]


def table(sheet: Sheet, headings: Sequence[Heading]) -> tuple[Table | None, tuple[Finding, ...]]:
    """Return the table under its headings with what is wrong in single cells; None where a needed heading is missing or doubled."""
    top = _head(sheet, headings)
    head, faults = _columns(sheet, top, headings)
    if faults:
        return None, tuple(faults)
    found = [Record({key: row[cell.column] for key, cell in head.items()}, {}) for row in sheet.rows[top + 1 :]]
    kept, faults = [], list(_merged(sheet, top, head))
    for record in found:
        if any(cell.value is not None or cell.formula for cell in record.cells.values()):
            typed, wrong = _typed(record, headings)
            kept.append(typed)
            faults += wrong
    return Table(tuple(kept), head), tuple(sorted(faults, key=_by_place))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a heading without accents, case, spaces and signs; the sign of per cent stays."""
    return " ".join(re.findall(r"[^\W_]+|%", strip_accents(text).casefold()))


def _by_place(finding: Finding) -> tuple[int, int]:
    return (finding.source.line, finding.source.column) if finding.source else (0, 0)


def _head(sheet: Sheet, headings: Sequence[Heading]) -> int:
    """Return the row that bears most of the headings, the first of several."""
    names = {fold(name) for heading in headings for name in heading.names}
    hits = [len({fold(cell.text) for cell in row if cell.value is not None} & names) for row in sheet.rows[:HIGHEST_HEAD]]
    return hits.index(max(hits)) if hits else 0


def _columns(sheet: Sheet, top: int, headings: Sequence[Heading]) -> tuple[Mapping[str, Cell], list[Finding]]:
    """Return the cell of each heading, and a finding for each that is missing or stands twice."""
    keys = {fold(name): heading.key for heading in headings for name in heading.names}
    head: dict[str, Cell] = {}
    faults = []
    for cell in sheet.rows[top] if sheet.rows else ():
        key = keys.get(fold(cell.text)) if cell.value is not None else None
        if key is None:
            continue
        if key in head:
            faults.append(cell.finding("E444", value=cell.text, other=head[key].source.cell))
        head.setdefault(key, cell)
    nowhere = Source(sheet.file, top + 1, 1, 2, f"{sheet.name}!A{top + 1}")
    missing = [heading for heading in headings if heading.needed and heading.key not in head]
    return head, [*faults, *(Finding("E443", Place(sheet.file), {"value": heading.names[0]}, nowhere) for heading in missing)]


def _merged(sheet: Sheet, top: int, head: Mapping[str, Cell]) -> Iterator[Finding]:
    """Yield every area of merged cells in the table: what the clerk sees once belongs to one row only, and nobody knows to which."""
    columns = {cell.column for cell in head.values()}
    for area in sheet.marks.merged:
        if area[0] <= top or area[0] >= len(sheet.rows) or not columns & set(range(area[1], area[3] + 1)):
            continue
        cell = sheet.rows[area[0]][area[1]] if area[1] < len(sheet.rows[area[0]]) else None
        if cell is not None and (cell.value is not None or cell.formula):
            yield cell.finding("E446", value=sheet.merged(cell) or "")


def _typed(record: Record, headings: Sequence[Heading]) -> tuple[Record, list[Finding]]:
    """Return the record with its values, and what is wrong in its cells."""
    values: dict[str, Value] = {}
    faults = []
    for heading in headings:
        cell = record.cells.get(heading.key)
        if cell is None or (cell.value is None and not cell.formula):
            continue
        held = None if cell.formula else READERS[heading.kind](cell, heading)
        if isinstance(held, (str, int, Day)):
            values[heading.key] = held
        else:
            faults.append(held or cell.finding("E445", value=cell.text))
    return Record(record.cells, values), faults


def _text(cell: Cell, heading: Heading) -> Value | Finding:
    return cell.text


def _day(cell: Cell, heading: Heading) -> Value | Finding:
    day = cell.value if isinstance(cell.value, Day) else typed_day(cell.value) if isinstance(cell.value, str) else None
    return day or cell.finding("E447", value=cell.text)


def _int(cell: Cell, heading: Heading) -> Value | Finding:
    number = _number(cell)
    return number if number is not None else cell.finding("E448", value=cell.text, column=heading.names[0], known="0, 1, 2 …", nearest="")


def _percent(cell: Cell, heading: Heading) -> Value | Finding:
    number = _number(cell)
    if number is None or number > WHOLE:
        return cell.finding("E448", value=cell.text, column=heading.names[0], known="0 – 100", nearest="")
    return number


def _number(cell: Cell) -> int | None:
    """Return a whole number, not negative, also one typed as text: ``60``, ``60 %``."""
    if isinstance(cell.value, str) and re.fullmatch(r"\d{1,9} ?%?", cell.value):
        return int(cell.value.rstrip("% "))
    return cell.value if isinstance(cell.value, int) and not isinstance(cell.value, bool) and cell.value >= 0 else None


def _choice(cell: Cell, heading: Heading) -> Value | Finding:
    words = {fold(word): key for key, names in heading.choices.items() for word in (key, *names)}
    found = words.get(fold(cell.text))
    if found is not None:
        return found
    shown = [names[0] for names in heading.choices.values()]
    close = nearest(cell.text, shown) or ""
    return cell.finding("E448", value=cell.text, column=heading.names[0], known=", ".join(shown), nearest=close)


READERS: Mapping[Kind, Callable[[Cell, Heading], Value | Finding]] = {
    "text": _text,
    "day": _day,
    "int": _int,
    "percent": _percent,
    "choice": _choice,
}
