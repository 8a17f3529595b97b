"""Which of the followed rows somebody asks for.

In: rows and a wish. Out: the rows that fit all of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from docgen.derive.units import by_area
from docgen.model.office import Office
from docgen.track.items import units_of
from docgen.track.rows import TaskRow
from docgen.track.state import CLOSED

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish: agencies with what lies below them, days as numbers, states of which one fits; what is None or empty asks nothing."""

    agency: str | None = None
    with_: str | None = None
    document: str | None = None
    unit: str | None = None
    states: Collection[str] = ()
    due_within: int | None = None
    silent: int | None = None
    text: str | None = None


def wanted(office: Office, rows: Iterable[TaskRow], wish: Wanted, as_of: Day) -> Sequence[TaskRow]:
    """Return the rows that fit the wish on a day, in their order."""
    return [row for row in rows if _of_whom(office, row, wish) and _of_what(row, wish) and _of_when(row, wish, as_of)]


def _of_whom(office: Office, row: TaskRow, wish: Wanted) -> bool:
    if wish.unit is not None and wish.unit not in (row.unit, *row.standing.leads):
        return False
    if wish.agency is not None and not _named(office, wish.agency, row.standing.leads):
        return False
    return wish.with_ is None or _helps(office, wish.with_, row)


def _named(office: Office, id_: str, actors: Iterable[str]) -> bool:
    """Return whether one of the actors is the body or lies below it, itself or as a member of a group."""
    for actor in actors:
        members = office.groups[actor].members if actor in office.groups else ()
        if any(f"{one}/".startswith(f"{id_}/") for one in (actor, *members)):
            return True
    return False


def _helps(office: Office, id_: str, row: TaskRow) -> bool:
    if _named(office, id_, (actor for actor in row.task.with_ if isinstance(actor, str))):
        return True
    return id_ in office.units and id_ in units_of(office, row.task.with_, row.document, by_area(office))


def _of_what(row: TaskRow, wish: Wanted) -> bool:
    fits = wish.document in (None, row.document.id) and (not wish.states or row.standing.state in wish.states)
    return fits and (wish.text is None or wish.text.casefold() in row.task.do.casefold())


def _of_when(row: TaskRow, wish: Wanted, as_of: Day) -> bool:
    """Return whether an open task is due within some days, overdue ones left out, and was not spoken of for some days."""
    if wish.due_within is None and wish.silent is None:
        return True
    if row.standing.state in CLOSED:
        return False
    due, last = row.standing.due, row.standing.told or row.item.since
    coming = wish.due_within is None or (due is not None and 0 <= (due - as_of).days <= wish.due_within)
    return coming and (wish.silent is None or (as_of - last).days >= wish.silent)
