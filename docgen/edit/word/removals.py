"""Whole paragraphs that a leader took out, where it is clear what they are in the file.

In: a print and the lines of the Word file. Out: slices that may be meant, proved by printing: a paragraph of a text, or an entry of which
nothing is printed any more. What bears an id and is spoken of elsewhere stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from yaml import Node, SequenceNode

from docgen.edit.word import passages
from docgen.edit.word.chains import ALL, chain, ids_below, keys, printed_by, written_in
from docgen.edit.word.cited import cited_by
from docgen.edit.word.compared import Compared
from docgen.edit.word.grids import entry_id, expected, unlisted
from docgen.edit.word.lines import Read
from docgen.edit.word.lists import gone
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.shown import Print
from docgen.files.slices import Slice


def removals(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may take out the paragraphs that are gone in Word: the largest part that is gone whole first."""
    found = [one for one in rest.found if one.group.olds and not one.group.news and not one.note]
    places = {place for one in found for place in one.group.olds}
    for one in found:
        old = held.lines[one.index]
        scalar = written_in(held, old)
        line = held.text.count("\n", 0, scalar.node.start_mark.index) + 1 if scalar else 0
        for slices, inside in _entries(original, held, one.index, places):
            said = " ".join(held.lines[place].text for place in sorted(inside))
            yield slices, Taken(line, said, "", one.authors), len(inside)
        piece = passages.without(held, old, scalar) if scalar is not None else None
        if piece is not None:
            yield (piece,), Taken(line, one.words.text, "", one.authors), 1


def _entries(original: Original, held: Print, place: int, places: set[int]) -> Iterator[tuple[tuple[Slice, ...], set[int]]]:
    """Yield the slices that take out an entry of which nothing is left, and the paragraphs that printed it."""
    whole = []
    for steps, entry, holder in chain(held, place, back=False, lists=ALL):
        inside = printed_by(held, steps)
        if not inside <= places:
            break
        whole.append((steps, entry, holder, inside))
    for steps, entry, holder, inside in reversed(whole):
        cut = _without(original, held, entry, holder, int(str(steps[-1])))
        named = unlisted(held, entry_id(entry)) if len(steps) == 2 else []
        if cut is not None and named is not None:
            counted = "articles" if "article" in keys(entry) else str(steps[0]) if len(steps) == 2 else ""
            yield (cut, *named, *expected(held, ("expect", counted), -1)), inside


def _without(original: Original, held: Print, entry: Node, holder: SequenceNode, place: int) -> Slice | None:
    """Return the slice that takes an entry out of its list; None where something in it is spoken of, or where it is the last."""
    if any(cited_by(original, held.text, id_) for id_ in ids_below(entry)):
        return None
    return gone(held.text, holder, place) if len(holder.value) > 1 else None
