"""Packets: one file becomes one packet for each unit, with its own documents, its own groups and worked-out times.

In: the office and a packet as written. Out: bundles, each the packet of one unit with every placeholder filled and every part left
out whose condition does not hold; minutes of the day for the programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from docgen.derive.holes import hole
from docgen.derive.series import Member, conditions_of, named, placeholders, series_of
from docgen.derive.units import by_area, chosen
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.packet import AttendingGroup, DividerPart, DocumentPart, FilePart, Packet, PagePart, ProgrammeLine
from docgen.model.tasks import Units

DAY_MINUTES = 24 * 60
Carried = DocumentPart | FilePart | PagePart
"""A part that is printed and handed over by itself; a divider is only a sheet of the joined PDF."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The packet of one unit; ``order`` is its place among the units, from 1. A packet without units has one bundle."""

    packet: Packet
    unit: str | None
    order: int


class Slot(NamedTuple):
    """A line of the programme in minutes of the day; None where it cannot be told."""

    line: ProgrammeLine
    begins: int | None
    ends: int | None


class Stay(NamedTuple):
    """A group at one unit: from and until in minutes of the day, the whole day where no hour is given."""

    group: AttendingGroup
    unit: str | None
    day: str
    begins: int
    ends: int


def units(office: Office, packet: Packet) -> tuple[str | None, ...]:
    """Return the units a packet is made for, in the order of the resolution that founded them; (None,) where it is made for none."""
    if packet.each is None:
        return (None,)
    if not isinstance(packet.each, Units):
        return tuple(dict.fromkeys(id_ for id_ in packet.each if id_ in office.units))
    found = chosen(office, packet.each, by_area(office).get(packet.each.of, ()), packet.day)
    return tuple(sorted(found, key=lambda id_: (office.units[id_].order is None, office.units[id_].order or 0, id_)))


def bundles(office: Office, packet: Packet) -> Iterator[Bundle]:
    """Yield the packet of every unit, in order."""
    filling = hole(packet.model_copy(update={"names": None}))
    for order, unit in enumerate(units(office, packet), 1):
        member = Member(unit or "", unit=unit)
        fields = placeholders(office, member)
        filled = filling(fields, conditions_of(office, packet.conditions, member)) if filling else packet
        yield Bundle(filled.model_copy(update={"names": packet.names}), unit, order)


def document_of(office: Office, part: DocumentPart, unit: str | None) -> Document | None:
    """Return the document of a part: of a series the one of the unit; None where there is none."""
    document = office.documents.get(part.document.partition("@")[0])
    if document is None or document.each is None or "@" in part.document:
        return named(office, part.document)
    series = series_of(office, document)
    member = next((member for member in series.members.values() if unit is not None and unit in (member.key, member.unit)), None)
    return series.made(member) if member else None


def documents_of(office: Office, bundle: Bundle) -> tuple[Document | None, ...]:
    """Return the documents of a unit's packet, in order; None for one there is not."""
    return tuple(document_of(office, part, bundle.unit) for part in bundle.packet.contents if isinstance(part, DocumentPart))


def carried(packet: Packet) -> tuple[Carried, ...]:
    """Return the parts that are handed over, without the dividers, in order."""
    return tuple(part for part in packet.contents if not isinstance(part, DividerPart))


def slots(packet: Packet) -> tuple[Slot, ...]:
    """Return the lines of the programme with their times: a line begins at its hour, else where the one before ends."""
    lines, found = packet.programme, list[Slot]()
    now = minutes(packet.from_) if packet.from_ else None
    for line, after in zip_longest(lines, lines[1:]):
        begins = minutes(line.at) if line.at else now
        now = begins + line.minutes if begins is not None and line.minutes is not None else None
        if now is None and (until := after.at if after is not None else packet.until):
            now = minutes(until)
        found.append(Slot(line, begins, now))
    return tuple(found)


def stays(packet: Packet) -> Iterator[Stay]:
    """Yield where every group is and when, one line a unit."""
    for group in packet.groups:
        begins, ends = group.from_ or packet.from_, group.until or packet.until
        day = (group.day or packet.day).isoformat()
        for unit in group.units or (None,):
            yield Stay(group, unit, day, minutes(begins) if begins else 0, minutes(ends) if ends else DAY_MINUTES)


def groups_of(bundle: Bundle) -> Sequence[AttendingGroup]:
    """Return the groups that attend the unit of a bundle; of a packet for no unit, all."""
    return [group for group in bundle.packet.groups if bundle.unit is None or bundle.unit in group.units]


def minutes(clock: str) -> int:
    """Return an hour ``08:30`` in minutes of the day."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def clock(minutes_: int) -> str:
    """Return minutes of the day as ``08:30``."""
    return f"{minutes_ // 60 % 24:02d}:{minutes_ % 60:02d}"
