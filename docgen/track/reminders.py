"""Who is to be reminded on a day: each lead with its overdue tasks and those that are due soon.

In: the office, whose documents gave the tasks, the day, how many days ahead. Out: reminders in the order of the catalogue; who has
nothing late and nothing coming is named apart. A group is its members; a task reported done that waits to be accepted reminds nobody.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.model.office import Office
from docgen.track.report import Asked, issued_by
from docgen.track.rows import TaskRow, rows
from docgen.track.state import CLOSED

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Reminder:
    """One lead with what is overdue, the longest first, and what is due within the days, the soonest first."""

    lead: str
    late: tuple[TaskRow, ...]
    coming: tuple[TaskRow, ...]

    @property
    def needed(self) -> bool:
        """Return whether there is anything to remind of."""
        return bool(self.late or self.coming)


def reminders(office: Office, asked: Asked, as_of: Day, within: int) -> tuple[Reminder, ...]:
    """Return a reminder for every lead of an open task, those with nothing to say included."""
    issued = issued_by(office, asked, as_of)
    found: dict[str, list[TaskRow]] = {}
    for row in rows(office, as_of):
        if row.standing.state not in CLOSED and row.standing.waiting is None and issued(row):
            for lead in _leads(office, row.standing.leads):
                found.setdefault(lead, []).append(row)
    order = {id_: place for place, id_ in enumerate((*office.agencies, *office.people, *office.units))}
    return tuple(_reminder(lead, found[lead], as_of, within) for lead in sorted(found, key=lambda id_: order.get(id_, len(order))))


def _leads(office: Office, leads: Iterable[str]) -> Sequence[str]:
    members = ((*office.groups[lead].members,) if lead in office.groups else (lead,) for lead in leads)
    return list(dict.fromkeys(one for group in members for one in group))


def _reminder(lead: str, open_: Sequence[TaskRow], as_of: Day, within: int) -> Reminder:
    late = [row for row in open_ if row.standing.state == "overdue"]
    coming = [row for row in open_ if row.standing.due is not None and 0 <= (row.standing.due - as_of).days <= within]
    return Reminder(lead, tuple(sorted(late, key=_due)), tuple(sorted(coming, key=_due)))


def _due(row: TaskRow) -> tuple[Day, str]:
    return row.standing.due or Day.max, row.address
