"""A workspace's files → the office, with the findings of every file at once.

What a file is follows from where it stands: ``office.yaml``, ``catalogue/**/NAME.yaml``, ``private/*.yaml``; the
folders of journals, registers and packets have readers of their own; ``ID.LANG.yaml`` is a translation and everything
else a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.files import collector
from docgen.files.tree import yaml_files
from docgen.model.catalogue import CATALOGUES, Settings
from docgen.model.document import Document, PrivatePerson, Translation
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.model.series import SourceRow
from docgen.model.values import Value, parse_path_id
from docgen.read.packets import read_packets
from docgen.read.program import read_program, read_terms
from docgen.read.progress import read_progress
from docgen.read.register import read_register
from docgen.read.rows import read_rows
from docgen.read.tree import parse
from docgen.read.values import build

DIRECTIVES = "directives"
OTHERS = frozenset({"progress", "register", "packets", "incoming"})
_TRANSLATION = re.compile(r"(?P<id>[^.]+)\.(?P<language>[a-z]{2})")


@dataclass
class Shelf:
    """What has been read so far."""

    findings: list[Finding] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    catalogues: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in CATALOGUES})
    documents: dict[str, Document] = field(default_factory=dict)
    translations: dict[tuple[str, str], Translation] = field(default_factory=dict)
    private: dict[str, PrivatePerson] = field(default_factory=dict)
    source_rows: dict[str, tuple[SourceRow, ...]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def read(root: Path, templates: Sequence[Path]) -> tuple[Office, tuple[Finding, ...]]:
    """Return the office below ``root`` and every finding of its files.

    ``templates`` are folders with ``kinds.yaml``, ``terms.yaml`` and ``formats/``; a file in an earlier one wins.
    """
    kinds, formats, findings = read_program(templates, root)
    terms, more = read_terms(templates, root)
    shelf = Shelf(findings=[*findings, *more])
    with collector.resting(keep=True):
        for path, raw in _files(root):
            take(shelf, path, raw)
    for id_, document in shelf.documents.items():
        rows, faults = read_rows(root, shelf.files[f"document:{id_}"], document)
        shelf.findings += faults
        if rows is not None:
            shelf.source_rows[id_] = rows
    packets = read_packets(root)
    shelf.findings += packets.findings
    shelf.files |= packets.files
    office = Office(
        settings=shelf.settings,
        **{name: shelf.catalogues[name] for name in CATALOGUES},
        documents=shelf.documents,
        source_rows=shelf.source_rows,
        translations=shelf.translations,
        private=shelf.private,
        register=read_register(root),
        progress=read_progress(root),
        packets=packets.packets,
        announced=packets.announced,
        kinds=kinds,
        formats=formats,
        terms=terms,
        files=shelf.files,
    )
    return office, tuple(shelf.findings)


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in yaml_files(root / DIRECTIVES):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def take(shelf: Shelf, path: str, raw: bytes) -> None:
    """Read one file into the shelf, by its path in the workspace; journals, registers and packets are read by others."""
    parts = PurePosixPath(path).parts[1:]
    if parts[0] in OTHERS:
        return
    tree = parse(path, raw)
    private = parts[0] == "private"
    shelf.findings += [_veiled(finding) for finding in tree.findings] if private else tree.findings
    if tree.data is None:
        return
    if not isinstance(tree.data, dict):
        shelf.findings.append(Finding("E105", Place(path), {"expected": "a map of keys"}))
        return
    _reader(parts)(shelf, path, tree.data)


def _reader(parts: tuple[str, ...]) -> Callable[[Shelf, str, dict[str, Any]], None]:
    if parts == ("office.yaml",):
        return _settings
    if parts[0] == "catalogue":
        return _catalogue
    if parts[0] == "private":
        return _private
    return _document


def _settings(shelf: Shelf, path: str, data: dict[str, Any]) -> None:
    settings, findings = build(Settings, data, path)
    shelf.findings += findings
    shelf.settings = settings or shelf.settings


def _catalogue(shelf: Shelf, path: str, data: dict[str, Any]) -> None:
    name = PurePosixPath(path).stem
    if name not in CATALOGUES:
        shelf.findings.append(Finding("E125", Place(path), {"value": name, "known": ", ".join(CATALOGUES)}))
        return
    noun, kind = CATALOGUES[name]
    for id_, entry in data.items():
        _entry(shelf, path, (noun, id_, kind), entry)


def _entry(shelf: Shelf, path: str, what: tuple[str, str, type[Value]], entry: Any) -> None:
    """Read one entry of a catalogue; the first of two equal ids stands."""
    noun, id_, kind = what
    place = Place(path, (id_,), key=True)
    try:
        parse_path_id(id_)
    except ValueError:
        shelf.findings.append(Finding("E106", place, {"value": id_}))
        return
    address = f"{noun}:{id_}"
    if address in shelf.files:
        shelf.findings.append(Finding("E202", place, {"id": id_, "other": shelf.files[address]}))
        return
    shelf.files[address] = path
    value, findings = build(kind, {} if entry is None else entry, path, (id_,))
    shelf.findings += findings
    if value is not None:
        name = next(name for name, (known, _) in CATALOGUES.items() if known == noun)
        shelf.catalogues[name][id_] = value


def _private(shelf: Shelf, path: str, data: dict[str, Any]) -> None:
    for id_, entry in data.items():
        value, findings = build(PrivatePerson, entry, path, (id_,))
        shelf.findings += [_veiled(finding) for finding in findings]
        if value is not None:
            shelf.private[id_] = value


def _veiled(finding: Finding) -> Finding:
    """Return the finding without any word of a private file."""
    return Finding(finding.code, finding.place, dict.fromkeys(finding.words, "…"), finding.source)


def _document(shelf: Shelf, path: str, data: dict[str, Any]) -> None:
    stem = PurePosixPath(path).stem
    if _TRANSLATION.fullmatch(stem) and "translates" in data:
        _translation(shelf, path, data)
        return
    document, findings = build(Document, data, path)
    shelf.findings += findings
    id_ = data.get("id")
    if isinstance(id_, str):
        if id_ != stem:
            shelf.findings.append(Finding("W124", Place(path, ("id",)), {"id": id_, "name": stem}))
        if f"document:{id_}" in shelf.files:
            shelf.findings.append(Finding("E201", Place(path, ("id",)), {"id": id_, "other": shelf.files[f"document:{id_}"]}))
            return
        shelf.files[f"document:{id_}"] = path
    if document is not None:
        shelf.documents[document.id] = document


def _translation(shelf: Shelf, path: str, data: dict[str, Any]) -> None:
    translation, findings = build(Translation, data, path)
    shelf.findings += findings
    if translation is not None:
        shelf.translations[translation.translates, translation.language] = translation
        shelf.files[f"translation:{translation.translates}.{translation.language}"] = path
