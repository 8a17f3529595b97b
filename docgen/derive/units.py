"""Communes, wards and special zones: which ones a series or an "each unit" means, and how many there are on a day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen.derive.names import area_of, exists_on
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.tasks import Actor, EachActor, Units

Day = datetime.date


def by_area(office: Office) -> Mapping[str, Sequence[str]]:
    """Return the ids of the units of every province and city."""
    areas: dict[str, list[str]] = {}
    for id_ in office.units:
        areas.setdefault(area_of(office, id_), []).append(id_)
    return areas


def chosen(office: Office, units: Units, members: Iterable[str], day: Day | None) -> tuple[str, ...]:
    """Return which of an area's ``members`` a choice means, without those that ended before ``day``.

    A unit that begins later counts: documents of June speak of the units of July.
    """
    return tuple(id_ for id_ in members if _is_chosen(office, units, id_) and not ended(office, id_, day))


def ended(office: Office, unit: str, day: Day | None) -> bool:
    """Return whether the unit had ended before a day."""
    until = office.units[unit].until
    return day is not None and until is not None and until < day


def addressed(office: Office, document: Document, areas: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return every unit the document is made for, gives a task to, or is sent to."""
    choices = [*([document.each] if isinstance(document.each, Units) else []), *_each(document.to)]
    for task in document.tasks:
        choices += [*_each(task.lead), *_each(task.with_)]
    found = {unit for choice in choices for unit in chosen(office, choice, areas.get(choice.of, ()), document.day)}
    for recipient in document.recipients:
        if recipient.units and recipient.of:
            found |= {unit for unit in areas.get(recipient.of, ()) if not ended(office, unit, document.day)}
    return frozenset(found)


def count_on(office: Office, members: Iterable[str], day: Day) -> Counter[str]:
    """Return how many of the units exist on a day, by kind."""
    return Counter(office.units[id_].kind for id_ in members if exists_on(office.units[id_], day))


def _is_chosen(office: Office, units: Units, id_: str) -> bool:
    unit = office.units[id_]
    fits = units.unit == "all" or unit.kind in units.unit
    return fits and id_ not in units.except_ and (units.formerly is None or unit.formerly == units.formerly)


def _each(actors: Iterable[Actor]) -> Iterator[Units]:
    return (actor.each for actor in actors if isinstance(actor, EachActor))
