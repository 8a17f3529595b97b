"""Periods a report speaks of: a week, a month, a quarter, a year, with the one before and the one after.

In: the name as written, ``2024-W12``, ``2024-03``, ``2024-Q1``, ``2024``. Out: first and last day.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from docgen.words.dates import first_day, last_day, period_of

Day = datetime.date
DAY = datetime.timedelta(days=1)
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days and its name."""

    name: str
    first: Day
    last: Day

    def holds(self, day: Day | None) -> bool:
        """Return whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    @property
    def length(self) -> str:
        """Return which kind of period it is: week, month, quarter or year."""
        rest = self.name[4:]
        return "year" if not rest else {"W": "week", "Q": "quarter"}.get(rest[1], "month")

    @property
    def previous(self) -> Period:
        """Return the period of the same kind before."""
        return _around(self.first - DAY, self.length)

    @property
    def next(self) -> Period:
        """Return the period of the same kind after."""
        return _around(self.last + DAY, self.length)


def period(name: str) -> Period:
    """Return the period of that name; ``ValueError`` where there is none."""
    week = _WEEK.fullmatch(name)
    if week is None:
        return Period(name, first_day(name), last_day(name))
    monday = Day.fromisocalendar(int(week[1]), int(week[2]), 1)
    return Period(name, monday, monday + 6 * DAY)


def _around(day: Day, length: str) -> Period:
    year, week, _ = day.isocalendar()
    return period(f"{year:04d}-W{week:02d}" if length == "week" else period_of(day, length))
