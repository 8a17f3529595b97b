"""Two texts word by word: what stayed, what went, what came.

In: two texts. Out: pieces in reading order. A word is what stands between spaces, so that a Vietnamese syllable with its tone changes
as a whole; so does a date or a number (30/6/2025, 145/QĐ-UBND). Punctuation is a word of its own, and a Thai text, which has no spaces,
is cut where no vowel or tone sign is torn off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

THAI = "\u0e00-\u0e7f"
LEADING = "เแโใไ"
_TOKEN = re.compile(rf"\s+|\d+(?:[/.,:-][^\W_{THAI}]+)*|[{LEADING}]*[{THAI}]|[^\W_{THAI}]+|[^\w\s]|_|.", re.DOTALL)
_BOUND = re.compile(r"[\W_]")
ISLAND = 1
"""So few words that stay between two changes are shown with them: one word left alone reads worse than a whole phrase anew."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed (``same``), went (``gone``) or came (``come``)."""

    kind: Literal["same", "gone", "come"]
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces: ``same`` and ``gone`` joined give ``old``, ``same`` and ``come`` joined give ``new``."""
    if old == new:
        return (Piece("same", old),) if old else ()
    olds, news = tokens(old), tokens(new)
    blocks = _without_islands(SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks(), olds)
    return tuple(piece for piece in _pieces(olds, news, blocks) if piece.text)


def tokens(text: str) -> Sequence[str]:
    """Return the words, signs and spaces of a text in order; joined they are the text."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if found and _belongs(token, found[-1]):
            found[-1] += token
        else:
            found.append(token)
    return found


def _belongs(token: str, before: str) -> bool:
    """Return whether a token is only a sign over, under or after the letter before it."""
    return token == "ำ" or (unicodedata.category(token[0]) in ("Mn", "Mc", "Cf") and not before.isspace())


Block = tuple[int, int, int]


def _without_islands(blocks: Sequence[Block], olds: Sequence[str]) -> list[Block]:
    """Return the runs that stay, without those between two changes that are hardly a word long."""
    *runs, end = ((i, j, size) for i, j, size in blocks)
    last = len(runs) - 1
    kept = []
    for place, (i, j, size) in enumerate(runs):
        inside = not (place == 0 and i == j == 0) and not (place == last and (i + size, j + size) == end[:2])
        words = sum(1 for token in olds[i : i + size] if not _BOUND.fullmatch(token) and not token.isspace())
        if not inside or words > ISLAND or any(mark in token for token in olds[i : i + size] for mark in ",.;:\n"):
            kept.append((i, j, size))
    return [*kept, end]


def _pieces(olds: Sequence[str], news: Sequence[str], blocks: Sequence[Block]) -> Iterator[Piece]:
    i = j = 0
    for start, other, size in blocks:
        yield Piece("gone", "".join(olds[i:start]))
        yield Piece("come", "".join(news[j:other]))
        yield Piece("same", "".join(olds[start : start + size]))
        i, j = start + size, other + size
