"""Lists whose entries print one line each: the bases and the recipients. Lines that came, went or moved.

In: a print and the lines of the Word file. Out: slices that may be meant. A new recipient is the one agency or group of the catalogue the
line names, a new basis the one text it cites by number or name; else the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yaml import Node, SequenceNode

from docgen.edit.word.compared import Compared, Difference
from docgen.edit.word.grids import value_of
from docgen.edit.word.lines import Read
from docgen.edit.word.lists import entry, gone, moved, put
from docgen.edit.word.names import folded, names_of
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.parts import neighbours
from docgen.edit.word.shown import Print
from docgen.files.slices import Slice
from docgen.model.findings import Finding
from docgen.read.excel import Cell

_RECIPIENT = re.compile(r"(?:[-–+•]\s*)?(?P<who>.*?)(?:\s*\((?P<purpose>[^()]*)\))?[\s;.,]*")
_BASIS = re.compile(r"(?:[-–+•]\s*)?(?:Căn cứ\s+)?(?P<text>.*?)[\s;.,]*")


@dataclass(frozen=True, slots=True)
class List:
    """A list of the file, the style of its lines, and what a new line may be."""

    key: str
    style: str
    written: Callable[[Original, str, Node], Iterator[str]]


def lines(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the lines that were added or stand elsewhere."""
    for list_ in LISTS:
        holder, places = _held(held, list_)
        for one in rest.found if holder is not None else ():
            above = _above(held, read, one, places) if one.group.news and not one.note else None
            if holder is not None and above is not None:
                yield from _offers(original, held, one, (list_, holder, above), places)


def _offers(
    original: Original, held: Print, one: Difference, at: tuple[List, SequenceNode, int], places: dict[int, int]
) -> Iterator[Offered]:
    list_, holder, above = at
    if one.group.moved and one.index in places:
        slices = moved(held.text, holder, places[one.index], above)
        if slices:
            yield _offered(held, one, tuple(slices))
    elif not one.group.olds:
        for written in list_.written(original, one.new, holder.value[max(above - 1, 0)]):
            yield _offered(held, one, (put(held.text, holder, above, written),))


def gone_lines(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may take out the lines that are gone."""
    for list_ in LISTS:
        holder, places = _held(held, list_)
        for one in rest.found if holder is not None else ():
            at = places.get(one.index) if one.group.olds and not one.group.news and not one.note else None
            cut = gone(held.text, holder, at) if holder is not None and at is not None else None
            if cut is not None:
                yield _offered(held, one, (cut,))


def _offered(held: Print, one: Difference, slices: tuple[Slice, ...]) -> Offered:
    return slices, Taken(held.text.count("\n", 0, slices[0].start) + 1, one.words.text, one.new, one.authors), 1


def _held(held: Print, list_: List) -> tuple[SequenceNode | None, dict[int, int]]:
    """Return a list, and the place in it of each of its printed lines; None where it does not print one line an entry."""
    holder = value_of(held.root, list_.key)
    found = [place for place, line in enumerate(held.lines) if line.style == list_.style]
    if not isinstance(holder, SequenceNode) or len(found) != len(holder.value):
        return None, {}
    return holder, {place: n for n, place in enumerate(found)}


def _above(held: Print, read: Read, one: Difference, places: dict[int, int]) -> int | None:
    """Return the place in the list of a line that came to stand there; None where it stands among no lines of it."""
    above, below = neighbours(held, read)
    before, behind = above.get(one.group.news[0]), below.get(one.group.news[0])
    if before in places:
        return places[before] + 1
    return places.get(behind) if behind is not None else None


def _recipient(original: Original, line: str, like: Node) -> Iterator[str]:
    match = _RECIPIENT.fullmatch(line)
    who = match["who"].strip() if match else ""
    if match is None or not who:
        return
    purpose = {"for": match["purpose"]} if match["purpose"] else {}
    names = original.names.actors(Cell("", "", 0, 0, who), who)
    if len(names) == 1 and not isinstance(names[0], Finding):
        yield entry({"to": names[0], **purpose}, like)
    yield entry({"text": who, **purpose}, like)


def _basis(original: Original, line: str, like: Node) -> Iterator[str]:
    match = _BASIS.fullmatch(line)
    if match is None or not match["text"]:
        return
    said, found = folded(line), dict[str, str]()
    for id_, reference in original.office.references.items():
        for name in names_of(reference):
            if name in said and len(name) > len(found.get(id_, "")):
                found[id_] = name
    longest = max(map(len, found.values()), default=0)
    ids = [id_ for id_, name in found.items() if len(name) == longest]
    yield from ids if len(ids) == 1 else ()
    yield entry({"text": match["text"]}, like)


LISTS = (List("recipients", "recipient", _recipient), List("bases", "basis", _basis))
