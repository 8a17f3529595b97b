"""Entries of a catalogue (``id: {…}``) and of a list in a document (``- id: …``): added, changed and taken out by slices of text.

In: the text of a file and which entries are meant. Out: slices; comments, order and hand edits everywhere else stay. A new entry stands
below the one it follows in the list, in the style the file has: one line in a catalogue, one field a line for tasks.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.files.slices import Slice
from docgen.read.progress import one_line
from docgen.read.tree import compose

Data = Any
"""What YAML holds: text, number, day, list, map."""
_PLAIN = re.compile(r"[^\W_](?:[^:#\[\]{},\"'\\]|:(?=\S)|(?<=\S)#)*")
_IN_BLOCK = re.compile(r"[^\W_](?:[^:#\\]|:(?=\S)|(?<=\S)#)*")
_LIKE_A_NUMBER = re.compile(r"(?!\d{4}(?:-\d{2}(?:-\d{2})?|-\d{4})?$)[\d.,:_/+-]+|true|false|null|yes|no|on|off", re.IGNORECASE)


def flow(value: Data, *, block: bool = False) -> str:
    """Return a value on one line; a text in quotes where YAML or a reader would take it for something else.

    ``block`` says that the text stands alone on its line, where commas and brackets are no signs of YAML.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(held)}" for key, held in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value).lower()
    text = one_line(str(value))
    bare = (_IN_BLOCK if block else _PLAIN).fullmatch(text) and not text.endswith(":") and not _LIKE_A_NUMBER.fullmatch(text)
    return text if bare else json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True)
class Page:
    """The entries of a file: those of its outermost map, or of the list under ``key``. ``lines``: a new entry has one field a line."""

    text: str
    key: str | None = None
    lines: bool = False

    @cached_property
    def root(self) -> Node | None:
        """Return the outermost node."""
        return compose(self.text)

    @cached_property
    def holder(self) -> Node | None:
        """Return the node that holds the entries, None where the file has none yet."""
        if self.key is None:
            return self.root if isinstance(self.root, MappingNode) else None
        pairs = self.root.value if isinstance(self.root, MappingNode) else ()
        found = next((value for key, value in pairs if key.value == self.key), None)
        return found if isinstance(found, SequenceNode) else None

    @cached_property
    def entries(self) -> Mapping[str, tuple[Node, MappingNode]]:
        """Return where each entry begins, and its map, by id and in order."""
        return {id_: (start, node) for id_, start, node in self._entries() if isinstance(node, MappingNode)}

    def _entries(self) -> Iterator[tuple[str, Node, Node]]:
        if isinstance(self.holder, MappingNode):
            yield from ((key.value, key, value) for key, value in self.holder.value)
        elif isinstance(self.holder, SequenceNode):
            for item in self.holder.value:
                ids = [value.value for key, value in item.value if key.value == "id"] if isinstance(item, MappingNode) else []
                yield from ((id_, item, item) for id_ in ids[:1])

    def changed(self, id_: str, fields: Mapping[str, Data | None]) -> list[Slice]:
        """Return the slices that set fields of an entry; None takes a field out."""
        return set_fields(self.text, self.entries[id_][1], fields)

    def removed(self, ids: Collection[str]) -> list[Slice]:
        """Return the slices that take entries out with their lines."""
        found = list(self.entries.items())
        spans = [(start.start_mark.index, _end(node)) for _, (start, node) in found]
        gone = [place for place, (id_, _) in enumerate(found) if id_ in ids]
        if isinstance(self.holder, (MappingNode, SequenceNode)) and self.holder.flow_style:
            return _cuts(spans, gone)
        return [Slice(self.text.rfind("\n", 0, spans[place][0]) + 1, _next_line(self.text, spans[place][1]), "") for place in gone]

    def added(self, new: Sequence[tuple[str, Mapping[str, Data], str | None]]) -> list[Slice]:
        """Return the slices that add entries, given as id, fields, and the id of the entry each follows (None: it stands last)."""
        if not new:
            return []
        if self.holder is None:
            return self._first(new)
        if isinstance(self.holder, (MappingNode, SequenceNode)) and self.holder.flow_style:
            return self._within(new)
        places, made = {id_: _next_line(self.text, _end(node)) for id_, (_, node) in self.entries.items()}, []
        last = _next_line(self.text, _end(self.holder))
        for id_, fields, after in new:
            places[id_] = places.get(after or "", last)
            made.append(Slice(places[id_], places[id_], self.written(id_, fields)))
        return made

    def written(self, id_: str, fields: Mapping[str, Data]) -> str:
        """Return the lines of a new entry."""
        if self.key is None:
            return f"{id_}: {flow(fields)}\n"
        indent = " " * (self.holder.start_mark.column if self.holder is not None else 2)
        if not self.lines:
            return f"{indent}- {flow({'id': id_, **fields})}\n"
        held = [f"{key}: {flow(value, block=isinstance(value, str))}\n" for key, value in {"id": id_, **fields}.items()]
        return f"{indent}- " + f"{indent}  ".join(held)

    def _first(self, new: Sequence[tuple[str, Mapping[str, Data], str | None]]) -> list[Slice]:
        """Return the slice that begins the list: below the body of a document, else at the end of the file."""
        lines = "".join(self.written(id_, fields) for id_, fields, _ in new)
        pairs = {key.value: (key, value) for key, value in self.root.value} if isinstance(self.root, MappingNode) else {}
        if self.key in pairs:  # the key is there, with nothing under it
            key, value = pairs[self.key]
            start, end = key.end_mark.index + 1, max(value.end_mark.index, key.end_mark.index + 1)
            return [Slice(start, end, ""), Slice(_next_line(self.text, end), _next_line(self.text, end), lines)]
        at = _next_line(self.text, _end(pairs["body"][1])) if "body" in pairs and self.key else len(self.text)
        return [Slice(at, at, f"{self.key}:\n{lines}" if self.key else lines)]

    def _within(self, new: Sequence[tuple[str, Mapping[str, Data], str | None]]) -> list[Slice]:
        """Return the slice that adds entries to a list or a map on one line."""
        assert self.holder is not None
        texts = [f"{id_}: {flow(fields)}" if self.key is None else flow({"id": id_, **fields}) for id_, fields, _ in new]
        at = _end(self.holder) - 1
        return [Slice(at, at, (", " if self.holder.value else "") + ", ".join(texts))]


def set_fields(text: str, node: MappingNode, fields: Mapping[str, Data | None]) -> list[Slice]:
    """Return the slices that set fields of a map; None takes a field out."""
    pairs = {key.value: (key, value) for key, value in node.value}
    gone = [place for place, (key, _) in enumerate(node.value) if key.value in fields and fields[key.value] is None]
    made = [_put(text, node, pairs[key], value) for key, value in fields.items() if key in pairs and value is not None]
    made += _taken(text, node, gone)
    new = {key: value for key, value in fields.items() if key not in pairs and value is not None}
    if not new:
        return made
    if node.flow_style:
        at = _end(node.value[-1][1]) if node.value else node.start_mark.index + 1
        joined = ", ".join(f"{key}: {flow(value)}" for key, value in new.items())
        return [*made, Slice(at, at, f", {joined}" if len(gone) < len(node.value) else joined)]
    indent = " " * node.start_mark.column
    at = _next_line(text, _end(node))
    lines = "".join(f"{indent}{key}: {flow(value, block=isinstance(value, str))}\n" for key, value in new.items())
    return [*made, Slice(at, at, lines)]


def _put(text: str, node: MappingNode, pair: tuple[Node, Node], value: Data) -> Slice:
    """Return the slice that sets a value in place of the old one."""
    key, old = pair
    end = _end(old)
    said = flow(value, block=isinstance(value, str) and not node.flow_style)
    if not node.flow_style and (not isinstance(old, ScalarNode) or old.style in ("|", ">")) and not getattr(old, "flow_style", False):
        return Slice(key.end_mark.index + 1, end, f" {said}" + ("\n" if text[end - 1 : end] == "\n" else ""))
    start = old.start_mark.index
    return Slice(start, end, said if end > start and text[start - 1 : start] != ":" else f" {said}")


def _taken(text: str, node: MappingNode, gone: Sequence[int]) -> list[Slice]:
    """Return the slices that take fields out, given by their place in the map."""
    spans = [(key.start_mark.index, _end(value)) for key, value in node.value]
    if node.flow_style:
        return _cuts(spans, gone)
    return [_line(text, spans, place) for place in gone]


def _line(text: str, spans: Sequence[tuple[int, int]], place: int) -> Slice:
    """Return the slice that takes out the lines of a field; the hyphen of the entry before its first field stays."""
    start, end = spans[place]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() and place + 1 < len(spans):
        return Slice(start, spans[place + 1][0], "")
    return Slice(line, _next_line(text, end), "")


def _cuts(spans: Sequence[tuple[int, int]], gone: Collection[int]) -> list[Slice]:
    """Return the slices that take parts out of a list or map on one line: with the comma before, of the first ones with that behind."""
    kept, made = False, []
    for place, (start, end) in enumerate(spans):
        if place not in gone:
            kept = True
        elif kept:
            made.append(Slice(spans[place - 1][1], end, ""))
        else:
            made.append(Slice(start, spans[place + 1][0] if place + 1 < len(spans) else end, ""))
    return made


def _end(node: Node) -> int:
    """Return where a node ends; of a block that is where its last value does, not where the next token begins."""
    if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _next_line(text: str, at: int) -> int:
    """Return where the line after the one at ``at`` begins; empty lines that a block of text ended with stay behind."""
    if at > 0 and text[at - 1] == "\n":
        while text[:at].endswith("\n\n"):
            at -= 1
        return at
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def whole(text: str, made: Sequence[Slice]) -> list[Slice]:
    """Return slices with a line end before what is added behind a last line that has none."""
    bare = bool(text) and not text.endswith("\n") and any(one.start == one.end == len(text) for one in made)
    return [*([Slice(len(text), len(text), "\n")] if bare else []), *made]
