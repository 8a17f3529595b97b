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
from pathlib import Path

import psutil

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


@dataclass(frozen=True)
class Watched:
    """A command of docgen that was run: its seconds on the wall, the most memory it held, and the most one of its workers did."""

    seconds: float
    own: int
    worker: int


def docgen(root: Path, *words: str, memory: bool = False) -> Watched:
    """Run a command of docgen in a folder; with ``memory`` it is looked at four times a second. Raises ``SystemExit`` where it fails."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", "from docgen.cli.main import main; main()", *words]
    process = subprocess.Popen(command, cwd=root, env=environment(), stdout=subprocess.DEVNULL)
    own = worker = 0
    while process.poll() is None:
        if memory:
            own, worker = max(own, _resident(process.pid)), max(worker, *map(_resident, _below(process.pid)), 0)
        time.sleep(0.25 if memory else 0.005)
    if process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}")
    return Watched(time.perf_counter() - begin, own, worker)


def environment() -> dict[str, str]:
    """Return the environment of a program that stands in another folder and speaks English."""
    return {**INSTALLED, "PYTHONPATH": str(Path(__file__).parent.parent), "DOCGEN_LANG": "en"}


def _below(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def _resident(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _lap(job: Job, laps: int, clock: Clock) -> float:
    gc.collect()  # what another side left behind is not this one's to clear away
    begin = clock()
    for _ in range(laps):
        job()
    return (clock() - begin) / laps


def _process(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=INSTALLED)
