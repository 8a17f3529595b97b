"""A YAML file cut into the slices of its keys and items, so that files are merged by what they say and keep how they say it.

In: a text. Out: a tree of pieces; joined they are the text again, every comment and blank in its place. Comments above a key or an item
belong to it. What is not written as the house writes it (a list inside a line of a list, a flow map over several lines) is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from yaml import MappingNode, Node, ScalarNode

from docgen.files.facts import composed

_DASH = re.compile(r"[ \t]*-[ \t]+")
_COMMA = re.compile(r",[ \t]*")


@dataclass(frozen=True)
class Piece:
    """A slice: comments before it, what stands before its parts, the parts with a gap between them, what follows. ``data`` is its value."""

    form: Literal["map", "list", "lines", "whole"]
    key: str = ""
    data: Any = None
    lead: str = ""
    head: str = ""
    parts: tuple[Piece, ...] = ()
    gap: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """Return the slice as it stands in the file."""
        return self.lead + self.head + self.gap.join(part.text for part in self.parts) + self.tail


def pieces(text: str) -> Piece | None:
    """Return a file as pieces; None where it is no map in block style. Raises ``yaml.YAMLError`` for what is no YAML."""
    node = composed(text)
    if not isinstance(node, MappingNode) or node.flow_style or not node.value:
        return None
    cutter = _Cutter(text)
    start = cutter.line(node.value[0][0].start_mark.index)
    try:
        return Piece("map", data=data_of(node), lead=text[:start], parts=tuple(cutter.parts(node, start, len(text))))
    except _Uncut:
        return None


def data_of(node: Node) -> Any:
    """Return the value of a node: maps, lists and texts as typed; nothing for an empty one."""
    if isinstance(node, ScalarNode):
        return node.value if node.value or node.style else None
    if isinstance(node, MappingNode):
        return {data_of(key) if isinstance(key, ScalarNode) else "?": data_of(value) for key, value in node.value}
    return [data_of(value) for value in node.value]


class _Uncut(Exception):
    """Not written in slices that could be taken apart."""


class _Cutter:
    """Cuts the slices of nodes from a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def line(self, at: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def after(self, at: int) -> int:
        """Return where the line after a place begins; the place itself where it begins a line."""
        if at and self.text[at - 1] == "\n":
            return at
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def parts(self, node: Node, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of a block map or list that fill the text from start to end."""
        is_map = isinstance(node, MappingNode)
        values: Sequence[Any] = node.value
        ends = [self.after(_end(value[1] if is_map else value)) for value in values[:-1]] + [end]
        for value, first, last in zip(values, [start, *ends[:-1]], ends, strict=True):
            yield self.entry(value[0], value[1], first, last) if is_map else self.item(value, first, last)

    def entry(self, key: Node, value: Node, start: int, end: int) -> Piece:
        """Return the piece of a key and its value."""
        if not isinstance(key, ScalarNode):
            raise _Uncut
        lead = max(start, self.line(key.start_mark.index))
        below = value.start_mark.line > key.start_mark.line
        body = self.after(value.start_mark.index + 1) if _is_text_block(value) else self.after(key.end_mark.index)
        return replace(self.piece(value, (start, lead, body if below or _is_text_block(value) else lead), end), key=str(key.value))

    def item(self, value: Node, start: int, end: int) -> Piece:
        """Return the piece of an item of a block list."""
        lead = self.line(value.start_mark.index)
        if lead < start or not _DASH.fullmatch(self.text[lead : value.start_mark.index]):
            raise _Uncut
        return self.piece(value, (start, lead, value.start_mark.index), end)

    def piece(self, value: Node, starts: tuple[int, int, int], end: int) -> Piece:
        """Return the piece of a value; the starts are those of the comments before it, of its first line, of its parts."""
        start, lead, body = starts
        whole = Piece("whole", data=data_of(value), lead=self.text[start:lead], head=self.text[lead:end])
        try:
            if _is_text_block(value) and body > lead:
                lines = self.text[body:end].splitlines(keepends=True)
                return replace(whole, form="lines", head=self.text[lead:body], parts=tuple(_line(one) for one in lines))
            if isinstance(value, ScalarNode):
                return whole
            if getattr(value, "flow_style", False):
                return self.flow(value, whole, end)
            if body == lead or not value.value:
                return whole
            form: Literal["map", "list"] = "map" if isinstance(value, MappingNode) else "list"
            return replace(whole, form=form, head=self.text[lead:body], parts=tuple(self.parts(value, body, end)))
        except _Uncut:
            return whole

    def flow(self, node: Any, whole: Piece, end: int) -> Piece:
        """Return a flow map or list of one line with its parts."""
        is_map = isinstance(node, MappingNode)
        spans = [(v[0].start_mark.index, v[1].end_mark.index) if is_map else (v.start_mark.index, v.end_mark.index) for v in node.value]
        gaps = [self.text[one[1] : other[0]] for one, other in pairwise(spans)]
        if "\n" in self.text[node.start_mark.index : node.end_mark.index] or not all(map(_COMMA.fullmatch, gaps)) or not spans:
            raise _Uncut
        if len(set(gaps)) > 1:
            raise _Uncut
        parts = tuple(self.within(value, span, is_map) for value, span in zip(node.value, spans, strict=True))
        first = end - len(whole.head)
        head, tail = self.text[first : spans[0][0]], self.text[spans[-1][1] : end]
        return replace(whole, form="map" if is_map else "list", head=head, parts=parts, gap=gaps[0] if gaps else ", ", tail=tail)

    def within(self, value: Any, span: tuple[int, int], is_map: bool) -> Piece:
        """Return a part of a flow map or list."""
        key, node = value if is_map else (None, value)
        whole = Piece("whole", str(key.value) if key is not None else "", data_of(node), head=self.text[slice(*span)])
        try:
            return whole if isinstance(node, ScalarNode) else self.flow(node, whole, span[1])
        except _Uncut:
            return whole


def _line(text: str) -> Piece:
    return Piece("whole", data=text.strip(), head=text)


def _is_text_block(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def _end(node: Node) -> int:
    """Return where the words of a node end; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)
