"""The nearest known word for a mistyped one, and names in a list, because clerks type names by hand.

In come a typed text and the words the office knows; out comes the one that was probably meant, or nothing. Thousands of
candidates are first thinned by the pairs of letters they share, so that a file full of mistakes is still answered at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from docgen.words.letters import strip_accents, to_nfc

FEW = 64  # so many are compared one by one; of more, only the SHORTLIST that share most pairs of letters
SHORTLIST = 32
LONGEST = 200  # what is longer was no typing mistake of an id or a name
_SEPARATOR = re.compile(r"\s*(?:(?:,|\bvà\b)\s*)+")
_HARD = re.compile(r"\s*[;\n]\s*")


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that differs least from the typed one, or None if nothing is near.

    Accents, case and the kind of separator do not count; else one letter in five may be wrong, missing, too many or
    swapped with its neighbour. A word that lacks only its folders (``ban-to-chuc``) finds the one id that ends with it.
    """
    typed = _fold(word)
    if not typed or len(typed) > LONGEST or not known:
        return None
    index = _index(tuple(known))
    exact = index.by_fold.get(typed) or index.by_last_part.get(typed)
    if exact:
        return exact
    limit = _limit(word)
    best = min(((_rank(typed, fold, limit), fold) for fold in index.shortlist(typed, limit)), default=None)
    return index.by_fold[best[1]] if best and best[0][0] <= min(limit, len(typed) - 1) else None


def _limit(word: str) -> int:
    """Return how many mistakes are forgiven: few in the last part of an id, for its folders are shared by many."""
    return min(1 + len(_fold(word.rpartition("/")[2])) // 5, 4)


def split_names(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names in a list such as ``Sở Nội vụ, Sở Tài chính và Văn phòng``, in order.

    Known names stay whole though they hold a comma or ``và`` (``Sở Văn hóa, Thể thao và Du lịch``): the longest known
    name wins. A comma, semicolon or new line always ends an unknown name; ``và`` ends it only beside a known one.
    """
    folds = frozenset(map(_fold, known))
    return tuple(name for part in _HARD.split(to_nfc(text).strip().rstrip(".")) for name in _split_line(part, folds) if name)


def _split_line(line: str, folds: frozenset[str]) -> list[str]:
    """Return the names of one line; ``breaks`` are the places where a name may end and the next begin."""
    breaks = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(line)), (len(line), len(line))]
    names: list[str] = []
    place = 0
    while place < len(breaks) - 1:
        end = _end_of_name(line, breaks, place, folds)
        names.append(line[breaks[place][1] : breaks[end][0]].strip())
        place = end
    return names


def _end_of_name(line: str, breaks: Sequence[tuple[int, int]], place: int, folds: frozenset[str]) -> int:
    known = _known_end(line, breaks, place, folds)
    if known:
        return known
    for end in range(place + 1, len(breaks) - 1):
        ends_hard = line[slice(*breaks[end])].strip() != "và"
        if ends_hard or _known_end(line, breaks, end, folds):
            return end
    return len(breaks) - 1


def _known_end(line: str, breaks: Sequence[tuple[int, int]], place: int, folds: frozenset[str]) -> int:
    """Return where the longest known name from here ends, or 0."""
    ends = range(len(breaks) - 1, place, -1)
    return next((end for end in ends if _fold(line[breaks[place][1] : breaks[end][0]]) in folds), 0)


class _Index:
    """Known words by their folded form and by the pairs of letters in it."""

    def __init__(self, known: Sequence[str]) -> None:
        self.by_fold = {_fold(word): word for word in reversed(known)}  # of equal ones the first stays
        last_parts = Counter(_fold(word.rpartition("/")[2]) for word in known)
        self.by_last_part = {part: word for word in known if last_parts[part := _fold(word.rpartition("/")[2])] == 1}
        self.by_pair: dict[str, list[str]] = {}
        for fold in self.by_fold:
            for pair in _pairs(fold):
                self.by_pair.setdefault(pair, []).append(fold)

    def shortlist(self, typed: str, limit: int) -> list[str]:
        """Return the folds worth comparing: of a length that can match, those that share most pairs."""
        if len(self.by_fold) <= FEW:
            return [fold for fold in self.by_fold if abs(len(fold) - len(typed)) <= limit]
        shared: Counter[str] = Counter()
        for pair in _pairs(typed):
            shared.update(self.by_pair.get(pair, ()))
        near = ((count - abs(len(fold) - len(typed)), fold) for fold, count in shared.items() if abs(len(fold) - len(typed)) <= limit)
        return [fold for _, fold in sorted(near, key=lambda each: (-each[0], each[1]))[:SHORTLIST]]


@lru_cache(maxsize=16)
def _index(known: tuple[str, ...]) -> _Index:
    return _Index(known)


@lru_cache(maxsize=16384)
def _fold(word: str) -> str:
    """Return the word without accents, case and kinds of separators."""
    return "-".join(re.findall(r"[^\W_]+", strip_accents(word).casefold()))


def _pairs(fold: str) -> set[str]:
    framed = f"^{fold}$"
    return {framed[place : place + 2] for place in range(len(framed) - 1)}


def _rank(typed: str, fold: str, limit: int) -> tuple[int, bool, bool]:
    """Return what makes a candidate better: fewer mistakes, then the same beginning, then the same first letter."""
    return _distance(typed, fold, limit), not fold.startswith(typed), fold[:1] != typed[:1]


def _distance(left: str, right: str, limit: int) -> int:
    """Return the number of letters wrong, missing, too many or swapped with a neighbour; stops past the limit."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
