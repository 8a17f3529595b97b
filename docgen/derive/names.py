"""Names on a day: an agency is printed with the name, letters, parent and place of the document's own date."""

from __future__ import annotations

import datetime

from docgen.model.catalogue import Agency, Area, Unit
from docgen.model.document import Document
from docgen.model.office import Office

Day = datetime.date


def agency_on(agency: Agency, day: Day | None) -> Agency:
    """Return the agency as it stood on a day; as it stands now where the day is unknown."""
    past = sorted(
        (epoch for epoch in agency.earlier if day is not None and day <= epoch.until), key=lambda epoch: epoch.until, reverse=True
    )
    changed: dict[str, object] = {}
    for epoch in past:  # the latest first: an older epoch overrides what held until its own last day
        changed |= {key: value for key, value in epoch.model_dump(exclude={"until"}).items() if value is not None}
    return agency.model_copy(update=changed) if changed else agency


def exists_on(thing: Agency | Unit | Area, day: Day) -> bool:
    """Return whether a body exists on a day."""
    return (thing.from_ is None or thing.from_ <= day) and (thing.until is None or day <= thing.until)


def place_of(office: Office, agency_id: str, day: Day | None) -> str:
    """Return the place name before the date: the agency's own, or that of the nearest superior that has one."""
    seen: set[str] = set()
    current: str | None = agency_id
    while current is not None and current not in seen and current in office.agencies:
        seen.add(current)
        agency = agency_on(office.agencies[current], day)
        if agency.place:
            return agency.place
        current = agency.parent
    area = office.areas.get(agency_id.partition("/")[0])
    return area.place if area else ""


def area_of(office: Office, unit_id: str) -> str:
    """Return the id of the province or city a unit belongs to."""
    unit = office.units[unit_id]
    return unit.of or unit_id.partition("/")[0]


def units_of(office: Office, area: str) -> list[str]:
    """Return the ids of an area's units in the order of their resolution."""
    chosen = [id_ for id_ in office.units if area_of(office, id_) == area]
    return sorted(chosen, key=lambda id_: (office.units[id_].order is None, office.units[id_].order or 0, id_))


def side_of(office: Office, document: Document) -> str:
    """Return whose layout a document follows: the side of its lead issuer."""
    agency = office.agencies.get(document.issuer[0]) if document.issuer else None
    return agency.side if agency else "state"


def format_of(office: Office, document: Document, as_of: Day | None) -> str | None:
    """Return the id of the format by issuer and day of signing; the planned day, else ``as_of``, stands in for a draft."""
    if document.format:
        return document.format
    side = "party" if side_of(office, document) == "party" else "state"
    day = document.date or document.planned or as_of
    fitting = [
        f
        for f in office.formats.values()
        if f.side == side and (day is None or ((f.from_ is None or f.from_ <= day) and (f.until is None or day <= f.until)))
    ]
    return max(fitting, key=lambda f: f.from_ or Day.min).id if fitting else None
