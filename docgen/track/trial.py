"""A rehearsal in figures: who reported by an hour, how each scenario went, what was counted, which difficulties are open.

In: the rehearsals of a plan as known at a moment. Out: values for the evening meeting of a day, and for the end of the plan.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.model.progress import Result
from docgen.model.tasks import Drill
from docgen.track.rehearsal import Moment, Rehearsal
from docgen.track.rows import TaskRow
from docgen.track.state import CLOSED

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Line:
    """How one scenario went: units asked, and of them those that passed, failed, did not do it, told nothing.

    ``again`` is a scenario of an earlier day: only units that had not passed it are asked.
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
    """A figure over all units, how many units gave it, and its sum on the rehearsal day before; None where nobody gave one."""

    drill: Drill
    key: str
    today: int | None
    units: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Evening:
    """What the meeting of an evening asks for. ``silent`` are the units that told nothing of the day's scenarios.

    Where no scenario is planned for the day, those are asked that have one of an earlier day to repeat.
    """

    moment: Moment
    before: Day | None
    asked: tuple[str, ...]
    silent: tuple[str, ...]
    asked_before: int
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


def evening(trial: Rehearsal) -> Evening:
    """Return the figures of the moment's day."""
    day = trial.moment.day
    before = next((one for one in reversed(trial.days()) if one < day), None)
    asked, quiet = silent(trial, day)
    earlier = silent(trial, before) if before else ((), ())
    return Evening(
        moment=trial.moment,
        before=before,
        asked=asked,
        silent=quiet,
        asked_before=len(earlier[0]),
        silent_before=len(earlier[1]),
        lines=tuple(_lines(trial, day)),
        sums=tuple(_sums(trial, day, before)),
        difficulties=tuple(row for row in trial.difficulties() if row.standing.state not in CLOSED),
    )


def final(trial: Rehearsal) -> Final:
    """Return the figures of the whole rehearsal until the moment."""
    day = trial.moment.day
    lessons = [
        Lesson(drill, unit, entry.day, entry.note)
        for drill in trial.drills
        for unit in trial.units[drill.id]
        for entry in trial.reports(drill, unit)
        if entry.note
    ]
    held = [drill for drill in trial.drills if drill.day and drill.day <= day]
    left = {
        unit: [drill for drill in held if unit in trial.units[drill.id] and trial.result(drill, unit, day) != "passed"]
        for unit in trial.asked
    }
    return Final(
        moment=trial.moment,
        days=tuple((one, tuple(_lines(trial, one))) for one in trial.days()),
        lines=tuple(_line(trial, drill, trial.units[drill.id], day) for drill in held),
        asked=trial.asked,
        unfinished={unit: drills for unit, drills in left.items() if drills},
        difficulties=trial.difficulties(),
        lessons=tuple(lessons),
    )


def silent(trial: Rehearsal, day: Day) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units asked on a day, and those of them that told nothing: no scenario of the day has a result with them."""
    drills = trial.on(day)
    if not drills:
        asked = tuple(unit for unit in trial.asked if trial.repeats(unit, day))
        return asked, tuple(unit for unit in asked if all(trial.told_on(drill, unit, day) is None for drill in trial.drills))
    asked = tuple(dict.fromkeys(unit for drill in drills for unit in trial.units[drill.id]))
    silent = (unit for unit in asked if all(_counted(trial, drill, unit, day) is None for drill in drills if unit in trial.units[drill.id]))
    return asked, tuple(silent)


def _counted(trial: Rehearsal, drill: Drill, unit: str, day: Day) -> Result | None:
    """Return the result that counts on a day of the drill: told of that day, or passed on an earlier one."""
    entry = trial.told_on(drill, unit, day)
    if entry is not None:
        return entry.result
    return "passed" if trial.result(drill, unit, day) == "passed" else None


def _lines(trial: Rehearsal, day: Day) -> Iterator[Line]:
    """Yield the scenarios of a day, then those of earlier days that were rehearsed again."""
    today = trial.on(day)
    for drill in today:
        yield _of([_counted(trial, drill, unit, day) for unit in trial.units[drill.id]], drill)
    for drill in trial.drills:
        told = {unit: entry.result for unit in trial.units[drill.id] if (entry := trial.told_on(drill, unit, day))}
        if told and drill not in today:
            asked = [unit for unit in trial.units[drill.id] if unit in told or drill in trial.repeats(unit, day)]
            yield _of([told.get(unit) for unit in asked], drill, again=True)


def _line(trial: Rehearsal, drill: Drill, units: Sequence[str], day: Day) -> Line:
    return _of([trial.result(drill, unit, day) for unit in units], drill)


def _of(results: Sequence[Result | None], drill: Drill, *, again: bool = False) -> Line:
    passed, failed, not_done = (results.count(name) for name in ("passed", "failed", "not-done"))
    return Line(drill, len(results), passed, failed, not_done, again)


def _sums(trial: Rehearsal, day: Day, before: Day | None) -> Iterator[Sum]:
    """Yield the figures of the day's scenarios, those rehearsed again included."""
    for line in _lines(trial, day):
        today, earlier = (_figures(trial, line.drill, one) if one else () for one in (day, before))
        for key in line.drill.figures:
            numbers, past = ([held[key] for held in told if key in held] for told in (today, earlier))
            yield Sum(line.drill, key, sum(numbers) if numbers else None, len(numbers), sum(past) if past else None)


def _figures(trial: Rehearsal, drill: Drill, day: Day) -> Sequence[Mapping[str, int]]:
    """Return the figures of each unit that told of a drill on a day."""
    told = (trial.told_on(drill, unit, day) for unit in trial.units[drill.id])
    return [entry.figures for entry in told if entry is not None]
