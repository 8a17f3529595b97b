"""The office as the rules see it: what every rule may ask of the whole workspace, worked out once a run."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.derive.agencies import Bodies, bodies
from docgen.derive.deadlines import last_days
from docgen.derive.graph import Ends, PartEnds
from docgen.derive.posts import Event, Roll, events, tenures
from docgen.derive.relations import all_ends
from docgen.derive.units import by_area
from docgen.model.findings import Place
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.track.rows import Addresses, TaskRow, entries_by_row, rows

Day = datetime.date
FollowUp = Mapping[str, Day | None]


@dataclass(frozen=True)
class View:
    """Posts and bodies by the documents that count."""

    office: Office
    drafts: bool

    @cached_property
    def roll(self) -> Roll:
        """Return who holds which post."""
        return Roll(tenures(self.office, drafts=self.drafts))

    @cached_property
    def bodies(self) -> Bodies:
        """Return the agencies with their days."""
        return bodies(self.office, drafts=self.drafts)

    @cached_property
    def events(self) -> Sequence[Event]:
        """Return the events of persons in order."""
        return events(self.office, drafts=self.drafts)

    @cached_property
    def of_document(self) -> Mapping[str, Sequence[Event]]:
        """Return the events of each file; those of a series stand under its own id."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.document.partition("@")[0], []).append(event)
        return found

    @cached_property
    def assigned(self) -> Mapping[str, Sequence[Event]]:
        """Return the provisional assignments of each person, and those to each post."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            for key in (event.row.person, *event.takes) if event.row.provisional else ():
                found.setdefault(key, []).append(event)
        return found

    @cached_property
    def formal(self) -> Mapping[str, Sequence[Event]]:
        """Return the events of each person that are no assignment."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.row.provisional is None:
                found.setdefault(event.row.person, []).append(event)
        return found

    @cached_property
    def takers(self) -> Mapping[str, Sequence[Event]]:
        """Return the events that give each post."""
        found: dict[str, list[Event]] = {}
        for events_ in self.formal.values():
            for event in events_:
                for post in event.takes:
                    found.setdefault(post, []).append(event)
        return {post: sorted(given, key=lambda event: event.effect) for post, given in found.items()}


@dataclass(frozen=True)
class Desk:
    """The office with its indices. ``as_of`` is the day on which what had to happen must have happened."""

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
    def posts(self) -> View:
        """Return who holds what and which bodies there are, by the dated documents."""
        return View(self.office, drafts=False)

    @cached_property
    def planned(self) -> View:
        """Return the same with the drafts that say when they take effect: what a draft is judged by."""
        return View(self.office, drafts=True)

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
    def told(self) -> Mapping[str, Sequence[ProgressEntry]]:
        """Return the entries of all journals by the whole task they speak of."""
        return entries_by_row(self.office)

    @cached_property
    def addresses(self) -> Addresses:
        """Return what journals may speak of."""
        return Addresses(self.office)

    @cached_property
    def rows(self) -> Sequence[TaskRow]:
        """Return the followed rows as they stand on the day; none where there is no day."""
        return rows(self.office, self.as_of) if self.as_of is not None else ()

    @cached_property
    def _rows(self) -> Mapping[str, TaskRow]:
        return {row.address: row for row in self.rows}

    def row(self, address: str) -> TaskRow | None:
        """Return the followed row at an address on the day; None where there is none."""
        return self._rows.get(address)

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
