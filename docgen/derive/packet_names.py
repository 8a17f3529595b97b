"""Names of the files of a packet: one for each unit, from the pattern the clerk wrote.

In: the office and a packet. Out: name by unit, without ending, such as every system can write. The number is that of the first document
of the packet that has one.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docgen.derive.packets import Bundle, bundles, document_of
from docgen.derive.series import Member, placeholders
from docgen.files.tree import UnsafeName, safe_part
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.packet import DocumentPart, Packet

DRAFT = "du-thao"
"""Stands in a name for the number no document of the packet has yet."""
OWN = ("order", "number", "packet", "day", "year")
OF_UNIT = ("unit.id", "unit.name", "unit.kind", "unit.full", "unit.order", "area.name", "area.place")


class Fault(NamedTuple):
    """Why a pattern gives no names: a field it does not know, a name two units would share, or no name for a file."""

    value: str
    first: str = ""
    second: str = ""


def names(office: Office, packet: Packet) -> tuple[Mapping[str | None, str], tuple[Fault, ...]]:
    """Return the name of each unit's files, and what is wrong with the pattern."""
    pattern = packet.pattern
    known = OWN if packet.each is None else (*OWN, *OF_UNIT)
    if unknown := next((field for field in _fields(pattern) if field not in known), None):
        return {}, (Fault(unknown),)
    found, faults, taken = dict[str | None, str](), list[Fault](), dict[str, str]()
    made = list(bundles(office, packet))
    for bundle in made:
        values = _values(office, bundle, len(made))
        try:
            name = safe_part("".join(before + values.get(field or "", "") for before, field, _, _ in string.Formatter().parse(pattern)))
        except UnsafeName:
            faults.append(Fault(pattern))
            continue
        other = taken.setdefault(name.casefold(), bundle.unit or "")
        if other != (bundle.unit or ""):
            faults.append(Fault(name, other, bundle.unit or ""))
        found[bundle.unit] = name
    return found, tuple(faults)


def known_fields(packet: Packet) -> str:
    """Return the fields a pattern may have, for a message."""
    return ", ".join(f"{{{name}}}" for name in (OWN if packet.each is None else (*OWN, *OF_UNIT)))


def _fields(pattern: str) -> Iterator[str]:
    try:
        yield from (name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None)
    except ValueError:
        yield pattern


def _values(office: Office, bundle: Bundle, count: int) -> Mapping[str, str]:
    packet = bundle.packet
    numbers = (document.number for document in _documents(office, bundle) if document.number)
    own = {
        "order": str(bundle.order).zfill(max(2, len(str(count)))),
        "number": next(numbers, DRAFT),
        "packet": packet.id,
        "day": packet.day.isoformat(),
        "year": str(packet.day.year),
    }
    return own | (placeholders(office, Member(bundle.unit, unit=bundle.unit)) if bundle.unit else {})


def _documents(office: Office, bundle: Bundle) -> Iterator[Document]:
    for part in bundle.packet.contents:
        document = document_of(office, part, bundle.unit) if isinstance(part, DocumentPart) else None
        if document is not None:
            yield document
