"""Tasks that each unit has, as a matrix: a unit a line, a task a column.

In: rows of units. Out: the matrix as a value; a task comes once for each of its periods, and a drill as a task does. Difficulties
are left out: each has its own unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docgen.track.rows import TaskRow
from docgen.track.state import Count, count


@dataclass(frozen=True)
class Matrix:
    """``units`` and ``tasks`` are ids and addresses without the unit, in the order of the rows; ``cells`` holds a row for each that is."""

    units: tuple[str, ...]
    tasks: tuple[str, ...]
    cells: Mapping[tuple[str, str], TaskRow]

    def of_unit(self, unit: str) -> Count:
        """Return the count of one line."""
        return count(row.standing.state for task in self.tasks if (row := self.cells.get((unit, task))))

    def of_task(self, task: str) -> Count:
        """Return the count of one column."""
        return count(row.standing.state for unit in self.units if (row := self.cells.get((unit, task))))

    @cached_property
    def in_all(self) -> Count:
        """Return the count of all cells."""
        return count(row.standing.state for row in self.cells.values())


def matrix(rows: Iterable[TaskRow]) -> Matrix:
    """Return the matrix of the rows that belong to a unit."""
    cells = {(row.unit, column_of(row)): row for row in rows if row.unit is not None and row.item.problem is None}
    units, tasks = (tuple(dict.fromkeys(key[part] for key in cells)) for part in (0, 1))
    return Matrix(units, tasks, cells)


def column_of(row: TaskRow) -> str:
    """Return the address of a row's task without the unit: ``DOC#ID``, with ``:PERIOD`` for an occurrence."""
    period = f":{row.item.period}" if row.item.period else ""
    return f"{row.document.id.partition('@')[0]}#{row.task.id}{period}"
