"""Issued documents stay as they were numbered: what a document says now against the fingerprint in its line of the register.

In: an office without errors, its history in git where there is one. Out: findings. A change of the document is one at the
document; a change of a catalogue, or of a text it cites, is one at that entry, however many documents it alters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from docgen.derive.register import history, issued
from docgen.derive.series import named
from docgen.model.catalogue import CATALOGUES
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.resolve.difference import difference
from docgen.resolve.fingerprint import fingerprint, said
from docgen.resolve.past import Past

Fingerprint = Callable[[Document], str]
NOUNS: Mapping[str, str] = {name: noun for name, (noun, _) in CATALOGUES.items()} | {"documents": "document"}
"""What a printed text takes words from, by the field of the office: the noun of its entries."""


class Altered(NamedTuple):
    """An issued document (of a series: one unit's) that no longer says what was numbered, and the fingerprint it had."""

    document: Document
    number: str
    fingerprint: str


class Cause(NamedTuple):
    """An entry of the office whose change alters issued documents: field of the office, and id."""

    name: str
    id: str


def changed(office: Office, fingerprint_of: Fingerprint, past: Past) -> Iterator[Finding]:
    """Yield a finding for every issued document that was changed, and for every other entry whose change alters some."""
    olds: list[Office] = []
    by_cause: dict[Cause, list[tuple[Altered, str]]] = {}
    for one in altered(office, fingerprint_of):
        old = _old(office, one, olds, past)
        change = difference(said(old, _then(old, one)), said(office, one.document)) if old else ""
        causes = _causes(office, old, one) if old else []
        for cause in causes:
            by_cause.setdefault(cause, []).append((one, change))
        if not causes:
            yield _at_document(office, one, change)
    yield from (_at_entry(office, cause, found) for cause, found in by_cause.items())


def altered(office: Office, fingerprint_of: Fingerprint) -> Iterator[Altered]:
    """Yield every document whose text is not the one that was numbered; lines without a fingerprint say nothing."""
    for id_, entry in issued(office).items():
        document = _document(office, id_)
        if document is not None and entry.fingerprint and fingerprint_of(document) != entry.fingerprint:
            yield Altered(document, entry.number, entry.fingerprint)


def _document(office: Office, id_: str) -> Document | None:
    """Return a document, or one unit's of a series; None for one that is not there or bears no number yet."""
    document = named(office, id_)
    return document if document is not None and document.number and document.date else None


def _then(old: Office, one: Altered) -> Document:
    document = _document(old, one.document.id)
    return document if document is not None else one.document


def _old(office: Office, one: Altered, olds: list[Office], past: Past) -> Office | None:
    """Return an office in which the document said what was numbered: one found for another document, else one from git."""

    def fits(old: Office, _: Document) -> bool:
        document = _document(old, one.document.id)
        return document is not None and fingerprint(old, document) == one.fingerprint

    for old in olds:
        if fingerprint(_with_catalogues(office, old), one.document) == one.fingerprint:
            return _with_catalogues(office, old)
    found = past.find(one.document, fits)
    if found is not None:
        olds.append(found)
    return found


def _with_catalogues(office: Office, old: Office) -> Office:
    """Return the office with the catalogues of another; documents the other has not are kept."""
    documents = {**office.documents, **old.documents}
    return replace(office, documents=documents, **{name: getattr(old, name) for name in CATALOGUES})


def _causes(office: Office, old: Office, one: Altered) -> list[Cause]:
    """Return the entries that alter the document; none where the document itself was changed, or none does so alone."""
    if fingerprint(_with_catalogues(office, old), one.document) != one.fingerprint:
        return []
    now = fingerprint(office, one.document)
    own = one.document.id.partition("@")[0]
    return [
        Cause(name, id_)
        for name, noun in NOUNS.items()
        for id_, entry in getattr(old, name).items()
        if id_ != own and f"{noun}:{id_}" in office.files and getattr(office, name).get(id_) not in (None, entry)
        if fingerprint(_with(office, name, id_, entry), one.document) != now
    ]


def _with(office: Office, name: str, id_: str, entry: Any) -> Office:
    changed: dict[str, Any] = {name: {**getattr(office, name), id_: entry}}
    return replace(office, **changed)


def _at_document(office: Office, one: Altered, change: str) -> Finding:
    id_ = one.document.id.partition("@")[0]
    place = Place(office.files.get(f"document:{id_}", ""), ("id",))
    words = {"value": one.document.id, "number": one.number, "change": change}
    return Finding("E380", place, words | {"unsent": "" if _is_sent(office, one) else one.document.id})


def _is_sent(office: Office, one: Altered) -> bool:
    """Return whether a copy has left the house; until then a document may be made again under its number."""
    events = history(office, issued(office).sequence(one.document.id), one.number)
    return any(entry.event == "send" for entry in events)


def _at_entry(office: Office, cause: Cause, found: list[tuple[Altered, str]]) -> Finding:
    noun = NOUNS[cause.name]
    path = office.files[f"{noun}:{cause.id}"]
    first, change = found[0]
    words = {"value": cause.id, "document": first.document.id, "count": str(len(found)), "change": change}
    words["agency"] = cause.id if noun == "agency" else ""
    return Finding("E381", Place(path, ("id",)) if noun == "document" else Place(path, (cause.id,), key=True), words)
