"""Questions to an office of 10,000 documents, asked again: ``docgen refs`` and ``docgen posts`` as whole processes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measure import race_of_processes
from bench.report import seconds_line, times_lines
from bench.workspace import lay

DOCUMENTS = 10_000
EMPTY = "python -c pass"
ASKED: Mapping[str, tuple[str, ...]] = {
    "docgen refs ID": ("refs", "qd-mau-5000"),
    "docgen refs": ("refs",),
    "docgen posts": ("posts",),
}
ASK = "from docgen.cli.main import main; main(['--workspace', {root!r}, *{words!r}])"


def run() -> Iterator[str]:
    """Yield the lines of the report; the first lap of a race, which nobody measures, fills the cache."""
    with tempfile.TemporaryDirectory() as folder:
        files = lay(Path(folder), DOCUMENTS)
        sides = {name: ASK.format(root=folder, words=words) for name, words in ASKED.items()}
        times = race_of_processes({**sides, EMPTY: "pass"}, rounds=9)
    yield f"  {len(files):,} documents, answers kept from an earlier run"
    yield from times_lines(times)
    for name in ASKED:
        yield seconds_line(times, name, "< 1 s")
