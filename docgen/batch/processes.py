"""Worker processes of this machine: warm, replaced when they have grown or died, one chunk of jobs after the other.

In: what the jobs share, the jobs. Out: outcomes as workers finish. Each lane is a pool of one process, so that a process that dies
names the jobs it had: these are done once more, one by one, and the one that ends its worker again is reported. Workers are forked
from a server that has the libraries loaded (started anew on Windows), and see nothing of the process that asks.
"""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from docgen.batch.make import Outcome, Work, make
from docgen.batch.plan import Job
from docgen.batch.server import WITH_PDF, WORD, warm
from docgen.batch.worker import Report, begin, work_on

CHUNK, SLOW_CHUNK = 16, 1
"""Jobs at a time; PDFs one by one, so that a kill loses little and no worker is left alone with the last."""
AHEAD = 2
"""Chunks in a lane: one being made, one waiting, so that no worker waits for us."""
GLANCE = 0.2
RECYCLED_AFTER = 400
MEMORY_LIMIT = 150 * 1024 * 1024
GROWTH = 64 * 1024 * 1024
"""A worker may always grow by so much: one that needs more than the limit from its first document on is not replaced for ever."""
LOSSES = 5
"""So many workers lost in a row without a single document: the machine cannot do it, and the rest is reported at once."""

W = TypeVar("W")
J = TypeVar("J")
Out = TypeVar("Out")


@dataclass(frozen=True)
class Doing(Generic[W, J, Out]):
    """What workers do with a job, what is told of one whose worker was ended, and how many jobs a worker is given at a time.

    ``loads`` are the modules workers have from the start.
    """

    make: Callable[[W, J], Out]
    died: Callable[[J], Out]
    largest: int
    loads: tuple[str, ...]


@dataclass
class Lane(Generic[J, Out]):
    """A pool of one process, with the chunks it has and what is known of its memory."""

    start: Any
    pool: ProcessPoolExecutor | None = None
    waiting: dict[Future[Report[Out]], tuple[J, ...]] = field(default_factory=dict)
    made: int = 0
    base: int = 0
    tired: bool = False

    def give(self, chunk: tuple[J, ...]) -> None:
        """Hand a chunk to the process, started where there is none."""
        if self.pool is None:
            self.pool, self.made, self.base, self.tired = self.start(), 0, 0, False
        self.waiting[self.pool.submit(work_on, chunk)] = chunk

    def heard(self, report: Report[Out]) -> None:
        """Note what a chunk did to the process; one that made many documents or grew gets nothing more."""
        self.made += len(report.outcomes)
        self.base = self.base or report.memory
        self.tired = self.made >= RECYCLED_AFTER or report.memory > max(MEMORY_LIMIT, self.base + GROWTH)

    def drop(self) -> None:
        """Let the process go; the next chunk starts another."""
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None
        self.waiting.clear()


class Processes:
    """Runs the jobs in ``count`` worker processes; ``most_memory`` is the most any of them held after a document."""

    def __init__(self, count: int) -> None:
        self.count, self.stopped, self.most_memory = count, False, 0

    def stop(self) -> None:
        """Begin no further job; those begun are finished."""
        self.stopped = True

    def run(self, work: Work, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield outcomes as workers finish."""
        slow = any("pdf" in job.formats for job in jobs)
        return self.do(Doing(make, died, SLOW_CHUNK if slow else CHUNK, WITH_PDF if slow else WORD), work, jobs)

    def do(self, doing: Doing[W, J, Out], work: W, jobs: Sequence[J]) -> Iterator[Out]:
        """Yield what comes of any kind of job, as workers finish."""
        chunks = deque(_chunks(jobs, self.count, doing.largest))
        halt, start = _starter(partial(doing.make, work), doing.loads)
        lanes = [Lane[J, Out](start) for _ in range(min(self.count, len(chunks)))]
        suspects: set[J] = set()
        lost = 0
        try:
            while chunks or any(lane.waiting for lane in lanes):
                if self.stopped and not halt.is_set():
                    halt.set()
                    chunks.clear()
                _feed(lanes, chunks)
                for lane, future in _done(lanes):
                    chunk = lane.waiting.pop(future, None)
                    if chunk is None:
                        continue  # the lane broke with an earlier chunk, and this one is in the queue again
                    try:
                        report = future.result()
                    except BrokenProcessPool:
                        lost += 1
                        yield from map(doing.died, _lost(lane, chunk, chunks, suspects))
                        if lost >= LOSSES:
                            yield from (doing.died(job) for rest in chunks for job in rest)
                            chunks.clear()
                        continue
                    lost = 0
                    lane.heard(report)
                    self.most_memory = max(self.most_memory, report.memory)
                    yield from report.outcomes
        finally:
            halt.set()
            for lane in lanes:
                lane.drop()


def died(job: Job) -> Outcome:
    """Return the failure of a job whose worker was ended from outside."""
    return Outcome(job, "failed", problem="a worker process was ended from outside: out of memory, or killed", fault="machine")


def _starter(make: Callable[[J], Out], loads: Sequence[str]) -> tuple[Any, Any]:
    """Return the event that halts workers, and the function that starts a pool of one."""
    warm(loads)
    context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    halt = context.Event()
    shared = pickle.dumps(make, pickle.HIGHEST_PROTOCOL)
    return halt, partial(ProcessPoolExecutor, 1, context, begin, (shared, halt))


def _chunks(jobs: Sequence[J], count: int, largest: int) -> list[tuple[J, ...]]:
    size = max(1, min(largest, len(jobs) // (count * 4)))
    return [tuple(jobs[start : start + size]) for start in range(0, len(jobs), size)]


def _feed(lanes: Sequence[Lane[J, Out]], chunks: deque[tuple[J, ...]]) -> None:
    """Give every lane the chunks it may have; one that is tired and empty gets a new process."""
    for lane in lanes:
        if lane.tired and not lane.waiting:
            lane.drop()
            lane.tired = False
        while chunks and not lane.tired and len(lane.waiting) < AHEAD:
            chunk = chunks.popleft()
            try:
                lane.give(chunk)
            except BrokenProcessPool:  # its process died just now; the chunks it had say so in a moment
                chunks.appendleft(chunk)
                if not lane.waiting:
                    lane.drop()
                break


def _done(lanes: Sequence[Lane[J, Out]]) -> list[tuple[Lane[J, Out], Future[Report[Out]]]]:
    at = {future: lane for lane in lanes for future in lane.waiting}
    done, _ = wait(at, timeout=GLANCE, return_when=FIRST_COMPLETED)
    return [(at[future], future) for future in at if future in done]


def _lost(lane: Lane[J, Out], chunk: tuple[J, ...], chunks: deque[tuple[J, ...]], suspects: set[J]) -> list[J]:
    """Put the jobs of a lane whose process died into the queue again, those it was at one by one; return those that died twice."""
    later = list(lane.waiting.values())
    lane.drop()
    again = [job for job in chunk if job not in suspects]
    twice = [job for job in chunk if job in suspects]
    suspects.update(again)
    chunks.extendleft(reversed([*((job,) for job in again), *later]))
    return twice
