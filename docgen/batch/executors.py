"""Who runs the jobs: this process, worker processes of this machine, or those of a cluster. All make the same files.

In: what the jobs share, and the jobs. Out: outcomes as they come. ``stop`` ends a run after the documents being made now:
no worker is killed over a half-written one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from docgen.batch.make import Outcome, Work, make
from docgen.batch.plan import Job
from docgen.batch.server import cores
from docgen.files import collector

FEW = 4
MANY = 1000
"""So many PDFs, or so many other files, are made sooner here than workers are started for them."""


SWEPT_AFTER = 100
"""Documents without a PDF after which memory is swept here."""


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
        with collector.resting():
            collector.stay()
            for number, job in enumerate(jobs, 1):
                if self.stopped:
                    return
                yield make(work, job)
                if "pdf" in job.formats or number % SWEPT_AFTER == 0:
                    collector.sweep()

    def stop(self) -> None:
        """Begin no further job."""
        self.stopped = True


def choose(jobs: Sequence[Job], count: int | None) -> Executor:
    """Return the executor for so many processes; where none is asked for, workers only where they pay."""
    if count is None:
        slow = sum("pdf" in job.formats for job in jobs)
        count = cores() if slow > FEW or len(jobs) > MANY else 1
    if count > 1 and len(jobs) > 1:
        from docgen.batch.processes import Processes

        return Processes(count)
    return Serial()
