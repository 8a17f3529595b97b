"""Fingerprints written into a document's citations: ``[[kh-so-hoa]]`` → ``[[kh-so-hoa@9f3c2a7d]]``, a basis gets ``fingerprint:``.

In: the file's text, and the fingerprint of each document that may be cited. Out: slices; nothing else in the file is touched.
References of the catalogue hold no text of their own and get none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.derive.relations import whole
from docgen.files.slices import Slice
from docgen.read.tree import compose
from docgen.words.pins import pins

UNREAD = frozenset({"notes", "waive"})
"""Keys whose words are never printed."""


def pin_slices(text: str, fingerprints: Mapping[str, str]) -> list[Slice]:
    """Return what has to be written so that every citation of these documents holds its fingerprint; nothing where all do."""
    root = compose(text)
    if not isinstance(root, MappingNode):
        return []
    found = []
    for key, value in root.value:
        if key.value == "bases" and isinstance(value, SequenceNode):
            found += [piece for item in value.value for piece in _basis(item, fingerprints)]
        if key.value not in UNREAD:
            found += [piece for node in _scalars(value) for piece in _words(text, node, fingerprints)]
    return found


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    else:
        for value in node.value:
            yield from _scalars(value)


def _words(text: str, node: ScalarNode, fingerprints: Mapping[str, str]) -> Iterator[Slice]:
    """Yield a slice for every citation in a text that holds no fingerprint, or an old one."""
    start = node.start_mark.index
    for pin in pins(text[start : node.end_mark.index]):
        wanted = fingerprints.get(whole(pin.target))
        if wanted and pin.fingerprint != wanted:
            yield Slice(start + pin.start, start + pin.end, f"{pin.target}@{wanted}")


def _basis(item: Node, fingerprints: Mapping[str, str]) -> Iterator[Slice]:
    """Yield the slice for a basis: a bare id becomes a map, a map gets its key, an old fingerprint is replaced."""
    start, end = item.start_mark.index, item.end_mark.index
    if isinstance(item, ScalarNode):
        wanted = fingerprints.get(whole(item.value))
        if wanted:
            yield Slice(start, end, f"{{ref: {item.value}, fingerprint: {_quoted(wanted)}}}")
        return
    if not isinstance(item, MappingNode):
        return
    fields = {key.value: value for key, value in item.value}
    ref, held = fields.get("ref"), fields.get("fingerprint")
    wanted = fingerprints.get(whole(ref.value)) if ref is not None else None
    if ref is None or wanted is None:
        return
    if held is not None:
        if held.value != wanted:
            yield Slice(held.start_mark.index, held.end_mark.index, _quoted(wanted))
        return
    between = ", " if item.flow_style else "\n" + " " * item.start_mark.column
    yield Slice(ref.end_mark.index, ref.end_mark.index, f"{between}fingerprint: {_quoted(wanted)}")


def _quoted(fingerprint: str) -> str:
    """Return a fingerprint as YAML text; one of digits only is quoted, so that no other program takes it for a number."""
    return f'"{fingerprint}"' if not fingerprint.isalpha() and fingerprint.replace("e", "").isdigit() else fingerprint
