"""Worker processes: same files, a dead one is replaced and names its document, one that grew is exchanged."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from docgen.batch import processes
from docgen.batch.executors import Serial
from docgen.batch.plan import Job
from docgen.batch.processes import Processes
from tests.batch.conftest import files, work_of
from tests.conftest import ROOT


class Deadly(Job):
    """A job at which the worker that unpacks it ends at once, as at a fault of memory."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (11,)


def deadly(job: Job) -> Deadly:
    return Deadly(job.document, job.language, job.name, job.formats, job.template, job.state)


def test_workers_make_what_one_process_makes(province: Path) -> None:
    one, jobs = work_of(province, "docx", "txt", out="one")
    two, _ = work_of(province, "docx", "txt", out="two")
    assert {outcome.state for outcome in Serial().run(one, jobs)} == {"made"}
    assert {outcome.state for outcome in Processes(2).run(two, jobs)} == {"made"}
    assert len(files(province / "one")) == 24
    assert files(province / "one") == files(province / "two")


def test_a_document_that_ends_its_worker_is_named_and_stops_no_other(province: Path) -> None:
    work, jobs = work_of(province, "txt")
    outcomes = list(Processes(2).run(work, [*jobs[:5], deadly(jobs[5]), *jobs[6:]]))
    assert len(outcomes) == len(jobs)
    assert [outcome.job.document for outcome in outcomes if outcome.state == "failed"] == [jobs[5].document]
    assert next(outcome for outcome in outcomes if outcome.state == "failed").fault == "machine"
    assert len(files(province / "output")) == len(jobs) - 1


def test_a_machine_that_can_make_nothing_is_not_tried_for_ever(province: Path) -> None:
    work, jobs = work_of(province, "txt")
    outcomes = list(Processes(2).run(work, [deadly(job) for job in jobs]))
    assert {outcome.job.document for outcome in outcomes} == {job.document for job in jobs}
    assert {outcome.state for outcome in outcomes} == {"failed"}


def test_a_killed_worker_is_replaced(province: Path) -> None:
    work, jobs = work_of(province, "docx", "pdf")
    states = []
    for outcome in Processes(2).run(work, jobs):
        if not states:
            workers()[0].kill()
        states.append(outcome.state)
    assert states == ["made"] * len(jobs)


@pytest.mark.parametrize(("name", "value"), [("RECYCLED_AFTER", 1), ("MEMORY_LIMIT", 1)])
def test_a_worker_that_made_enough_or_grew_is_exchanged(province: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr(processes, name, value)
    monkeypatch.setattr(processes, "GROWTH", 0)
    monkeypatch.setattr(processes, "CHUNK", 1)
    work, jobs = work_of(province, "txt")
    seen: set[int] = set()
    for outcome in Processes(2).run(work, jobs):
        assert outcome.state == "made"
        seen |= {one.pid for one in workers()}
    assert len(seen) > (3 if name == "RECYCLED_AFTER" else 1)


def test_workers_say_how_much_memory_they_hold(province: Path) -> None:
    work, jobs = work_of(province, "txt")
    pool = Processes(2)
    list(pool.run(work, jobs))
    assert 10 * 2**20 < pool.most_memory < processes.MEMORY_LIMIT


def test_stop_finishes_what_was_begun(province: Path) -> None:
    work, jobs = work_of(province, "docx", "pdf")
    pool, made = Processes(2), []
    for outcome in pool.run(work, jobs):
        pool.stop()
        made.append(outcome.job)
    assert 0 < len(made) < len(jobs)
    assert len(files(province / "output")) == 2 * len(made)


def test_workers_end_with_the_process_that_started_them(province: Path) -> None:
    code = "from docgen.cli.main import main; main()"
    command = [sys.executable, "-c", code, "--workspace", str(province), "render", "--jobs", "2"]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=province, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert parent.stdout is not None
    parent.stdout.readline()
    family = psutil.Process(parent.pid).children(recursive=True)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert family
    end = time.monotonic() + 20
    while any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family):
        assert time.monotonic() < end, family
        time.sleep(0.05)


def workers() -> list[psutil.Process]:
    """Return the worker processes of this test, youngest last: they are children of the server that forks them."""
    own = psutil.Process()
    return sorted((one for child in own.children() for one in child.children()), key=lambda one: one.create_time())


def commands_below(pid: int) -> Iterator[str]:
    for child in psutil.Process(pid).children():
        with contextlib.suppress(psutil.Error):
            yield " ".join(child.cmdline())


@pytest.mark.skipif(sys.platform == "win32", reason="there workers are started, not forked")
@pytest.mark.parametrize("wait", [0.0, 0.1, 0.3])
def test_ctrl_c_while_the_libraries_are_loaded_ends_the_program_without_a_word_from_elsewhere(province: Path, wait: float) -> None:
    code = "from docgen.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "render", "--jobs", "2"], cwd=province, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_LANG": "en"},
    )  # fmt: skip
    while not any("forkserver" in words for words in commands_below(process.pid)):
        assert process.poll() is None
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group hears it
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
