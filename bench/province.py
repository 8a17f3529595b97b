"""A province on one morning, 166 communes × 20 documents: checking, Word for all, again, after one change; workers and a cluster."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Spread, docgen, environment
from bench.province_files import lay_province

UNITS, SERIES = 166, 19
FEW_UNITS = int(os.environ.get("BENCH_UNITS", "8"))
"""Communes of the part with PDFs; 166 measures the whole province."""
ROUNDS = 3
MEGA = 1024 * 1024


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "whole"
        count = lay_province(root, UNITS, SERIES)
        yield from _whole(root, count)
        part = Path(folder) / "part"
        yield from _workers(part, lay_province(part, FEW_UNITS, SERIES))


def _whole(root: Path, count: int) -> Iterator[str]:
    checks = [_timed(root, "check", forget=True) for _ in range(ROUNDS)]
    yield _line(f"check, {count:,} documents, cold", checks, "< 2.5 s")
    yield _line("check, nothing changed", [_timed(root, "check") for _ in range(ROUNDS)], "< 0.5 s")
    first = _timed(root, "render", "--to", "docx")
    yield f"  Word for all of them                          {first:8.2f} s, {count / first:.0f} documents a second"
    yield _line("render again, nothing changed", [_timed(root, "render", "--to", "docx") for _ in range(ROUNDS)], "< 1 s")
    yield _line("render after one person changed", [_changed(root, n) for n in range(ROUNDS)], "< 3 s")


def _changed(root: Path, n: int) -> float:
    """Give one person another name; return the seconds of the run that makes the document again."""
    path = root / "directives/catalogue/people.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(nguyen-thi-d-7: \{name: Nguyễn Thị D )[^,]*", rf"\g<1>Lần {n}", text), encoding="utf-8")
    return _timed(root, "render", "--to", "docx")


def _workers(root: Path, count: int) -> Iterator[str]:
    """Measure Word and PDF with one process, two, and two of a cluster, taking turns."""
    seconds: dict[str, list[float]] = {"1 process": [], "2 processes": [], "cluster of 2": []}
    most = alone = 0
    with _cluster(root.parent) as address:
        ways = {"1 process": ["--jobs", "1"], "2 processes": ["--jobs", "2"], "cluster of 2": ["--cluster", address]}
        for _ in range(ROUNDS):
            for name, words in ways.items():
                shutil.rmtree(root / "output", ignore_errors=True)
                run = docgen(root, "render", "--to", "docx,pdf", *words, memory=True)
                seconds[name].append(run.seconds)
                most = max(most, run.worker if name == "2 processes" else 0)
                alone = max(alone, run.own if name == "1 process" else 0)
    for name, times in seconds.items():
        yield f"{_line(f'Word and PDF, {count} documents, {name}', times)}, {count / Spread.of(times).middle:.1f} documents a second"
    two = zip(seconds["1 process"], seconds["2 processes"], strict=True)
    yield f"  2 processes against 1: {Spread.of([one / other for one, other in two]).middle:.2f} ×, goal 1.8"
    three = zip(seconds["2 processes"], seconds["cluster of 2"], strict=True)
    yield f"  cluster against 2 processes: {Spread.of([one / other for one, other in three]).middle:.2f} ×, goal 0.8"
    yield f"  most memory of a worker: {most / MEGA:.0f} MB, goal < 150; of one process that makes all itself: {alone / MEGA:.0f} MB"


def _timed(root: Path, *words: str, forget: bool = False) -> float:
    if forget:
        shutil.rmtree(root / ".docgen", ignore_errors=True)
    return docgen(root, *words).seconds


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """Yield the address of a scheduler with two workers of one thread each."""
    start = [sys.executable, "-W", "ignore", "-c"]
    code = "from distributed.cli.dask_{} import main; main()"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*start, code.format("scheduler"), *words], cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True
    )
    lines: Sequence[str] = scheduler.stderr or ()  # type: ignore[assignment]
    address = next(found[1] for line in lines if (found := re.search(r"Scheduler at:\s+(tcp://\S+)", line)))
    worker = [*start, code.format("worker"), address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [subprocess.Popen(worker, cwd=folder, env=environment(), stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        yield address
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _line(name: str, seconds: Sequence[float], goal: str = "") -> str:
    spread = Spread.of(seconds)
    return f"  {name:<45} {spread.middle:8.2f} s  ({spread.least:.2f} – {spread.most:.2f})" + (f", goal {goal}" if goal else "")
