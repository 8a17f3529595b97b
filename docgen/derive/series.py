"""Series: one document written once becomes one document for each unit, ordinary in everything but its id ``DOC@UNIT``.

Placeholders such as ``{unit.name}`` are filled in every text; a part under a condition (``only: special-zone``) stays
only in the documents of units that meet it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from docgen.derive.names import area_of
from docgen.derive.register import issued
from docgen.derive.units import by_area, chosen
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.values import Value

V = TypeVar("V", bound=Value)
UNIT_WORDS: Mapping[str, str] = {"commune": "xã", "ward": "phường", "special-zone": "đặc khu", "town": "thị trấn"}


def member_id(series: str, unit: str) -> str:
    """Return the id of one unit's document."""
    return f"{series}@{unit}"


def units_of_series(office: Office, document: Document) -> tuple[str, ...]:
    """Return the ids of the units a series is made for, in the order of the resolution that founded them."""
    if document.each is None:
        return ()
    members = by_area(office).get(document.each.of, ())
    order = {id_: (unit.order is None, unit.order or 0, id_) for id_, unit in office.units.items()}
    return tuple(sorted(chosen(office, document.each, members, document.day), key=order.__getitem__))


def members(office: Office, document: Document) -> Iterator[Document]:
    """Yield the documents of a series, one for each unit; a document that is none yields itself."""
    if document.each is None:
        yield document
        return
    for unit in units_of_series(office, document):
        yield member(office, document, unit)


def member(office: Office, document: Document, unit: str) -> Document:
    """Return one unit's document of a series; an issued one bears the number and the day of its line in the register."""
    fields = placeholders(office, unit)
    filled = _value(document, fields, office.units[unit].kind)
    id_ = member_id(document.id, unit)
    line = issued(office).get(id_)
    given = {"number": line.number, "date": line.date} if line else {}
    return filled.model_copy(update={"id": id_, "each": None, **given})


def named(office: Office, id_: str) -> Document | None:
    """Return the document of an id, also one unit's document of a series (``ID@UNIT``); None where there is none."""
    series, _, unit = id_.partition("@")
    document = office.documents.get(series)
    if document is None or not unit:
        return document
    return member(office, document, unit) if document.each is not None and unit in office.units else None


def placeholders(office: Office, unit: str) -> dict[str, str]:
    """Return what the placeholders of a series stand for in the document of one unit."""
    found = office.units[unit]
    area_id = area_of(office, unit)
    area = office.areas.get(area_id)
    word = UNIT_WORDS[found.kind]
    return {
        "{unit.id}": unit,
        "{unit.name}": found.name,
        "{unit.kind}": word,
        "{unit.full}": f"{word} {found.name}",
        "{unit.order}": str(found.order or ""),
        "{area.name}": area.name if area else area_id,
        "{area.place}": area.place if area else area_id,
    }


def _value(value: V, fields: Mapping[str, str], kind: str) -> V:
    changed = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        new = _filled(old, fields, kind)
        if new is not old:
            changed[name] = new
    return value.model_copy(update=changed) if changed else value


def _filled(held: Any, fields: Mapping[str, str], kind: str) -> Any:
    """Return what a field holds with placeholders filled and parts of other kinds of unit left out."""
    if isinstance(held, str):
        return _text(held, fields) if "{" in held else held
    if isinstance(held, Value):
        return _value(held, fields, kind)
    if isinstance(held, tuple):
        kept = [_filled(part, fields, kind) for part in held if _stays(part, kind)]
        same = len(kept) == len(held) and all(new is old for new, old in zip(kept, held, strict=True))
        return held if same else tuple(kept)
    if isinstance(held, dict):
        return {key: _filled(part, fields, kind) for key, part in held.items()}
    return held


def _stays(part: Any, kind: str) -> bool:
    only = getattr(part, "only", None)
    return only is None or only == kind


def _text(text: str, fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        text = text.replace(name, value)
    return text
