"""Where a thing stands: a place or an address → path, line and column, by composing that one file again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yaml import Node, ScalarNode, YAMLError

from docgen.model.findings import Place, Source
from docgen.model.office import Office
from docgen.read.tree import compose, decode, nodes, span, walk
from docgen.words.symbols import full_number

ID_KEYS = ("id", "article", "part", "chapter", "section")


def locate(root: Path, place: Place) -> Source:
    """Return the line and column of a place; the first line of the file where it cannot be told."""
    node = _root(root, place.path)
    found = walk(node, place.steps)
    if found is None:
        return Source(place.path, 1, 1, 2)
    value, key = found
    chosen = key if key is not None and (place.key or not isinstance(value, ScalarNode)) else value
    return span(place.path, chosen.start_mark, chosen.end_mark)


def excerpt(root: Path, source: Source) -> str:
    """Return the line of a file a source points at, or nothing when the file is gone."""
    try:
        lines = (root / source.path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[source.line - 1] if 0 < source.line <= len(lines) else ""


def where(root: Path, office: Office, address: str) -> tuple[Source, ...]:
    """Return every place an address, an id of a catalogue, a full number or a printed name stands at.

    Addresses: ``DOC``, ``DOC#ID``, ``DOC@UNIT#ID``, ``DOC#ID/clauses/1``; a number is given as printed (145/QĐ-UBND);
    a name is that of an agency, a person, a post, a unit, a group or an area.
    """
    document, _, part = address.partition("#")
    path = office.files.get(f"document:{document.partition('@')[0]}")
    if path:
        return (_part(root, path, part.partition("@")[0]),)
    entries = [Place(file, (id_,), key=True) for noun, id_, file in _entries(office) if noun != "document" and id_ == address]
    return tuple(locate(root, place) for place in entries or list(_named(office, address)))


def _part(root: Path, path: str, part: str) -> Source:
    node = _root(root, path)
    if node is None or not part:
        return locate(root, Place(path, ("id",)))
    id_, *rest = part.split("/")
    holder = next(nodes(node, lambda n: any(k.value in ID_KEYS and v.value == id_ for k, v in n.value)), None)
    if holder is None:
        found = walk(node, tuple(_index(step) for step in part.split("/")))
    elif rest:
        found = walk(holder, tuple(_index(step) for step in rest))
    else:
        found = walk(holder, (next(k.value for k, v in holder.value if k.value in ID_KEYS and v.value == id_),))
    target = found[0] if found else node
    return span(path, target.start_mark, target.end_mark)


def _index(step: str) -> str | int:
    return int(step) - 1 if step.isdigit() else step


def _root(root: Path, path: str) -> Node | None:
    try:
        text, _ = decode(path, (root / path).read_bytes())
        return compose(text) if text is not None else None
    except (OSError, YAMLError, RecursionError):
        return None


def _entries(office: Office) -> Iterator[tuple[str, str, str]]:
    for address, file in office.files.items():
        noun, _, id_ = address.partition(":")
        yield noun, id_, file


def _named(office: Office, name: str) -> Iterator[Place]:
    """Yield the places of everything that bears a printed name or a full number."""
    wanted = re.sub(r"\s+", " ", name).strip().casefold()
    catalogues: dict[str, Mapping[str, Any]] = {
        "agency": office.agencies,
        "person": office.people,
        "post": office.posts,
        "unit": office.units,
        "group": office.groups,
        "area": office.areas,
    }
    for noun, id_, file in _entries(office):
        entry = catalogues.get(noun, {}).get(id_)
        if entry is not None and wanted == entry.name.casefold():
            yield Place(file, (id_,), key=True)
    for id_, reference in office.references.items():
        if wanted == full_number(reference.number, reference.symbol).casefold():
            yield Place(office.files[f"reference:{id_}"], (id_,), key=True)
    for id_, document in office.documents.items():
        kind = office.kinds.get(document.kind)
        if kind and document.number and wanted.startswith(document.number.casefold()):
            yield Place(office.files[f"document:{id_}"], ("number",))
