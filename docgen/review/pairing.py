"""Which thing of one page is which of another, in the order of reading: what crosses is no pair.

In: two lists of kin (a key that lasts, a form, the words). Out: pairs of places, with None where the other side has nothing. A redline
can show a thing in its place only, so that what moved is taken away here and put in there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docgen.review.texts import tokens

ALIKE = 0.5
"""Share of words two things must have in common to be one that was edited (Dice's coefficient)."""
MOST = 2500
"""Pairs of a gap that are weighed each against each; longer gaps are paired in their order."""
LOOSE = 0.001
Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Kin:
    """What a thing is known by: ``key`` lasts (empty without one), things of two forms are never a pair."""

    key: str
    form: Hashable
    text: str


def pairs(olds: Sequence[Kin], news: Sequence[Kin], *, loose: bool = False) -> Iterator[Pair]:
    """Yield every place of both lists once, in order, what went before what came. ``loose``: one form is enough for a pair."""
    i = j = 0
    for old, new in (*_anchors(olds, news), (len(olds), len(news))):
        yield from _gap(olds, news, (i, old), (j, new), loose)
        if old < len(olds):
            yield old, new
        i, j = old + 1, new + 1


def _anchors(olds: Sequence[Kin], news: Sequence[Kin]) -> list[tuple[int, int]]:
    """Return the places of one key on both sides, the most that stand in one order."""
    before, after = _keys(olds, news), _keys(news, olds)
    common = sorted((place, after[key]) for key, place in before.items() if key in after)
    return _longest([one for one in common if olds[one[0]].form == news[one[1]].form])


def _keys(own: Sequence[Kin], others: Sequence[Kin]) -> dict[Hashable, int]:
    """Return key → place; what is the only one of its form on both sides is known by its form."""
    keys, forms, forms_there = (
        Counter(kin.key for kin in own),
        Counter(kin.form for kin in own),
        Counter(kin.form for kin in others),
    )
    found: dict[Hashable, int] = {}
    for place, kin in enumerate(own):
        if kin.key and keys[kin.key] == 1:
            found[kin.key] = place
        elif forms[kin.form] == forms_there[kin.form] == 1:
            found[kin.form] = place
    return found


def _longest(common: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``common`` whose second places rise."""
    ends: list[int] = []
    chain: list[int] = []
    back: list[int] = []
    for place, (_, new) in enumerate(common):
        at = bisect_left(ends, new)
        ends[at:] = [new, *ends[at + 1 :]] if at < len(ends) else [new]
        back.append(chain[at - 1] if at else -1)
        chain[at:] = [place, *chain[at + 1 :]] if at < len(chain) else [place]
    found, place = [], chain[-1] if chain else -1
    while place >= 0:
        found.append(common[place])
        place = back[place]
    return found[::-1]


def _gap(olds: Sequence[Kin], news: Sequence[Kin], old: tuple[int, int], new: tuple[int, int], loose: bool) -> Iterator[Pair]:
    """Yield the pairs between two anchors: equal things first, then the most alike between them."""
    befores, afters = [(kin.form, kin.text) for kin in olds[slice(*old)]], [(kin.form, kin.text) for kin in news[slice(*new)]]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, befores, afters, autojunk=False).get_opcodes():
        lefts, rights = range(old[0] + i, old[0] + i_end), range(new[0] + j, new[0] + j_end)
        if tag == "equal":
            yield from zip(lefts, rights, strict=True)
        else:
            yield from _filled(lefts, rights, _alike(olds, news, lefts, rights, loose))


def _filled(lefts: range, rights: range, found: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    i, j = lefts.start, rights.start
    for left, right in (*found, (lefts.stop, rights.stop)):
        yield from ((place, None) for place in range(i, left))
        yield from ((None, place) for place in range(j, right))
        if left < lefts.stop:
            yield left, right
        i, j = left + 1, right + 1


def _alike(olds: Sequence[Kin], news: Sequence[Kin], lefts: range, rights: range, loose: bool) -> list[tuple[int, int]]:
    """Return the pairs in order whose likeness is the greatest in sum."""
    if not lefts or not rights:
        return []
    words = {place: Counter(_words(olds[place].text)) for place in lefts}
    others = {place: Counter(_words(news[place].text)) for place in rights}

    def score(left: int, right: int) -> float:
        one, other = olds[left], news[right]
        if one.form != other.form or (one.key and other.key and one.key != other.key):
            return 0.0
        total = words[left].total() + others[right].total()
        share = 2 * (words[left] & others[right]).total() / total if total else 0.0
        return share + LOOSE if loose else share if share >= ALIKE else 0.0

    if len(lefts) * len(rights) > MOST:
        return [(left, right) for left, right in zip(lefts, rights, strict=False) if score(left, right)]
    return _best([[score(left, right) for right in rights] for left in lefts], lefts.start, rights.start)


def _best(scores: Sequence[Sequence[float]], left: int, right: int) -> list[tuple[int, int]]:
    """Return the way through a table of scores that gathers the most; places count from ``left`` and ``right``."""
    rows, columns = len(scores), len(scores[0])
    sums = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = sums[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            sums[i][j] = max(sums[i + 1][j], sums[i][j + 1], taken)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if scores[i][j] and sums[i][j] == sums[i + 1][j + 1] + scores[i][j]:
            found.append((left + i, right + j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _words(text: str) -> Iterator[str]:
    return (token for token in tokens(text) if not token.isspace())
