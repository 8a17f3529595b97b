"""Changes as a reviewer reads them: values that every form (text, Markdown, HTML, JSON) prints.

In: words that were found for changes. Out: groups of lines, one group a document or file; a line is about one part, an edit about one
field of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docgen.review.texts import Piece, pieces

Kind = Literal["added", "removed", "changed", "moved", "renumbered"]
AROUND = 6
"""Words that stay are shown this many before and after a change."""
SHORT = 40
"""Texts of at most so many letters are shown whole, before and after."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a part: what it is called, before and after as the office writes it, and the phrase that tells of it.

    ``pieces`` hold a longer text word by word, cut to what stands around the changes; empty for a short value.
    """

    field: str
    name: str
    old: str
    new: str
    said: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to one part: its address, what a reader calls it, and its edits; ``said`` tells what no edit does.

    ``rows`` names the list whose row it is (tasks, persons, a table), so that changed rows can stand in one table; empty for others.
    """

    kind: Kind
    address: str
    name: str
    said: str = ""
    edits: tuple[Edit, ...] = ()
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """All that changed in one document, catalogue, journal or register: its title, its file, and the lines in order."""

    section: str
    id: str
    title: str
    path: str
    kind: Literal["added", "removed", "changed"]
    lines: tuple[Line, ...]


def edit(field: str, name: str, old: str, new: str) -> Edit:
    """Return the edit of a value: a short one as ``old → new``, a longer text word by word."""
    if old and new and max(len(old), len(new)) > SHORT:
        return Edit(field, name, old, new, name, tuple(trimmed(pieces(old, new))))
    return Edit(field, name, old, new, f"{name} {old or '∅'} → {new or '∅'}")


def trimmed(found: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield the pieces, of those that stay only the words next to a change."""
    for place, piece in enumerate(found):
        words = piece.text.split(" ")
        first, last = place == 0, place == len(found) - 1
        keep = AROUND if first or last else 2 * AROUND
        if piece.kind != "same" or len(words) <= keep + 1:
            yield piece
        elif first:
            yield Piece("same", "… " + " ".join(words[-AROUND:]))
        elif last:
            yield Piece("same", " ".join(words[:AROUND]) + " …")
        else:
            yield Piece("same", " ".join(words[:AROUND]) + " … " + " ".join(words[-AROUND:]))
