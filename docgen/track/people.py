"""Who may speak for whom in a journal: the lead and who helps, a group through its members, a person through the body of the post.

In: the office, an item, actors. Out: the names of journals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docgen.derive.posts import agency_of
from docgen.model.office import Office
from docgen.track.items import Item, units_of

Areas = Mapping[str, Sequence[str]]


def leading(office: Office, leads: Iterable[str]) -> frozenset[str]:
    """Return the journals that speak for leads: their own, those of a group's members, those of the bodies a person has a post in."""
    found: set[str] = set()
    waiting = list(leads)
    while waiting:
        actor = waiting.pop()
        if actor in found:
            continue
        found.add(actor)
        if actor in office.groups:
            waiting += office.groups[actor].members
        elif actor in office.people:
            waiting += _bodies(office, actor)
    return frozenset(found)


def concerned(office: Office, item: Item, areas: Areas) -> frozenset[str]:
    """Return the journals that may speak of an item by its document: of the leads, of who helps, of the unit it is for.

    Where each unit leads, the other units have rows of their own: units that help count only where one body leads.
    """
    named = [actor for actor in item.task.with_ if isinstance(actor, str)]
    helpers = units_of(office, item.task.with_, item.document, areas) if item.unit is None else ()
    own = (item.unit,) if item.unit else ()
    return leading(office, (*item.followed.leads, *named, *helpers, *own))


def _bodies(office: Office, person: str) -> list[str]:
    """Return the bodies a person belongs to by the catalogue, whatever the day."""
    held = office.people[person]
    return [agency_of(holding.post) for holding in held.held] + ([held.agency] if held.agency else [])
