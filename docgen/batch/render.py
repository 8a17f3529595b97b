"""A run: jobs go in, outcomes come out one by one, the manifest follows.

In: what the jobs share, the jobs, who runs them, what is remembered of earlier runs. Out: outcomes as they come; each document's
line stands in the manifest as soon as its files lie on the disk, and the manifest is put in order at the end, whatever ended the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.batch import manifest
from docgen.batch.executors import Executor
from docgen.batch.make import Outcome, Work
from docgen.batch.plan import Job
from docgen.batch.sift import Ledger, narrowed
from docgen.files import atomic


def render(work: Work, jobs: Sequence[Job], executor: Executor, ledger: Ledger, versions: Mapping[str, object]) -> Iterator[Outcome]:
    """Yield what became of each job. A full disk ends the run: the next document would not fit either."""
    made = False
    try:
        for outcome in executor.run(narrowed(work, jobs), jobs):
            ledger.learn(work, outcome)
            if outcome.state == "made" and outcome.record is not None:
                made = True
                manifest.append(work.out, outcome.record)
            if outcome.fault == "disk-full":
                executor.stop()
            yield outcome
    finally:
        if made:
            manifest.settle(work.out, work.by, versions)


def ready(out: Path) -> None:
    """Make the output folder ready: it exists, and what a killed run left half done is gone."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.DiskError(out, error.strerror or str(error)) from error
    atomic.sweep(out)
