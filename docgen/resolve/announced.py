"""What was announced of a packet against what it says now: who must be told again, and what changed in words.

In: an office without errors, its packets, its history in git where there is one. Out: units with the parts that changed, findings. A
document counts by its fingerprint, as in the register; a finished PDF by its SHA-256; a page of the packet by the text it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docgen.derive.packets import Bundle, Carried, bundles, carried, document_of
from docgen.derive.series import named
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.model.packet import Announcement, DocumentPart, FilePart, Packet
from docgen.resolve.difference import difference
from docgen.resolve.fingerprint import DIGITS, fingerprint, said
from docgen.resolve.packets import Sheets
from docgen.resolve.past import Past

Fingerprint = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part whose fingerprint is another now: no ``before`` where it is new in the packet, no ``after`` where it is gone."""

    key: str
    before: str
    after: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Retold:
    """A unit that must be told again, when it was told last, and what changed since."""

    unit: str | None
    told: Announcement
    parts: tuple[ChangedPart, ...]


@dataclass(frozen=True)
class Changes:
    """Says in words what changed; a text is looked for in the history once."""

    office: Office
    past: Past
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, part: ChangedPart) -> str:
        """Return what changed in a document, or nothing where its old text cannot be found."""
        if part.document is None or not part.before or not part.after:
            return ""
        key = (part.document.id, part.before)
        if key not in self._known:
            self._known[key] = self._said(part.document, part.before)
        return self._known[key]

    def _said(self, document: Document, before: str) -> str:
        def fits(old: Office, _: Document) -> bool:
            then = named(old, document.id)
            return then is not None and fingerprint(old, then) == before

        old = self.past.find(document, fits)
        then = named(old, document.id) if old else None
        return difference(said(old, then), said(self.office, document)) if old and then else ""


def fingerprints(office: Office, bundle: Bundle, fingerprint_of: Fingerprint) -> dict[str, str]:
    """Return the fingerprint of every part of a unit's packet, by the key of the part."""
    return {part.key: _fingerprint(office, bundle, part, fingerprint_of) for part in carried(bundle.packet)}


def retold(office: Office, packet: Packet, fingerprint_of: Fingerprint) -> Iterator[Retold]:
    """Yield every unit to which something else was announced than the packet holds now."""
    last: Mapping[str | None, Announcement] = {line.unit: line for line in office.announced.get(packet.id, ())}
    for bundle in bundles(office, packet) if last else ():
        told = last.get(bundle.unit)
        if told is None:
            continue
        now = fingerprints(office, bundle, fingerprint_of)
        documents = {part.key: document_of(office, part, bundle.unit) for part in bundle.packet.contents if isinstance(part, DocumentPart)}
        keys = [key for key in dict.fromkeys((*told.documents, *now)) if told.documents.get(key) != now.get(key)]
        parts = [ChangedPart(key, told.documents.get(key, ""), now.get(key, ""), documents.get(key)) for key in keys]
        if parts:
            yield Retold(bundle.unit, told, tuple(parts))


def announced(office: Office, fingerprint_of: Fingerprint, past: Past) -> Iterator[Finding]:
    """Yield a note for every part that was announced and says something else now, once for all its units."""
    changes = Changes(office, past)
    for packet in office.packets.values():
        found: dict[str, list[tuple[str, ChangedPart]]] = {}
        for one in retold(office, packet, fingerprint_of):
            for part in one.parts:
                found.setdefault(part.key, []).append((one.unit or packet.id, part))
        yield from (_finding(office, packet, key, units, changes) for key, units in found.items())


def _finding(office: Office, packet: Packet, key: str, units: list[tuple[str, ChangedPart]], changes: Changes) -> Finding:
    index = next((n for n, part in enumerate(packet.contents) if part.key == key), None)
    place = Place(office.files.get(f"packet:{packet.id}", ""), ("contents",) if index is None else ("contents", index))
    change = changes.of(units[0][1])
    words = {"value": key, "unit": units[0][0], "count": str(len(units)), "packet": packet.id}
    return Finding("N504", place, {**words, "change": f": {change}" if change else ""})


def _fingerprint(office: Office, bundle: Bundle, part: Carried, fingerprint_of: Fingerprint) -> str:
    if isinstance(part, FilePart):
        return part.sha256[:DIGITS]
    if isinstance(part, DocumentPart):
        document = document_of(office, part, bundle.unit)
        return fingerprint_of(document) if document is not None else ""
    return fingerprint(office, Sheets(office, bundle).page(part.page, part.title))
