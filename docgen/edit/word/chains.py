"""In which entries of lists a printed paragraph stands: the item, the point, the clause, the article, the chapter.

In: a print and the place of a paragraph. Out: steps to entries, the innermost first.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from yaml import MappingNode, Node, SequenceNode

from docgen.edit.word.grids import BODIES
from docgen.edit.word.scalars import Scalar, Steps, at, scalars
from docgen.edit.word.shown import Print, Shown, Spot
from docgen.review.align import ID_KEYS

TEXTS = frozenset({"steps", "roles", "materials", "evaluate"})
"""Lists of bare texts, one a line."""
LISTS = frozenset({"points", "clauses", "items", "body"}) | TEXTS
"""Lists of which a paragraph alone may be an entry."""
ALL = LISTS | {"tasks", "phases", "drills"}
"""Lists whose entries are printed as paragraphs."""


def written_in(held: Print, old: Shown) -> Scalar | None:
    """Return the scalar the end of a paragraph is written in; None where docgen made it."""
    spot = next((origin for origin in reversed(old.origins) if isinstance(origin, Spot)), None)
    return held.scalars[spot.scalar] if spot is not None else None


def entry_of(steps: Steps, lists: AbstractSet[str] = LISTS) -> Steps | None:
    """Return the steps to the innermost entry of a list that a scalar stands in."""
    for end in range(len(steps), 1, -1):
        if isinstance(steps[end - 1], int) and steps[end - 2] in lists:
            return steps[:end]
    return None


def chain(held: Print, place: int, *, back: bool = True, lists: AbstractSet[str] = LISTS) -> Iterator[tuple[Steps, Node, SequenceNode]]:
    """Yield steps, entry and list for each entry a paragraph stands in; with ``back`` for one that stands in no part of a body those
    of the nearest paragraph above it that does."""
    for line in range(place, -1 if back else place - 1, -1):
        scalar = written_in(held, held.lines[line])
        steps = entry_of(scalar.steps, lists) if scalar is not None else None
        inside = steps is not None and steps[0] in BODIES
        while steps is not None:
            entry, holder = at(held.root, steps), at(held.root, steps[:-1])
            if entry is not None and isinstance(holder, SequenceNode):
                yield steps, entry, holder
            steps = entry_of(steps[:-1], lists)
        if inside:
            return


def keys(entry: Node) -> frozenset[str]:
    """Return the keys of an entry; none for a bare text."""
    return frozenset(key.value for key, _ in entry.value) if isinstance(entry, MappingNode) else frozenset()


def ids_below(entry: Node) -> list[str]:
    """Return the ids that an entry and what stands in it bear."""
    return [scalar.text for scalar in scalars(entry) if scalar.steps and scalar.steps[-1] in ID_KEYS]


def printed_by(held: Print, steps: Steps) -> set[int]:
    """Return the places of the paragraphs in which something of an entry is printed."""
    return {place for place, line in enumerate(held.lines) if any(_within(held, origin, steps) for origin in line.origins)}


def _within(held: Print, origin: object, steps: Steps) -> bool:
    return isinstance(origin, Spot) and held.scalars[origin.scalar].steps[: len(steps)] == steps
