"""The rehearsals of one plan as they were known at a moment: which unit rehearses what on which day, and what it told of it.

In: the office, a plan with drills, a moment. Out: drills, units, reports, difficulties. What was told after the moment does not exist
here; an entry without an hour counts on the whole of its day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from docgen.derive.names import agency_on
from docgen.derive.units import by_area
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry, Result
from docgen.model.tasks import Drill, EachActor
from docgen.track.items import units_of
from docgen.track.rows import TaskRow, entries_by_row, rows
from docgen.track.state import CLOSED, standing_entries

Day = datetime.date
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and an hour of it (``17:00``); without an hour the end of the day."""

    day: Day
    at: str | None = None

    def knows(self, entry: ProgressEntry) -> bool:
        """Return whether an entry had been told by then."""
        early = self.at is None or entry.told_at is None or entry.told_at <= self.at
        return entry.told < self.day or (entry.told == self.day and early)


class Rehearsal:
    """The rehearsals of one plan as they were known at a moment."""

    def __init__(self, office: Office, plan: Document, moment: Moment) -> None:
        self.plan, self.moment = plan, moment
        known = {name: tuple(filter(moment.knows, entries)) for name, entries in office.progress.items()}
        self.office = replace(office, documents={plan.id: plan}, progress=known)
        self._told = entries_by_row(self.office)
        self._reports: dict[str, Sequence[ProgressEntry]] = {}

    @cached_property
    def units(self) -> Mapping[str, Sequence[str]]:
        """Return the units that rehearse each drill, in the order of the catalogue; drills that no unit rehearses are left out."""
        areas = by_area(self.office)
        found = {}
        for drill in self.plan.drills:
            actors = (EachActor(each=drill.units),) if drill.units else drill.lead
            found[drill.id] = units_of(self.office, actors, self.plan, areas)
        return {id_: units for id_, units in found.items() if units}

    @cached_property
    def drills(self) -> Sequence[Drill]:
        """Return the drills that units rehearse."""
        return [drill for drill in self.plan.drills if drill.id in self.units]

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Return every unit that rehearses something."""
        return tuple(dict.fromkeys(unit for drill in self.drills for unit in self.units[drill.id]))

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """Return the bodies that may be asked to solve a difficulty, by name: those that lead or help in the plan, and its issuer."""
        actors = [actor for task in self.plan.tasks for actor in (*task.lead, *task.with_)]
        actors += [actor for drill in self.plan.drills for actor in drill.lead]
        ids = [actor for actor in (*actors, *self.plan.issuer) if isinstance(actor, str)]
        flat = [member for id_ in ids for member in (self.office.groups[id_].members if id_ in self.office.groups else (id_,))]
        known = dict.fromkeys(id_ for id_ in flat if id_ in self.office.agencies)
        names = {id_: agency_on(self.office.agencies[id_], self.plan.date).name for id_ in known}
        doubled = {name for name in names.values() if list(names.values()).count(name) > 1}
        return {id_: f"{name} ({id_})" if name in doubled else name for id_, name in names.items()}

    def number(self, drill: Drill) -> int:
        """Return the number of a drill: its place in the plan."""
        return self.plan.drills.index(drill) + 1

    def slip(self, unit: str, day: Day) -> Sequence[Drill]:
        """Return what a unit reports on in the evening of a day: the drills of the day, then those it has to repeat."""
        today = [drill for drill in self.on(day) if unit in self.units[drill.id]]
        return [*today, *self.repeats(unit, day)]

    def on(self, day: Day) -> Sequence[Drill]:
        """Return the drills of a day."""
        return [drill for drill in self.drills if drill.day and drill.day <= day <= (drill.until or drill.day)]

    @cached_property
    def planned(self) -> Sequence[Day]:
        """Return the days for which a drill is planned."""
        return sorted({day for drill in self.drills for day in _span(drill)})

    def days(self) -> Sequence[Day]:
        """Return the days on which something is rehearsed until the moment, repetitions included."""
        told = {entry.day for drill in self.drills for unit in self.units[drill.id] for entry in self.reports(drill, unit)}
        return sorted(day for day in {*self.planned, *told} if day <= self.moment.day)

    def reports(self, drill: Drill, unit: str) -> Sequence[ProgressEntry]:
        """Return what a unit told of a drill and did not take back, by the day it speaks of."""
        address = f"{self.plan.id}#{drill.id}@{unit}"
        if address not in self._reports:
            entries = standing_entries(address, self._told.get(address, ()), self.moment.day)
            told = (entry for entry in entries if entry.kind == "report" and entry.result)
            self._reports[address] = sorted(told, key=lambda entry: entry.day)
        return self._reports[address]

    def result(self, drill: Drill, unit: str, day: Day) -> Result | None:
        """Return how a drill stands with a unit on a day: as last told by that day; None where nothing was."""
        return next((entry.result for entry in reversed(self.reports(drill, unit)) if entry.day <= day), None)

    def told_on(self, drill: Drill, unit: str, day: Day) -> ProgressEntry | None:
        """Return the last report of a unit on how a drill went on a day."""
        return next((entry for entry in reversed(self.reports(drill, unit)) if entry.day == day), None)

    def repeats(self, unit: str, day: Day) -> Sequence[Drill]:
        """Return the drills of earlier days that a unit has not passed by the eve of a day."""
        earlier = [drill for drill in self.drills if unit in self.units[drill.id] and drill.day and max(_span(drill)) < day]
        return [drill for drill in earlier if self.result(drill, unit, day - DAY) != "passed"]

    def difficulties(self) -> tuple[TaskRow, ...]:
        """Return every difficulty told, each with its standing, the open ones with a deadline first."""
        found = [row for row in rows(self.office, self.moment.day) if row.item.problem is not None]
        return tuple(
            sorted(found, key=lambda row: (row.standing.state in CLOSED, row.standing.due or Day.max, row.item.since, row.address))
        )


def _span(drill: Drill) -> Iterator[Day]:
    day = drill.day
    while day is not None and day <= (drill.until or drill.day or day):
        yield day
        day += DAY
