"""Two states of a workspace as offices, read no further than a comparison needs.

In: two trees. Out: for each side the whole office, whose documents are read when asked for, and the part of it that may differ: what
stands in files that are not the same on both sides. The catalogue is always read whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.files import collector
from docgen.files.trees import Tree
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read import packets, progress, register
from docgen.read.rows import rows_file
from docgen.read.stored import CATALOGUE, NO_DOCUMENTS, Blobs, Catalogue, Stored, catalogue_of, office_at, program_of
from docgen.read.workspace import DIRECTIVES
from docgen.review.changes import Change, diff


@dataclass(frozen=True)
class Side:
    """One state: its files, the whole office, the part that may differ, and what is wrong with the files read for it."""

    stored: Stored
    office: Office
    part: Office
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> bool:
        """Return whether something could not be read, so that nothing true can be said of it."""
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class Sides:
    """Both states, and the paths of the files that differ, sorted."""

    before: Side
    after: Side
    paths: tuple[str, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return what makes the one office into the other."""
        return diff(self.before.part, self.after.part)

    def path_of(self, id_: str) -> str:
        """Return where a document stands now; one that is gone, where it stood."""
        return self.after.stored.places.get(id_) or self.before.stored.places.get(id_, "")


def sides(before: Tree, after: Tree, templates: Sequence[Path], root: Path) -> Sides:
    """Return both states as offices; ``templates`` are today's."""
    with collector.resting(keep=True):
        return _sides(before, after, templates, root)


def _sides(before: Tree, after: Tree, templates: Sequence[Path], root: Path) -> Sides:
    paths = tuple(sorted(path for path in {*before.files, *after.files} if before.files.get(path) != after.files.get(path)))
    blobs = Blobs(lambda ids: _fetched(before, after, ids))
    olds, news = Stored(before.files, blobs), Stored(after.files, blobs)
    blobs.load(files[path] for files in (before.files, after.files) for path in paths if path in files)
    program = program_of(templates, root)
    old = catalogue_of(olds)
    new = catalogue_of(news) if any(path.startswith(CATALOGUE) for path in paths) else old
    first, second = office_at(olds, old, program), office_at(news, new, program)
    if not any(path.startswith(f"{register.FOLDER}/") for path in paths):
        second = replace(second, register=first.register)  # one value: what follows from it is worked out once
    return Sides(_side(olds, old, first, paths), _side(news, new, second, paths), paths)


def _fetched(before: Tree, after: Tree, ids: Iterable[str]) -> Mapping[str, bytes]:
    wanted = list(ids)
    found = dict(before.read(wanted))
    found.update(after.read([id_ for id_ in wanted if id_ not in found]))
    return found


def _side(stored: Stored, catalogue: Catalogue, office: Office, paths: Sequence[str]) -> Side:
    """Return a side; of its documents, journals and registers the part holds those whose files differ."""
    papers = [path for path in paths if path in stored.files and _is_paper(path)]
    shelves = [stored.shelf(path) for path in papers]
    here = set(papers)
    made = {id_: document for shelf in shelves for id_, document in shelf.documents.items() if stored.places.get(id_) in here}
    handed = packets.packets_from(_among(stored, paths, packets.FOLDER))
    part: dict[str, Any] = {
        "packets": handed.packets,
        "announced": handed.announced,
        "documents": made,
        "translations": {key: one for shelf in shelves for key, one in shelf.translations.items()},
        "source_rows": {id_: rows for id_ in _rowed(stored, made, paths) if (rows := office.source_rows.get(id_)) is not None},
        "progress": progress.progress_from(_among(stored, paths, progress.FOLDER)),
        "register": register.register_from(_among(stored, paths, register.FOLDER)),
    }
    findings = [*catalogue.findings, *handed.findings, *(finding for shelf in shelves for finding in shelf.findings)]
    for lines in (*part["progress"].files.values(), *part["register"].files.values()):
        findings += lines.findings
    return Side(stored, office, replace(office, **part), tuple(findings))


def _is_paper(path: str) -> bool:
    return path.startswith(f"{DIRECTIVES}/") and path.endswith((".yaml", ".yml")) and not path.startswith(NO_DOCUMENTS)


def _among(stored: Stored, paths: Sequence[str], folder: str) -> Mapping[str, bytes]:
    return {path: stored.raw(path) or b"" for path in paths if path.startswith(f"{folder}/") and path in stored.files and _is_yaml(path)}


def _is_yaml(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _rowed(stored: Stored, made: Mapping[str, Any], paths: Sequence[str]) -> list[str]:
    """Return the ids of documents made from a file of rows: those that differ, and those whose rows do."""
    tables = [path for path in paths if path.startswith(f"{DIRECTIVES}/") and not _is_yaml(path)]
    names = [path.rpartition("/")[2].encode() for path in tables]
    found = list(made)
    for id_, path in stored.places.items() if names else ():
        document = None if id_ in made or not any(name in stored.papers[path] for name in names) else stored.shelf(path).documents.get(id_)
        if document is not None and rows_file(path, document) in tables:
            found.append(id_)
    return found
