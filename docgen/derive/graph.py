"""The texts an office stands on, and what one does to another: who cites, changes, ends whom.

In: texts and edges, made by ``docgen.derive.relations``. Out: what is in force on a day, what stands on what, what falls
with what. A relation is written once, in the newer text; both ends are answered from here. The module imports nothing of
the model, so that a graph kept on the disk is asked at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Day = datetime.date
How = Literal["basis", "cites", "amends", "replaces", "repeals", "corrects", "ends"]
State = Literal["draft", "unsigned", "pending", "in-force", "ended"]
CHANGES: tuple[How, ...] = ("amends", "replaces", "repeals", "corrects", "ends")
"""What one text does to another. ``ends`` is told by the catalogue, which knows the text that ended it and not how."""
ENDINGS: tuple[How, ...] = ("replaces", "repeals")
FALLS: tuple[How, ...] = ("basis", "amends", "corrects")
"""What does not stand without the other text: what is based on it, and what only changes it."""


class End(NamedTuple):
    """The last day a text or a part of it is in force, and the id of the text that ended it where that is known."""

    last: Day
    by: str


class Text(NamedTuple):
    """A text of the catalogue, or of the office (``own``). Days are None where nobody wrote them."""

    id: str
    title: str
    own: bool
    date: Day | None = None
    effect: Day | None = None
    until: Day | None = None
    trial: bool = False

    @property
    def begins(self) -> Day | None:
        """Return the first day in force: the day of signing where the text says nothing."""
        return self.effect or self.date


class Edge(NamedTuple):
    """What ``source`` does with ``target``: stands on it, cites it, changes it; ``parts`` of the target, or all of it."""

    source: str
    target: str
    how: How
    parts: tuple[str, ...] = ()


class Fall(NamedTuple):
    """A text that falls with another: in how many steps, and through which text."""

    id: str
    step: int
    through: str


Ends = Mapping[str, End]
PartEnds = Mapping[str, Mapping[str, End]]


class Ending(NamedTuple):
    """A text that ends another, or parts of it, from a day on."""

    source: str
    target: str
    parts: tuple[str, ...]
    effect: Day


def ends_of(known: Mapping[str, End], endings: Iterable[Ending]) -> tuple[Ends, PartEnds]:
    """Return the end of every text and of every part that has one; the earliest where several texts end it."""
    whole, parts = dict(known), dict[str, dict[str, End]]()
    for ending in endings:
        if ending.effect == Day.min:
            continue
        end = End(ending.effect - datetime.timedelta(days=1), ending.source)
        if not ending.parts:
            _earliest(whole, ending.target, end)
        for part in ending.parts:
            _earliest(parts.setdefault(ending.target, {}), part, end)
    return whole, parts


def _earliest(found: dict[str, End], key: str, end: End) -> None:
    known = found.get(key)
    if known is None or end.last < known.last:
        found[key] = end


@dataclass(frozen=True)
class Graph:
    """All texts by id, and all edges between them, sorted."""

    texts: Mapping[str, Text]
    edges: Sequence[Edge]

    @cached_property
    def _from(self) -> Mapping[str, Sequence[Edge]]:
        return _grouped(self.edges, 0)

    @cached_property
    def _to(self) -> Mapping[str, Sequence[Edge]]:
        return _grouped(self.edges, 1)

    def out(self, id_: str, *how: How) -> list[Edge]:
        """Return what a text does with others, in these ways only."""
        return [edge for edge in self._from.get(id_, ()) if edge.how in how]

    def into(self, id_: str, *how: How) -> list[Edge]:
        """Return what others do with a text, in these ways only."""
        return [edge for edge in self._to.get(id_, ()) if edge.how in how]

    @cached_property
    def _ends(self) -> tuple[Ends, PartEnds]:
        enders = {edge.target: edge.source for edge in self.edges if edge.how == "ends"}
        known = {id_: End(text.until, enders.get(id_, "")) for id_, text in self.texts.items() if text.until}
        return ends_of(known, (ending for edge in self.edges if (ending := self._ending(edge)) is not None))

    def _ending(self, edge: Edge) -> Ending | None:
        """Return the ending an edge brings about; a draft and a trial document end nothing."""
        source = self.texts[edge.source]
        if edge.how not in ENDINGS or source.trial or source.date is None or source.begins is None:
            return None
        return Ending(edge.source, edge.target, edge.parts, source.begins)

    def end(self, id_: str) -> End | None:
        """Return the last day of a text and what ended it."""
        return self._ends[0].get(id_)

    def part_ends(self, id_: str) -> Mapping[str, End]:
        """Return the parts of a text that have an end of their own."""
        return self._ends[1].get(id_, {})

    def state(self, id_: str, day: Day) -> State:
        """Return what a text is on a day. One of the catalogue without a day is taken to be older than every day."""
        text, end = self.texts[id_], self.end(id_)
        if text.date is None and text.own:
            return "draft"
        if text.date is not None and text.date > day:
            return "unsigned"
        if end is not None and end.last < day:
            return "ended"
        return "pending" if text.begins is not None and text.begins > day else "in-force"

    def falls(self, id_: str) -> list[Fall]:
        """Return every text that falls with one, nearest first: what stands on it or only changes it, and so on."""
        seen, found, near = {id_}, list[Fall](), [id_]
        while near:
            step = found[-1].step + 1 if found else 1
            reached = [Fall(edge.source, step, at) for at in near for edge in self.into(at, *FALLS)]
            near = []
            for fall in sorted(reached):
                if fall.id not in seen:
                    seen.add(fall.id)
                    found.append(fall)
                    near.append(fall.id)
        return found

    def around(self, id_: str) -> Graph:
        """Return the part of the graph that has to do with one text: its direct relations, and all that falls with it."""
        kept = {id_, *(fall.id for fall in self.falls(id_))}
        kept |= {end for edge in self.edges if id_ in edge[:2] for end in edge[:2]}
        inner = [edge for edge in self.edges if id_ in edge[:2] or (edge.how in FALLS and {*edge[:2]} <= kept)]
        return Graph({key: text for key, text in self.texts.items() if key in kept}, inner)


def _grouped(edges: Iterable[Edge], end: Literal[0, 1]) -> Mapping[str, Sequence[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge[end], []).append(edge)
    return found


def to_plain(graph: Graph) -> dict[str, object]:
    """Return a graph as JSON knows it, for a cache."""
    texts = [[*text[:3], *(day.isoformat() if day else None for day in text[3:6]), text.trial] for text in graph.texts.values()]
    return {"texts": texts, "edges": [[*edge[:3], list(edge.parts)] for edge in graph.edges]}


def from_plain(plain: object) -> Graph | None:
    """Return the graph that ``to_plain`` described; None for anything else, as a cache may be cut or forged."""
    try:
        rows: list[tuple[str, str, bool, str | None, str | None, str | None, bool]] = plain["texts"]  # type: ignore[index]
        texts = {row[0]: Text(row[0], row[1], row[2], _day(row[3]), _day(row[4]), _day(row[5]), row[6]) for row in rows}
        edges = [Edge(source, target, how, tuple(parts)) for source, target, how, parts in plain["edges"]]  # type: ignore[index]
        return Graph(texts, edges) if all(edge.source in texts and edge.target in texts for edge in edges) else None
    except (TypeError, ValueError, KeyError, IndexError):
        return None


def _day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None
