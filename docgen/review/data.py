"""The office as plain data and back: what two offices are compared by.

In: an office. Out: sections of maps and lists, with the keys of the files; defaults are left out. Private fields of persons are no
part of it: they never reach a difference. What comes from the program (kinds, formats, terms) is none either.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from docgen.model.catalogue import CATALOGUES, Settings
from docgen.model.document import Document, Translation
from docgen.model.office import Office
from docgen.model.packet import Announcement, Packet
from docgen.model.progress import ProgressEntry
from docgen.model.register import RegisterEntry
from docgen.model.series import SourceRow
from docgen.model.values import Value
from docgen.read.progress import journals_of
from docgen.read.register import register_of

Data = Any
SECTIONS = ("settings", *CATALOGUES, "documents", "translations", "source_rows", "packets", "announced", "progress", "register")
"""Fields of the office that are compared, in the order in which differences are told."""
LINES: Mapping[str, type[Value]] = {"progress": ProgressEntry, "register": RegisterEntry, "announced": Announcement}
"""Sections that hold files of lines, appended and never changed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A file of lines: its text, and where its entries are got when they are asked for."""

    text: str
    files: Mapping[str, tuple[Value, ...]]
    name: str


def held(office: Office, section: str) -> Mapping[str, Any]:
    """Return what a section holds, by key: values, or files of lines whose text says whether they differ."""
    if section == "settings":
        return {"office": office.settings}
    if section == "translations":
        return {f"{id_}.{language}": one for (id_, language), one in office.translations.items()}
    if section == "progress":
        journals = journals_of(office.progress)
        return {name: Lines(file.text, journals, name) for name, file in journals.files.items()}
    if section == "register":
        register = register_of(office.register)
        return {name: Lines(file.text, register, name) for name, file in register.files.items()}
    found: Mapping[str, Any] = getattr(office, section)
    return found


def plain(value: Any) -> Data:
    """Return a value, or the lines of a file, as plain data; what a field holds by default is left out."""
    if isinstance(value, Value):
        fields = value.__dict__
        return {key: plain(fields[name]) for name, key, default in _fields(type(value)) if fields[name] != default}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, SourceRow):
        return dict(value.texts)
    return [plain(entry) for entry in value.files[value.name]] if isinstance(value, Lines) else value


@cache
def _fields(kind: type[Value]) -> Sequence[tuple[str, str, Any]]:
    """Return the fields of a class: name, key in the file, value by default."""
    return [(name, info.alias or name, info.get_default(call_default_factory=True)) for name, info in kind.model_fields.items()]


def sections(office: Office) -> dict[str, dict[str, Data]]:
    """Return the whole office as plain data, by section and key."""
    return {section: {key: plain(value) for key, value in held(office, section).items()} for section in SECTIONS}


def office_of(office: Office, data: Mapping[str, Mapping[str, Data]]) -> Office:
    """Return ``office`` with what the data says; sections that the data leaves out stay. Raises pydantic's ``ValidationError``."""
    changed: dict[str, Any] = {}
    for section, entries in data.items():
        changed[section] = _section(section, entries)
    return replace(office, **changed)


def _section(section: str, entries: Mapping[str, Data]) -> Any:
    if section == "settings":
        return Settings.model_validate(entries["office"])
    if section == "translations":
        return {tuple(key.rsplit(".", 1)): Translation.model_validate(one) for key, one in entries.items()}
    if section == "source_rows":
        return {id_: tuple(SourceRow(texts, line) for line, texts in enumerate(rows, 2)) for id_, rows in entries.items()}
    if section in LINES:
        return {name: _lines(LINES[section], lines) for name, lines in entries.items()}
    made: type[Value] = Document if section == "documents" else Packet if section == "packets" else CATALOGUES[section][1]
    return {id_: made.model_validate(one) for id_, one in entries.items()}


def _lines(kind: type[Value], lines: Sequence[Data]) -> tuple[Any, ...]:
    return tuple(kind.model_validate(line) for line in lines)
