"""The changes of a Word file as changes of the YAML, proved by printing once more; and what could not be led back.

In: the document's file and the lines of the Word file. Out: the file's text with every change that could be led back, what they are,
and all that still differs, each with its cause. A change is taken only where the print then says what Word says; so nothing is lost,
and a file taken once has nothing more to take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docgen.edit.word.clean import clean
from docgen.edit.word.compared import Difference, compared
from docgen.edit.word.guesses import guesses
from docgen.edit.word.left import left_over
from docgen.edit.word.lines import Read
from docgen.edit.word.offers import Offer, applied, offers
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Outcome, Taken
from docgen.edit.word.parts import additions, removals
from docgen.edit.word.private import private_words, veiled
from docgen.edit.word.scalars import Edit, written
from docgen.edit.word.shown import Print, Spot, shown
from docgen.files.slices import Overlap, Slice, apply

MOST = 400
"""Changes that are tried one by one: each costs a print of the document."""


class NoPrint(Exception):
    """The document cannot be printed as it stands; docgen check says why."""


@dataclass(slots=True)
class _Desk:
    """What is being worked on: the file's text so far, its print, what was taken, what was tried in vain."""

    original: Original
    read: Read
    held: Print
    taken: list[Taken] = field(default_factory=list)
    tries: int = 0

    def tried(self, slices: Sequence[Slice]) -> Print | None:
        """Return the print with these slices; None where it cannot be printed or the tries are used up."""
        self.tries += 1
        if self.tries > MOST:
            return None
        try:
            return shown(self.original, apply(self.held.text, slices))
        except Overlap:
            return None

    def line(self, slices: Sequence[Slice]) -> int:
        """Return the line of the file the slices begin in."""
        return self.held.text.count("\n", 0, min(piece.start for piece in slices)) + 1


def take(original: Original, text: str, read: Read, *, remove: bool) -> Outcome:
    """Return what came of a Word file. Raises ``NoPrint`` where the document cannot be printed."""
    held = shown(original, text)
    if held is None:
        raise NoPrint(original.id_)
    desk = _Desk(original, read, held)
    _words(desk)
    _guessed(desk)
    steps: list[_Parts] = [additions, *([removals] if remove else [])]
    made = [_parts(desk, step) for step in steps]
    if any(made):
        _words(desk)
    rest = compared(desk.held, read)
    words = private_words(original.office)
    taken = (replace(one, before=veiled(one.before, words), after=veiled(one.after, words)) for one in desk.taken)
    return Outcome(text, desk.held.text, tuple(taken), tuple(left_over(original, desk.held, rest, read)), rest.typed)


def _words(desk: _Desk) -> None:
    """Take the changes inside paragraphs: all at once, and one by one where that does not prove right."""
    wanted = list(_wanted(desk))
    if not wanted or _proved(desk, wanted):
        return
    for number in range(len(wanted)):
        now = [one for one in _wanted(desk) if one[0].words.text == wanted[number][0].words.text and one[0].new == wanted[number][0].new]
        if now and not _proved(desk, now[:1]) and len(now[0][1]) > 1:
            _each(desk, now[0])


def _each(desk: _Desk, wanted: tuple[Difference, list[Offer]]) -> None:
    """Take the changes of one paragraph that prove right alone, the last first, so that the places of the others stand."""
    difference, found = wanted
    for offer in sorted(found, key=lambda one: one.op, reverse=True):
        for now, led in _wanted(desk):
            if (now.index, now.note) == (difference.index, difference.note):
                _proved(desk, [(now, [one for one in led if one.op == offer.op])])
                break


def _wanted(desk: _Desk) -> Iterator[tuple[Difference, list[Offer]]]:
    """Yield the paragraphs that differ with the changes that have a place in the file.

    Words that are printed in several places are changed by the first of them: were it by each, a file taken twice would turn back
    what it changed.
    """
    firsts = _firsts(desk.held)
    for difference in compared(desk.held, desk.read).paired():
        story = (difference.note, *difference.group.olds)
        found = [
            offer
            for offer in offers(desk.held, difference.words, difference.new)
            if offer.edits and all(firsts[spot] in _places(story) for spot in _touched(difference, offer))
        ]
        if found:
            yield difference, found


def _places(story: tuple[int, ...]) -> list[tuple[bool, int]]:
    note, *olds = story
    return [(bool(note), old) for old in olds]


def _firsts(held: Print) -> dict[Spot, tuple[bool, int]]:
    """Return for each letter of the file the first paragraph that prints it."""
    found: dict[Spot, tuple[bool, int]] = {}
    for note, story in ((False, held.lines), (True, held.notes)):
        for place, line in enumerate(story):
            for origin in line.origins:
                if isinstance(origin, Spot):
                    found.setdefault(origin, (note, place))
    return found


def _touched(difference: Difference, offer: Offer) -> Iterator[Spot]:
    """Yield the letters a change takes away, or the one it stands beside."""
    origins, op = difference.words.origins, offer.op
    around = [origin for origin in (*origins[max(op.start - 1, 0) : op.start], *origins[op.end : op.end + 1]) if isinstance(origin, Spot)]
    reach = origins[op.start : op.end] if op.end > op.start else around[:1]
    yield from (origin for origin in reach if isinstance(origin, Spot))


def _proved(desk: _Desk, wanted: Sequence[tuple[Difference, list[Offer]]]) -> bool:
    """Take these changes if the print then says them, and nothing of it but the same words elsewhere changes."""
    edits = _by_scalar(wanted)
    slices = [piece for scalar, found in edits.items() for piece in written(desk.held.text, desk.held.scalars[scalar], found)]
    after = desk.tried(slices) if slices else None
    if after is None or len(after.lines) != len(desk.held.lines) or len(after.notes) != len(desk.held.notes):
        return False
    for difference, found in wanted:
        story = after.notes if difference.note else after.lines
        says = " ".join(story[place].text for place in difference.group.olds)
        if not _alike(says, applied(difference.words.text, found)):
            return False
    for difference, found in wanted:
        first = min(desk.held.scalars[scalar].node.start_mark.index for offer in found for scalar, _ in offer.edits)
        line = min((desk.line([piece]) for piece in slices if piece.start >= first), default=1)
        says = clean(applied(difference.words.text, found))
        desk.taken.append(Taken(line, difference.words.text, says, difference.authors))
    desk.held = after
    return True


def _alike(says: str, wanted: str) -> bool:
    """Return whether a print says what is wanted; a style of capitals sets small letters in capitals."""
    return says == clean(wanted) or (says.isupper() and says.casefold() == clean(wanted).casefold())


def _by_scalar(wanted: Sequence[tuple[Difference, list[Offer]]]) -> dict[int, list[Edit]]:
    """Return the edits of each scalar in order; the same words changed alike in two places are changed once, unlike ones not twice."""
    found: dict[int, list[Edit]] = {}
    for _, led in wanted:
        for scalar, edit in (pair for offer in led for pair in offer.edits):
            held = found.setdefault(scalar, [])
            if not any(_meet(edit, one) for one in held):
                held.append(edit)
    return {scalar: sorted(edits, key=lambda edit: (edit.start, edit.end)) for scalar, edits in found.items()}


def _meet(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)


def _guessed(desk: _Desk) -> None:
    """Take changes of what docgen writes from other fields (a day, an hour, a figure), where one field alone makes the print right."""
    for difference in compared(desk.held, desk.read).paired():
        now = next((one for one in compared(desk.held, desk.read).paired() if one.group == difference.group), None)
        for slices in guesses(desk.held, now) if now is not None and not now.note else ():
            after = desk.tried(slices)
            if after is not None and now is not None and _nearer(desk, now, after):
                says = " ".join(after.lines[place].text for place in now.group.olds)
                desk.taken.append(Taken(desk.line(slices), now.words.text, says, now.authors))
                desk.held = after
                break


def _nearer(desk: _Desk, difference: Difference, after: Print) -> bool:
    """Return whether a print says what Word says in a paragraph, and differs in no more of them than before."""
    if len(after.lines) != len(desk.held.lines):
        return False
    says = " ".join(after.lines[place].text for place in difference.group.olds)
    before, now = (list(compared(held, desk.read).paired()) for held in (desk.held, after))
    return says == difference.new and len(now) < len(before)


_Parts = Callable[[Print, Read], Iterator[tuple[tuple[Slice, ...], Taken]]]


def _parts(desk: _Desk, step: _Parts) -> bool:
    """Take whole paragraphs that came or went, one after the other; returns whether there were any."""
    made, vain = False, set[tuple[Slice, ...]]()
    while True:
        before = len(compared(desk.held, desk.read).found)
        for slices, taken in step(desk.held, desk.read):
            if slices in vain:
                continue
            after = desk.tried(slices)
            if after is not None and len(compared(after, desk.read).found) < before:
                desk.taken.append(taken)
                desk.held, made = after, True
                break
            vain.add(slices)
        else:
            return made
