"""Rows of tables that differ: those that came, those that are gone, those that stand elsewhere, and cells that came or went in one.

In: a print and the lines of a Word file. Out: rows with their cells and the printed row they stand behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from docgen.edit.word.cells import Cell
from docgen.edit.word.compared import Difference
from docgen.edit.word.lines import Read
from docgen.edit.word.pairs import paired
from docgen.edit.word.shown import Print

Place = tuple[int, int]
"""A table and a row of it."""


@dataclass(slots=True)
class Row:
    """A row that differs: the printed one, the one of the Word file (one is None where it came or is gone), its differences.

    ``above`` is the printed row the one of the Word file stands behind; -1 where it is the first.
    """

    old: Place | None
    new: Place | None
    table: int
    above: int = -1
    found: list[Difference] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)

    @property
    def authors(self) -> tuple[str, ...]:
        """Return who tracked it."""
        return tuple(dict.fromkeys(author for one in self.found for author in one.authors))

    @property
    def before(self) -> str:
        """Return the printed words of the row."""
        return " | ".join(one.words.text for one in self.found if one.words.text)

    @property
    def after(self) -> str:
        """Return the words of the row in Word."""
        return " | ".join(one.new for one in self.found if one.new)


@dataclass(frozen=True)
class Rows:
    """The rows of both sides: which printed row each of the Word file is, where it stands still."""

    held: Print
    read: Read
    pairs: Mapping[Place, Place]

    @cached_property
    def kept(self) -> frozenset[Place]:
        """Return the printed rows that stand still in Word."""
        return frozenset(self.pairs.values())

    def found(self, differences: Sequence[Difference]) -> Iterator[Row]:
        """Yield the rows that came, went or moved whole, in the order of the differences."""
        made: dict[tuple[Place | None, Place | None], Row] = {}
        for one in differences:
            old, new = self._places(one)
            if one.note or (old is None and new is None) or (one.group.olds and one.group.news and not one.group.moved):
                continue
            if new in self.pairs or old in self.kept:
                continue
            row = made.get((old, new)) or self._row(old, new)
            if row is not None:
                made[old, new] = row
                row.found.append(one)
        yield from made.values()

    def _places(self, one: Difference) -> tuple[Place | None, Place | None]:
        old = self.held.lines[one.index].cell if one.group.olds and not one.note else None
        new = self.read.lines[one.group.news[0]].cell if one.group.news and not one.note else None
        return (old.line if old else None), (new.line if new else None)

    def _row(self, old: Place | None, new: Place | None) -> Row | None:
        if new is None:
            return Row(old, None, old[0]) if old else None
        around = [(row, printed) for row, printed in self.pairs.items() if row[0] == new[0]]
        if not around:
            return None
        above = max(((row, printed) for row, printed in around if row[1] < new[1]), default=None)
        row = Row(old, new, around[0][1][0], above[1][1] if above else -1)
        for cell, text in _cells(self.read, new):
            row.cells[cell.column] = "\n\n".join(part for part in (row.cells.get(cell.column), text) if part)
        return row


def rows_of(held: Print, read: Read) -> Rows:
    """Return the rows of both sides."""
    pairs: dict[Place, Place] = {}
    for group in paired(held, read):
        old = held.lines[group.olds[0]].cell if group.olds else None
        new = read.lines[group.news[0]].cell if group.news else None
        if old is not None and new is not None and not group.moved:
            pairs[new.line] = old.line
    return Rows(held, read, pairs)


def _cells(read: Read, row: Place) -> Iterator[tuple[Cell, str]]:
    yield from ((line.cell, line.text) for line in read.lines if line.cell is not None and line.cell.line == row)
