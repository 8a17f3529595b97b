"""What a row of a list says of one person, unit or task, before it is compared with what the office has.

In: a record of the list. Out: the fields of an entry as YAML holds them, private ones apart; or what is wrong, cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.edit.lookup import Lookup
from docgen.model.findings import Finding
from docgen.model.values import Value
from docgen.read.excel import Cell
from docgen.read.sheets import Heading, Record

Data = Any
Fields = Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class Said:
    """One row: its cells, the key it is known again by, the id its column says, what it is called in findings, its fields.

    ``private`` goes to ``directives/private/``. A field that the row does not say is left out: what the office has stays.
    """

    record: Record
    key: str
    name: str
    id: str | None
    fields: Fields
    private: Fields = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        """Return the cell a finding about the whole row points at: what the thing is called, else the first that holds something."""
        cells = self.record.cells
        named = [cells[key] for key in ("id", "name", "given", "do") if key in cells]
        return next((cell for cell in (*named, *cells.values()) if cell.value is not None), next(iter(cells.values())))


Row = Sequence[Said | Finding]


@dataclass(frozen=True, slots=True)
class Sort:
    """What can be listed: the columns, where its entries stand (``key``: a list in a document), how a row is read and known again.

    ``key_of`` gives the key of an entry; ``tie`` whether row and entry are surely one, where several have the key; ``merged`` the fields
    of an entry after a row was laid over it; ``new_id`` the id of a new one, to which a number is added where it is taken.
    """

    name: str
    headings: tuple[Heading, ...]
    model: type[Value]
    read: Callable[[Lookup, Record], Row]
    key_of: Callable[[Fields], str]
    tie: Callable[[Said, Fields], bool]
    new_id: Callable[[Said], str]
    merged: Callable[[Said, Fields], Fields] = lambda said, entry: {**entry, **said.fields}
    order: tuple[str, ...] = ()
    key: str | None = None
    lines: bool = False


def texts(record: Record, keys: Iterable[str]) -> dict[str, Data]:
    """Return the values of these columns that hold something."""
    return {key: record.values[key] for key in keys if key in record.values}


def said_id(record: Record) -> str | None:
    """Return the id the row says."""
    return str(record.values["id"]) if "id" in record.values else None


def missing(record: Record, key: str, heading: Heading) -> Finding:
    """Return the finding for a row without a column it must have; it points at that cell, else at the first of the row."""
    cell = record.cells.get(key) or next(iter(record.cells.values()))
    return cell.finding("E521", row=str(record.row), value=heading.names[0])


def empty(record: Record, key: str) -> bool:
    """Return whether a row says nothing in a column: neither a value nor something wrong, which is told already."""
    cell = record.cells.get(key)
    return key not in record.values and (cell is None or (cell.value is None and not cell.formula))
