"""``docgen --help`` as a whole process, against an interpreter that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import race_of_processes
from bench.report import seconds_line, times_lines

OURS, EMPTY = "docgen --help", "python -c pass"
START = "from docgen.cli.main import main; main(['--help'])"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    times = race_of_processes({OURS: START, EMPTY: "pass"}, rounds=15)
    yield from times_lines(times)
    yield seconds_line(times, OURS, "< 0.15 s")
