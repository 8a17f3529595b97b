"""Changes in the language of the office, grouped by document, catalogue, journal and register.

In: both sides with their changes. Out: groups in the order of the sections; the words are those of the reader's language, the names those
of the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from docgen.model.document import Document
from docgen.review.changes import Change
from docgen.review.fields import field_name, noun
from docgen.review.line_words import announced_words, entry_words, register_words
from docgen.review.names import Names, cut
from docgen.review.order import renumbered
from docgen.review.paper_words import PaperWords
from docgen.review.parts import Pair, paper
from docgen.review.sides import Sides
from docgen.review.told import Edit, Group, Line, edit
from docgen.review.voice import Voice

LINES = {"progress": "directives/progress/", "register": "directives/register/", "announced": "directives/packets/announced/"}
WORDS = {"progress": entry_words, "register": register_words, "announced": announced_words}


@dataclass(frozen=True)
class Words:
    """Tells what changed between two sides."""

    sides: Sides
    voice: Voice

    @cached_property
    def old(self) -> Names:
        """Return the names of the side before."""
        return Names(self.sides.before.office)

    @cached_property
    def new(self) -> Names:
        """Return the names of the side after."""
        return Names(self.sides.after.office)

    def groups(self) -> Iterator[Group]:
        """Yield what changed; documents first, as a reviewer reads them."""
        found = {key: list(changes) for key, changes in groupby(self.sides.changes, key=lambda change: change.path[:2])}
        papers = {*(key for key in found if key[0] == "documents"), *(("documents", id_) for id_ in self._moved())}
        rest = [key for key in found if key[0] not in ("documents", "translations", "source_rows")]
        beside = [key for key in found if key[0] in ("translations", "source_rows")]
        for section, id_ in sorted(papers, key=lambda key: (self.sides.path_of(key[1]), key[1])):
            yield from self._document(id_, found.get((section, id_), []))
        for section, id_ in beside:
            yield from self._beside(section, id_, found[section, id_])
        for section, changes in groupby(rest, key=lambda key: key[0]):
            yield from self._section(section, {id_: found[section, id_] for _, id_ in changes})

    # documents

    def _document(self, id_: str, changes: Sequence[Change]) -> Iterator[Group]:
        before, after = self.sides.before.part.documents.get(id_), self.sides.after.part.documents.get(id_)
        path = self.sides.path_of(id_)
        if before is None or after is None:
            names, document = (self.new, after) if after is not None else (self.old, before)
            if document is not None:
                line = Line("added" if after else "removed", id_, "", self._counts(document))
                yield Group("documents", id_, names.title(document), path, line.kind if line.kind != "added" else "added", (line,))  # type: ignore[arg-type]
            return
        pair = Pair(paper(self.old, before), paper(self.new, after))
        lines = [*PaperWords(self.voice, pair, id_).lines(changes), *self._renumbered(id_, pair)]
        if id_ in self._moved():
            lines.append(self._file_moved(id_))
        if lines:
            yield Group("documents", id_, self.new.title(after), path, "changed", tuple(lines))

    def _moved(self) -> list[str]:
        """Return the documents that stand in another file now."""
        before, after = self.sides.before, self.sides.after
        return [
            id_ for id_ in after.part.documents if id_ in before.part.documents and before.stored.places[id_] != after.stored.places[id_]
        ]

    def _file_moved(self, id_: str) -> Line:
        said = self.voice._("the file was {old}", old=self.sides.before.stored.places[id_])
        return Line("moved", id_, "", said)

    def _counts(self, document: Document) -> str:
        """Return how much a document holds: articles, tasks, persons, tables."""
        voice = self.voice
        articles = sum(1 for block in document.body if hasattr(block, "article"))
        counts = [
            voice.ngettext("{count} article", "{count} articles", articles) if articles else "",
            voice.ngettext("{count} task", "{count} tasks", len(document.tasks)) if document.tasks else "",
            voice.ngettext("{count} person", "{count} persons", len(document.persons)) if document.persons else "",
            voice.ngettext("{count} drill", "{count} drills", len(document.drills)) if document.drills else "",
            voice.ngettext("{count} table", "{count} tables", len(document.tables)) if document.tables else "",
            voice.ngettext("{count} annex", "{count} annexes", len(document.annexes)) if document.annexes else "",
        ]
        return ", ".join(count for count in counts if count)

    def _renumbered(self, id_: str, pair: Pair) -> Iterator[Line]:
        rest = []
        for part, before, after in renumbered(pair):
            citing = self._citing(id_, part)
            if citing:
                cited = self.voice.ngettext("one document cites it", "{count} documents cite it", citing)
                said = self.voice._("{old} becomes {new}; {cited}", old=before, new=after, cited=cited)
                yield Line("renumbered", f"{id_}#{part}", "", said)
            else:
                rest.append(f"{before} → {after}")
        if rest:
            yield Line("renumbered", id_, "", self.voice._("renumbered: {parts}", parts=", ".join(rest)))

    def _citing(self, id_: str, part: str) -> int:
        """Return how many documents cite a part of one, that document itself included."""
        own, other = f"[[#{part}]]".encode(), f"{id_}#{part}".encode()
        here = self.sides.after.stored.places.get(id_)
        return sum((own if path == here else other) in raw for path, raw in self.sides.after.stored.papers.items())

    def _beside(self, section: str, id_: str, changes: Sequence[Change]) -> Iterator[Group]:
        """Yield what changed in a translation, or in a file of rows."""
        titled, path = id_.partition(".")[0], self.sides.path_of(id_.partition(".")[0])
        title = self.voice._("{title}: translation {language}", title=self.new.of(titled), language=id_.rpartition(".")[2])
        if section == "source_rows":
            title = self.voice._("{title}: rows of the series", title=self.new.of(titled))
        else:
            path = path.replace(f"/{titled}.", f"/{id_}.")
        yield Group(section, id_, title, path, _kind(changes, 2), tuple(self._plain_lines(id_, changes)))

    # catalogue, settings

    def _section(self, section: str, found: Mapping[str, Sequence[Change]]) -> Iterator[Group]:
        if section in LINES:
            for id_, changes in found.items():
                lines_ = tuple(self._lines(section, id_, changes))
                yield Group(section, id_, self._kept_by(section, id_), f"{LINES[section]}{id_}.yaml", _kind(changes, 2), lines_)
            return
        lines = [line for id_, changes in found.items() for line in self._entry(section, id_, changes)]
        by_path: dict[str, list[Line]] = {}
        for line in lines:
            by_path.setdefault(self._path(section, line.address), []).append(line)
        for path, held in by_path.items():
            yield Group(section, "", noun(self.voice, section), path, "changed", tuple(held))

    def _kept_by(self, section: str, id_: str) -> str:
        """Return whose journal or register a file is."""
        folder, _slash, name = id_.rpartition("/")
        if section == "announced":
            return self.voice._("{noun}: {name}", noun=noun(self.voice, section), name=self.new.of(id_))
        whole = self.new.of(id_) if section == "progress" else f"{self.new.of(folder)}, {name}"
        return self.voice._("{noun}: {name}", noun=noun(self.voice, section), name=whole)

    def _path(self, section: str, id_: str) -> str:
        if section == "settings":
            return "directives/office.yaml"
        from docgen.model.catalogue import CATALOGUES

        address = f"packet:{id_}" if section == "packets" else f"{CATALOGUES[section][0]}:{id_}"
        return self.sides.after.office.files.get(address) or self.sides.before.office.files.get(address, "")

    def _entry(self, section: str, id_: str, changes: Sequence[Change]) -> Iterator[Line]:
        if changes[0].path[2:] == () and changes[0].kind in ("added", "removed"):
            added = changes[0].kind == "added"
            data = changes[0].new if added else changes[0].old
            names = self.new if added else self.old
            facts = {key: held for key, held in data.items() if key != "name"}
            name = f"{noun(self.voice, section)} {names.of(id_)} ({id_})"
            yield Line("added" if added else "removed", id_, name, cut(names.text(facts)))
            return
        edits = tuple(self._plain_edits(changes))
        if edits:
            yield Line(
                "changed", id_, f"{noun(self.voice, section)} {self.new.of(id_)} ({id_})" if section != "settings" else "", edits=edits
            )

    def _plain_edits(self, changes: Sequence[Change]) -> Iterator[Edit]:
        for change in changes:
            if change.kind != "ordered":
                path = change.path[2:]
                yield edit("/".join(path), field_name(self.voice, path), self.old.text(change.old), self.new.text(change.new))

    def _plain_lines(self, id_: str, changes: Sequence[Change]) -> Iterator[Line]:
        for change in changes:
            if len(change.path) == 2 and change.kind != "ordered":
                count = len((change.new or change.old or {}).get("texts", ())) if isinstance(change.new or change.old, dict) else 0
                said = self.voice.ngettext("{count} text", "{count} texts", count) if count else ""
                yield Line("added" if change.kind == "added" else "removed" if change.kind == "removed" else "changed", id_, "", said)
        edits = tuple(self._plain_edits([change for change in changes if len(change.path) > 2]))
        if edits:
            yield Line("changed", id_, "", edits=edits)

    # journals and registers

    def _lines(self, section: str, id_: str, changes: Sequence[Change]) -> Iterator[Line]:
        """Yield a line for each entry that came; one that went or changed is told as such: nothing in these files may."""
        changed: dict[str, list[Change]] = {}
        for change in changes:
            if change.kind == "ordered" or (len(change.path) == 2 and change.kind == "changed"):
                continue
            if len(change.path) == 2:
                for entry in change.new or change.old or ():
                    yield self._one(section, id_, "added" if change.kind == "added" else "removed", entry)
            elif len(change.path) == 3:
                yield self._one(section, id_, "added" if change.kind == "added" else "removed", change.new or change.old)
            else:
                changed.setdefault(change.path[2], []).append(change)
        for key, held in changed.items():
            edits = tuple(
                edit("/".join(one.path[3:]), field_name(self.voice, one.path[3:]), self.old.text(one.old), self.new.text(one.new))
                for one in held
            )
            yield Line("changed", f"{id_}/{key}", self.voice._("entry {entry} was altered", entry=key), edits=edits)

    def _one(self, section: str, id_: str, kind: Any, entry: Mapping[str, Any]) -> Line:
        names = self.new if kind == "added" else self.old
        said = WORDS[section](self.voice, names, id_, entry)
        address = str(entry.get("task" if section == "progress" else "document") or entry.get("number") or id_)
        return Line(kind, address, "", said)


def _kind(changes: Sequence[Change], depth: int) -> Any:
    whole = [change.kind for change in changes if len(change.path) == depth and change.kind in ("added", "removed")]
    return whole[0] if whole else "changed"
