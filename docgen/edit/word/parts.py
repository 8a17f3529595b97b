"""Whole paragraphs that a leader added or took out, where it is clear what they are in the file.

In: a print and the lines of the Word file. Out: slices that may be meant, proved by printing: a new point, clause, item or passage
behind the one before it in the same list; a new paragraph in the same text; or the removal of such a one. An entry that bears an id
is not removed: something may cite it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.edit.word.compared import LABEL, Compared, Difference
from docgen.edit.word.lines import Line, Read
from docgen.edit.word.lists import gone as taken_out
from docgen.edit.word.lists import put, quoted, safe
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.scalars import Scalar, Steps, at, offsets
from docgen.edit.word.shown import Print, Shown, Spot
from docgen.files.slices import Slice
from docgen.review.align import ID_KEYS

LISTS = frozenset({"points", "clauses", "items", "body"})


def additions(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the paragraphs that were added, each behind the one before it."""
    before: Difference | None = None
    places = _behind(held, read)
    for one in rest.found:
        if one.group.olds or one.note or before is one:
            continue
        place = places.get(one.group.news[0])
        line = read.lines[one.group.news[0]]
        if place is None or line.cell or not _fits(held, held.lines[place], line):
            continue
        for piece in _additions(held, held.lines[place], one.new, line):
            yield (piece,), Taken(held.text.count("\n", 0, piece.start) + 1, "", one.new, one.authors), 1


def _behind(held: Print, read: Read) -> dict[int, int]:
    """Return for every added line of the file the printed paragraph it stands behind."""
    from docgen.edit.word.pairs import groups

    pairs = {new: group.olds[-1] for group in groups(held.lines, read.lines) if group.olds and not group.moved for new in group.news}
    found, last = {}, None
    for place in range(len(read.lines)):
        if place in pairs:
            last = pairs[place]
        elif last is not None:
            found[place] = last
    return found


def _fits(held: Print, old: Shown, line: Line) -> bool:
    """Return whether an added line is of the same kind as the one before it: the same style, or where another program gave the
    styles names of its own, with a number as that has."""
    style = line.style.casefold()
    if any(style == one.style for one in held.lines):
        return style == old.style
    return bool(LABEL.match(old.text)) == bool(LABEL.match(line.text))


def _additions(held: Print, old: Shown, new: str, line: Line) -> Iterator[Slice]:
    scalar = written_in(held, old)
    if scalar is None:
        return
    own = LABEL.match(new)
    listed = own is not None or line.numbered
    bare = new[own.end() :] if own else new
    if listed or LABEL.match(old.text):
        yield from _entries(held, scalar, bare)
        return
    piece = _paragraph(held, old, scalar, new)
    if piece is not None:
        yield piece
    yield from _entries(held, scalar, new)


def written_in(held: Print, old: Shown) -> Scalar | None:
    """Return the scalar the end of a paragraph is written in; None where docgen made it."""
    spot = next((origin for origin in reversed(old.origins) if isinstance(origin, Spot)), None)
    return held.scalars[spot.scalar] if spot is not None else None


def entry_of(steps: Steps) -> Steps | None:
    """Return the steps to the innermost entry of a list that a scalar stands in."""
    for end in range(len(steps), 1, -1):
        if isinstance(steps[end - 1], int) and steps[end - 2] in LISTS:
            return steps[:end]
    return None


def _entries(held: Print, scalar: Scalar, text: str) -> Iterator[Slice]:
    """Yield the new entry behind the one the scalar stands in, and behind those around it."""
    steps = entry_of(scalar.steps)
    while steps is not None:
        entry, holder = at(held.root, steps), at(held.root, steps[:-1])
        if entry is not None and isinstance(holder, SequenceNode):
            bare = isinstance(entry, ScalarNode)
            if holder.flow_style:
                inside = quoted(text) if bare else f"{{text: {quoted(text)}}}"
            else:
                inside = safe("- {}" if bare else "- text: {}", text).removeprefix("- ")
            yield put(held.text, holder, int(str(steps[-1])) + 1, inside)
        steps = entry_of(steps[:-1])


def _paragraph(held: Print, old: Shown, scalar: Scalar, new: str) -> Slice | None:
    """Return the slice that adds a paragraph to a text behind the one that is printed as ``old``."""
    last = max(origin.at for origin in old.origins if isinstance(origin, Spot) and held.scalars[origin.scalar] is scalar)
    known = offsets(held.text, scalar.node)
    if known is None:
        return None
    end = re.compile(r"\s*\n[ \t]*\n|\s*\Z").search(scalar.text, last)
    last = end.start() - 1 if end else last
    if scalar.node.style == "|":
        place = known[next(n for n, letter in enumerate(scalar.text) if not letter.isspace())]
        indent = place - held.text.rfind("\n", 0, place) - 1
        return Slice(known[last] + 1, known[last] + 1, f"\n\n{' ' * indent}{new}")
    parent = at(held.root, scalar.steps[:-1])
    if not isinstance(parent, MappingNode) or parent.flow_style or "\n" in scalar.text or scalar.node.style == ">":
        return None
    blank = " " * (parent.start_mark.column + 2)
    block = f"|\n{blank}{scalar.text[: last + 1]}\n\n{blank}{new}{scalar.text[last + 1 :]}"
    return Slice(scalar.node.start_mark.index, scalar.node.end_mark.index, block)


def removals(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may take out the paragraphs that are gone in Word."""
    gone = [one for one in rest.found if one.group.olds and not one.group.news and not one.note]
    places = {place for one in gone for place in one.group.olds}
    for one in gone:
        for piece in _removals(held, held.lines[one.index], places):
            yield (piece,), Taken(held.text.count("\n", 0, piece.start) + 1, one.words.text, "", one.authors), 1


def _removals(held: Print, old: Shown, gone: set[int]) -> Iterator[Slice]:
    scalar = written_in(held, old)
    if scalar is None:
        return
    piece = _without_paragraph(held, old, scalar)
    if piece is not None:
        yield piece
    steps = entry_of(scalar.steps)
    while steps is not None:
        piece = _without_entry(held, steps, gone)
        if piece is not None:
            yield piece
        steps = entry_of(steps[:-1])


def _without_paragraph(held: Print, old: Shown, scalar: Scalar) -> Slice | None:
    """Return the slice that takes one paragraph of several out of a text."""
    spots = [origin.at for origin in old.origins if isinstance(origin, Spot) and held.scalars[origin.scalar] is scalar]
    known = offsets(held.text, scalar.node)
    if known is None or scalar.node.style != "|" or "\n\n" not in scalar.text.strip():
        return None
    start = scalar.text.rfind("\n\n", 0, min(spots))
    end = scalar.text.find("\n\n", max(spots))
    if start < 0 and end < 0:
        return None
    if start < 0:
        first = next(n for n, letter in enumerate(scalar.text) if not letter.isspace())
        return Slice(known[first], known[end + 2], "")
    return Slice(known[start], known[end] if end >= 0 else known[len(scalar.text.rstrip())], "")


def _without_entry(held: Print, steps: Steps, gone: set[int]) -> Slice | None:
    """Return the slice that takes an entry out of its list, where everything it prints is gone, it has no id and is not the last."""
    entry, holder = at(held.root, steps), at(held.root, steps[:-1])
    if entry is None or not isinstance(holder, SequenceNode) or _has_id(entry):
        return None
    inside = {place for place, line in enumerate(held.lines) if any(_within(held, origin, steps) for origin in line.origins)}
    if not inside <= gone:
        return None
    return taken_out(held.text, holder, int(str(steps[-1])))


def _within(held: Print, origin: object, steps: Steps) -> bool:
    return isinstance(origin, Spot) and held.scalars[origin.scalar].steps[: len(steps)] == steps


def _has_id(entry: Node) -> bool:
    return isinstance(entry, MappingNode) and any(key.value in ID_KEYS for key, _ in entry.value)
