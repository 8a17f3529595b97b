"""The rows that are followed on a day, each with its standing; and which addresses a journal may speak of.

In: the office and the day. Out: rows by day of the document, then in its own order: tasks, drills, the difficulties reported with
them. Drafts and trials give none; a task whose lead is only a text is printed, not followed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.derive.once import once
from docgen.files import collector
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.model.tasks import Task
from docgen.track.items import Item, asked, items, occurrence_of, problems
from docgen.track.state import Followed, Standing, row_of, state

Day = datetime.date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One followed row: what is asked for, and how it stands."""

    item: Item
    standing: Standing

    @property
    def address(self) -> str:
        """Return ``DOC#ID``, ``DOC#ID@UNIT`` or ``DOC@UNIT#ID``, with ``:PERIOD`` for an occurrence."""
        return self.item.followed.address

    @property
    def document(self) -> Document:
        """Return the document that asks for it; of a series that of the unit."""
        return self.item.document

    @property
    def task(self) -> Task:
        """Return the task as written; a drill and a difficulty as one."""
        return self.item.task

    @property
    def unit(self) -> str | None:
        """Return the unit it is for; None where it is not one of many."""
        return self.item.unit

    @property
    def followed(self) -> Followed:
        """Return who leads by the document and the first deadline."""
        return self.item.followed


def rows(office: Office, as_of: Day) -> tuple[TaskRow, ...]:
    """Return every row that is followed on a day, with its standing by what was told until then."""
    told = entries_by_row(office)
    return tuple(
        TaskRow(item, state(item.followed, told.get(row_of(item.address), ()), as_of, office.settings))
        for item in items(office, as_of, told)
    )


def entries_by_row(office: Office) -> Mapping[str, Sequence[ProgressEntry]]:
    """Return the entries of all journals by the whole task they speak of, whatever the occurrence."""
    return _by_row(office.progress)


@once(2)
def _by_row(journals: Mapping[str, tuple[ProgressEntry, ...]]) -> Mapping[str, Sequence[ProgressEntry]]:
    found: dict[str, list[ProgressEntry]] = {}
    with collector.resting(keep=True):
        for entries in journals.values():
            for entry in entries:
                found.setdefault(row_of(entry.task), []).append(entry)
    return found


class Addresses:
    """The addresses that journals may speak of, whatever the day."""

    def __init__(self, office: Office) -> None:
        told = entries_by_row(office)
        self._items: dict[str, Item] = {}
        for item in asked(office, Day.max):
            self._items[item.address] = item
            self._items |= {one.address: one for one in problems(item, told.get(item.address, ()), Day.max)}

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of whole tasks."""
        return iter(self._items)

    def item(self, address: str) -> Item | None:
        """Return what is followed at an address, with its period where it names one; None where nothing is."""
        whole, colon, period = address.partition(":")
        item = self._items.get(whole)
        return occurrence_of(item, period) if item is not None and colon else item
