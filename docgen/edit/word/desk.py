"""The desk a Word file is worked at: the document's text so far and its print, what was taken, what is still open.

In: the document, its text, the lines of the Word file. Out: prints of other texts, and where the file still differs. A paragraph the
leader left as it was is no difference where only docgen's own words in it follow another change: a sum, a number, a reference to one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from docgen.edit.word.compared import Compared, Difference, compared
from docgen.edit.word.grids import in_sum
from docgen.edit.word.labels import bare
from docgen.edit.word.lines import Read
from docgen.edit.word.offers import ops, settled
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Taken
from docgen.edit.word.pairs import paired
from docgen.edit.word.shown import Origin, Print, Shown, Spot, shown
from docgen.files.slices import Overlap, Slice, apply

Mode = Literal["whole", "tracked", "apart"]
MOST = 1000
"""Changes that are tried one by one: each costs a print of the document."""

_NUMBERS = re.compile(r"(?:\b(?:\d{1,4}|[IVXLC]+|[a-zđ]{1,2})\b|[^\w/])*")
"""What may change in a reference when parts come or go: a number, a letter; no day."""


@dataclass(frozen=True, slots=True)
class Step:
    """The text before and after something was taken, and what."""

    before: str
    after: str
    taken: tuple[Taken, ...]


@dataclass(slots=True)
class Desk:
    """What is being worked on. ``quiet`` are the paragraphs of the Word file that said at first what was printed; ``mode`` says
    whether all changes are open, only the ``tracked`` ones, or each ``apart`` as a step of its own."""

    original: Original
    read: Read
    held: Print
    quiet: Mapping[int, Shown]
    mode: Mode = "whole"
    steps: list[Step] = field(default_factory=list)
    tries: int = 0

    @property
    def taken(self) -> list[Taken]:
        """Return what was taken so far."""
        return [taken for step in self.steps for taken in step.taken]

    def tried(self, slices: Sequence[Slice]) -> Print | None:
        """Return the print with these slices; None where it cannot be printed or the tries are used up."""
        self.tries += 1
        if self.tries > MOST:
            return None
        try:
            return shown(self.original, apply(self.held.text, slices))
        except (Overlap, LookupError, ValueError, TypeError, AttributeError):  # the try may be no document that can be resolved
            return None

    def accept(self, after: Print, taken: Sequence[Taken]) -> None:
        """Go on with a print that proved right."""
        self.steps.append(Step(self.held.text, after.text, tuple(taken)))
        self.held = after

    def line(self, slices: Sequence[Slice]) -> int:
        """Return the line of the file the slices begin in."""
        return self.held.text.count("\n", 0, min(piece.start for piece in slices)) + 1

    def rest(self, held: Print | None = None) -> Compared:
        """Return where the Word file differs from a print, the present one where none is given, and what of that is open."""
        found = self.all(held)
        return Compared(
            tuple(one for one in found.found if self.mode != "tracked" or by_tracking(one, held or self.held, self.read)), found.typed
        )

    def all(self, held: Print | None = None) -> Compared:
        """Return where the Word file differs from a print, whatever is open."""
        found = compared(held or self.held, self.read)
        return Compared(tuple(one for one in found.found if not self._follows(one, held or self.held)), found.typed)

    def _follows(self, one: Difference, held: Print) -> bool:
        """Return whether a paragraph differs only in a sum or in numbers that docgen works out anew."""
        if one.note or one.group.moved or len(one.group.olds) != 1 or len(one.group.news) != 1:
            return False
        first, now = self.quiet.get(one.group.news[0]), held.lines[one.index]
        if first is None:
            return False
        free = in_sum(held, one.index)
        return _own(now.text, now.origins, one.new, free=free) and _own(first.text, first.origins, now.text, free=free)


def by_tracking(one: Difference, held: Print, read: Read) -> bool:
    """Return whether nothing but tracked changes makes a difference: without them Word says what is printed."""
    if one.note or one.group.moved:
        return False
    if not one.group.news:
        return all(bare(held.lines[place].text) in {bare(text) for text in read.dropped} for place in one.group.olds)
    was = " ".join(read.lines[place].was for place in one.group.news if read.lines[place].was)
    old = " ".join(held.lines[place].text for place in one.group.olds)
    return bool(one.authors) and settled(bare(old), bare(was)) == bare(old)


def begun(original: Original, read: Read, held: Print, mode: Mode) -> Desk:
    """Return the desk at the beginning."""
    differing = {place for one in compared(held, read).found if not one.note for place in one.group.news}
    quiet = {
        group.news[0]: held.lines[group.olds[0]]
        for group in paired(held, read)
        if len(group.olds) == len(group.news) == 1 and group.news[0] not in differing
    }
    return Desk(original, read, held, quiet, mode)


def _own(text: str, origins: Sequence[Origin], new: str, *, free: bool) -> bool:
    """Return whether only words of docgen's own make a text another one: numbers of parts and rows, unless any are ``free`` to change."""
    changes = list(ops(text, new))
    if any(isinstance(origin, Spot) for op in changes for origin in origins[op.start : op.end]):
        return False
    return free or all(_NUMBERS.fullmatch(text[op.start : op.end] + " " + op.text) for op in changes)
