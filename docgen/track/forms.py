"""What each body is asked to report: the open tasks it leads on a day, by body.

In: the office, the rows followed on a day. Out: the rows of each body. A group that leads means each of its members.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from docgen.derive.names import agency_on
from docgen.derive.series import unit_name
from docgen.model.office import Office
from docgen.track.rows import TaskRow
from docgen.track.state import CLOSED

Day = datetime.date


def by_body(office: Office, rows: Iterable[TaskRow]) -> Mapping[str, Sequence[TaskRow]]:
    """Return the open rows of every body that leads one, in the order in which the bodies first lead."""
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        if row.standing.state not in CLOSED and row.standing.waiting is None:
            for body in leads(office, row):
                found.setdefault(body, []).append(row)
    return found


def leads(office: Office, row: TaskRow) -> Sequence[str]:
    """Return who leads a row: agencies, units and persons, a group as its members."""
    named = [body for lead in row.standing.leads for body in (office.groups[lead].members if lead in office.groups else (lead,))]
    return list(dict.fromkeys(named))


def name_of(office: Office, body: str, day: Day) -> str:
    """Return the full name of an agency, a unit or a person on a day; the id of nobody."""
    if body in office.agencies:
        return agency_on(office.agencies[body], day).name
    if body in office.units:
        return unit_name(office.units[body])
    return office.people[body].name if body in office.people else body
