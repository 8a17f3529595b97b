"""A packet for each of 114 communes: all of them, nothing changed, one unit changed; the memory of the main process and of workers."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measure import Spread, Watched, docgen
from bench.province_files import lay_packet

UNITS = int(os.environ.get("BENCH_UNITS", "114"))
ROUNDS = 3
COMMAND = ("packet", "cong-bo", "--jobs", "2")
MEGA = 1024 * 1024


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_packet(root, UNITS)
        yield _line(f"{UNITS} packets of 8 parts, two processes", [_made(root)])
        yield _line("again, nothing changed", [docgen(root, *COMMAND) for _ in range(ROUNDS)])
        yield _line("after one person of three units changed", [_changed(root, n) for n in range(ROUNDS)])


def _changed(root: Path, n: int) -> Watched:
    """Give the head of a delegation another name; return the run that makes the packets of its three units again."""
    path = root / "directives/catalogue/people.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(le-van-c-7: \{name: Lê Văn C )[^,]*", rf"\g<1>Lần {n}", text), encoding="utf-8")
    return _made(root)


def _made(root: Path) -> Watched:
    return docgen(root, *COMMAND, memory=True)


def _line(name: str, runs: Sequence[Watched]) -> str:
    seconds = Spread.of([run.seconds for run in runs])
    own, worker = (max(getattr(run, one) for run in runs) / MEGA for one in ("own", "worker"))
    memory = f"; most memory: main process {own:.0f} MB, worker {worker:.0f} MB" if own else ""
    return f"  {name:<45} {seconds.middle:8.2f} s  ({seconds.least:.2f} – {seconds.most:.2f}){memory}"
