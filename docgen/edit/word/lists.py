"""Entries of a list in a YAML file, put in, taken out and moved by slices.

In: the text of a file, the list, places in it from 0. Out: slices. An entry is its lines, with the comments right above it when it
moves; in a list on one line it is what stands between two commas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from docgen.edit.entries import flow
from docgen.files.slices import Slice
from docgen.read.tree import compose


def end_of(text: str, node: Node) -> int:
    """Return where the last line of a node ends: a comment behind it belongs to it."""
    stop = text.find("\n", len(text[: _last(node)].rstrip()))
    return len(text) if stop < 0 else stop


def _last(node: Node) -> int:
    """Return where a node ends: that of a block is said by its last scalar, for comments may follow it."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.index)
    return _last(node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1])


def _begin(text: str, node: Node, floor: int) -> int:
    """Return where the lines of an entry begin, those of the comments right above it included."""
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    while start > floor:
        line = text.rfind("\n", 0, start - 1) + 1
        if line < floor or not text[line:start].lstrip().startswith("#"):
            break
        start = line
    return start


def put(text: str, holder: SequenceNode, place: int, written: str) -> Slice:
    """Return the slice that puts an entry into a list before the one at ``place``, or behind the last one.

    ``written`` is the entry without the hyphen before it; of several lines in a block, those below the first have no indent yet.
    """
    nodes: Sequence[Node] = holder.value
    if holder.flow_style or not nodes:
        if not nodes:
            at = holder.start_mark.index + 1
            return Slice(at, at, written)
        at = nodes[place - 1].end_mark.index if place else nodes[0].start_mark.index
        return Slice(at, at, f", {written}" if place else f"{written}, ")
    blank = " " * holder.start_mark.column
    lines = f"{blank}- " + written.replace("\n", f"\n{blank}  ").replace(f"\n{blank}  \n", "\n\n")
    if place:
        at = end_of(text, nodes[place - 1])
        return Slice(at, at, f"\n{lines}")
    at = _begin(text, nodes[0], 0)
    return Slice(at, at, f"{lines}\n")


def gone(text: str, holder: SequenceNode, place: int) -> Slice | None:
    """Return the slice that takes an entry out; None for the only one, unless it is an id in a list of ids."""
    nodes: Sequence[Node] = holder.value
    if len(nodes) < 2:
        bare = holder.flow_style and isinstance(nodes[0], ScalarNode)
        return Slice(nodes[0].start_mark.index, nodes[0].end_mark.index, "") if bare else None
    if holder.flow_style:
        if place:
            return Slice(nodes[place - 1].end_mark.index, nodes[place].end_mark.index, "")
        return Slice(nodes[0].start_mark.index, nodes[1].start_mark.index, "")
    start = text.rfind("\n", 0, nodes[place].start_mark.index) + 1
    return Slice(start, min(end_of(text, nodes[place]) + 1, len(text)), "")


def moved(text: str, holder: SequenceNode, place: int, to: int) -> list[Slice]:
    """Return the slices that put an entry before the one at ``to`` (behind the last one where there is none), as it stands."""
    nodes: Sequence[Node] = holder.value
    if to in (place, place + 1):
        return []
    if holder.flow_style:
        order = [n for n in range(len(nodes)) if n != place]
        order.insert(to - (to > place), place)
        spans = [(node.start_mark.index, node.end_mark.index) for node in nodes]
        return [Slice(*spans[n], text[slice(*spans[other])]) for n, other in enumerate(order) if n != other]
    floor = end_of(text, nodes[place - 1]) + 1 if place else 0
    start, end = _begin(text, nodes[place], floor), end_of(text, nodes[place])
    lines, cut = text[start:end], Slice(start, min(end + 1, len(text)), "")
    if to == len(nodes):
        at = end_of(text, nodes[-1])
        return [cut, Slice(at, at, f"\n{lines}")]
    at = _begin(text, nodes[to], end_of(text, nodes[to - 1]) + 1 if to else 0)
    return [cut, Slice(at, at, f"{lines}\n")]


def entry(fields: Mapping[str, Any], like: Node | None) -> str:
    """Return a new entry as its neighbour is written: on one line, or one field a line."""
    if isinstance(like, MappingNode) and not like.flow_style:
        return "\n".join(f"{key}: {_value(value, block=True)}" for key, value in fields.items())
    return "{" + ", ".join(f"{key}: {_value(value, block=False)}" for key, value in fields.items()) + "}"


def _value(value: Any, *, block: bool) -> str:
    """Return a value on one line; paragraphs of a text stay paragraphs."""
    if isinstance(value, str) and "\n" in value:
        return quoted(value)
    return flow(value, block=block and isinstance(value, str))


def safe(form: str, text: str) -> str:
    """Return a text in a form of block YAML, in quotes where it would be read as something else."""
    try:
        said = list(_texts(compose(form.format(text))))
    except YAMLError:
        said = []
    return form.format(text) if said == [text] and " #" not in text else form.format(quoted(text))


def _texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield node.value
    elif isinstance(node, SequenceNode):
        for one in node.value:
            yield from _texts(one)
    elif isinstance(node, MappingNode):
        for _, one in node.value:
            yield from _texts(one)


def quoted(text: str) -> str:
    """Return a text in quotes."""
    return json.dumps(text, ensure_ascii=False)
