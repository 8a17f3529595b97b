"""The office of one state of a workspace, read no further than somebody asks: a comparison looks at a few files of thousands.

In: path → blob id, and the bytes of blobs. Out: an office whose documents are read when they are asked for; a document that both states
hold is one value, read once. A file that cannot be read holds no document, and its findings are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.model.catalogue import CATALOGUES, Settings
from docgen.model.document import Document, Translation
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.model.series import SourceRow
from docgen.read import packets, progress, register
from docgen.read.program import read_program, read_terms
from docgen.read.rows import rows_from
from docgen.read.workspace import DIRECTIVES, OTHERS, Shelf, take

CATALOGUE = (f"{DIRECTIVES}/catalogue/", f"{DIRECTIVES}/office.yaml")
NO_DOCUMENTS = (*CATALOGUE, *(f"{DIRECTIVES}/{name}/" for name in sorted(OTHERS)))
_ID = re.compile(rb"^(id|translates): *[\"']?([a-z0-9-]+)", re.MULTILINE)
Files = Mapping[str, str]


@dataclass
class Blobs:
    """What the blobs of all states hold, and what was read from them; each is fetched and read once."""

    fetch: Callable[[Iterable[str]], Mapping[str, bytes]]
    _bytes: dict[str, bytes] = field(default_factory=dict)
    _read: dict[tuple[str, str], Shelf] = field(default_factory=dict)

    def load(self, ids: Iterable[str]) -> None:
        """Fetch many at once."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._bytes]
        if wanted:
            self._bytes |= self.fetch(wanted)

    def bytes(self, id_: str) -> bytes:
        """Return what a blob holds; nothing where it is not to be had."""
        self.load((id_,))
        return self._bytes.get(id_, b"")

    def shelf(self, path: str, id_: str) -> Shelf:
        """Return the file of a document or a translation as read."""
        key = (path, id_)
        if key not in self._read:
            self._read[key] = Shelf()
            take(self._read[key], path, self.bytes(id_))
        return self._read[key]


@dataclass(frozen=True)
class Stored:
    """One state of a workspace: its files, and the blobs they are."""

    files: Files
    blobs: Blobs

    def under(self, *folders: str) -> dict[str, bytes]:
        """Return the YAML files whose paths begin so, with what they hold."""
        chosen = {path: id_ for path, id_ in self.files.items() if path.startswith(folders) and path.endswith((".yaml", ".yml"))}
        self.blobs.load(chosen.values())
        return {path: self.blobs.bytes(id_) for path, id_ in chosen.items()}

    def raw(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none."""
        return self.blobs.bytes(self.files[path]) if path in self.files else None

    def shelf(self, path: str) -> Shelf:
        """Return a file of a document or a translation as read."""
        return self.blobs.shelf(path, self.files[path])

    @cached_property
    def papers(self) -> Mapping[str, bytes]:
        """Return the files of documents and translations with what they hold."""
        found = self.under(f"{DIRECTIVES}/")
        return {path: raw for path, raw in found.items() if not path.startswith(NO_DOCUMENTS)}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return document id → path; the first of two equal ids stands."""
        found: dict[str, str] = {}
        for path, raw in self.papers.items():
            for kind, id_ in _ID.findall(raw):
                if kind == b"translates":
                    break
                found.setdefault(id_.decode("ascii"), path)
                break
        return found


class Documents(Mapping[str, Document]):
    """The documents of a state by id; one is read when it is asked for."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    def __getitem__(self, id_: str) -> Document:
        return self._stored.shelf(self._stored.places[id_]).documents[id_]

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._stored.places if id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Translations(Mapping[tuple[str, str], Translation]):
    """The translations of a state by document and language."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], str]:
        stems = {path: PurePosixPath(path).stem.rpartition(".") for path in self._stored.papers}
        return {(id_, language): path for path, (id_, dot, language) in stems.items() if dot and len(language) == 2}

    def __getitem__(self, key: tuple[str, str]) -> Translation:
        return self._stored.shelf(self._places[key]).translations[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return (key for key in self._places if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class SourceRows(Mapping[str, tuple[SourceRow, ...]]):
    """The rows of files that series are made from, by document."""

    def __init__(self, stored: Stored, documents: Mapping[str, Document]) -> None:
        self._stored, self._documents = stored, documents

    def __getitem__(self, id_: str) -> tuple[SourceRow, ...]:
        rows, _ = rows_from(self._stored.raw, self._stored.places[id_], self._documents[id_])
        if rows is None:
            raise KeyError(id_)
        return rows

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._documents if id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Catalogue:
    """Settings and catalogues of a state, the files in which their entries stand, and what is wrong with them."""

    settings: Settings
    entries: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, str]
    findings: tuple[Finding, ...]


def catalogue_of(stored: Stored) -> Catalogue:
    """Return the catalogue of a state."""
    shelf = Shelf()
    for path, raw in stored.under(*CATALOGUE).items():
        take(shelf, path, raw)
    return Catalogue(shelf.settings, shelf.catalogues, shelf.files, tuple(shelf.findings))


def program_of(templates: Sequence[Path], root: Path) -> Mapping[str, Any]:
    """Return kinds, formats and terms as fields of an office: today's, as the layout is no part of what a document says."""
    kinds, formats, _ = read_program(templates, root)
    terms, _ = read_terms(templates, root)
    return {"kinds": kinds, "formats": formats, "terms": terms}


def office_at(stored: Stored, catalogue: Catalogue, program: Mapping[str, Any]) -> Office:
    """Return the office of a state; nothing but the catalogue is read yet."""
    documents = Documents(stored)
    handed = packets.packets_from(stored.under(f"{packets.FOLDER}/"))
    return Office(
        settings=catalogue.settings,
        **{name: catalogue.entries[name] for name in CATALOGUES},
        documents=documents,
        translations=Translations(stored),
        source_rows=SourceRows(stored, documents),
        register=register.register_from(stored.under(f"{register.FOLDER}/")),
        progress=progress.progress_from(stored.under(f"{progress.FOLDER}/")),
        packets=handed.packets,
        announced=handed.announced,
        files={**catalogue.files, **handed.files},
        **program,
    )
