"""The changes of a Word file as changes of the YAML, proved by printing once more; and what could not be led back.

In: the document's file and the lines of the Word file. Out: the file's text with every change that could be led back, what they are,
and all that still differs, each with its cause. A change is taken only where the print then says what Word says; so nothing is lost,
and a file taken once has nothing more to take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from docgen.edit.word.base import Base
from docgen.edit.word.changes import guessed, words
from docgen.edit.word.compared import Compared
from docgen.edit.word.desk import Desk, Mode, begun
from docgen.edit.word.labels import bare
from docgen.edit.word.left import left_over
from docgen.edit.word.lines import Read
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Left, Offered, Outcome, Taken
from docgen.edit.word.pairs import likeness
from docgen.edit.word.parts import additions
from docgen.edit.word.private import private_words, veiled
from docgen.edit.word.removals import removals
from docgen.edit.word.reorder import moves, reparted
from docgen.edit.word.row_steps import changed_cells, gone_rows, moved_rows, new_rows
from docgen.edit.word.shown import Print, Spot, shown
from docgen.edit.word.single import gone_lines, lines
from docgen.edit.word.three import merged

_Step = Callable[[Print, Read, Compared], Iterator[Offered]]


class NoPrint(Exception):
    """The document cannot be printed as it stands; docgen check says why."""


def take(original: Original, text: str, read: Read, *, remove: bool, tracked: bool = False) -> Outcome:
    """Return what came of a Word file. Raises ``NoPrint`` where the document cannot be printed.

    ``tracked``: the file was made from another state, so that only tracked changes are known to be the leader's.
    """
    desk = _worked(original, text, read, "tracked" if tracked else "whole", remove=remove)
    return _veiled(original, Outcome(text, desk.held.text, tuple(desk.taken), tuple(_left(desk)), desk.all().typed))


def take_from(base: Base, original: Original, text: str, read: Read, *, remove: bool) -> Outcome:
    """Return what came of a Word file that was made from an older state: the changes of that, put into the text of today.

    Raises ``NoPrint`` where the document cannot be printed, now or then.
    """
    desk = _worked(base.original, base.text, read, "apart", remove=remove)
    today = shown(original, text)
    if today is None:
        raise NoPrint(original.id_)
    found = merged(desk.steps, text, lambda now: original.sheet(now)[0] is not None)
    taken = [replace(one, line=_first(step.before, step.after)) for step in found.kept for one in step.taken]
    then, now = (Counter(bare(line.text) for line in held.lines) for held in (desk.held, shown(original, found.text) or today))
    against = [_against(today, one) for step in found.against for one in step.taken]
    left = [replace(one, line=_again(base.text, text, one.line)) for one in _left(desk) if not _done(one, then, now)]
    return _veiled(original, Outcome(text, found.text, tuple(taken), (*against, *left), desk.all().typed))


def _worked(original: Original, text: str, read: Read, mode: Mode, *, remove: bool) -> Desk:
    """Return the desk when everything that could be led back to a text was."""
    held = shown(original, text)
    if held is None:
        raise NoPrint(original.id_)
    desk, made = begun(original, read, held, mode), -1
    while made < len(desk.taken):  # a row that came back may let another be known again
        made = len(desk.taken)
        words(desk)
        guessed(desk)
        for step in _steps(original, remove=remove):
            _taken(desk, step)
    return desk


def _left(desk: Desk) -> Iterator[Left]:
    open_ = {one.group for one in desk.rest().found}
    rest = desk.all()
    yield from left_over(desk.original, desk.held, rest, desk.read, {one.group for one in rest.found} - open_)


def _veiled(original: Original, outcome: Outcome) -> Outcome:
    """Return an outcome that shows no private words."""
    hidden = private_words(original.office)
    taken = (replace(one, before=veiled(one.before, hidden), after=veiled(one.after, hidden)) for one in outcome.taken)
    left = (replace(one, before=veiled(one.before, hidden), after=veiled(one.after, hidden)) for one in outcome.left)
    return replace(outcome, taken=tuple(taken), left=tuple(left))


def _done(left: Left, then: Counter[str], now: Counter[str]) -> bool:
    """Return whether the document of today says once more what Word says, and once less what it said: somebody wrote it by hand."""
    before, after = (max(map(bare, text.split(" | ")), key=len) for text in (left.before, left.after))
    return bool(before or after) and (not after or now[after] > then[after]) and (not before or now[before] < then[before])


def _first(before: str, after: str) -> int:
    """Return the first line in which two texts differ."""
    pairs = zip_longest(before.splitlines(), after.splitlines())
    return next((n for n, (one, other) in enumerate(pairs, 1) if one != other), 1)


def _again(before: str, now: str, line: int) -> int:
    """Return the line of a text that an older one had at ``line``; 0 where it is not the only one of its words."""
    said = before.splitlines()[line - 1 : line] if line else []
    found = [n for n, one in enumerate(now.splitlines(), 1) if [one] == said]
    return found[0] if len(found) == 1 else 0


def _against(today: Print, taken: Taken) -> Left:
    """Return a change of words that were changed in the file too: as they are there, and as Word has them."""
    near = max(today.lines, key=lambda line: likeness(line.text, taken.before or taken.after), default=None)
    spot = next((origin for origin in near.origins if isinstance(origin, Spot)), None) if near else None
    line = today.scalars[spot.scalar].node.start_mark.line + 1 if spot else 0
    return Left("both", "", near.text if near else "", taken.after, taken.authors, line)


def _steps(original: Original, *, remove: bool) -> Iterator[_Step]:
    """Yield what is tried for paragraphs and rows that came, went or stand elsewhere."""
    yield partial(changed_cells, original)
    yield partial(new_rows, original)
    yield moved_rows
    yield partial(lines, original)
    yield moves
    yield reparted
    yield additions
    if remove:
        yield partial(gone_rows, original)
        yield gone_lines
        yield partial(removals, original)


def _taken(desk: Desk, step: _Step) -> None:
    """Take what a step offers, one after the other; what was tried in vain is not tried again at another place of the text."""
    vain: set[tuple[str, ...]] = set()
    while True:
        rest = desk.rest()
        for slices, taken, settles in step(desk.held, desk.read, rest):
            tried = (taken.before, taken.after, *(f"{piece.text}{piece.end - piece.start}" for piece in slices))
            if tried in vain:
                continue
            after = desk.tried(slices)
            if after is not None and len(desk.rest(after).found) <= len(rest.found) - settles:
                desk.accept(after, [taken])
                break
            vain.add(tried)
        else:
            return
