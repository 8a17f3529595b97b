"""Which part of a document a change is about: its address on both sides, and how the office calls it, by its number.

In: a document before and after. Out: spots, with the labels the numbers of ``docgen.resolve.numbering`` give. A part without an id
is found by its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.model.document import Document
from docgen.resolve.context import Context
from docgen.resolve.numbering import bodies_of, label_annexes, number_body
from docgen.review.align import aligned, keys_of, own_id
from docgen.review.data import plain
from docgen.review.names import UNRESOLVED, Names

BODIED = ("annexes", "attached")
NUMBERED = ("clauses", "points")


class Spot(NamedTuple):
    """Where a change stands: address of the part inside the document before and after (None: not there), and the field below it."""

    old: str | None
    new: str | None
    field: tuple[str, ...]
    lists: tuple[str, ...]
    """Names of the lists on the way, the part's own last."""

    @property
    def address(self) -> str:
        """Return the address as it is now, or was."""
        return (self.new if self.new is not None else self.old) or ""


@dataclass(frozen=True)
class Paper:
    """A document on one side, with the numbers of its parts; ``context`` is None where it cannot be numbered."""

    names: Names
    document: Document
    data: Mapping[str, Any]
    context: Context | None
    at: Mapping[str, str]

    @property
    def labels(self) -> Mapping[str, str]:
        """Return how parts with an id are called."""
        return self.context.labels if self.context else {}

    def label(self, address: str) -> str:
        """Return how a part is called: Điều 2, khoản 1 Điều 3; nothing for one without a number above it."""
        if address in self.labels:
            return self.labels[address]
        above, _, place = address.rpartition("/")
        parent, _, kind = above.rpartition("/")
        if kind in NUMBERED and self.context is not None and address in self.at:
            own = self.context.say("cross", kind.removesuffix("s"), n=self.at[address].rstrip(".)-"))
            return f"{own} {self.label(parent)}".strip()
        if place.isdigit() and address in self.at:
            return self.at[address].rstrip(".)-")
        return self.label(parent if kind else above) if above else ""


def paper(names: Names, document: Document) -> Paper:
    """Return a document with its numbers; without them where the office is work half done."""
    context = names.context(document)
    at: dict[str, str] = {}
    if context is not None:
        try:
            label_annexes(context)
            for body, outline, prefix in bodies_of(context):
                at |= number_body(context, body, outline, prefix).at
        except UNRESOLVED:
            context = None
    return Paper(names, document, plain(document), context, at)


@dataclass(frozen=True)
class Pair:
    """A document before and after."""

    old: Paper
    new: Paper
    _keys: dict[tuple[int, int], tuple[Sequence[str], Sequence[str]]] = field(default_factory=dict)

    def spot(self, path: Sequence[str]) -> Spot:
        """Return where a path of keys leads; it begins below the document."""
        return _Walk(self, self.old.data, self.new.data).along(path)

    def keys(self, old: Sequence[Any], new: Sequence[Any]) -> tuple[Sequence[str], Sequence[str]]:
        """Return the keys of a list before and after."""
        known = (id(old), id(new))
        if known not in self._keys:
            self._keys[known] = keys_of(old), aligned(old, new)
        return self._keys[known]

    def value(self, path: Sequence[str]) -> tuple[Any, Any]:
        """Return what stands at a path before and after; None where nothing does."""
        walk = _Walk(self, self.old.data, self.new.data)
        walk.along(path)
        return walk.old, walk.new


@dataclass
class _Walk:
    pair: Pair
    old: Any
    new: Any
    spot: Spot = field(default_factory=lambda: Spot("", "", (), ()))

    def along(self, path: Sequence[str]) -> Spot:
        """Go down the path; return where it ends."""
        for step in path:
            if isinstance(self.old, list) or isinstance(self.new, list):
                self._item(step)
            else:
                self._key(step)
        return self.spot

    def _key(self, step: str) -> None:
        self.old, self.new = (side.get(step) if isinstance(side, dict) else None for side in (self.old, self.new))
        self.spot = self.spot._replace(field=(*self.spot.field, step))

    def _item(self, step: str) -> None:
        olds = self.old if isinstance(self.old, list) else []
        news = self.new if isinstance(self.new, list) else []
        before, after = self.pair.keys(olds, news)
        was = before.index(step) if step in before else None
        now = after.index(step) if step in after else None
        items = [side[place] for side, place in ((olds, was), (news, now)) if place is not None]
        if items and not any(isinstance(item, dict) for item in items):  # a word of a list is no part of its own
            self.spot = self.spot._replace(field=(*self.spot.field, step))
        else:
            old, new = _address(self.spot.old, self.spot, olds, was), _address(self.spot.new, self.spot, news, now)
            self.spot = Spot(old, new, (), (*self.spot.lists, self.spot.field[-1] if self.spot.field else ""))
        self.old = None if was is None else olds[was]
        self.new = None if now is None else news[now]


def _address(above: str | None, spot: Spot, items: Sequence[Any], place: int | None) -> str | None:
    """Return the address of an item: its id, else its place below the part above, as the numbering counts."""
    if place is None or above is None:
        return None
    own, name = own_id(items[place]), spot.field[-1]
    if own:
        return own
    if name == "body":
        prefix = "body" if not above else f"{above}/body" if spot.lists[-1:] and spot.lists[-1] in BODIED else above
    else:
        prefix = f"{above}/{name}" if above else name
    return f"{prefix}/{place + 1}"
