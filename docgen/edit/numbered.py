"""Number and day written into a document's file, and taken out again; nothing else in it is touched.

In: the text of the file, a number and a day. Out: slices of the text.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from yaml import MappingNode, Node

from docgen.files import slices
from docgen.files.slices import Slice
from docgen.read.tree import compose

AFTER = ("subject", "issuer", "kind", "id")
"""Keys below which number and day stand, the first there is."""


def write(path: Path, number: str, day: datetime.date) -> None:
    """Write number and day into a document's file. Raises ``slices.Changed`` where it was saved in between, ``DiskError``."""
    loaded = slices.load(path)
    slices.edit(path, loaded.sha256, numbered(loaded.text, number, day))


def erase(path: Path) -> None:
    """Take number and day out of a document's file: it is a draft again. Raises as ``write`` does."""
    loaded = slices.load(path)
    slices.edit(path, loaded.sha256, unnumbered(loaded.text))


def numbered(text: str, number: str, day: datetime.date) -> list[Slice]:
    """Return the slices that set ``number:`` and ``date:``: in place of what stands there, else below the subject."""
    root = _root(text)
    pairs = _pairs(root)
    wanted = {"number": f'"{number}"', "date": day.isoformat()}
    made = [_value(text, pairs[key][1], value) for key, value in wanted.items() if key in pairs]
    missing = [f"{key}: {value}" for key, value in wanted.items() if key not in pairs]
    return [*made, _insert(text, root, pairs, missing)] if missing else made


def unnumbered(text: str) -> list[Slice]:
    """Return the slices that remove the lines of ``number:`` and ``date:``; in a map on one line, their values."""
    root = _root(text)
    pairs = _pairs(root)
    found = [pairs[key] for key in ("number", "date") if key in pairs]
    if root.flow_style:
        return [Slice(value.start_mark.index, value.end_mark.index, "~") for _, value in found]
    return [Slice(key.start_mark.index, _next_line(text, value.end_mark.index), "") for key, value in found]


def _root(text: str) -> MappingNode:
    node = compose(text)
    if not isinstance(node, MappingNode):
        raise ValueError("no map of keys")
    return node


def _pairs(root: MappingNode) -> Mapping[str, tuple[Node, Node]]:
    return {key.value: (key, value) for key, value in root.value}


def _value(text: str, node: Node, value: str) -> Slice:
    """Return the slice for a value; an empty one has no room of its own after the colon."""
    start, end = node.start_mark.index, node.end_mark.index
    return Slice(start, end, value if end > start and text[start - 1 : start] != ":" else f" {value}")


def _insert(text: str, root: MappingNode, pairs: Mapping[str, tuple[Node, Node]], lines: list[str]) -> Slice:
    beside = next((key for key in ("number", "date", "planned") if key in pairs), None)
    key, value = pairs[beside or next(key for key in AFTER if key in pairs)]
    if root.flow_style:
        return Slice(value.end_mark.index, value.end_mark.index, "".join(f", {line}" for line in lines))
    at = key.start_mark.index if beside in ("date", "planned") else _next_line(text, value.end_mark.index)
    broken = "" if at == 0 or text[at - 1] in "\r\n" else "\n"
    return Slice(at, at, broken + "".join(f"{line}\n" for line in lines))


def _next_line(text: str, at: int) -> int:
    """Return where the line after the one at ``at`` begins; ``at`` itself where a block of text ended a line before."""
    if at > 0 and text[at - 1] == "\n":
        return at
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
