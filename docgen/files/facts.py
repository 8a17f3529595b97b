"""A YAML file as facts, one a line, so that ``git diff`` shows what changed and not how it was laid out.

In: a file's text. Out: lines ``address: value`` in the order of the file, long texts one sentence a line, comments where they stand. A
part with an id bears it (``kh-so-hoa#ra-soat/due``), whatever stands before it; a part without one bears ``-`` on its first line and
``+`` on the others. Journals and registers hold one fact a line already. Git starts this once for each file, so nothing slow is imported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

ID_KEYS = ("id", "article", "part", "chapter", "section")
PARAGRAPH = "¶"
"""Stands between two paragraphs of one text."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*$", re.MULTILINE)
_END = re.compile(r"(?<=[.!?;:…])\s+")
_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))


class Odd(ValueError):
    """A file that says more than its facts would: aliases, tags, doubled keys."""


def facts(text: str) -> str | None:
    """Return the facts of a file's text; None where the text itself is to be shown: broken, odd, or a list of lines."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        node = composed(plain)
        if not isinstance(node, MappingNode):
            return None
        lines = [*_Walk().part(node, _name(node)), *((at, comment) for at, comment in placed_comments(plain, node))]
    except (yaml.YAMLError, RecursionError, Odd):
        return None
    return "".join(f"{line}\n" for _, line in sorted(lines, key=lambda one: one[0]))


def composed(text: str) -> Node | None:
    """Return the only document of a text as nodes with marks, every scalar as typed. Raises ``yaml.YAMLError``."""
    node: Node | None = yaml.compose(text, Loader=_LOADER)
    return node


def placed_comments(text: str, node: Node) -> list[tuple[int, str]]:
    """Return place and text of every comment: what begins with ``#`` outside of all values."""
    spans = sorted((scalar.start_mark.index, scalar.end_mark.index) for scalar in _scalars(node))
    starts = [start for start, _ in spans]
    found = []
    for match in _COMMENT.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or match.start() >= spans[before][1]:
            found.append((match.start(), match[0].rstrip()))
    return found


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, with ``¶`` between its paragraphs; a line break inside a paragraph is a space."""
    for place, paragraph in enumerate(re.split(r"\n[ \t]*\n\s*", text.strip())):
        if place:
            yield PARAGRAPH
        at = 0
        whole = " ".join(paragraph.split())
        for end in _END.finditer(whole):
            if whole[end.end()].isupper() or whole[end.end()] in "“\"'([{":
                yield whole[at : end.start()]
                at = end.end()
        yield whole[at:]


class _Walk:
    """Turns nodes into placed lines."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.document = ""

    def part(self, node: MappingNode, address: str) -> Iterator[tuple[int, str]]:
        """Yield the facts of the outermost map."""
        self.document = address
        yield from self.map(node, address, address)

    def value(self, node: Node, address: str) -> Iterator[tuple[int, str]]:
        """Yield the facts of what stands at an address."""
        if id(node) in self.seen or node.tag not in _TAGS:
            raise Odd
        self.seen.add(id(node))
        at = node.start_mark.index
        if isinstance(node, ScalarNode):
            yield from ((at, f"{address}: {line}".rstrip()) for line in self.said(node))
        elif not node.value:
            yield at, f"{address}: {'{}' if isinstance(node, MappingNode) else '[]'}"
        elif isinstance(node, MappingNode):
            yield from self.map(node, address, address)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                yield from self.item(item, address)

    def item(self, node: Node, address: str) -> Iterator[tuple[int, str]]:
        """Yield the facts of an item of a list: under its id, else under the address of the list."""
        if not isinstance(node, MappingNode) or not node.value:
            yield from self.value(node, address if isinstance(node, ScalarNode) else f"{address}/-")
            return
        id_ = own_id(node)
        if id_ is None:
            yield from self.map(node, f"{address}/-", f"{address}/+")
            return
        own = f"{self.document}#{id_[1]}"
        yield node.start_mark.index, f"{own}: {address.removeprefix(self.document).strip('#/')}/{id_[0]}"
        yield from self.map(node, own, own, without=id_[0])

    def map(self, node: MappingNode, first: str, other: str, without: str = "") -> Iterator[tuple[int, str]]:
        """Yield the facts of the keys of a map."""
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.value in keys:
                raise Odd
            keys.add(key.value)
            if key.value != without:
                yield from self.value(value, f"{first if len(keys) == 1 else other}/{key.value}".removeprefix("/"))

    @staticmethod
    def said(node: ScalarNode) -> Sequence[str]:
        """Return the lines of a text; an empty one is told from nothing by its quotes."""
        if not node.value.strip():
            return ['""' if node.style else ""]
        return list(sentences(node.value))


def own_id(node: MappingNode) -> tuple[str, str] | None:
    """Return key and value of the permanent id of a map; None where it has none."""
    held = {key.value: value.value for key, value in node.value if isinstance(key, ScalarNode) and isinstance(value, ScalarNode)}
    return next(((key, held[key]) for key in ID_KEYS if held.get(key)), None)


def _name(node: MappingNode) -> str:
    """Return the id of a document; ``ID.LANGUAGE`` of a translation; nothing for a catalogue."""
    held = {key.value: value.value for key, value in node.value if isinstance(key, ScalarNode) and isinstance(value, ScalarNode)}
    if held.get("translates"):
        return f"{held['translates']}.{held.get('language', '')}"
    return str(held.get("id", ""))


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _scalars(value)
