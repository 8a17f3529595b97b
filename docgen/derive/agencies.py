"""Agencies on a day: which bodies there are, since when and by which decision; how many of each class before and after.

In come the catalogue and the ``agencies:`` rows of the office's documents, which count from their day of effect. A dated
decision says more than the catalogue; a trial document gives nothing, a draft only where it is asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.derive.relations import effect_of
from docgen.derive.series import members
from docgen.model.catalogue import Agency
from docgen.model.document import AgencyChange, Document
from docgen.model.office import Office

Day = datetime.date
_DAY = datetime.timedelta(days=1)
SIDES = ("party", "state", "front")


@dataclass(frozen=True, slots=True)
class Change:
    """One row of ``agencies:`` with its day of effect, its document (``DOC@UNIT`` in a series) and its place there."""

    effect: Day
    document: str
    index: int
    row: AgencyChange

    @property
    def ended(self) -> tuple[str, ...]:
        """Return the bodies that end; one that stands on both sides goes on."""
        return tuple(id_ for id_ in self.row.from_ if id_ not in self.row.into)

    @property
    def begun(self) -> tuple[str, ...]:
        """Return the bodies that begin."""
        return tuple(id_ for id_ in self.row.into if id_ not in self.row.from_)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency with its first and last day, where they are known, and the documents that say so.

    ``earlier`` holds what it was called, each name with its last day, the oldest first; ``into`` what took its place.
    """

    id: str
    name: str
    side: str
    from_: Day | None = None
    until: Day | None = None
    begun_by: str = ""
    ended_by: str = ""
    into: tuple[str, ...] = ()
    class_: str = ""
    per: str = ""
    count: int = 1
    earlier: tuple[tuple[Day, str], ...] = ()

    def on(self, day: Day) -> bool:
        """Return whether the body exists on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def name_on(self, day: Day) -> str:
        """Return what the body is called on a day."""
        return next((name for until, name in self.earlier if day <= until), self.name)


Bodies = Mapping[str, Body]


@dataclass(frozen=True, slots=True)
class Line:
    """A class of bodies before and after: how many, and which entries of the catalogue came and went.

    A class counted ``per`` unit (in each district) adds up with no other.
    """

    side: str
    class_: str
    per: str
    before: int
    after: int
    begun: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """Return how many more there are after."""
        return self.after - self.before


def counted(office: Office, part: Literal["persons", "agencies"], *, drafts: bool) -> Iterator[Document]:
    """Yield the documents with such rows that count, one for each unit of a series: dated ones, with ``drafts`` planned ones too."""
    for document in office.documents.values():
        if getattr(document, part) and not document.trial and (document.date or document.each or drafts):
            yield from (one for one in members(office, document) if one.date or drafts)


def changes(office: Office, *, drafts: bool = False) -> Sequence[Change]:
    """Return every change of an agency whose day of effect is known, in the order of effect."""
    found = [
        Change(effect, document.id, index, row)
        for document in counted(office, "agencies", drafts=drafts)
        for index, row in enumerate(document.agencies)
        if (effect := row.effect or effect_of(document)) is not None
    ]
    return sorted(found, key=lambda change: change.effect)


def bodies(office: Office, *, drafts: bool = False) -> Bodies:
    """Return every agency of the catalogue with its span."""
    begun: dict[str, Change] = {}
    ended: dict[str, Change] = {}
    for change in changes(office, drafts=drafts):
        begun |= dict.fromkeys(change.begun, change)
        ended |= dict.fromkeys(change.ended, change)
    return {id_: _body(id_, agency, begun.get(id_), ended.get(id_)) for id_, agency in office.agencies.items()}


def compare(all_bodies: Iterable[Body], before: Day, after: Day) -> tuple[Line, ...]:
    """Return a line for each class, by side and then in the order of the catalogue; bodies without a class have none."""
    classes: dict[tuple[int, str, str], list[Body]] = {}
    for body in all_bodies:
        if body.class_ and (body.on(before) or body.on(after)):
            classes.setdefault((SIDES.index(body.side), body.class_, body.per), []).append(body)
    return tuple(_line(classes[key], before, after) for key in sorted(classes, key=lambda key: key[0]))


def total(lines: Iterable[Line]) -> tuple[int, int, int]:
    """Return the sums before and after and their difference; a class counted per unit is left out."""
    added = [line for line in lines if not line.per]
    before, after = sum(line.before for line in added), sum(line.after for line in added)
    return before, after, after - before


def _body(id_: str, agency: Agency, begun: Change | None, ended: Change | None) -> Body:
    return Body(
        id_,
        agency.name,
        agency.side,
        begun.effect if begun else agency.from_,
        _day_before(ended.effect) if ended else agency.until,
        begun.document if begun else "",
        ended.document if ended else "",
        ended.row.into if ended else (),
        agency.class_ or "",
        agency.per or "",
        agency.count,
        tuple(sorted((epoch.until, epoch.name) for epoch in agency.earlier if epoch.name)),
    )


def _line(members_: Sequence[Body], before: Day, after: Day) -> Line:
    there, then = ([body for body in members_ if body.on(day)] for day in (before, after))
    return Line(
        members_[0].side,
        members_[0].class_,
        members_[0].per,
        sum(body.count for body in there),
        sum(body.count for body in then),
        tuple(body.id for body in then if body not in there),
        tuple(body.id for body in there if body not in then),
    )


def _day_before(day: Day) -> Day:
    return day - _DAY if day > Day.min else day
