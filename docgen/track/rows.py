"""The rows that are followed on a day: the tasks of every document signed by then, one for each unit where each unit leads.

In: the office and the day. Out: rows with their standing, by day of the document, then in its own order. Drafts and trials give none.
A regular task (each month, each quarter) is one row without deadline; a task whose lead is only a text is printed, not followed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.derive.deadlines import last_day
from docgen.derive.units import by_area, chosen
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.model.tasks import Actor, EachActor, Task
from docgen.track.state import Followed, Standing, row_of, state

Day = datetime.date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One followed row: the task as written, the unit it is for (None where it is not one of many), how it stands."""

    document: Document
    task: Task
    unit: str | None
    followed: Followed
    standing: Standing

    @property
    def address(self) -> str:
        """Return ``DOC#ID`` or ``DOC#ID@UNIT``."""
        return self.followed.address


def rows(office: Office, as_of: Day) -> tuple[TaskRow, ...]:
    """Return every row that is followed on a day, with its standing by what was told until then."""
    told = entries_by_row(office)
    return tuple(
        TaskRow(document, task, unit, followed, state(followed, told.get(followed.address, ()), as_of, office.settings))
        for document, task, unit, followed in _all(office, as_of)
    )


def entries_by_row(office: Office) -> Mapping[str, Sequence[ProgressEntry]]:
    """Return the entries of all journals by the row they speak of."""
    found: dict[str, list[ProgressEntry]] = {}
    for entries in office.progress.values():
        for entry in entries:
            found.setdefault(row_of(entry.task), []).append(entry)
    return found


def addresses(office: Office) -> frozenset[str]:
    """Return the addresses of all rows of the signed documents, whatever the day."""
    return frozenset(followed.address for _, _, _, followed in _all(office, Day.max))


def _all(office: Office, as_of: Day) -> Iterator[tuple[Document, Task, str | None, Followed]]:
    areas = by_area(office)
    dated = [(one.date, one.id, one) for one in office.documents.values() if one.date and one.date <= as_of and not one.trial]
    for _, _, document in sorted(dated, key=lambda row: row[:2]):
        for task in document.tasks:
            due = last_day(task.due, document) if task.due else None
            address = f"{document.id}#{task.id}"
            named = tuple(lead for lead in task.lead if isinstance(lead, str))
            if named:
                yield document, task, None, Followed(address, named, due)
            for unit in units_of(office, task.lead, document, areas):
                yield document, task, unit, Followed(f"{address}@{unit}", (unit,), due)


def units_of(office: Office, actors: Sequence[Actor], document: Document, areas: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the units that ``each`` actors mean on the day of the document, each once."""
    choices = [actor.each for actor in actors if isinstance(actor, EachActor)]
    return list(dict.fromkeys(unit for each in choices for unit in chosen(office, each, areas.get(each.of, ()), document.date)))
