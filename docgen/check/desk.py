"""The office as the rules see it: what every rule may ask of the whole workspace, worked out once a run."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.derive.deadlines import last_days
from docgen.derive.graph import Ends, PartEnds
from docgen.derive.posts import Tenure, Tenures, holders, tenures
from docgen.derive.relations import all_ends
from docgen.derive.units import by_area
from docgen.model.findings import Place
from docgen.model.office import Office

Day = datetime.date
FollowUp = Mapping[str, Day | None]


@dataclass(frozen=True)
class Desk:
    """The office with its indices. ``as_of`` is the day of the run, by which a draft without any day is judged."""

    office: Office
    as_of: Day | None = None

    @cached_property
    def known(self) -> Mapping[str, Collection[str]]:
        """Return the ids of every catalogue by the noun a field's mark names."""
        office = self.office
        return {
            "agency": office.agencies,
            "person": office.people,
            "unit": office.units,
            "post": office.posts,
            "area": office.areas,
            "group": office.groups,
            "kind": office.kinds,
            "reference": office.references,
            "document": office.documents,
            "cited": {**office.references, **office.documents},
            "actor": {**office.agencies, **office.people, **office.groups},
        }

    @cached_property
    def areas(self) -> Mapping[str, Sequence[str]]:
        """Return the units of every province and city."""
        return by_area(self.office)

    @cached_property
    def tenures(self) -> Tenures:
        """Return who holds which post."""
        return tenures(self.office)

    @cached_property
    def _sitting(self) -> dict[tuple[str, Day], Collection[str]]:
        return {}

    def holders(self, post: str, day: Day) -> Collection[str]:
        """Return the ids of all who hold a post on a day."""
        if (post, day) not in self._sitting:
            self._sitting[post, day] = holders(self._by_post.get(post, ()), day)
        return self._sitting[post, day]

    @cached_property
    def _by_post(self) -> Mapping[str, Sequence[Tenure]]:
        posts: dict[str, list[Tenure]] = {}
        for mine in self.tenures.values():
            for tenure in mine:
                posts.setdefault(tenure.post, []).append(tenure)
        return posts

    @property
    def ends(self) -> Ends:
        """Return the texts that are no longer in force from some day on."""
        return self._ends[0]

    @property
    def part_ends(self) -> PartEnds:
        """Return the parts of texts that are no longer in force from some day on."""
        return self._ends[1]

    @cached_property
    def _ends(self) -> tuple[Ends, PartEnds]:
        return all_ends(self.office)

    @cached_property
    def _follow_ups(self) -> dict[str, FollowUp]:
        return {}

    def follow_up(self, document: str) -> FollowUp:
        """Return the last days of what is followed in a document, by id; nothing for an unknown document."""
        if document not in self._follow_ups:
            found = self.office.documents.get(document)
            self._follow_ups[document] = last_days(found) if found else {}
        return self._follow_ups[document]

    @cached_property
    def epochs(self) -> Sequence[Day]:
        """Return the days on which the number of units changed, and one before all."""
        units = self.office.units.values()
        changes = {unit.from_ for unit in units if unit.from_}
        changes |= {unit.until + datetime.timedelta(days=1) for unit in units if unit.until and unit.until < Day.max}
        return (Day.min, *sorted(changes))

    @cached_property
    def unit_counts(self) -> Sequence[Counter[str]]:
        """Return the numbers of units by kind of every province on every epoch, also by the province before a merger."""
        totals: dict[tuple[int, str], Counter[str]] = {}
        for area, members in self.areas.items():
            for id_ in members:
                unit = self.office.units[id_]
                for index, day in enumerate(self.epochs):
                    if (unit.from_ or Day.min) <= day <= (unit.until or Day.max):
                        for name in (area, f"formerly {unit.formerly}", f"{area} formerly {unit.formerly}"):
                            totals.setdefault((index, name), Counter())[unit.kind] += 1
        return tuple(totals.values())

    def place(self, noun: str, id_: str, *steps: str | int) -> Place:
        """Return the place of an entry of a catalogue, or of a part of it."""
        return Place(self.office.files.get(f"{noun}:{id_}", ""), (id_, *steps), key=not steps)
