"""Paragraphs that stand elsewhere in the same list or text, one that became two, two that became one.

In: a print and the lines of the Word file. Out: slices that may be meant, proved by printing. The words stay as they are written, with
their marks and the comments above them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.edit.word import passages
from docgen.edit.word.chains import ALL, chain, keys, written_in
from docgen.edit.word.compared import Compared, Difference
from docgen.edit.word.labels import bare
from docgen.edit.word.lines import Read
from docgen.edit.word.lists import gone, moved, put, quoted, safe
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.parts import neighbours
from docgen.edit.word.scalars import Edit, Scalar, written
from docgen.edit.word.shown import Print, Spot
from docgen.files.slices import Slice


def moves(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may put the paragraphs that stand elsewhere there: a whole part of the body, or a paragraph of a text."""
    above, below = neighbours(held, read)
    for one in rest.found:
        if not one.group.moved or one.note or held.lines[one.index].cell is not None:
            continue
        place = one.group.news[0]
        for slices in _moves(held, one.index, above.get(place), below.get(place)):
            yield _offered(held, one, slices)


def reparted(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make one paragraph two, or two one, with the same words."""
    for one in rest.found:
        if one.same and not one.group.moved and not one.note:
            lines = [bare(read.lines[place].text) for place in one.group.news]
            steps = _splits(held, one, lines) if len(lines) > 1 else _joins(held, one)
            yield from (_offered(held, one, slices) for slices in steps)


def _offered(held: Print, one: Difference, slices: Sequence[Slice]) -> Offered:
    return tuple(slices), Taken(held.text.count("\n", 0, min(slices).start) + 1, one.words.text, one.new, one.authors), 1


def _moves(held: Print, place: int, above: int | None, below: int | None) -> Iterator[Sequence[Slice]]:
    yield from _inside(held, place, above, below)
    for steps, _, holder in chain(held, place, back=False, lists=ALL):
        for near, more in ((above, 1), (below, 0)):
            for other, _, same in chain(held, near, lists=ALL) if near is not None else ():
                if same is holder:
                    made = moved(held.text, holder, int(str(steps[-1])), int(str(other[-1])) + more)
                    if made:
                        yield made


def _inside(held: Print, place: int, above: int | None, below: int | None) -> Iterator[Sequence[Slice]]:
    """Yield the slices that put a paragraph elsewhere in the text it is written in."""
    old = held.lines[place]
    scalar = written_in(held, old)
    cut = passages.without(held, old, scalar) if scalar is not None else None
    if scalar is None or cut is None:
        return
    text = passages.raw(held, old, scalar)
    for near, step in ((above, passages.added), (below, passages.before)):
        if near is not None and written_in(held, held.lines[near]) is scalar:
            piece = step(held, held.lines[near], scalar, text)
            if piece is not None:
                yield [cut, piece]


def _splits(held: Print, one: Difference, lines: Sequence[str]) -> Iterator[Sequence[Slice]]:
    """Yield the slices that make paragraphs, or entries of the list, of one paragraph."""
    starts = [len(one.words.text)]
    for line in reversed(lines[1:]):
        starts.insert(0, starts[0] - len(line) - (starts[0] != len(one.words.text)))
    cuts = [_cut(held, one, start) for start in starts[:-1]]
    found = [cut for cut in cuts if cut is not None]
    if len(found) < len(cuts) or len({scalar.steps for scalar, _, _ in found}) != 1:
        return
    scalar = found[0][0]
    edges = [(last, first) for _, last, first in found]
    made = passages.split(held, scalar, edges)
    if made:
        yield made
    made = _entries(held, one.index, scalar, edges)
    if made:
        yield made


def _cut(held: Print, one: Difference, start: int) -> tuple[Scalar, int, int] | None:
    """Return the scalar, the last letter before a place of a paragraph and the first behind it; None where they are not of one text."""
    if start < 1 or start >= len(one.words.origins):
        return None
    last, first = one.words.origins[start - 1], one.words.origins[start]
    if isinstance(last, Spot) and held.scalars[last.scalar].text[last.at].isspace():
        last = one.words.origins[start - 2]
    if not isinstance(last, Spot) or not isinstance(first, Spot) or last.scalar != first.scalar:
        return None
    return held.scalars[last.scalar], last.at, first.at


def _entries(held: Print, place: int, scalar: Scalar, cuts: Sequence[tuple[int, int]]) -> list[Slice] | None:
    """Return the slices that make several entries of the one a text stands in; it must hold nothing below that text."""
    steps, entry, holder = next(chain(held, place, back=False), ((), None, None))
    if entry is None or holder is None or keys(entry) - {"text", "id", "title"} or scalar.steps[: len(steps)] != steps:
        return None
    firsts = [first for _, first in cuts]
    ends = [last + 1 for last, _ in cuts[1:]] + [len(scalar.text.rstrip())]
    made = written(held.text, scalar, [Edit(cuts[0][0] + 1, len(scalar.text.rstrip()), "")])
    texts = [scalar.text[start:end] for start, end in zip(firsts, ends, strict=True)]
    form = "{}" if isinstance(entry, ScalarNode) else "{{text: {}}}" if holder.flow_style else "text: {}"
    for text in texts:
        one = form.format(quoted(text)) if holder.flow_style else safe(f"- {form}", text).removeprefix("- ")
        made.append(put(held.text, holder, int(str(steps[-1])) + 1, one))
    return made


def _joins(held: Print, one: Difference) -> Iterator[Sequence[Slice]]:
    """Yield the slices that make one paragraph of several: of one text, or of entries that follow one another."""
    lines = [held.lines[place] for place in one.group.olds]
    found = [written_in(held, line) for line in lines]
    if any(scalar is None for scalar in found):
        return
    texts = [scalar for scalar in found if scalar is not None]
    if all(scalar is texts[0] for scalar in texts):
        spots = [[origin.at for origin in line.origins if isinstance(origin, Spot)] for line in lines]
        made = passages.joined(held, texts[0], [(max(before), min(after)) for before, after in pairwise(spots)])
        if made:
            yield made
        return
    tail = "".join(f" {scalar.text.strip()}" for scalar in texts[1:])
    chains = [next(chain(held, place, back=False), None) for place in one.group.olds]
    cuts = [_alone(held, entry) for entry in chains[1:]]
    if chains[0] is None or any(cut is None for cut in cuts):
        return
    end = len(texts[0].text.rstrip())
    yield [*written(held.text, texts[0], [Edit(end, end, tail)]), *(cut for cut in cuts if cut is not None)]


def _alone(held: Print, found: tuple[tuple[str | int, ...], Node, SequenceNode] | None) -> Slice | None:
    """Return the slice that takes out an entry that is nothing but its text."""
    if found is None or (isinstance(found[1], MappingNode) and keys(found[1]) != {"text"}):
        return None
    return gone(held.text, found[2], int(str(found[0][-1])))
