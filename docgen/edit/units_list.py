"""Communes, wards and special zones in a list → entries of ``units.yaml``.

In: a record. Out: what it says of the unit. The kind stands in a column of its own or before the name (``xã Một``).
"""

from __future__ import annotations

from docgen.derive.series import UNIT_WORDS
from docgen.edit.lookup import Lookup
from docgen.edit.said import Data, Fields, Row, Said, Sort, empty, missing, said_id, texts
from docgen.model.catalogue import Unit
from docgen.model.findings import Finding
from docgen.read.lists import KINDS, UNITS
from docgen.read.sheets import Record
from docgen.words.letters import slug
from docgen.words.names import same_name

BY_KEY = {heading.key: heading for heading in UNITS}
ORDER = ("kind", "name", "of", "order", "formerly", "from", "until", "translated")


def _read(names: Lookup, record: Record) -> Row:
    """Return what a row of a list of units says, and what is wrong in it."""
    if "name" not in record.values:
        return [missing(record, "name", BY_KEY["name"])] if empty(record, "name") else []
    text = str(record.values["name"])
    name, before = _split(text)
    kind = record.values.get("kind") or before
    faults: list[Finding] = []
    if kind is None and empty(record, "kind"):
        faults.append(missing(record, "kind", BY_KEY["kind"]))
    if before and kind != before:
        word = UNIT_WORDS[before]
        faults.append(record.finding("E524", "name", value=text, word=word, column=KINDS[str(kind)][0], other=record.cells["kind"].text))
    areas: dict[str, Data] = {}
    for key in ("of", "formerly"):
        if key in record.values:
            found = names.area_of(record.cells[key], str(record.values[key]))
            faults += [found] if isinstance(found, Finding) else []
            areas[key] = found
    if not areas.get("of") and not names.area:
        faults.append(missing(record, "of", BY_KEY["of"]))
    if faults or kind is None:
        return faults
    area = str(areas.pop("of", names.area))
    english = {"translated": {"en": record.values["en"]}} if "en" in record.values else {}
    fields = {"kind": kind, "name": name, **areas, **texts(record, ("order", "from", "until")), **english}
    return [Said(record, f"{area}/{same_name(name)}", f"{UNIT_WORDS[str(kind)]} {name}", said_id(record), fields)]


def _split(text: str) -> tuple[str, str | None]:
    """Return the proper name and the kind that stands before it; ``Đặc khu Cát Hải``; a name that is all there is stays whole."""
    for kind, word in UNIT_WORDS.items():
        if text.casefold().startswith(f"{word} ") and len(text) > len(word) + 1:
            return text[len(word) :].strip(), kind
    return text, None


def _key(entry: Fields) -> str:
    return f"{entry.get('of') or str(entry['id']).partition('/')[0]}/{same_name(str(entry.get('name') or ''))}"


def _merged(said: Said, entry: Fields) -> Fields:
    """Return an entry with a row laid over it; its name in further languages stays."""
    translated = {**(entry.get("translated") or {}), **said.fields.get("translated", {})}
    return {**entry, **said.fields, **({"translated": translated} if translated else {})}


def _new_id(said: Said) -> str:
    """Return the id of a new unit: province and name; a unit called by a number or one letter bears its kind too."""
    area, name = said.key.partition("/")[0], said.fields["name"]
    bare = len(slug(name)) > 2 and not any(letter.isdigit() for letter in name)
    return f"{area}/{slug(name if bare else said.name)}"


UNITS_SORT = Sort("units", UNITS, Unit, _read, _key, lambda said, entry: entry.get("kind") == said.fields["kind"], _new_id, _merged, ORDER)
