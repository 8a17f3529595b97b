"""Round numbers and days along the axis of a chart.

In: the largest figure, or the first and the last day. Out: where ticks stand and what is written under them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from docgen.words.dates import short_day

INTERVALS = 5
"""So many intervals at most: more numbers under a bar chart are read by nobody."""
DAILY, WEEKLY, MONTHLY = 16, 100, 900
"""Days a timeline has at most to be divided by days, by weeks, by months; a longer one is by years."""
Day = datetime.date


def ticks(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return round numbers from 0 to one not below the largest value; whole numbers where all values are whole."""
    found = tuple(values)
    top = max(found, default=Decimal(0)) or Decimal(1)
    step = next(step for step in _steps(found, top) if step * INTERVALS >= top)
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return tuple(step * n for n in range(count + 1))


def _steps(values: Sequence[Decimal], top: Decimal) -> Iterator[Decimal]:
    """Yield 1, 2, 5, 10 … times a power of ten, beginning below a fifth of ``top``."""
    power = top.adjusted() - 1
    if all(value == value.to_integral_value() for value in values):
        power = max(power, 0)
    while True:
        yield from (Decimal(digit).scaleb(power) for digit in (1, 2, 5))
        power += 1


def day_ticks(first: Day, last: Day, language: str) -> tuple[tuple[Day, str], ...]:
    """Return days and what is written under each: 17/6 by days and weeks (Mondays), 6/2025 by months, 2025 by years."""
    span = (last - first).days + 1
    days = tuple(first + datetime.timedelta(n) for n in range(span + 1))
    if span <= DAILY:
        return tuple((day, _written(day, language, slice(0, 2))) for day in days[:-1])
    if span <= WEEKLY:
        return tuple((day, _written(day, language, slice(0, 2))) for day in days if day.weekday() == 0)
    if span <= MONTHLY:
        return tuple((day, _written(day, language, slice(1, 3))) for day in days if day.day == 1)
    return tuple((day, _written(day, language, slice(2, 3))) for day in days if day.day == 1 and day.month == 1)


def _written(day: Day, language: str, parts: slice) -> str:
    return "/".join(short_day(day, language).split("/")[parts])
