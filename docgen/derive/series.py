"""Series: one document written once becomes many, ordinary in everything but the id ``DOC@KEY``.

A key is the id of a unit, of a row of ``persons:`` or of a row of a table. Placeholders such as ``{unit.name}`` are filled in every
text and id; a part under a condition (``only: special-zone``) stays only in the documents that meet it; overrides come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docgen.derive.holes import Hole, hole
from docgen.derive.names import area_of
from docgen.derive.once import once
from docgen.derive.register import issued
from docgen.derive.units import by_area, chosen
from docgen.model.catalogue import Unit
from docgen.model.document import Document, Override, PersonRow
from docgen.model.office import Office
from docgen.model.series import Condition, EachPerson, EachRow
from docgen.model.tasks import Units

UNIT_WORDS: Mapping[str, str] = {"commune": "xã", "ward": "phường", "special-zone": "đặc khu", "town": "thị trấn"}
OVERRIDDEN = tuple(name for name in Override.model_fields if name not in ("only", "for_"))


@dataclass(frozen=True, slots=True)
class Member:
    """For whom one document of a series is made: its key, the texts of its row, and the unit or the person it is about."""

    key: str
    row: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    person: PersonRow | None = None


@dataclass(frozen=True)
class Series:
    """A document that is made for many, with what has to be worked out only once."""

    office: Office
    document: Document

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """Return for whom it is made, by key and in order; the first of two equal keys stands."""
        found: dict[str, Member] = {}
        for member in _members(self.office, self.document):
            found.setdefault(member.key, member)
        return found

    def made(self, member: Member) -> Document:
        """Return one document; an issued one bears the number and the day of its line in the register."""
        conditions = self.conditions(member)
        fields = placeholders(self.office, member)
        filled = self._filled(fields, conditions)
        changes: dict[str, Any] = {"id": member_id(self.document.id, member.key)}
        if member.person is not None:
            changes |= {"persons": tuple(row for row in filled.persons if row.id == member.person.id)}
            changes |= {"effect": member.person.effect} if member.person.effect else {}
        for override in self.overrides(member):
            changes |= _changed(override, fields, conditions)
        line = issued(self.office).get(changes["id"])
        changes |= {"number": line.number, "date": line.date} if line else {}
        return filled.model_copy(update=changes)

    def conditions(self, member: Member) -> frozenset[str]:
        """Return the conditions that hold: the kind of the unit, and the declared ones."""
        return conditions_of(self.office, self.document.conditions, member)

    def overrides(self, member: Member) -> Sequence[Override]:
        """Return what is different in the document of a member, in order."""
        conditions = self.conditions(member)
        return [
            one
            for one in self.document.override
            if (one.only is None or one.only in conditions) and (not one.for_ or member.key in one.for_)
        ]

    def sorts(self) -> Sequence[Sequence[Member]]:
        """Return the members by sort: those that meet the same conditions and have the same overrides."""
        sorts: dict[tuple[frozenset[str], tuple[int, ...]], list[Member]] = {}
        for member in self.members.values():
            overridden = tuple(self.document.override.index(one) for one in self.overrides(member))
            sorts.setdefault((self.conditions(member), overridden), []).append(member)
        return list(sorts.values())

    @cached_property
    def _filled(self) -> Hole[Document]:
        document = self.document.model_copy(update={"override": (), "conditions": {}, "each": None})
        return hole(document) or (lambda fields, conditions: document)


@once(64)
def series_of(office: Office, document: Document) -> Series:
    """Return a series with what was worked out of it before."""
    return Series(office, document)


def conditions_of(office: Office, conditions: Mapping[str, Condition], member: Member) -> frozenset[str]:
    """Return which of the declared conditions hold for a member, and the kind of its unit."""
    unit = office.units.get(member.unit or "")
    declared = {name for name, condition in conditions.items() if _holds(office, condition, member)}
    return frozenset({unit.kind, *declared} if unit else declared)


def unit_name(unit: Unit) -> str:
    """Return the name of a unit with the word for its kind: xã Mẫu 01."""
    return f"{UNIT_WORDS[unit.kind]} {unit.name}"


def member_id(series: str, key: str) -> str:
    """Return the id of one document of a series."""
    return f"{series}@{key}"


def keys(office: Office, document: Document) -> tuple[str, ...]:
    """Return the keys of the documents of a series: units in the order of the resolution that founded them, rows as they stand."""
    return tuple(series_of(office, document).members) if document.each is not None else ()


def members(office: Office, document: Document) -> Iterator[Document]:
    """Yield the documents of a series; a document that is none yields itself."""
    if document.each is None:
        yield document
        return
    series = series_of(office, document)
    for member in series.members.values():
        yield series.made(member)


def named(office: Office, id_: str) -> Document | None:
    """Return the document of an id, also one of a series (``ID@KEY``); None where there is none."""
    series_id, _, key = id_.partition("@")
    document = office.documents.get(series_id)
    if document is None or not key:
        return document
    if document.each is None:
        return None
    series = series_of(office, document)
    member = series.members.get(key)
    return series.made(member) if member else None


def placeholders(office: Office, member: Member) -> dict[str, str]:
    """Return what the placeholders of a series stand for in one of its documents, without braces."""
    found = {f"row.{name}": text for name, text in member.row.items()}
    if member.unit is not None:
        found |= _of_unit(office, member.unit)
    id_ = member.person.person if member.person else member.row.get("person", "")
    person = office.people.get(id_)
    if person is not None:
        full = f"{person.honorific} {person.name}"
        found |= {"person.id": id_, "person.name": person.name, "person.honorific": person.honorific, "person.full": full}
    return found


def columns(office: Office, document: Document) -> Sequence[str]:
    """Return the columns of the rows a series is made from; none where it is made for units."""
    if isinstance(document.each, EachRow):
        table = next((table for table in document.tables if table.id == document.each.row), None)
        if table is not None:
            return list(table.columns)
        return list(dict.fromkeys(name for row in office.source_rows.get(document.id, ()) for name in row.texts))
    return ["id", "position", "duty", "reason", "note", "term"] if isinstance(document.each, EachPerson) else []


def _of_unit(office: Office, unit: str) -> dict[str, str]:
    held = office.units[unit]
    area_id = area_of(office, unit)
    area = office.areas.get(area_id)
    return {
        "unit.id": unit,
        "unit.name": held.name,
        "unit.kind": UNIT_WORDS[held.kind],
        "unit.full": unit_name(held),
        "unit.order": str(held.order or ""),
        "area.name": area.name if area else area_id,
        "area.place": area.place if area else area_id,
    }


def _members(office: Office, document: Document) -> Iterator[Member]:
    each = document.each
    if isinstance(each, Units):
        order = {id_: (unit.order is None, unit.order or 0, id_) for id_, unit in office.units.items()}
        units = chosen(office, each, by_area(office).get(each.of, ()), document.day)
        yield from (Member(id_, unit=id_) for id_ in sorted(units, key=order.__getitem__))
    elif isinstance(each, EachPerson):
        for row in document.persons:
            if each.persons == "all" or row.id in each.persons:
                texts = {name: str(getattr(row, name) or "") for name in columns(office, document)}
                yield Member(row.id, texts, person=row)
    elif isinstance(each, EachRow):
        for cells in rows_of(office, document):
            unit = cells.get("unit", cells.get(each.key, ""))
            if cells.get(each.key):
                yield Member(cells[each.key], cells, unit if unit in office.units else None)


def rows_of(office: Office, document: Document) -> Sequence[Mapping[str, str]]:
    """Return the rows a series is made from: of the table of its file, or of the file beside it."""
    each = document.each
    table = next((table for table in document.tables if isinstance(each, EachRow) and table.id == each.row), None)
    if table is None:
        return [row.texts for row in office.source_rows.get(document.id, ())]
    return [{name: row.get(name) or "" for name in table.columns} for row in table.rows if not table.groups(row)]


def _holds(office: Office, condition: Condition, member: Member) -> bool:
    unit = office.units.get(member.unit or "")
    asks_unit = bool(condition.unit or condition.units or condition.formerly)
    fits = not asks_unit or (
        unit is not None
        and (not condition.unit or unit.kind in condition.unit)
        and (not condition.units or member.unit in condition.units)
        and (condition.formerly is None or unit.formerly == condition.formerly)
    )
    return fits and all(member.row.get(name) == text for name, text in condition.row.items())


def _changed(override: Override, fields: Mapping[str, str], conditions: frozenset[str]) -> dict[str, Any]:
    filling = hole(override)
    filled = filling(fields, conditions) if filling else override
    return {name: held for name in OVERRIDDEN if (held := getattr(filled, name)) is not None}
