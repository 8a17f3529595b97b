"""Fair races: the sides take turns in one run, so that a slow moment of the machine hits all of them.

In: functions by name. Out: the seconds of every round; ratios are taken round by round. Nothing is asserted: a figure is
for people to read, and machines differ.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Job = Callable[[], object]
Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Spread:
    """The middle of several measurements, with the least and the most."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of values."""
        return cls(statistics.median(values), min(values), max(values))


def race(sides: Mapping[str, Job], *, rounds: int, laps: int = 1) -> Times:
    """Return the seconds of one lap for each side and round, after one warm lap of each side."""
    for job in sides.values():
        job()
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)[:: -1 if number % 2 else 1]
        for name in names:
            seconds[name].append(_lap(sides[name], laps))
    return seconds


def ratios(times: Times, above: str, below: str) -> Spread:
    """Return how many times longer ``above`` took than ``below``, round by round."""
    return Spread.of([one / other for one, other in zip(times[above], times[below], strict=True)])


def _lap(job: Job, laps: int) -> float:
    gc.collect()  # what another side left behind is not this one's to clear away
    begin = time.perf_counter()
    for _ in range(laps):
        job()
    return (time.perf_counter() - begin) / laps
