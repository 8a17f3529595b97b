"""Changes inside paragraphs: taken all at once, and one by one where that does not prove right.

In: the desk with the document's print. Out: the same desk; what was taken is said there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.edit.word.clean import clean
from docgen.edit.word.compared import Difference
from docgen.edit.word.desk import Desk
from docgen.edit.word.guesses import guesses
from docgen.edit.word.offers import Offer, applied, offers
from docgen.edit.word.outcome import Taken
from docgen.edit.word.scalars import Edit, written
from docgen.edit.word.shown import Print, Spot


def words(desk: Desk) -> None:
    """Take the changes inside paragraphs: all at once, and one by one where that does not prove right."""
    wanted = list(_wanted(desk))
    if not wanted or (not (desk.mode == "apart" and len(wanted) > 1) and _proved(desk, wanted)):
        return
    for number in range(len(wanted)):
        now = [one for one in _wanted(desk) if one[0].words.text == wanted[number][0].words.text and one[0].new == wanted[number][0].new]
        if now and not _proved(desk, now[:1]) and len(now[0][1]) > 1:
            _each(desk, now[0])


def _each(desk: Desk, wanted: tuple[Difference, list[Offer]]) -> None:
    """Take the changes of one paragraph that prove right alone, the last first, so that the places of the others stand."""
    difference, found = wanted
    for offer in sorted(found, key=lambda one: one.op, reverse=True):
        for now, led in _wanted(desk):
            if (now.index, now.note) == (difference.index, difference.note):
                _proved(desk, [(now, [one for one in led if one.op == offer.op])])
                break


def _wanted(desk: Desk) -> Iterator[tuple[Difference, list[Offer]]]:
    """Yield the paragraphs that differ with the changes that have a place in the file.

    Words that are printed in several places are changed by the first of them: were it by each, a file taken twice would turn back
    what it changed.
    """
    firsts = _firsts(desk.held)
    for difference in desk.rest().paired():
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


def _proved(desk: Desk, wanted: Sequence[tuple[Difference, list[Offer]]]) -> bool:
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
    taken = []
    for difference, found in wanted:
        first = min(desk.held.scalars[scalar].node.start_mark.index for offer in found for scalar, _ in offer.edits)
        line = min((desk.line([piece]) for piece in slices if piece.start >= first), default=1)
        says = clean(applied(difference.words.text, found))
        taken.append(Taken(line, difference.words.text, says, difference.authors))
    desk.accept(after, taken)
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


def guessed(desk: Desk) -> None:
    """Take changes of what docgen writes from other fields (a day, an hour, a figure), where one field alone makes the print right."""
    for difference in list(desk.rest().paired()):
        now = next((one for one in desk.rest().paired() if one.group == difference.group), None)
        for slices in guesses(desk.original, desk.held, now) if now is not None and not now.note else ():
            after = desk.tried(slices)
            if after is not None and now is not None and _nearer(desk, now, after):
                says = " ".join(after.lines[place].text for place in now.group.olds)
                desk.accept(after, [Taken(desk.line(slices), now.words.text, says, now.authors)])
                break


def _nearer(desk: Desk, difference: Difference, after: Print) -> bool:
    """Return whether a print says what Word says in a paragraph, and differs in no more of them than before."""
    if len(after.lines) != len(desk.held.lines):
        return False
    before, now = (list(desk.rest(held).paired()) for held in (desk.held, after))
    return len(now) < len(before) and all(one.group.news != difference.group.news for one in now if not one.note)
