"""Regular tasks: the days on which they fall due, one occurrence for each week, month, quarter or year.

In come a deadline that comes back and the day from which it runs; out come periods and their last days. A period is written
``2025-W26``, ``2025-06``, ``2025-Q2``, ``2025``, and as a whole day where a year has several (``days: [06-01, 11-15]``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.derive.deadlines import end_of_month
from docgen.model.tasks import Due

Day = datetime.date
_DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
MONTHS = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a regular task is due: the period as written in addresses, its last day, and the day from which it runs.

    It runs from the day after the one before was due, the first from the day from which the task holds.
    """

    period: str
    due: Day
    begins: Day = Day.min


def occurrences(due: Due, start: Day, as_of: Day) -> Iterator[Occurrence]:
    """Yield the occurrences that began to run by a day: all that were due before it, and the next one.

    ``start`` is the day from which the task holds: an occurrence due earlier is none. ``from`` and ``until`` of the deadline narrow it.
    """
    begins = first = max(start, due.from_ or start)
    for occurrence in _all(due, first):
        if due.until is not None and occurrence.due > due.until:
            return
        if occurrence.due >= first:
            yield Occurrence(occurrence.period, occurrence.due, begins)
            if occurrence.due >= as_of:
                return
            begins = occurrence.due + _DAY


def occurrence(due: Due, start: Day, period: str) -> Occurrence | None:
    """Return the occurrence of a period, as written in an address; None where the task has none of that name."""
    year = period[:4]
    if not year.isdigit() or not start.year - 1 <= int(year) < Day.max.year:
        return None
    year_before = Day(max(int(year) - 1, 1), 1, 1)  # holds the occurrence before the first, after which that one begins
    found = occurrences(due, max(start, year_before), Day(int(year) + 1, 1, 1) + WEEK)  # an ISO week may lie in two years
    return next((one for one in found if one.period == period), None)


def _all(due: Due, first: Day) -> Iterator[Occurrence]:
    if due.every == "week":
        yield from _weeks(due, first)
    elif due.every == "year":
        yield from _years(due, first)
    elif due.every is not None:
        yield from _months(due, first)


def _weeks(due: Due, first: Day) -> Iterator[Occurrence]:
    """Yield the day of each week: ``day`` counts from Monday, 1; Friday where absent."""
    weekday = due.day if isinstance(due.day, int) else 5
    day = first + datetime.timedelta(days=(weekday - first.isoweekday()) % 7)
    while day < Day.max - WEEK:
        year, week, _ = day.isocalendar()
        yield Occurrence(f"{year}-W{week:02d}", day)
        day += WEEK


def _months(due: Due, first: Day) -> Iterator[Occurrence]:
    """Yield the day of each month, or of the last month of each quarter; the month's last day where absent or beyond it."""
    step = MONTHS[due.every or "month"]
    for year in range(first.year, Day.max.year):
        for month in range(step, 13, step):
            last = end_of_month(year, month)
            day = last.replace(day=min(max(due.day, 1), last.day)) if isinstance(due.day, int) else last
            yield Occurrence(f"{year}-{month:02d}" if step == 1 else f"{year}-Q{month // 3}", day)


def _years(due: Due, first: Day) -> Iterator[Occurrence]:
    """Yield the days of each year in their order; 31 December where none is named."""
    for year in range(first.year, Day.max.year):
        if not isinstance(due.days, tuple):
            yield Occurrence(f"{year}", Day(year, 12, 31))
            continue
        for day in sorted(_in_year(year, written) for written in due.days):
            yield Occurrence(day.isoformat(), day)


def _in_year(year: int, written: str) -> Day:
    """Return a day of the year written ``MM-DD``; 29 February is the 28th where the year has none."""
    month, day = (int(part) for part in written.split("-"))
    return end_of_month(year, month).replace(day=min(day, end_of_month(year, month).day))
