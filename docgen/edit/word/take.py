"""The changes of a Word file as changes of the YAML, proved by printing once more; and what could not be led back.

In: the document's file and the lines of the Word file. Out: the file's text with every change that could be led back, what they are,
and all that still differs, each with its cause. A change is taken only where the print then says what Word says; so nothing is lost,
and a file taken once has nothing more to take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from docgen.edit.word.changes import guessed, words
from docgen.edit.word.compared import Compared
from docgen.edit.word.desk import Desk, begun
from docgen.edit.word.left import left_over
from docgen.edit.word.lines import Read
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Offered, Outcome
from docgen.edit.word.parts import additions
from docgen.edit.word.private import private_words, veiled
from docgen.edit.word.recipients import gone_recipients, recipients
from docgen.edit.word.removals import removals
from docgen.edit.word.reorder import moves, reparted
from docgen.edit.word.row_steps import changed_cells, gone_rows, moved_rows, new_rows
from docgen.edit.word.shown import Print, shown
from docgen.files.slices import Slice

_Step = Callable[[Print, Read, Compared], Iterator[Offered]]


class NoPrint(Exception):
    """The document cannot be printed as it stands; docgen check says why."""


def take(original: Original, text: str, read: Read, *, remove: bool) -> Outcome:
    """Return what came of a Word file. Raises ``NoPrint`` where the document cannot be printed."""
    held = shown(original, text)
    if held is None:
        raise NoPrint(original.id_)
    desk = begun(original, read, held)
    made = -1
    while made < len(desk.taken):  # a row that came back may let another be known again
        made = len(desk.taken)
        words(desk)
        guessed(desk)
        for step in _steps(original, remove=remove):
            _taken(desk, step)
    rest = desk.rest()
    hidden = private_words(original.office)
    taken = (replace(one, before=veiled(one.before, hidden), after=veiled(one.after, hidden)) for one in desk.taken)
    return Outcome(text, desk.held.text, tuple(taken), tuple(left_over(original, desk.held, rest, read)), rest.typed)


def _steps(original: Original, *, remove: bool) -> Iterator[_Step]:
    """Yield what is tried for paragraphs and rows that came, went or stand elsewhere."""
    yield partial(changed_cells, original)
    yield partial(new_rows, original)
    yield moved_rows
    yield partial(recipients, original)
    yield moves
    yield reparted
    yield additions
    if remove:
        yield partial(gone_rows, original)
        yield gone_recipients
        yield partial(removals, original)


def _taken(desk: Desk, step: _Step) -> None:
    """Take what a step offers, one after the other."""
    vain: set[tuple[Slice, ...]] = set()
    while True:
        rest = desk.rest()
        for slices, taken, settles in step(desk.held, desk.read, rest):
            if slices in vain:
                continue
            after = desk.tried(slices)
            if after is not None and len(desk.rest(after).found) <= len(rest.found) - settles:
                desk.accept(after, [taken])
                break
            vain.add(slices)
        else:
            return
