"""Who runs the jobs: this process, or several worker processes. Both make the same files.

In: what the jobs share, and the jobs. Out: outcomes as they come. ``stop`` ends a run after the documents being made now:
no worker is killed over a half-written one. A cluster is one more class with ``run`` and ``stop``.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from typing import Protocol

from docgen.batch.make import Outcome, Work, make
from docgen.batch.plan import Job

CHUNK = 8
FEW = 4
"""So many PDFs are made sooner here than workers are started for them."""
GLANCE = 0.2
_shared: tuple[Work, Event] | None = None


class Executor(Protocol):
    """Runs jobs and yields their outcomes in any order."""

    def run(self, work: Work, jobs: Sequence[Job]) -> Iterator[Outcome]: ...

    def stop(self) -> None: ...


class Serial:
    """Runs the jobs here, one after the other."""

    def __init__(self) -> None:
        self.stopped = False

    def run(self, work: Work, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order."""
        for job in jobs:
            if self.stopped:
                return
            yield make(work, job)

    def stop(self) -> None:
        """Begin no further job."""
        self.stopped = True


class Processes:
    """Runs the jobs in ``count`` worker processes, which are started anew: the same on Linux, macOS and Windows."""

    def __init__(self, count: int) -> None:
        self.count, self.stopped = count, False

    def stop(self) -> None:
        """Begin no further job; those begun are finished."""
        self.stopped = True

    def run(self, work: Work, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield outcomes as workers finish. A job whose worker died is a failure."""
        context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
        halt = context.Event()
        chunks = _chunks(jobs, self.count)
        shared = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        with ProcessPoolExecutor(min(self.count, len(chunks)), context, _begin, (shared, halt)) as pool:
            waiting = {pool.submit(_run, chunk): chunk for chunk in chunks}
            while waiting:
                if self.stopped and not halt.is_set():
                    halt.set()
                    waiting = {future: chunk for future, chunk in waiting.items() if not future.cancel()}
                done, _ = wait(waiting, timeout=GLANCE, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from _outcomes(future, waiting.pop(future))


def choose(jobs: Sequence[Job], count: int | None) -> Executor:
    """Return the executor for so many processes; where none is asked for, workers only where many PDFs are wanted."""
    if count is None:
        slow = sum("pdf" in job.formats for job in jobs)
        count = cores() if slow > FEW else 1
    return Processes(count) if count > 1 and len(jobs) > 1 else Serial()


def cores() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(jobs: Sequence[Job], count: int) -> list[tuple[Job, ...]]:
    size = max(1, min(CHUNK, len(jobs) // (count * 4)))
    return [tuple(jobs[start : start + size]) for start in range(0, len(jobs), size)]


def _begin(shared: bytes, halt: Event) -> None:
    """Make a worker ready; Ctrl-C reaches the whole group of processes, and only the first decides what it means."""
    global _shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _shared = (pickle.loads(shared), halt)


def _run(chunk: Sequence[Job]) -> list[Outcome]:
    if _shared is None:
        raise RuntimeError("a worker without its work")
    work, halt = _shared
    outcomes = []
    for job in chunk:
        if halt.is_set():
            break
        outcomes.append(make(work, job))
    return outcomes


def _outcomes(future: Future[list[Outcome]], chunk: Sequence[Job]) -> list[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        return [Outcome(job, "failed", problem="a worker process was ended from outside", fault="program") for job in chunk]
