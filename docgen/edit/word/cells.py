"""Where a paragraph of a table stands, and whether a cell only counts the rows.

In: tables, rows and columns counted from 0, on either side: in a print or in a Word file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

COUNT = re.compile(r"\d{0,5}[.)]?")
"""What a cell of a column of running numbers may hold; a leader who adds a row does not always number it."""


class Cell(NamedTuple):
    """A place in a table: which table of the file, which row and column of it."""

    table: int
    row: int
    column: int

    @property
    def line(self) -> tuple[int, int]:
        """Return what all cells of one row share."""
        return self.table, self.row


def counted(cells: Iterable[tuple[Cell | None, str]]) -> frozenset[int]:
    """Return the tables whose first column counts their rows: the first number in it is 1."""
    firsts: dict[int, str] = {}
    for cell, text in cells:
        if cell is not None and cell.column == 0 and text and text[0].isdigit() and COUNT.fullmatch(text):
            firsts.setdefault(cell.table, text.rstrip(".)"))
    return frozenset(table for table, text in firsts.items() if text == "1")
