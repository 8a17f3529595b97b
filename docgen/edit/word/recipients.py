"""Lines of the recipients that came, went or moved.

In: a print and the lines of the Word file. Out: slices that may be meant. Each entry of ``recipients`` prints one line; a new line is the
one agency or group of the catalogue it names, else the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import Node, SequenceNode

from docgen.edit.word.compared import Compared, Difference
from docgen.edit.word.grids import value_of
from docgen.edit.word.lines import Read
from docgen.edit.word.lists import entry, gone, moved, put
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.pairs import groups
from docgen.edit.word.shown import Print
from docgen.files.slices import Slice
from docgen.model.findings import Finding
from docgen.read.excel import Cell

STYLE = "recipient"
_LINE = re.compile(r"(?:[-–+•]\s*)?(?P<who>.*?)(?:\s*\((?P<purpose>[^()]*)\))?[\s;.,]*")


def recipients(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the lines that were added or stand elsewhere."""
    holder, places = _held(held)
    for one in rest.found if holder is not None else ():
        above = _above(held, read, one, places) if one.group.news and not one.note else None
        if holder is None or above is None:
            continue
        if one.group.moved and one.index in places:
            slices = moved(held.text, holder, places[one.index], above)
            if slices:
                yield _offered(held, one, tuple(slices))
        elif not one.group.olds:
            for written in _written(original, one.new, holder.value[max(above - 1, 0)]):
                yield _offered(held, one, (put(held.text, holder, above, written),))


def gone_recipients(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may take out the lines that are gone."""
    holder, places = _held(held)
    for one in rest.found if holder is not None else ():
        cut = gone(held.text, holder, places[one.index]) if holder and one.index in places and not one.group.news and not one.note else None
        if cut is not None:
            yield _offered(held, one, (cut,))


def _offered(held: Print, one: Difference, slices: tuple[Slice, ...]) -> Offered:
    return slices, Taken(held.text.count("\n", 0, slices[0].start) + 1, one.words.text, one.new, one.authors), 1


def _held(held: Print) -> tuple[SequenceNode | None, dict[int, int]]:
    """Return the list of the recipients, and the place in it of each printed line of them."""
    holder = value_of(held.root, "recipients")
    lines = [place for place, line in enumerate(held.lines) if line.style == STYLE]
    if not isinstance(holder, SequenceNode) or len(lines) != len(holder.value):
        return None, {}
    return holder, {place: n for n, place in enumerate(lines)}


def _above(held: Print, read: Read, one: Difference, places: dict[int, int]) -> int | None:
    """Return the place in the list of a line that came to stand there; None where it stands among no recipients."""
    pairs = {new: group.olds[-1] for group in groups(held.lines, read.lines) if group.olds and not group.moved for new in group.news}
    above = max((new for new in pairs if new < one.group.news[0]), default=-1)
    below = min((new for new in pairs if new > one.group.news[0]), default=-1)
    if pairs.get(above) in places:
        return places[pairs[above]] + 1
    return places[pairs[below]] if pairs.get(below) in places else None


def _written(original: Original, line: str, like: Node) -> Iterator[str]:
    """Yield what the entry of a line may be."""
    match = _LINE.fullmatch(line)
    who = match["who"].strip() if match else ""
    if match is None or not who:
        return
    purpose = {"for": match["purpose"]} if match["purpose"] else {}
    names = original.names.actors(Cell("", "", 0, 0, who), who)
    if len(names) == 1 and not isinstance(names[0], Finding):
        yield entry({"to": names[0], **purpose}, like)
    yield entry({"text": who, **purpose}, like)
