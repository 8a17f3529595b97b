"""Which item of one list is which of another: by permanent id, else by likeness.

In: two lists of plain data. Out: a key for every item. Items of the old list bear their id, or ``~N`` (their place, from 1); an item of
the new list bears the key of the old item it continues, its own id, or ``+N``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

ID_KEYS = ("id", "article", "part", "chapter", "section")
ALIKE = 0.5
"""Share of words two items must have in common to be one item that was edited (Dice's coefficient)."""
SHORT = 3
"""Texts of fewer words are alike only when they are equal: an id that differs is another id."""
NEAR = 400
"""Items of a gap that are compared each with each; longer gaps are compared in their order only."""
_WORDS = re.compile(r"\w+|[^\w\s]")


def keys_of(items: Sequence[Any]) -> list[str]:
    """Return the keys of the items of an old list."""
    ids = [own_id(item) for item in items]
    seen = Counter(ids)
    return [id_ if id_ is not None and seen[id_] == 1 else f"~{place}" for place, id_ in enumerate(ids, 1)]


def own_id(item: Any) -> str | None:
    """Return the permanent id of an item; None where it has none."""
    if not isinstance(item, dict):
        return None
    return next((item[key] for key in ID_KEYS if isinstance(item.get(key), str) and item[key]), None)


def aligned(old: Sequence[Any], new: Sequence[Any]) -> list[str]:
    """Return the keys of the items of the new list."""
    known = keys_of(old)
    places = {key: place for place, key in enumerate(known) if not key.startswith("~")}
    own = keys_of(new)
    found: list[str | None] = [key if key in places else None for key in own]
    for before, after in _pairs(
        [(place, old[place]) for place, key in enumerate(known) if key not in found],
        [(place, new[place]) for place, key in enumerate(found) if key is None],
    ):
        found[after] = known[before]
    taken = {key for key in (*known, *found) if key}
    return [key or _fresh(own[place], place, taken) for place, key in enumerate(found)]


def _fresh(own: str, place: int, taken: set[str]) -> str:
    return own if not own.startswith("~") and own not in taken else f"+{place + 1}"


Item = tuple[int, Any]


def _pairs(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the places of items that are one: equal ones in their order, then equal ones elsewhere, then alike ones between them."""
    olds, news = [frozen(item) for _, item in old], [frozen(item) for _, item in new]
    if olds == news:
        yield from ((before[0], after[0]) for before, after in zip(old, new, strict=True))
        return
    left, right = set(range(len(old))), set(range(len(new)))
    gaps = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            for before, after in zip(range(i, i_end), range(j, j_end), strict=True):
                left.discard(before)
                right.discard(after)
                yield old[before][0], new[after][0]
        elif tag == "replace":
            gaps.append((range(i, i_end), range(j, j_end)))
    where: dict[Hashable, list[int]] = {}
    for before in sorted(left):
        where.setdefault(olds[before], []).append(before)
    for after in sorted(right):
        if where.get(news[after]):
            before = where[news[after]].pop(0)
            left.discard(before)
            right.discard(after)
            yield old[before][0], new[after][0]
    for before, after in _alike(old, new, [([i for i in a if i in left], [j for j in b if j in right]) for a, b in gaps]):
        yield old[before][0], new[after][0]


def _alike(old: Sequence[Item], new: Sequence[Item], gaps: Sequence[tuple[list[int], list[int]]]) -> Iterator[tuple[int, int]]:
    """Yield the best pairs of each gap that are alike enough, the most alike first, each item once."""
    for befores, afters in gaps:
        near = len(befores) * len(afters) <= NEAR
        tried = [(i, j) for i in befores for j in afters] if near else list(zip(befores, afters, strict=False))
        scored = sorted(((-likeness(old[i][1], new[j][1]), i, j) for i, j in tried))
        left, right = set(befores), set(afters)
        for score, i, j in scored:
            if -score >= ALIKE and i in left and j in right:
                left.discard(i)
                right.discard(j)
                yield i, j


def likeness(one: Any, other: Any) -> float:
    """Return the share of words two items have in common, from 0 to 1; nothing for items of two kinds, or with two ids."""
    if type(one) is not type(other) or (own_id(one) and own_id(other)):
        return 0.0
    words, others = Counter(_words(one)), Counter(_words(other))
    if min(words.total(), others.total()) < SHORT:
        return 0.0
    return 2 * (words & others).total() / (words.total() + others.total())


def frozen(data: Any) -> Hashable:
    """Return plain data as something that can be looked up."""
    if isinstance(data, dict):
        return tuple((key, frozen(held)) for key, held in data.items())
    return ("list", *map(frozen, data)) if isinstance(data, list) else data


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield from _WORDS.findall(data)
    elif isinstance(data, dict):
        for held in data.values():
            yield from _words(held)
    elif isinstance(data, list):
        for held in data:
            yield from _words(held)
