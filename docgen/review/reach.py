"""What a change moves besides itself: documents that print another text although their files are the same.

In: both sides. Out: the documents whose printed text changes because of a name in the catalogue, a number of the register, a part of
another document; which of them are issued; how many tasks, deadlines, series and reports are touched. Only files whose bytes hold an id
that changed are read, and their texts compared by what they say (``docgen.resolve.fingerprint``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.derive.register import issued
from docgen.derive.series import keys, members
from docgen.model.catalogue import CATALOGUES
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.packet import DocumentPart, Packet
from docgen.resolve.announced import retold
from docgen.resolve.difference import difference
from docgen.resolve.fingerprint import fingerprint, said
from docgen.review.data import plain
from docgen.review.names import UNRESOLVED, Names
from docgen.review.parts import paper
from docgen.review.sides import Sides

HEAD = ("kind", "issuer", "number", "date", "subject", "symbol", "unit_symbol", "author", "trial", "planned")
"""Fields of a document that a citation of it prints."""
REPORT = "report"


@dataclass(frozen=True, slots=True)
class Touched:
    """A document whose printed text changes; ``number`` is empty for a draft, ``members`` counts the documents of a series."""

    id: str
    title: str
    path: str
    number: str
    members: int
    change: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change moves: documents whose files did not change, and counts of what changed in those that did."""

    touched: tuple[Touched, ...] = ()
    tasks: int = 0
    deadlines: int = 0
    series: tuple[tuple[str, int], ...] = ()
    """Series whose own file changed: id, and how many documents are made from it now."""
    issued: tuple[str, ...] = ()
    """Issued documents whose own file changed, and issued ones that print another text."""
    reports: tuple[str, ...] = ()
    announced: tuple[tuple[str, int], ...] = ()
    """Packets of which something else was announced before the change: id, and how many units must be told again."""

    @property
    def empty(self) -> bool:
        """Return whether nothing is moved."""
        return not (self.touched or self.tasks or self.series or self.issued or self.reports or self.announced)


@dataclass(frozen=True)
class Reaching:
    """Works out what a change moves."""

    sides: Sides

    def reach(self) -> Reach:
        """Return it."""
        touched = tuple(sorted(self._touched(), key=lambda one: one.id))
        tasks = [change.path for change in self.sides.changes if change.path[0] == "documents" and change.path[2:3] == ("tasks",)]
        now = self.sides.after.office
        changed = self.sides.after.part.documents
        numbered = [one.id for one in touched if one.number] + [id_ for id_ in changed if self._number(id_) and id_ in self._known]
        return Reach(
            touched,
            tasks=len({path[1:4] for path in tasks}),
            deadlines=len({path[1:4] for path in tasks if path[4:5] == ("due",)}),
            series=tuple((id_, len(keys(now, document))) for id_, document in sorted(changed.items()) if document.each is not None),
            issued=tuple(sorted(numbered)),
            reports=tuple(sorted(one.id for one in touched if now.documents[one.id].kind == REPORT)),
            announced=tuple(self._announced({*changed, *(one.id for one in touched)})),
        )

    def _announced(self, changed: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield the packets that hold a document that changed, or that changed themselves, and how many units have the old text."""
        now = self.sides.after.office
        packets = self._changed_of("packets")
        for id_, packet in sorted(now.packets.items()):
            held = {part.document for part in packet.contents if isinstance(part, DocumentPart)}
            if now.announced.get(id_) and (id_ in packets or held & set(changed)):
                count = len(_retold(now, packet) - _retold(self.sides.before.office, self.sides.before.office.packets.get(id_)))
                if count:
                    yield id_, count

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(change.path[1] for change in self.sides.changes if change.path[0] == "documents")

    def _number(self, id_: str) -> str:
        """Return the number of an issued document, of a series the first; nothing for a draft."""
        office = self.sides.after.office
        document = office.documents[id_]
        if document.number:
            return Names(office).number(document)
        known = issued(office) if office.register else {}
        return known[id_].number if id_ in known else ""

    # candidates

    def _touched(self) -> Iterator[Touched]:
        before, after = self.sides.before.office, self.sides.after.office
        for id_ in self._candidates():
            old, new = before.documents.get(id_), after.documents.get(id_)
            if old is None or new is None:
                continue
            first, second = _said(before, old), _said(after, new)
            if first and second and first != second:
                count = len(keys(after, new))
                yield Touched(id_, Names(after).title(new), self.sides.path_of(id_), self._number(id_), count, difference(first, second))

    def _candidates(self) -> Iterator[str]:
        """Yield the documents whose files are the same and hold an id that changed."""
        stored = self.sides.after.stored
        paths = set(self.sides.paths)
        wanted = self._ids()
        every = self._changed_of("settings")
        if not wanted and not every:
            return
        ids = sorted(id_.encode() for id_ in wanted)
        for id_, path in stored.places.items():
            raw = stored.papers[path]
            if path not in paths and (every or any(one in raw and _stands(one, raw) for one in ids)):
                yield id_

    def _ids(self) -> set[str]:
        """Return the ids whose printed words may have changed: of the catalogue with what hangs on it, of documents, of the register."""
        found = {id_ for name in CATALOGUES for id_ in self._changed_of(name)}
        found |= self._hanging(found)
        found |= {id_ for id_ in self._changed_of("documents") if self._prints_anew(id_)}
        found |= {str(entry.get("document", "")).partition("@")[0] for entry in self._lines("register")}
        return found - {""}

    def _changed_of(self, section: str) -> set[str]:
        changes = self.sides.changes
        if section == "settings":
            return {"language"} & {change.path[2] for change in changes if change.path[0] == "settings" and len(change.path) > 2}
        return {change.path[1] for change in changes if change.path[0] == section and change.kind != "ordered"}

    def _lines(self, section: str) -> Iterator[Mapping[str, Any]]:
        for change in self.sides.changes:
            if change.path[0] == section and len(change.path) < 4:
                for held in (change.old, change.new):
                    yield from (one for one in (held if isinstance(held, list) else [held]) if isinstance(one, dict))

    def _prints_anew(self, id_: str) -> bool:
        """Return whether a citation of a document may read otherwise now."""
        old, new = (side.part.documents.get(id_) for side in (self.sides.before, self.sides.after))
        if old is None or new is None:
            return True
        if any(getattr(old, name) != getattr(new, name) for name in HEAD):
            return True
        before, after = (paper(Names(side.office), one) for side, one in ((self.sides.before, old), (self.sides.after, new)))
        return any(after.labels.get(part) != label for part, label in before.labels.items())

    def _hanging(self, ids: set[str]) -> set[str]:
        """Return entries of the catalogue that name one of these, and those that name such an entry; a unit moves its area."""
        found, near = set[str](), set(ids)
        while near:
            near = {id_ for id_, named in self._naming.items() if named & near} - found - ids
            found |= near
        units = self.sides.after.office.units
        areas = {units[id_].of or id_.partition("/")[0] for id_ in ids if id_ in units}
        return found | areas

    @cached_property
    def _naming(self) -> Mapping[str, frozenset[str]]:
        """Return which ids an entry of the catalogue names."""
        office = self.sides.after.office
        every = {id_ for name in CATALOGUES for id_ in getattr(office, name)}
        held = {
            id_: frozenset(_leaves(plain(one))) & every
            for name in CATALOGUES
            if name != "units"
            for id_, one in getattr(office, name).items()
        }
        return {id_: named for id_, named in held.items() if named}


def _said(office: Office, document: Document) -> list[str]:
    """Return what a document says, of a series its first one; nothing where the office is work half done."""
    try:
        one = next(members(office, document), None)
        return said(office, one) if one is not None else []
    except UNRESOLVED:
        return []


def _retold(office: Office, packet: Packet | None) -> set[str | None]:
    """Return the units to which something else was announced than the packet holds; none where the office is work half done."""
    try:
        return {one.unit for one in retold(office, packet, lambda document: fingerprint(office, document))} if packet else set()
    except UNRESOLVED:
        return set()


def _stands(id_: bytes, raw: bytes) -> bool:
    return re.search(rb"(?<![a-z0-9-])" + re.escape(id_) + rb"(?![a-z0-9-])", raw) is not None


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _leaves(one)
