"""Paragraphs of one text: added, taken out, split and joined by slices.

In: a print, paragraphs of it. Out: slices of the text they are written in; a text of one line becomes a block where it gets a second
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml import MappingNode

from docgen.edit.word.scalars import Scalar, at, offsets
from docgen.edit.word.shown import Print, Shown, Spot
from docgen.files.slices import Slice

_END = re.compile(r"\s*\n[ \t]*\n|\s*\Z")


def added(held: Print, old: Shown, scalar: Scalar, new: str) -> Slice | None:
    """Return the slice that adds a paragraph to a text behind the one that is printed as ``old``."""
    known = offsets(held.text, scalar.node)
    spots = _spots(held, old, scalar)
    if known is None or not spots:
        return None
    end = _END.search(scalar.text, max(spots))
    last = end.start() - 1 if end else max(spots)
    if scalar.node.style == "|":
        return Slice(known[last] + 1, known[last] + 1, f"\n\n{_indent(held, scalar, known)}{new}")
    return _block(held, scalar, [scalar.text[: last + 1], new + scalar.text[last + 1 :]])


def _spots(held: Print, old: Shown, scalar: Scalar) -> list[int]:
    return [origin.at for origin in old.origins if isinstance(origin, Spot) and held.scalars[origin.scalar] is scalar]


def _indent(held: Print, scalar: Scalar, known: Sequence[int]) -> str:
    place = known[next(n for n, letter in enumerate(scalar.text) if not letter.isspace())]
    return " " * (place - held.text.rfind("\n", 0, place) - 1)


def _block(held: Print, scalar: Scalar, paragraphs: Sequence[str]) -> Slice | None:
    """Return the slice that writes a text of one line as a block of paragraphs; None where that cannot be."""
    parent = at(held.root, scalar.steps[:-1])
    if not isinstance(parent, MappingNode) or parent.flow_style or "\n" in scalar.text or scalar.node.style == ">":
        return None
    blank = " " * (parent.start_mark.column + 2)
    text = "\n\n".join(f"{blank}{one}" for one in paragraphs)
    return Slice(scalar.node.start_mark.index, scalar.node.end_mark.index, f"|\n{text}")


def without(held: Print, old: Shown, scalar: Scalar) -> Slice | None:
    """Return the slice that takes one paragraph of several out of a text."""
    spots, known = _spots(held, old, scalar), offsets(held.text, scalar.node)
    if known is None or not spots or scalar.node.style != "|" or "\n\n" not in scalar.text.strip():
        return None
    start = scalar.text.rfind("\n\n", 0, min(spots))
    end = scalar.text.find("\n\n", max(spots))
    if start < 0 and end < 0:
        return None
    if start < 0:
        first = next(n for n, letter in enumerate(scalar.text) if not letter.isspace())
        return Slice(known[first], known[end + 2], "")
    return Slice(known[start], known[end] if end >= 0 else known[len(scalar.text.rstrip())], "")


def raw(held: Print, old: Shown, scalar: Scalar) -> str:
    """Return a paragraph of a text as it is written, marks and line breaks included."""
    spots, known = _spots(held, old, scalar), offsets(held.text, scalar.node)
    if known is None or not spots:
        return ""
    start = scalar.text.rfind("\n\n", 0, min(spots))
    end = scalar.text.find("\n\n", max(spots))
    begin = next(n for n in range(start + 2 if start >= 0 else 0, len(scalar.text)) if not scalar.text[n].isspace())
    return held.text[known[begin] : known[len(scalar.text[:end].rstrip() if end >= 0 else scalar.text.rstrip())]]


def before(held: Print, old: Shown, scalar: Scalar, new: str) -> Slice | None:
    """Return the slice that puts a paragraph before the first one of a block of text."""
    known = offsets(held.text, scalar.node)
    if known is None or scalar.node.style != "|" or not _spots(held, old, scalar):
        return None
    first = next(n for n, letter in enumerate(scalar.text) if not letter.isspace())
    return Slice(known[first], known[first], f"{new}\n\n{_indent(held, scalar, known)}")


def split(held: Print, scalar: Scalar, cuts: Sequence[tuple[int, int]]) -> list[Slice] | None:
    """Return the slices that part a text: each cut is the last letter of a paragraph and the first of the next."""
    known = offsets(held.text, scalar.node)
    if known is None:
        return None
    if scalar.node.style == "|":
        return [Slice(known[last] + 1, known[first], f"\n\n{_indent(held, scalar, known)}") for last, first in cuts]
    edges = [0, *(edge for last, first in cuts for edge in (last + 1, first)), len(scalar.text)]
    block = _block(held, scalar, [scalar.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)])
    return [block] if block else None


def joined(held: Print, scalar: Scalar, cuts: Sequence[tuple[int, int]]) -> list[Slice] | None:
    """Return the slices that make paragraphs of one text one: the empty line between them goes."""
    known = offsets(held.text, scalar.node)
    return None if known is None else [Slice(known[last] + 1, known[first], " ") for last, first in cuts]
