"""The texts of a YAML file: which scalars hold words, where each of their letters stands, how a changed one is written.

In: the text of a file. Out: its scalars with their place, and slices that give a scalar other words while comments, line breaks and
quotes around it stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from docgen.files.slices import Slice, apply
from docgen.read.tree import compose

Step = str | int
Steps = tuple[Step, ...]
UNREAD = frozenset({"notes", "waive", "fingerprint"})
"""Keys whose words are never printed."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar of a file: the keys that lead to it, its text, and its node with the marks."""

    steps: Steps
    text: str
    node: ScalarNode


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in place of the letters of a scalar's text from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


def scalars(node: Node | None, steps: Steps = ()) -> Iterator[Scalar]:
    """Yield the scalars below a node, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield Scalar(steps, node.value, node)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value not in UNREAD:
                yield from scalars(value, (*steps, key.value))
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            yield from scalars(value, (*steps, place))


def at(node: Node | None, steps: Steps) -> Node | None:
    """Return the node the steps lead to; None where there is none."""
    for step in steps:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def offsets(text: str, node: ScalarNode) -> list[int] | None:
    """Return where each letter of a scalar's text stands in the file, and where the last one ends.

    A line break between two lines stands where its white space begins. None for a text with escapes, which stands nowhere as it reads.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        start = text.index("\n", start)
    elif node.style:
        start, end = start + 1, end - 1
    if node.style == '"' and "\\" in text[start:end]:
        return None
    found: list[int] = []
    place = start
    for letter in node.value:
        after = place
        while after < end and text[after].isspace():
            after += 1
        if letter.isspace():
            found.append(place)
            place = place if after == place else max(place + 1, after - (0 if letter == "\n" else after - place - 1))
            continue
        if after >= end or text[after] != letter:
            return None
        found.append(after)
        place = after + (2 if node.style == "'" and letter == "'" else 1)
    return [*found, min(place, end)]


def written(text: str, scalar: Scalar, edits: Sequence[Edit]) -> list[Slice]:
    """Return the slices that make the edits: letter for letter where the scalar stays what it is, else the scalar in quotes."""
    wanted = edited(scalar.text, edits)
    known = offsets(text, scalar.node)
    if known is not None:
        slices = [Slice(known[edit.start], known[edit.end] if edit.end > edit.start else known[edit.start], edit.text) for edit in edits]
        if _reads(text, slices, scalar, wanted):
            return slices
    start, end = scalar.node.start_mark.index, scalar.node.end_mark.index
    tail = "\n" if scalar.node.style in ("|", ">") and text[end - 1 : end] == "\n" else ""
    return [Slice(start, end, json.dumps(wanted.rstrip("\n") if tail else wanted, ensure_ascii=False) + tail)]


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a scalar's text with the edits made."""
    return apply(text, [Slice(edit.start, edit.end, edit.text) for edit in edits])


def _reads(text: str, slices: Sequence[Slice], scalar: Scalar, wanted: str) -> bool:
    """Return whether the file then says the wanted words at this place and nothing else anywhere."""
    try:
        before, after = plain(compose(text)), plain(compose(apply(text, slices)))
    except (YAMLError, RecursionError):
        return False
    before[scalar.steps] = wanted
    return {key: " ".join(value.split()) for key, value in before.items()} == {
        key: " ".join(value.split()) for key, value in after.items()
    } and _paragraphs(after.get(scalar.steps, "")) == _paragraphs(wanted)


def _paragraphs(text: str) -> int:
    return sum(1 for part in text.strip().split("\n") if not part.strip())


def plain(node: Node | None) -> dict[Steps, str]:
    """Return the texts of all scalars by the steps that lead to them."""
    return {scalar.steps: scalar.text for scalar in scalars(node)}


def data_of(node: Node | None, instead: Mapping[Steps, str], steps: Steps = ()) -> object:
    """Return a tree as plain data, with other texts for the scalars at these steps."""
    if isinstance(node, MappingNode):
        return {key.value: data_of(value, instead, (*steps, key.value)) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [data_of(value, instead, (*steps, place)) for place, value in enumerate(node.value)]
    if not isinstance(node, ScalarNode) or (not node.style and node.value in ("", "~", "null")):
        return None
    return instead.get(steps, node.value)
