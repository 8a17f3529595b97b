"""What the office calls the things that ids stand for, on either side of a comparison, and its days as it writes them.

In: an office and plain data. Out: text. An office half written may lack what it names; then the id itself is the name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.derive.names import format_of
from docgen.derive.series import named
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.context import Context
from docgen.resolve.text import symbol_of
from docgen.words.dates import short_day
from docgen.words.symbols import full_number

UNRESOLVED = (LookupError, ValueError, TypeError, AttributeError)
"""What work half done, which no check has seen, may raise when it is resolved."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MARKED = re.compile(r"\[\[([a-z0-9/@#:-]+)\]\]")


@dataclass(frozen=True)
class Names:
    """Names as an office has them."""

    office: Office

    def of(self, id_: str) -> str:
        """Return what an id stands for; a text that is no id is itself."""
        office = self.office
        for catalogue in (office.agencies, office.people, office.posts, office.groups, office.areas, office.kinds):
            if id_ in catalogue:
                return str(catalogue[id_].name)
        if id_ in office.units:
            return self.unit(id_)
        if id_ in office.references:
            return self.reference(id_)
        if id_ in office.packets:
            return office.packets[id_].title
        try:
            document = named(office, id_)
        except UNRESOLVED:
            document = office.documents.get(id_.partition("@")[0])
        return self.title(document) if document else id_

    def unit(self, id_: str) -> str:
        """Return a unit with the word for its kind."""
        unit = self.office.units[id_]
        shape = next(iter(self.office.formats.values()), None)
        words = shape.formulas.get("vi", {}).get("units", {}) if shape else {}
        return f"{words.get(unit.kind, unit.kind)} {unit.name}"

    def reference(self, id_: str) -> str:
        """Return kind and number of a text of the catalogue, or its name."""
        reference = self.office.references[id_]
        kind = self.office.kinds.get(reference.kind)
        return reference.name or _joined(kind.name if kind else reference.kind, full_number(reference.number, reference.symbol)) or id_

    def title(self, document: Document) -> str:
        """Return kind, number and subject of a document."""
        kind = self.office.kinds.get(document.kind)
        return _joined(kind.name if kind else document.kind, self.number(document), document.subject)

    def number(self, document: Document) -> str:
        """Return the full number of a document; nothing for a draft."""
        if not document.number:
            return ""
        context = self.context(document)
        try:
            return full_number(document.number, symbol_of(context, document)) if context else document.number
        except UNRESOLVED:
            return document.number

    def context(self, document: Document) -> Context | None:
        """Return the context in which a document is printed; None where the office cannot print it."""
        try:
            shape = format_of(self.office, document, None) or next(iter(self.office.formats))
            return Context(self.office, document, self.office.formats[shape], "vi", {})
        except (*UNRESOLVED, StopIteration):
            return None

    def text(self, value: Any) -> str:
        """Return plain data as a reader reads it: days as written, ids as names, lists and maps in one line."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, Mapping):
            return "; ".join(f"{key}: {self.text(one)}" for key, one in value.items())
        if isinstance(value, (list, tuple)):
            return ", ".join(self.text(one) for one in value)
        text = str(value)
        return short(text) if _DAY.fullmatch(text) else self.of(text)

    def read(self, text: str) -> str:
        """Return a text with the names of what it cites, on one line a paragraph."""
        return _MARKED.sub(lambda found: f"[[{self.of(found[1])}]]" if "#" not in found[1] else found[0], text).strip()


def short(day: str | datetime.date) -> str:
    """Return a day as documents write it: 30/6/2025."""
    try:
        return short_day(day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day))
    except ValueError:
        return str(day)


def cut(text: str, most: int = 160) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
