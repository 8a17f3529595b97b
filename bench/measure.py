"""Fair races: the sides take turns in one run, so that a slow moment of the machine hits all of them.

In: functions by name. Out: the seconds of every round; ratios are taken round by round. What runs in this process is
measured by the processor's clock, which other programs do not delay; whole processes by the clock on the wall. Nothing is
asserted: a figure is for people to read, and machines differ.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

Job = Callable[[], object]
Clock = Callable[[], float]
Times = Mapping[str, Sequence[float]]
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program was compiled before; one that may not keep what it compiled would do so on every start."""


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


def race(sides: Mapping[str, Job], *, rounds: int, laps: int = 1, clock: Clock = time.process_time) -> Times:
    """Return the seconds of one lap for each side and round, after one warm lap of each side."""
    for job in sides.values():
        job()
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)[:: -1 if number % 2 else 1]
        for name in names:
            seconds[name].append(_lap(sides[name], laps, clock))
    return seconds


def race_of_processes(sides: Mapping[str, str], *, rounds: int) -> Times:
    """Return the seconds of whole processes that run the Python code of each side, interpreter included."""
    jobs = {name: partial(_process, code) for name, code in sides.items()}
    return race(jobs, rounds=rounds, clock=time.perf_counter)


def ratios(times: Times, above: str, below: str) -> Spread:
    """Return how many times longer ``above`` took than ``below``, round by round."""
    return Spread.of([one / other for one, other in zip(times[above], times[below], strict=True)])


def _lap(job: Job, laps: int, clock: Clock) -> float:
    gc.collect()  # what another side left behind is not this one's to clear away
    begin = clock()
    for _ in range(laps):
        job()
    return (clock() - begin) / laps


def _process(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=INSTALLED)
