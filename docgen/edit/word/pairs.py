"""Which paragraph of a Word file is which of the document: by the bookmarks, between them by likeness.

In: the paragraphs as printed and those of the file. Out: groups in the order of printing. A group has paragraphs on both sides, several
where Word split one or joined two, or on one side only, where one was added or taken out. A program that drops the bookmarks costs
nothing but certainty: likeness then does all of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docgen.edit.word.lines import Line
from docgen.edit.word.shown import Shown
from docgen.review.texts import tokens
from docgen.write.places import place_name

ALIKE = 0.34
"""Share of words two paragraphs must have in common to be one that was edited."""
NEAR = 2_500
"""Pairs of a gap that are compared each with each; in longer gaps paragraphs are compared in their order only."""
BETTER = 0.05
"""How much more alike a paragraph must be to two of the other side than to one, to be split or joined."""


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that are one: places among those printed and among those of the file; ``moved`` where it stands elsewhere now."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: bool = False


def groups(olds: Sequence[Shown], news: Sequence[Line]) -> list[Group]:
    """Return the groups, each paragraph in exactly one; empty paragraphs of the file are in none."""
    matched = _matched(olds, news, _named(olds, news))
    made = _moved(olds, news, _neighbours(olds, news, matched))
    return sorted(made, key=lambda group: (group.olds or (_before(made, group.news[0]),), group.news))


def _before(made: Sequence[Group], new: int) -> float:
    """Return the place among those printed behind which an added paragraph stands."""
    above = (group for group in made if group.olds and group.news and not group.moved and group.news[0] < new)
    return max((group.olds[-1] + 0.5 for group in above), default=-1)


def _named(olds: Sequence[Shown], news: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the pairs that bookmarks tell, in an order that goes up on both sides."""
    places: dict[str, int] = {}
    for place, old in enumerate(olds):
        if old.address:
            places.setdefault(place_name(old.address), place)
    found: dict[int, int] = {}
    for place, line in enumerate(news):
        for name in line.names:
            if name in places and line.text:
                found.setdefault(places[name], place)
    near = [(old, new) for old, new in sorted(found.items()) if likeness(olds[old].text, news[new].text) >= ALIKE]
    return _rising(near)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that goes up on the other side too."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for place, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [new], [place]
    chosen, place = [], ends[-1] if ends else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = back[place]
    return chosen[::-1]


def _matched(olds: Sequence[Shown], news: Sequence[Line], named: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return old → new: the named ones, and what stands between them matched by likeness."""
    found = dict(named)
    old, new = 0, 0
    for old_end, new_end in (*named, (len(olds), len(news))):
        lines = [place for place in range(new, new_end) if news[place].text]
        found |= _between(list(range(old, old_end)), lines, olds, news)
        old, new = old_end + 1, new_end + 1
    return found


def _between(lefts: Sequence[int], rights: Sequence[int], olds: Sequence[Shown], news: Sequence[Line]) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, [olds[left].text for left in lefts], [news[right].text for right in rights], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(lefts[i:i_end], rights[j:j_end], strict=True)
        elif tag == "replace":
            yield from _alike(lefts[i:i_end], rights[j:j_end], olds, news)


def _alike(lefts: Sequence[int], rights: Sequence[int], olds: Sequence[Shown], news: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a gap that are most alike together, in their order; one paragraph for one is the same one rewritten, and
    so are the cells of a row."""
    cells = len({news[right].row for right in rights}) == 1 and news[rights[0]].row > 0
    if len(lefts) == len(rights) and (len(lefts) == 1 or cells or len(lefts) * len(rights) > NEAR):
        yield from zip(lefts, rights, strict=True)
        return
    if len(lefts) * len(rights) > NEAR:
        yield from ((i, j) for i, j in zip(lefts, rights, strict=False) if likeness(olds[i].text, news[j].text) >= ALIKE)
        return
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    score = [[likeness(olds[left].text, news[right].text) for right in rights] for left in lefts]
    for i in range(len(lefts) - 1, -1, -1):
        for j in range(len(rights) - 1, -1, -1):
            paired = best[i + 1][j + 1] + score[i][j] if score[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(lefts) and j < len(rights):
        if score[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            yield lefts[i], rights[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def likeness(one: str, other: str) -> float:
    """Return the share of words and signs two texts have in common, from 0 to 1."""
    if one == other:
        return 1.0
    words, others = (Counter(token for token in tokens(text) if not token.isspace()) for text in (one, other))
    return 2 * (words & others).total() / max(words.total() + others.total(), 1)


def _neighbours(olds: Sequence[Shown], news: Sequence[Line], matched: dict[int, int]) -> list[Group]:
    """Return the groups, a lone paragraph joined to the neighbour it was split from or joined with."""
    texts = [line.text for line in news]
    taken = set(matched.values())
    alone_old = {place for place in range(len(olds)) if place not in matched}
    alone_new = {place for place, text in enumerate(texts) if text and place not in taken}
    made = []
    for old, new in sorted(matched.items()):
        left, right = [old], [new]
        for side, texts_of, lone, other in (
            (right, texts, alone_new, olds[old].text),
            (left, [one.text for one in olds], alone_old, texts[new]),
        ):
            if olds[old].text != texts[new]:
                _gather(side, texts_of, lone, other)
        made.append(Group(tuple(left), tuple(right)))
    return [*made, *(Group((place,), ()) for place in alone_old), *(Group((), (place,)) for place in alone_new)]


def _gather(side: list[int], texts: Sequence[str], lone: set[int], other: str) -> None:
    """Add to a side the lone neighbours that make it more like the other; they are alone no more."""
    for step in (1, -1):
        while True:
            place = side[-1] + 1 if step > 0 else side[0] - 1
            if place not in lone:
                break
            more = [*side, place] if step > 0 else [place, *side]
            joined, present = (" ".join(texts[one] for one in which) for which in (more, side))
            if likeness(joined, other) < likeness(present, other) + BETTER:
                break
            side[:] = more
            lone.discard(place)


def _moved(olds: Sequence[Shown], news: Sequence[Line], made: Sequence[Group]) -> list[Group]:
    """Return the groups with lone paragraphs that say the same joined: they stand elsewhere now."""
    places: dict[str, list[int]] = {}
    for group in made:
        if not group.olds:
            places.setdefault(news[group.news[0]].text, []).append(group.news[0])
    found, joined = [], set()
    for group in made:
        same = places.get(olds[group.olds[0]].text) if group.olds and not group.news else None
        if same:
            joined.add(same[0])
            found.append(Group(group.olds, (same.pop(0),), moved=True))
        elif group.olds:
            found.append(group)
    return [*found, *(group for group in made if not group.olds and group.news[0] not in joined)]
