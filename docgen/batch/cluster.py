"""Workers of a dask cluster: the client resolves and composes, workers lay out and write, bytes come back to the client's disk.

In: the address of a scheduler, jobs. Out: outcomes in the order in which they come back. A parcel holds everything its documents
need, so there is no shared disk. Only workers that make the same bytes are given any, with one thread each (a font configuration
shared by threads corrupts memory). Documents that are secret or print private fields are made here and never sent.
"""

from __future__ import annotations

import importlib
import logging
import pickle
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from docgen.batch.make import Outcome, Prepared, Work, guarded, make, prepared, put, stands, unchanged
from docgen.batch.plan import Job
from docgen.batch.processes import died
from docgen.batch.remote import Made, Parcel, Refused, make_parcel, unlike

PATIENCE = 10.0
"""Seconds to wait for a scheduler, and for a worker where all are gone: a nanny starts another in one or two."""
GRACE = 3.0
"""Seconds to wait for another worker where there are only unlike ones."""
GLANCE = 0.2
AHEAD = 3
"""Parcels on the way for each worker."""
PARCEL, LIGHT_PARCEL = 4, 32
"""Documents in a parcel; more where no PDF is wanted, for a parcel costs 2 ms."""


class ClusterLost(Exception):
    """The scheduler cannot be reached, or no worker there may work for us; ``refused`` says which and why."""

    def __init__(self, address: str, problem: str, refused: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(f"{address}: {problem}")
        self.address, self.problem, self.refused = address, problem, refused or {}


@dataclass
class Roster:
    """The workers of the cluster: those that may work for us, and those that may not with the reasons."""

    client: Any
    versions: Mapping[str, object]
    formats: bytes
    good: set[str] = field(default_factory=set)
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def look(self) -> None:
        """Ask workers that came since; forget those that went. A client without its scheduler knows of none."""
        present: Mapping[str, Any] = self.client.scheduler_info(n_workers=-1).get("workers", {})
        self.good &= present.keys()
        new = [address for address in present if address not in self.good and address not in self.refused]
        for address in [address for address in new if present[address]["nthreads"] != 1]:
            self.refused[address] = (f"threads 1 → {present[address]['nthreads']}",)
        asked = [address for address in new if address not in self.refused]
        if asked:
            answers = self.client.run(unlike, self.versions, self.formats, workers=asked, on_error="return")
            for address, answer in answers.items():
                self._heard(address, answer)

    def _heard(self, address: str, answer: Any) -> None:
        if answer == ():
            self.good.add(address)
        elif isinstance(answer, BaseException):
            self.refused[address] = (f"{type(answer).__name__}: {answer}",)
        else:
            self.refused[address] = tuple(answer)


class Cluster:
    """Runs the jobs on the workers of the scheduler at ``address``; ``refused`` fills up with workers that may not."""

    def __init__(self, address: str, versions: Mapping[str, object]) -> None:
        self.address, self.versions, self.stopped = address, versions, False
        self.refused: dict[str, tuple[str, ...]] = {}

    def stop(self) -> None:
        """Send no further parcel; those on the way are fetched."""
        self.stopped = True

    def run(self, work: Work, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield outcomes as they come back. Raises ``ClusterLost``."""
        client = _connected(self.address)
        roster = Roster(client, self.versions, pickle.dumps(dict(work.office.formats)), refused=self.refused)
        try:
            yield from _Run(self, work, roster, deque(jobs)).outcomes()
        except OSError as fault:  # the connection broke in the middle of a question; disks have faults of their own
            raise ClusterLost(self.address, str(fault) or "the scheduler is gone") from fault
        finally:
            client.close(timeout=2)


@dataclass
class _Run:
    """One run: jobs not yet prepared, parcels waiting for a worker, parcels on the way."""

    cluster: Cluster
    work: Work
    roster: Roster
    jobs: deque[Job]
    waiting: deque[tuple[Prepared, ...]] = field(default_factory=deque)
    sent: dict[Any, tuple[tuple[Prepared, ...], frozenset[str]]] = field(default_factory=dict)
    suspects: set[Job] = field(default_factory=set)
    alone_since: float | None = None
    arrived: threading.Event = field(default_factory=threading.Event)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what becomes of every job."""
        self.roster.look()
        looked = time.monotonic()
        while self.sent or self.waiting or (self.jobs and not self.cluster.stopped):
            if self.cluster.stopped:
                self.waiting.clear()
            if time.monotonic() - looked > 1:
                self._watch()
                looked = time.monotonic()
            self._patience()
            yield from self._send()
            yield from self._fetch()

    def _watch(self) -> None:
        """Ask workers that came, and send again what only workers that went were allowed to do."""
        if self.roster.client.status != "running":
            raise ClusterLost(self.cluster.address, "the scheduler is gone")
        self.roster.look()
        for future, (parcel, allowed) in list(self.sent.items()):
            if not allowed & self.roster.good:
                del self.sent[future]
                future.cancel()
                self.waiting.append(parcel)

    def _patience(self) -> None:
        """Wait for a worker only so long."""
        if self.roster.good:
            self.alone_since = None
            return
        now = time.monotonic()
        self.alone_since = self.alone_since or now
        if now - self.alone_since > (GRACE if self.roster.refused else PATIENCE):
            raise ClusterLost(self.cluster.address, "no worker that makes the same files", self.roster.refused)
        time.sleep(GLANCE)
        self.roster.look()

    def _send(self) -> Iterator[Outcome]:
        """Fill the ways to the workers; yield what needs no worker."""
        while self.roster.good and len(self.sent) < AHEAD * len(self.roster.good):
            if not self.waiting and (not self.jobs or self.cluster.stopped):
                return
            if not self.waiting:
                yield from self._prepare()
                continue
            parcel = self.waiting.popleft()
            allowed = frozenset(self.roster.good)
            sheets = tuple((ready.sheet, ready.job.formats) for ready in parcel)
            future = self.roster.client.submit(
                make_parcel,
                Parcel(self.cluster.versions, self.roster.formats, sheets),
                pure=False,
                workers=list(allowed),
                allow_other_workers=False,
            )
            self.sent[future] = (parcel, allowed)
            future.add_done_callback(lambda _: self.arrived.set())

    def _prepare(self) -> Iterator[Outcome]:
        """Put the next parcel together; yield what became of jobs that are none of a worker's business."""
        parcel: list[Prepared] = []
        size = PARCEL if "pdf" in self.jobs[0].formats else LIGHT_PARCEL
        while self.jobs and len(parcel) < size:
            job = self.jobs.popleft()
            found: list[Prepared] = []
            outcome = guarded(job, partial(here, self.work, job, found))
            if found:
                parcel += found
            else:
                yield outcome
        if parcel:
            self.waiting.append(tuple(parcel))

    def _fetch(self) -> Iterator[Outcome]:
        """Yield what came back."""
        if not self.sent or not self.arrived.wait(GLANCE):
            return
        self.arrived.clear()
        done = [future for future in self.sent if future.done()]
        for future in done:
            parcel, _ = self.sent.pop(future)
            yield from self._arrived(future, parcel)

    def _arrived(self, future: Any, parcel: tuple[Prepared, ...]) -> Iterator[Outcome]:
        if future.status == "cancelled":
            raise ClusterLost(self.cluster.address, "the scheduler is gone")
        answer: tuple[Made, ...] | Refused | None = future.result() if future.status == "finished" else None
        if isinstance(answer, Refused):
            self.waiting.append(parcel)  # a worker was exchanged behind its address
            self.roster.good.clear()
            return
        if answer is None:
            yield from self._broken(future, parcel)
            return
        for ready, made in zip(parcel, answer, strict=True):
            if isinstance(made, str):
                yield Outcome(ready.job, "failed", problem=made, fault="program")
            else:
                yield guarded(ready.job, partial(put, self.work, ready, made))

    def _broken(self, future: Any, parcel: tuple[Prepared, ...]) -> Iterator[Outcome]:
        """Send the documents of a parcel that broke its workers once more, one by one; yield those that did so twice."""
        problem = str(future.exception())
        for ready in parcel:
            if ready.job in self.suspects:
                yield replace(died(ready.job), problem=problem) if problem else died(ready.job)
            else:
                self.suspects.add(ready.job)
                self.waiting.append((ready,))


def here(work: Work, job: Job, found: list[Prepared]) -> Outcome:
    """Prepare a job; one that stands, failed, or may not leave this machine is finished here."""
    ready = prepared(work, job)
    if isinstance(ready, Outcome):
        return ready
    if stands(work, ready):
        return unchanged(work, ready)
    if ready.confidential:
        return make(work, job)
    found.append(ready)
    return Outcome(job, "unchanged")


def _connected(address: str) -> Any:
    """Return a client of the scheduler. Raises ``ClusterLost``, also where distributed is not installed."""
    try:
        distributed: Any = importlib.import_module("distributed")  # when a cluster is asked for: most offices have none
    except ImportError as fault:
        raise ClusterLost(address, f'{fault}; pip install "docgen[cluster]"') from fault
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told once, in our words
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as fault:
        raise ClusterLost(address, str(fault) or "no answer") from fault
