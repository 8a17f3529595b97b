"""A rehearsal in figures: who reported by an hour, how each scenario went, what was counted, which difficulties are open.

In: the office, a plan with drills, a moment. Out: values for the evening meeting of a day, and for the end of the plan. What was told
after the moment does not exist here; an entry without an hour counts on the whole of its day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class Line:
    """How one scenario went: units asked, and of them those that passed, failed, did not do it, told nothing.

    ``again`` is a scenario of an earlier day that some units rehearsed once more: only they are asked.
    """

    drill: Drill
    asked: int
    passed: int
    failed: int
    not_done: int
    again: bool = False

    @property
    def silent(self) -> int:
        """Return how many units told nothing."""
        return self.asked - self.passed - self.failed - self.not_done


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure over all units, and the same on the rehearsal day before; None where nobody gave one."""

    drill: Drill
    key: str
    today: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Evening:
    """What the meeting of an evening asks for. ``silent`` are the units that told nothing of the day's scenarios."""

    moment: Moment
    before: Day | None
    asked: tuple[str, ...]
    silent: tuple[str, ...]
    silent_before: int
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]
    difficulties: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a unit wrote about a scenario."""

    drill: Drill
    unit: str
    day: Day
    note: str


@dataclass(frozen=True, slots=True)
class Final:
    """What the end of a rehearsal asks for: each day, each scenario with its last result, every difficulty, every lesson."""

    moment: Moment
    days: tuple[tuple[Day, Sequence[Line]], ...]
    lines: tuple[Line, ...]
    asked: tuple[str, ...]
    unfinished: Mapping[str, Sequence[Drill]]
    difficulties: tuple[TaskRow, ...]
    lessons: tuple[Lesson, ...]


class Trial:
    """The rehearsals of one plan as they were known at a moment."""

    def __init__(self, office: Office, plan: Document, moment: Moment) -> None:
        self.plan, self.moment = plan, moment
        known = {name: tuple(filter(moment.knows, entries)) for name, entries in office.progress.items()}
        self.office = replace(office, documents={plan.id: plan}, progress=known)
        self._told = entries_by_row(self.office)

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

    def on(self, day: Day) -> Sequence[Drill]:
        """Return the drills of a day."""
        return [drill for drill in self.drills if drill.day and drill.day <= day <= (drill.until or drill.day)]

    def days(self) -> Sequence[Day]:
        """Return the days on which something is rehearsed until the moment, repetitions included."""
        planned = {day for drill in self.drills for day in _span(drill)}
        told = {entry.day for drill in self.drills for unit in self.units[drill.id] for entry in self.reports(drill, unit)}
        return sorted(day for day in planned | told if day <= self.moment.day)

    def reports(self, drill: Drill, unit: str) -> Sequence[ProgressEntry]:
        """Return what a unit told of a drill and did not take back, by the day it speaks of."""
        address = f"{self.plan.id}#{drill.id}@{unit}"
        entries = standing_entries(address, self._told.get(address, ()), self.moment.day)
        return sorted((entry for entry in entries if entry.kind == "report" and entry.result), key=lambda entry: entry.day)

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
        return tuple(sorted(found, key=lambda row: (row.standing.state in CLOSED, row.standing.due or Day.max, row.item.since, row.address)))


def evening(trial: Trial) -> Evening:
    """Return the figures of the moment's day."""
    day = trial.moment.day
    before = next((one for one in reversed(trial.days()) if one < day), None)
    asked, silent = _silent(trial, day)
    return Evening(
        moment=trial.moment,
        before=before,
        asked=asked,
        silent=silent,
        silent_before=len(_silent(trial, before)[1]) if before else 0,
        lines=tuple(_lines(trial, day)),
        sums=tuple(_sums(trial, day, before)),
        difficulties=tuple(row for row in trial.difficulties() if row.standing.state not in CLOSED),
    )


def final(trial: Trial) -> Final:
    """Return the figures of the whole rehearsal until the moment."""
    day = trial.moment.day
    asked = tuple(dict.fromkeys(unit for drill in trial.drills for unit in trial.units[drill.id]))
    lessons = [
        Lesson(drill, unit, entry.day, entry.note)
        for drill in trial.drills
        for unit in trial.units[drill.id]
        for entry in trial.reports(drill, unit)
        if entry.note
    ]
    held = [drill for drill in trial.drills if drill.day and drill.day <= day]
    left = {unit: [drill for drill in held if unit in trial.units[drill.id] and trial.result(drill, unit, day) != "passed"] for unit in asked}
    return Final(
        moment=trial.moment,
        days=tuple((one, tuple(_lines(trial, one))) for one in trial.days()),
        lines=tuple(_line(trial, drill, trial.units[drill.id], day) for drill in held),
        asked=asked,
        unfinished={unit: drills for unit, drills in left.items() if drills},
        difficulties=trial.difficulties(),
        lessons=tuple(lessons),
    )


def _span(drill: Drill) -> Iterator[Day]:
    day = drill.day
    while day is not None and day <= (drill.until or drill.day or day):
        yield day
        day += DAY


def _silent(trial: Trial, day: Day) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units asked on a day, and those of them that told nothing: no scenario of the day has a result with them."""
    drills = trial.on(day)
    asked = tuple(dict.fromkeys(unit for drill in drills for unit in trial.units[drill.id]))
    silent = (unit for unit in asked if all(_counted(trial, drill, unit, day) is None for drill in drills if unit in trial.units[drill.id]))
    return asked, tuple(silent)


def _counted(trial: Trial, drill: Drill, unit: str, day: Day) -> Result | None:
    """Return the result that counts on a day of the drill: told of that day, or passed on an earlier one."""
    entry = trial.told_on(drill, unit, day)
    if entry is not None:
        return entry.result
    return "passed" if trial.result(drill, unit, day) == "passed" else None


def _lines(trial: Trial, day: Day) -> Iterator[Line]:
    """Yield the scenarios of a day, then those of earlier days that were rehearsed again."""
    today = trial.on(day)
    for drill in today:
        yield _of([_counted(trial, drill, unit, day) for unit in trial.units[drill.id]], drill)
    for drill in trial.drills:
        told = [entry.result for unit in trial.units[drill.id] if (entry := trial.told_on(drill, unit, day))]
        if told and drill not in today:
            yield _of(told, drill, again=True)


def _line(trial: Trial, drill: Drill, units: Sequence[str], day: Day) -> Line:
    return _of([trial.result(drill, unit, day) for unit in units], drill)


def _of(results: Sequence[Result | None], drill: Drill, *, again: bool = False) -> Line:
    passed, failed, not_done = (results.count(name) for name in ("passed", "failed", "not-done"))
    return Line(drill, len(results), passed, failed, not_done, again)


def _sums(trial: Trial, day: Day, before: Day | None) -> Iterator[Sum]:
    """Yield the figures of the day's scenarios, those rehearsed again included."""
    for line in _lines(trial, day):
        today, earlier = (_figures(trial, line.drill, one) if one else {} for one in (day, before))
        for key in line.drill.figures:
            yield Sum(line.drill, key, today.get(key), earlier.get(key))


def _figures(trial: Trial, drill: Drill, day: Day) -> Mapping[str, int]:
    told = (trial.told_on(drill, unit, day) for unit in trial.units[drill.id])
    return _added(entry.figures for entry in told if entry is not None)


def _added(figures: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    sums: dict[str, int] = {}
    for held in figures:
        for key, number in held.items():
            sums[key] = sums.get(key, 0) + number
    return sums
