"""What came of a Word file, as values: what was led back, and what was not, with its cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.edit.word.scalars import data_of
from docgen.files.slices import Slice
from docgen.read.tree import compose
from docgen.review.changes import compare

Cause = Literal[
    "added", "both", "citation", "edge", "elsewhere", "format", "gone", "issue", "joined", "kept",
    "mixed", "moved", "name", "number", "older", "private", "row", "series", "split",
]  # fmt: skip
"""Why words were not led back; their explanation for the clerk is the command line's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A change that was led back: the line of the file, the words before and after (one is empty for a whole paragraph), who made it."""

    line: int
    before: str
    after: str
    authors: tuple[str, ...] = ()


Offered = tuple[tuple[Slice, ...], Taken, int]
"""Slices that may be meant, what they take, and how many differences are settled if they are right."""


@dataclass(frozen=True, slots=True)
class Left:
    """A change that was not: the words as printed and in Word, why, and what it is about: an id, or nothing.

    ``line`` is the nearest line of the file, 0 where none is known.
    """

    cause: Cause
    about: str
    before: str
    after: str
    authors: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The file's text before and after, what was taken and what is left; ``typed`` counts the paragraphs in which only quotes,
    dashes or spaces differ, as Word sets them by itself."""

    before: str
    after: str
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    typed: int

    @property
    def reshaped(self) -> bool:
        """Return whether parts came, went or moved, so that what is found by its place must be looked through."""
        before, after = (data_of(compose(text), {}) for text in (self.before, self.after))
        return any(change.kind != "changed" for change in compare(before, after, ()))
