"""A real scheduler and two real workers: same bytes without a shared disk; lost and unlike workers, a lost scheduler."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from docgen.batch import cluster
from docgen.batch.cluster import Cluster, ClusterLost
from docgen.batch.executors import Serial
from docgen.batch.make import Prepared
from docgen.batch.versions import versions
from tests.batch.conftest import files, work_of
from tests.conftest import ROOT

UNLIKE = "import docgen; docgen.__version__ = '0.0.1'; "


@dataclass
class Dask:
    """A scheduler and workers as processes of their own, each in an empty folder."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def scheduler(self) -> None:
        process = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                self.address = found[1]
                return
        raise AssertionError("no scheduler")

    def worker(self, first: str = "", threads: int = 1) -> subprocess.Popen[str]:
        return self._start("worker", self.address, "--nthreads", str(threads), "--no-nanny", "--no-dashboard", first=first)

    def _start(self, *words: str, first: str = "") -> subprocess.Popen[str]:
        code = f"import sys; sys.argv[0] = 'dask'; {first}from distributed.cli.dask_{words[0]} import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code, *words[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE if words[0] == "scheduler" else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.communicate()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    dask = Dask(folder)
    try:
        dask.scheduler()
        yield dask
    finally:
        dask.end()


def test_two_workers_make_the_same_bytes_without_the_disk(province: Path, dask: Dask) -> None:
    here, jobs = work_of(province, "docx", "pdf", out="here")
    there, _ = work_of(province, "docx", "pdf", out="there")
    for _n in range(2):
        dask.worker()
    outcomes = list(Cluster(dask.address, versions(there.office.formats.values())).run(there, jobs))
    assert [(outcome.state, outcome.problem) for outcome in outcomes] == [("made", "")] * len(jobs)
    assert {outcome.state for outcome in Serial().run(here, jobs)} == {"made"}
    assert len(files(province / "here")) == 24
    assert files(province / "here") == files(province / "there")
    assert [path for path in dask.folder.rglob("*") if path.suffix in (".docx", ".pdf")] == []


def test_a_worker_with_other_versions_gets_nothing(province: Path, dask: Dask) -> None:
    work, jobs = work_of(province, "docx")
    dask.worker(UNLIKE)
    dask.worker(threads=2)
    run = Cluster(dask.address, versions(work.office.formats.values()))
    with pytest.raises(ClusterLost) as lost:
        list(run.run(work, jobs))
    reasons = sorted(reason for reasons in lost.value.refused.values() for reason in reasons)
    assert any(re.fullmatch(r"docgen \S+ → 0\.0\.1", reason) for reason in reasons) or "threads 1 → 2" in reasons
    assert not (province / "output").exists()
    dask.worker()
    assert {outcome.state for outcome in Cluster(dask.address, run.versions).run(work, jobs)} == {"made"}


def test_a_lost_worker_loses_no_document(province: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PARCEL", 1)
    work, jobs = work_of(province, "docx", "pdf")
    first = dask.worker()
    states = []
    for outcome in Cluster(dask.address, versions(work.office.formats.values())).run(work, jobs):
        if not states:
            first.kill()
            dask.worker()
        states.append((outcome.state, outcome.problem))
    assert states == [("made", "")] * len(jobs)


def test_a_scheduler_that_is_gone_ends_the_run_with_whole_files(province: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PARCEL", 1)
    work, jobs = work_of(province, "docx", "pdf")
    dask.worker()
    made = []
    begin = time.monotonic()
    with pytest.raises(ClusterLost):
        for outcome in Cluster(dask.address, versions(work.office.formats.values())).run(work, jobs):
            if not made:
                os.kill(dask.processes[0].pid, signal.SIGKILL)
            made.append(outcome)
    assert time.monotonic() - begin < 60
    assert 0 < len(made) < len(jobs)
    assert len(files(province / "output")) == 2 * len(made)


def test_a_client_that_gave_its_scheduler_up_knows_no_worker() -> None:
    client = SimpleNamespace(scheduler_info=lambda n_workers: {})  # what a client of dask says after it stopped trying to connect again
    roster = cluster.Roster(client, {}, b"", good={"tcp://127.0.0.1:1"})
    roster.look()
    assert (roster.good, roster.refused) == (set(), {})


def test_no_scheduler_at_the_address(province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    work, jobs = work_of(province, "docx")
    with pytest.raises(ClusterLost):
        list(Cluster("tcp://127.0.0.1:9", {}).run(work, jobs))


def test_what_is_secret_is_made_here(province: Path) -> None:
    work, jobs = work_of(province, "docx")
    secret = work.office.documents["qd-bo-nhiem-1"].model_copy(update={"secrecy": "secret"})
    office = replace(work.office, documents={**work.office.documents, secret.id: secret})
    sent: dict[str, list[Prepared]] = {job.document: [] for job in jobs}
    outcomes = {job.document: cluster.here(replace(work, office=office), job, sent[job.document]) for job in jobs}
    assert [id_ for id_, parcel in sent.items() if not parcel] == [secret.id]
    assert outcomes[secret.id].state == "made"


def test_private_fields_are_printed_here(province: Path) -> None:
    (province / "directives/private").mkdir()
    (province / "directives/private/people.yaml").write_text('nguyen-thi-d-1: {insurance: "0"}\n', encoding="utf-8")
    path = province / "directives/2025/qd-bo-nhiem-1.yaml"
    row = "{id: bo-nhiem, person: nguyen-thi-d-1, action: retire, effect: 2025-07-01}"
    path.write_text(re.sub(r"\{id: bo-nhiem, .*\}", row, path.read_text(encoding="utf-8")), encoding="utf-8")
    work, jobs = work_of(province, "txt")
    job = next(job for job in jobs if job.document == "qd-bo-nhiem-1")
    sent: list[Prepared] = []
    assert cluster.here(work, job, sent).state == "made"
    assert sent == []
