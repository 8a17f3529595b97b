"""Which paragraph of a Word file is which of the document: by the bookmarks, between them by likeness.

In: the paragraphs as printed and those of the file. Out: groups in the order of printing. A group has paragraphs on both sides, several
where Word split one or joined two, or on one side only, where one was added or taken out. Rows of tables are matched whole, then their
cells column by column. A program that drops the bookmarks costs nothing but certainty: likeness then does all of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from docgen.edit.word.lines import Line, Read
from docgen.edit.word.shown import Print, Shown
from docgen.edit.word.units import Unit, came, printed
from docgen.review.texts import tokens

ALIKE = 0.34
"""Share of words two paragraphs must have in common to be one that was edited."""
SURE = 0.75
"""Share of words a unit must keep to be known again at another place."""
NEAR = 2_500
"""Pairs of a gap that are compared each with each; in longer gaps paragraphs are compared in their order only."""
BETTER = 0.05
"""How much more alike a paragraph must be to two of the other side than to one, to be split or joined."""
FEW = 4
"""Words and signs of a text that is too short to be known again at another place unless it is the same."""


@lru_cache(maxsize=8)
def paired(held: Print, read: Read) -> tuple[Group, ...]:
    """Return the groups of a print and a Word file, footnotes left out."""
    return tuple(groups(held.lines, read.lines))


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that are one: places among those printed and among those of the file; ``moved`` where it stands elsewhere now."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: bool = False


def groups(olds: Sequence[Shown], news: Sequence[Line]) -> list[Group]:
    """Return the groups, each paragraph in exactly one; empty paragraphs of the file, and numbers that count rows, are in none."""
    made = [part for one in _grouped(printed(olds), came(news, olds)) for part in _parts(one, olds, news)]
    return sorted(made, key=lambda group: (group.olds or (_before(made, group.news[0]),), group.news))


def _before(made: Sequence[Group], new: int) -> float:
    """Return the place among those printed behind which an added paragraph stands."""
    above = (group for group in made if group.olds and group.news and not group.moved and group.news[0] < new)
    return max((group.olds[-1] + 0.5 for group in above), default=-1)


@dataclass(frozen=True, slots=True)
class _Match:
    """Units that are one."""

    lefts: tuple[Unit, ...]
    rights: tuple[Unit, ...]
    moved: bool = False


def _parts(match: _Match, olds: Sequence[Shown], news: Sequence[Line]) -> Iterator[Group]:
    """Yield the groups of matched units: of a row those of its cells."""
    lefts = tuple(place for unit in match.lefts for place in unit.places)
    rights = tuple(place for unit in match.rights for place in unit.places)
    rows = any(unit.row for unit in (*match.lefts, *match.rights))
    if not rows:
        yield Group(lefts, rights, match.moved)
    elif not match.rights:
        yield from (Group((place,), ()) for place in lefts)
    elif not match.lefts:
        yield from (Group((), (place,)) for place in rights)
    else:
        yield from (replace(group, moved=match.moved) for group in _cells(match, olds, news))


def _cells(match: _Match, olds: Sequence[Shown], news: Sequence[Line]) -> Iterator[Group]:
    """Yield the groups of the cells of one row: column by column where there are as many on both sides."""
    left, right = match.lefts[0], match.rights[0]
    lefts, rights = left.places, tuple(sorted((*right.places, *(() if left.numbers else right.numbers))))
    rights = tuple(place for place in rights if not (left.numbers and news[place].counts))
    columns = [{place: cell.column for place in places if (cell := of[place].cell)} for places, of in ((lefts, olds), (rights, news))]
    if left.width != right.width:
        columns = [dict.fromkeys(places, 0) for places in (lefts, rights)]
    for column in sorted({*columns[0].values(), *columns[1].values()}):
        mine = [Unit((place,), olds[place].text) for place in lefts if columns[0][place] == column]
        other = [Unit((place,), news[place].text) for place in rights if columns[1][place] == column]
        if len(mine) == len(other) == 1:
            yield Group(mine[0].places, other[0].places)
            continue
        for one in _grouped(mine, other):
            yield Group(_places(one.lefts), _places(one.rights), one.moved)


def _places(units: Sequence[Unit]) -> tuple[int, ...]:
    return tuple(place for unit in units for place in unit.places)


def _grouped(lefts: Sequence[Unit], rights: Sequence[Unit]) -> list[_Match]:
    matched = _matched(lefts, rights, _named(lefts, rights))
    return _moved(_neighbours(lefts, rights, matched))


def _named(lefts: Sequence[Unit], rights: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the pairs that bookmarks tell, in an order that goes up on both sides."""
    places: dict[str, int] = {}
    for place, left in enumerate(lefts):
        for name in left.names:
            places.setdefault(name, place)
    found: dict[int, int] = {}
    for place, right in enumerate(rights):
        for name in right.names:
            if name in places and lefts[places[name]].row == right.row:
                found.setdefault(places[name], place)
    near = [(old, new) for old, new in found.items() if likeness(lefts[old].text, rights[new].text) >= ALIKE]
    titles = _rising(_titles(lefts, rights))
    return _rising(sorted({*titles, *(one for one in near if all((one < title) == (one[1] < title[1]) for title in titles))}))


def _titles(lefts: Sequence[Unit], rights: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the pairs of rows that open a group and are the only ones with their words."""
    olds, news = (Counter(unit.text for unit in units if unit.row) for units in (lefts, rights))
    places = {unit.text: place for place, unit in enumerate(rights) if unit.row}
    return [(n, places[one.text]) for n, one in enumerate(lefts) if one.title and olds[one.text] == news[one.text] == 1]


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


def _matched(lefts: Sequence[Unit], rights: Sequence[Unit], named: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return old → new: the named ones, and what stands between them matched by likeness."""
    found = dict(named)
    old, new = 0, 0
    for old_end, new_end in (*named, (len(lefts), len(rights))):
        found |= _between(range(old, old_end), range(new, new_end), lefts, rights)
        old, new = old_end + 1, new_end + 1
    return found


def _between(mine: Sequence[int], other: Sequence[int], lefts: Sequence[Unit], rights: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    olds, news = ([(unit.text, unit.row) for unit in units] for units in ([lefts[i] for i in mine], [rights[j] for j in other]))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(mine[i:i_end], other[j:j_end], strict=True)
        elif tag == "replace":
            yield from _alike(mine[i:i_end], other[j:j_end], lefts, rights)


def _alike(mine: Sequence[int], other: Sequence[int], lefts: Sequence[Unit], rights: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a gap that are most alike together, in their order; one paragraph for one is the same one rewritten, and
    so is a row that has no address of its own. What stands word for word elsewhere is no other one rewritten."""
    olds, news = (Counter((unit.text, unit.row) for unit in units) for units in (lefts, rights))

    def may(i: int, j: int) -> bool:
        left, right = lefts[mine[i]], rights[other[j]]
        gone, come = (left.text, left.row), (right.text, right.row)
        elsewhere = news[gone] >= olds[gone] or olds[come] >= news[come]
        return left.row == right.row and (left.text == right.text or not elsewhere)

    def score(i: int, j: int) -> float:
        return likeness(lefts[mine[i]].text, rights[other[j]].text) if may(i, j) else 0.0

    if len(mine) == len(other) == 1:
        if may(0, 0) and (not (lefts[mine[0]].row and lefts[mine[0]].lasting) or score(0, 0) >= ALIKE):
            yield mine[0], other[0]
        return
    if len(mine) * len(other) > NEAR:
        yield from ((mine[n], other[n]) for n in range(min(len(mine), len(other))) if score(n, n) >= ALIKE or len(mine) == len(other))
        return
    best = [[0.0] * (len(other) + 1) for _ in range(len(mine) + 1)]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            paired = best[i + 1][j + 1] + score(i, j) if score(i, j) >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(mine) and j < len(other):
        if score(i, j) >= ALIKE and best[i][j] == best[i + 1][j + 1] + score(i, j):
            yield mine[i], other[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def likeness(one: str, other: str) -> float:
    """Return the share of words and signs two texts have in common, from 0 to 1."""
    if one == other:
        return 1.0
    words, others = _words(one), _words(other)
    return 2 * (words & others).total() / max(words.total() + others.total(), 1)


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(token for token in tokens(text) if not token.isspace())


def _neighbours(lefts: Sequence[Unit], rights: Sequence[Unit], matched: dict[int, int]) -> list[_Match]:
    """Return the matches, a lone paragraph joined to the neighbour it was split from or joined with."""
    taken = set(matched.values())
    alone_old = {place for place in range(len(lefts)) if place not in matched}
    alone_new = {place for place in range(len(rights)) if place not in taken}
    made = []
    for old, new in sorted(matched.items()):
        left, right = [old], [new]
        if lefts[old].text != rights[new].text and not lefts[old].row:
            _gather(right, rights, alone_new, lefts[old].text)
            _gather(left, lefts, alone_old, rights[new].text)
        made.append(_Match(tuple(lefts[i] for i in left), tuple(rights[j] for j in right)))
    made += [_Match((lefts[place],), ()) for place in sorted(alone_old)]
    return [*made, *(_Match((), (rights[place],)) for place in sorted(alone_new))]


def _gather(side: list[int], units: Sequence[Unit], lone: set[int], other: str) -> None:
    """Add to a side the lone neighbours that make it more like the other; they are alone no more."""
    for step in (1, -1):
        while True:
            place = side[-1] + 1 if step > 0 else side[0] - 1
            if place not in lone or units[place].row:
                break
            more = [*side, place] if step > 0 else [place, *side]
            joined, present = (" ".join(units[one].text for one in which) for which in (more, side))
            if likeness(joined, other) < likeness(present, other) + BETTER:
                break
            side[:] = more
            lone.discard(place)


def _moved(made: Sequence[_Match]) -> list[_Match]:
    """Return the matches with lone units that say the same joined, or nearly the same: they stand elsewhere now."""
    left = [match.lefts[0] for match in made if not match.rights]
    right = [match.rights[0] for match in made if not match.lefts]
    found = []
    for old in left:
        new = next((new for new in right if new.text == old.text and new.row == old.row), None) or _again(old, right)
        if new is not None:
            right.remove(new)
            found.append(_Match((old,), (new,), moved=True))
    gone, come = {match.lefts[0].places for match in found}, {match.rights[0].places for match in found}
    kept = [one for one in made if (one.lefts and one.rights) or (one.lefts or one.rights)[0].places not in (gone if one.lefts else come)]
    return [*kept, *found]


def _again(old: Unit, rights: Sequence[Unit]) -> Unit | None:
    """Return the unit that is an old one with a few words changed: by its bookmark, or the only one that is so like it."""
    if _words(old.text).total() < FEW:
        return None
    alike = [new for new in rights if new.row == old.row and likeness(old.text, new.text) >= SURE]
    named = [new for new in rights if new.row == old.row and {*new.names} & {*old.names} and likeness(old.text, new.text) >= ALIKE]
    return named[0] if named else alike[0] if len(alike) == 1 else None
