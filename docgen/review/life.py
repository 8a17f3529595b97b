"""The life of one document or of one of its parts: who changed it when, in words; its number, where it went, what was told of it.

In: a state of the workspace, the repository, an address. Out: events, the oldest first. What git knows is asked at once: the blobs of the
file at each commit, under all its names. Names are those of today's catalogue. Nothing else of the past is read, so that 200 commits take
about a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from docgen.derive.relations import CHANGING, edges, whole
from docgen.files import git
from docgen.files.git import Touch
from docgen.files.tree import DIRECTIVES
from docgen.model.document import Document
from docgen.read.progress import journals_of
from docgen.read.register import register_of
from docgen.read.stored import Blobs
from docgen.review.changes import compare
from docgen.review.data import plain
from docgen.review.line_words import announced_words, entry_words, register_words
from docgen.review.names import Names
from docgen.review.order import renumbered
from docgen.review.paper_words import PaperWords
from docgen.review.parts import Pair, Paper, paper
from docgen.review.states import State
from docgen.review.told import Line
from docgen.review.voice import N_, Voice

Kind = Literal["file", "register", "progress", "announced", "relation"]
DONE = {
    "amends": N_("amended by {document}"),
    "replaces": N_("replaced by {document}"),
    "repeals": N_("repealed by {document}"),
    "corrects": N_("corrected by {document}"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened on a day (YYYY-MM-DD): who did it and in which commit, where a commit did it."""

    day: str
    kind: Kind
    lines: tuple[Line, ...]
    who: str = ""
    commit: str = ""


@dataclass(frozen=True)
class Life:
    """The life of what an address names: ``DOC``, ``DOC@UNIT`` or ``DOC#PART``; at most so many commits of its file are looked at."""

    root: Path
    state: State
    address: str
    voice: Voice
    most: int

    def events(self) -> tuple[Event, ...]:
        """Return all that happened, the oldest first; on one day what git knows comes first."""
        found = [*self._commits(), *self._register(), *self._told(), *self._announced(), *self._relations()]
        return tuple(sorted(found, key=lambda event: event.day))

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """Return the commits that touched the file, the newest first."""
        path = self.state.stored.places.get(self.id)
        if path is not None:
            return git.touches(self.root, path, self.most, follow=True)
        return git.touches(self.root, f":(glob){DIRECTIVES}/**/{self.id}.yaml", self.most, follow=False)

    @property
    def id(self) -> str:
        """Return the id of the document."""
        return whole(self.address)

    @cached_property
    def names(self) -> Names:
        """Return today's names."""
        return Names(self.state.office)

    # what git knows

    def _commits(self) -> Iterator[Event]:
        blobs = Blobs(lambda ids: git.blobs(self.root, list(ids)))
        blobs.load(id_ for touch in self.touches for id_ in (touch.old, touch.new) if id_)
        papers: dict[str, Paper | None] = {}
        for touch in reversed(self.touches):
            old, new = (self._paper(blobs, papers, touch.path, id_) for id_ in (touch.old, touch.new))
            lines = tuple(self._lines(touch, old, new))
            if lines:
                yield Event(touch.day, "file", lines, touch.author, touch.commit)

    def _paper(self, blobs: Blobs, papers: dict[str, Paper | None], path: str, id_: str | None) -> Paper | None:
        """Return the document a blob holds; None where there is none, or where it could not be read."""
        if id_ is None:
            return None
        if id_ not in papers:
            found: Document | None = next(iter(blobs.shelf(path, id_).documents.values()), None)
            papers[id_] = paper(self.names, found) if found is not None else None
        return papers[id_]

    def _lines(self, touch: Touch, old: Paper | None, new: Paper | None) -> Iterator[Line]:
        """Yield what a commit did to the document or to the part that is asked for."""
        if touch.new is None:
            yield Line("removed", self.address, "", self.voice._("the file was removed"))
        elif new is None:
            yield Line("changed", self.address, "", self.voice._("the file could not be read then"))
        elif old is None:
            if "#" not in self.address or self._holds(new):
                said = "the file was written" if touch.old is None else "the file could be read again"
                yield Line("added", self.address, "", self.voice.plain(SAID[said]))
        else:
            yield from (line for line in self._changes(old, new) if self._is_asked(line.address))

    def _holds(self, side: Paper) -> bool:
        part = self.address.partition("#")[2].partition("@")[0]
        return any(part == one for one in _ids(side.data))

    def _changes(self, old: Paper, new: Paper) -> Iterator[Line]:
        pair = Pair(old, new)
        changes = list(compare(old.data, new.data, ("documents", self.id)))
        yield from PaperWords(self.voice, pair, self.id).lines(changes)
        for part, before, after in renumbered(pair):
            yield Line("renumbered", f"{self.id}#{part}", "", self.voice._("{old} becomes {new}", old=before, new=after))

    def _is_asked(self, address: str) -> bool:
        wanted = self.address.partition("#")
        own = f"{self.id}#{wanted[2].partition('@')[0]}" if wanted[1] else self.id
        return address == own or address.startswith((f"{own}/", f"{own}#"))

    # what was written elsewhere

    def _register(self) -> Iterator[Event]:
        if "#" in self.address:
            return
        for name, file in register_of(self.state.office.register).files.items():
            for entry in self.state.office.register[name] if self.id in file.text else ():
                if entry.document and self._is_member(entry.document):
                    said = register_words(self.voice, self.names, name, plain(entry))
                    yield Event(entry.date.isoformat(), "register", (Line("added", entry.document, "", said),))

    def _is_member(self, document: str) -> bool:
        return document == self.address or ("@" not in self.address and whole(document) == self.address)

    def _told(self) -> Iterator[Event]:
        journals = journals_of(self.state.office.progress)
        for name, file in journals.files.items():
            for entry in file.entries if self.id in file.text else ():
                if self._is_told_of(entry.task):
                    said = entry_words(self.voice, self.names, name, plain(entry))
                    yield Event(entry.told.isoformat(), "progress", (Line("added", entry.task, "", said),), entry.by or "")

    def _is_told_of(self, task: str) -> bool:
        """Return whether an entry is about the address: of a document all its tasks, of a task all its units and periods."""
        row = task.partition(":")[0]
        if "#" in self.address or "@" in self.address:
            return self.address in (task, row) or row.startswith((f"{self.address}@", f"{self.address}#"))
        return whole(task) == self.id

    def _announced(self) -> Iterator[Event]:
        """Yield to whom the document was announced in a packet; a unit's document only to that unit."""
        if "#" in self.address:
            return
        unit = self.address.partition("@")[2]
        for name, lines in self.state.office.announced.items():
            for line in lines:
                if self.id in {key.partition(".")[0] for key in line.documents} and unit in ("", line.unit):
                    said = announced_words(self.voice, self.names, name, plain(line))
                    yield Event(line.day.isoformat(), "announced", (Line("added", line.unit or name, "", said),))

    def _relations(self) -> Iterator[Event]:
        """Yield the documents that changed this one; only those that name it are read."""
        for id_, path in self.state.stored.places.items():
            if id_ == self.id or self.id.encode() not in self.state.stored.papers[path]:
                continue
            document = self.state.office.documents.get(id_)
            if document is None or document.date is None:
                continue
            for edge in edges(document):
                if edge.how in CHANGING and edge.target == self.id and self._is_changed(edge.parts):
                    said = self.voice.plain(DONE[edge.how]).format(document=self.names.title(document))
                    yield Event(document.date.isoformat(), "relation", (Line("changed", id_, "", said),))

    def _is_changed(self, parts: Sequence[str]) -> bool:
        part = self.address.partition("#")[2]
        return not part or not parts or part in parts


SAID = {"the file was written": N_("the file was written"), "the file could be read again": N_("the file could be read again")}


def _ids(data: object) -> Iterator[str]:
    """Yield the ids of all parts of a document."""
    if isinstance(data, dict):
        yield from (data[key] for key in ("id", "article", "part", "chapter", "section") if isinstance(data.get(key), str))
        for held in data.values():
            yield from _ids(held)
    elif isinstance(data, list):
        for held in data:
            yield from _ids(held)
