"""Deadlines: the last day of what a task, a phase or a drill asks for, as a calendar day.

In come a deadline as written and the document it stands in; out comes a day, or None where there is none yet.
"Before 15 June" is due on the 14th; a month, a quarter and a year on their last day.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from docgen.model.document import Document
from docgen.model.tasks import Due

Day = datetime.date
_DAY = datetime.timedelta(days=1)
LONGEST = 2_500
"""Working days, about ten years: no task counts further, and nobody knows the holidays of then."""


def last_day(due: Due, document: Document) -> Day | None:
    """Return the last day on which the task is in time; None for a condition, a returning task, or an undated draft."""
    if due.every is not None:
        return None
    if due.day is not None:
        return due.day if isinstance(due.day, Day) else None
    if due.before is not None:
        return due.before - _DAY if due.before > Day.min else None
    return due.until or _end_of_period(due) or _after_event(due, document)


def event_day(due: Due, document: Document) -> Day | None:
    """Return the day from which a count of days runs: the signing of the document, or its effect."""
    signed: Day | None = document.day
    return document.effect or signed if due.after == "effect" else signed


def last_days(document: Document) -> Mapping[str, Day | None]:
    """Return the last day of every task, phase and drill of the document, by id."""
    days: dict[str, Day | None] = {task.id: last_day(task.due, document) if task.due else None for task in document.tasks}
    days |= {phase.id: phase.until for phase in document.phases}
    return days | {drill.id: drill.until or drill.day for drill in document.drills}


def end_of_month(year: int, month: int) -> Day:
    """Return the last day of a month."""
    return Day(year, month, calendar.monthrange(year, month)[1])


def add_working_days(start: Day, count: int) -> Day:
    """Return the day ``count`` working days after ``start``, which is not counted itself.

    Saturdays, Sundays, public holidays (Bộ luật Lao động 2019, Điều 112) and the days the Government exchanged for
    others are no working days; the calendar is that of the library ``holidays``.
    """
    day = start
    for _ in range(count):
        day += _DAY
        while not _is_working(day):
            day += _DAY
    return day


@cache
def _is_working(day: Day) -> bool:
    return bool(_holidays().is_working_day(day))


@cache
def _holidays() -> Any:
    """Return the calendar, which works out a year when it is first asked for it."""
    from holidays import country_holidays

    return country_holidays("VN")


def _end_of_period(due: Due) -> Day | None:
    if due.month is not None:
        year, month = due.month.split("-")
        return _end(int(year), int(month))
    if due.quarter is not None:
        return _end(int(due.quarter[:4]), 3 * int(due.quarter[-1]))
    return _end(int(due.year), 12) if due.year is not None else None


def _end(year: int, month: int) -> Day | None:
    return end_of_month(year, month) if year else None


def _after_event(due: Due, document: Document) -> Day | None:
    event = event_day(due, document)
    if event is None:
        return None
    try:
        if isinstance(due.days, int):
            return event + due.days * _DAY
        return add_working_days(event, due.working_days) if due.working_days is not None and due.working_days <= LONGEST else None
    except OverflowError:  # it leaves the calendar
        return None
