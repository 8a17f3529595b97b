"""What somebody is called in lists: the short name on a day, so that tables, pages and reports name the same body alike.

In: the office, an id, a day. Out: a name.
"""

from __future__ import annotations

import datetime

from docgen.derive.names import agency_on
from docgen.derive.series import unit_name
from docgen.model.office import Office


def called(office: Office, id_: str, day: datetime.date) -> str:
    """Return the short name of an agency, unit, person, group or province as of a day; the id where nothing bears it."""
    if id_ in office.agencies:
        agency = agency_on(office.agencies[id_], day)
        return agency.short or agency.name
    if id_ in office.units:
        return unit_name(office.units[id_])
    other = office.people.get(id_) or office.groups.get(id_) or office.areas.get(id_)
    return other.name if other else id_
