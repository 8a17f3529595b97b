"""What each number of one sequence is, for the questions of whoever gives the next one.

In: the register file of the sequence, and numbers that stand in documents only. Out: rows by number, the highest number, the rows
that a new number could contradict. Nearly every register file gives each number once, in order: its rows are then found by counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docgen.read.register import RegisterFile, Row

TAKING = frozenset({"", "again", "reserve", "cancel"})
"""Events that say what a number is; the others say where its document went."""
_DIGITS = re.compile(r"\d+")
_WHOLE = re.compile(r"[1-9][0-9]*")


def place_of(number: str) -> tuple[int, str]:
    """Return the key that sorts numbers: 145, 145a, 146."""
    if number.isdecimal():  # what nearly every one is
        return int(number), ""
    whole = _DIGITS.match(number)
    return (int(whole[0]), number[whole.end() :]) if whole else (0, number)


class Taken(Mapping[str, Row]):
    """Number → the last line that gave, reserved or cancelled it. ``add`` puts in what is about to be given."""

    def __init__(self, file: RegisterFile | None, by_hand: Iterable[Row] = ()) -> None:
        self._file = file if file is not None and file.first is not None else None
        self._rows = {row.number: row for row in by_hand if self._counted(row.number) is None}
        if file is not None and self._file is None:
            self._rows |= {row[0]: row for row in file.rows if row[1] in TAKING}
        self.highest = max((place_of(number)[0] for number in self._rows), default=0)
        """The highest number given, reserved or cancelled; 0 where the sequence has not begun."""
        if self._file is not None:
            self.highest = max(self.highest, int(self._file.taken.numbers[-1]))

    def add(self, row: Row) -> None:
        """Put in a number that is given now."""
        self._rows[row.number] = row
        self.highest = max(self.highest, place_of(row.number)[0])

    def beside(self, number: str) -> Iterator[Row]:
        """Yield every row whose day a number may contradict: of a file in order only the last one, where the number is above it."""
        file = self._file
        if file is not None and place_of(number)[0] > int(file.taken.numbers[-1]):
            yield Row(*(column[-1] for column in file.taken))
        elif file is not None:
            yield from (row for row in file.rows if row.event in TAKING and row.number not in self._rows)
        yield from self._rows.values()

    def __getitem__(self, number: str) -> Row:
        index = None if number in self._rows else self._counted(number)
        if index is None or self._file is None:
            return self._rows[number]
        return Row(*(column[index] for column in self._file.taken))

    def __iter__(self) -> Iterator[str]:
        counted = self._file.taken.numbers if self._file is not None else ()
        yield from (number for number in counted if number not in self._rows)
        yield from self._rows

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _counted(self, number: str) -> int | None:
        """Return the index of a number in the file where it is in order."""
        if self._file is None or not _WHOLE.fullmatch(number):
            return None
        index = int(number) - (self._file.first or 0)
        return index if 0 <= index < len(self._file.taken.numbers) else None
