"""166 units × 60 tasks × 5 reports: ``docgen tasks`` against the same counts in SQLite, which must agree; then ``docgen check``.

In: the office of ``bench.followed``. The processes are whole ones; cold means that nothing is kept from an earlier run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.counted import COUNTS, Counts, counted
from bench.followed import DAY, lay_followed
from bench.measure import race_of_processes
from bench.report import ratio_line, seconds_line, times_lines

COLD, WARM, TABLE = "docgen tasks --format json, cold", "docgen tasks --format json, warm", "docgen tasks, cold"
FILE, SQL, EMPTY = "docgen tasks --to xlsx", "SQLite, the counts alone", "python -c pass"
CHECK, CHECK_WARM = "docgen check, first run", "docgen check, nothing changed"
FORGET = "import shutil; shutil.rmtree({root!r} + '/.docgen', ignore_errors=True); "
QUIET = "import os, sys; sys.stderr = open(os.devnull, 'w'); "
RUN = "from docgen.cli.main import main; main(['--workspace', {root!r}, *{words!r}, '--as-of', '{day}'])"
COUNT = "from pathlib import Path; from bench.counted import counted; counted(Path({root!r}), '{day}')"
TASKS = ("tasks", "--format", "json")


def run() -> Iterator[str]:
    """Yield the lines of the report; raises AssertionError where the two computations disagree."""
    with tempfile.TemporaryDirectory() as folder:
        entries = lay_followed(Path(folder))
        agreed = _agreed(Path(folder))
        yield f"  {entries:,} journal entries, {sum(agreed.values()):,} tasks: " + ", ".join(
            f"{n:,} {state}" for state, n in agreed.items()
        )
        yield "  SQLite counts the same, in all, by document and by unit"
        yield from _times(folder)


def _agreed(root: Path) -> dict[str, int]:
    """Return the numbers on which both computations agree."""
    printed = subprocess.run(
        [sys.executable, "-c", RUN.format(root=str(root), words=TASKS, day=DAY)], check=True, capture_output=True, encoding="utf-8"
    )
    ours, theirs = _ours(printed.stdout), counted(root, str(DAY))
    assert ours == theirs, sorted(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))
    return dict(ours["all", ""])


def _ours(printed: str) -> Counts:
    """Return the counts of the tasks that units have, from what docgen printed."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in json.loads(printed):
        if row["unit"] is None:
            continue
        state = row["state"] if row["state"] in COUNTS else "in-time"
        for key in (("all", ""), ("document", row["document"]), ("unit", row["unit"])):
            found.setdefault(key, dict.fromkeys(COUNTS, 0))[state] += 1
    return found


def _times(root: str) -> Iterator[str]:
    """Measure cold runs against SQLite, then warm ones, then what the rules take."""
    json_, table = (RUN.format(root=root, words=words, day=DAY) for words in (TASKS, ("tasks",)))
    file = QUIET + RUN.format(root=root, words=("tasks", "--to", "xlsx", "--out", f"{root}/output"), day=DAY)
    check, forget = RUN.format(root=root, words=("check",), day=DAY), FORGET.format(root=root)
    cold = race_of_processes({COLD: forget + json_, TABLE: forget + table, FILE: file, SQL: COUNT.format(root=root, day=DAY)}, rounds=5)
    warm = race_of_processes({WARM: json_, EMPTY: "pass"}, rounds=9)
    rules = race_of_processes({CHECK: forget + check}, rounds=3)
    again = race_of_processes({CHECK_WARM: check}, rounds=5)
    yield from times_lines({**cold, **warm, **rules, **again})
    yield ratio_line(cold, COLD, SQL, "none")
    yield seconds_line(cold, COLD, "< 2.5 s")
    yield seconds_line(warm, WARM, "< 0.4 s")
