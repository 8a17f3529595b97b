"""What an Excel file holds, as values: sheets, columns, rows, colours; ``docgen.write.xlsx`` makes the bytes.

In: nothing but what the maker says. Out: frozen values.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Day = datetime.date
Cell = str | int | float | Day | None
Kind = Literal["text", "mark", "int", "percent", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` names it in code, ``heading`` for people, ``width`` in letters.

    A percent is a whole number of hundredths, a mark a short text in the middle. A ``free`` cell can be edited where the sheet is
    protected. ``choices`` are the only texts a cell takes, ``between`` the least and the greatest number or day.
    """

    key: str
    heading: str
    width: float = 14
    kind: Kind = "text"
    free: bool = False
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | tuple[Day, Day] | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines of title, the head, rows with one cell for each column, lines under the table.

    ``marks`` colours cells: (row, column) → the name of a look in ``xlsx_looks.json``, both counted from 0; column None is the row.
    ``still`` is how many columns stay in sight when one moves to the right, ``paper`` how many are printed (0: all). ``over`` says what
    stands in cells that are unlike their column, by row and column: a second table below the first, a free cell among locked ones. Such
    a sheet has no filter.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: Mapping[tuple[int, int | None], str] = field(default_factory=dict)
    portrait: bool = False
    protected: bool = False
    hidden: bool = False
    still: int = 0
    paper: int = 0
    over: Mapping[tuple[int, int], Column] = field(default_factory=dict)

    @property
    def head(self) -> int:
        """Return the row of the head, counted from 0: it stands below the titles and an empty line."""
        return len(self.titles) + 1 if self.titles else 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file: ``author`` is the office, ``day`` the day the file says it was made on."""

    sheets: tuple[Sheet, ...]
    title: str
    author: str
    day: Day
