"""What stands elsewhere now: parts with another number, items of a list that moved.

In: a document before and after, or the keys of a list. Out: ids with their labels; the fewest keys that must move.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from docgen.review.parts import Pair


def renumbered(pair: Pair) -> Iterator[tuple[str, str, str]]:
    """Yield id, label before and label after of every part with an id whose own number changed, parents not counted."""
    own = {name: (pair.old.at.get(name), pair.new.at.get(name)) for name in pair.old.at if name in pair.new.at and "/" not in name}
    annexes = {annex.id for annex in pair.old.document.annexes}
    for id_, before in pair.old.labels.items():
        after = pair.new.labels.get(id_)
        changed = own[id_][0] != own[id_][1] if id_ in own else id_ in annexes
        if after is not None and before != after and changed:
            yield id_, before, after


def moved_keys(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the fewest keys that must move to make the one order the other."""
    place = {key: index for index, key in enumerate(old)}
    tails: list[int] = []
    ends: list[list[str]] = []
    for key in new:
        at = bisect_left(tails, place[key])
        run = [*(ends[at - 1] if at else []), key]
        if at == len(tails):
            tails.append(place[key])
            ends.append(run)
        else:
            tails[at], ends[at] = place[key], run
    stay = set(ends[-1]) if ends else set()
    return [key for key in new if key not in stay]
