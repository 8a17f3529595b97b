"""3,000 documents of 4 KB: reading and checking them against the C loader of PyYAML alone; then a run with nothing changed."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.measure import race, race_of_processes
from bench.report import ratio_line, seconds_line, times_lines
from bench.workspace import lay
from docgen.check import check
from docgen.read import read

TEMPLATES = (Path(__file__).parent.parent / "templates",)
DOCUMENTS = 3_000
DAY = datetime.date(2026, 11, 1)
OURS, LOADER = "docgen read + check", "CSafeLoader alone"
FIRST, LOADING, AGAIN, EMPTY = "docgen check, first run", "python that loads them", "docgen check, nothing changed", "python -c pass"
FORGET = "import shutil; shutil.rmtree({root!r} + '/.docgen', ignore_errors=True); "
CHECK = "from docgen.cli.main import main; main(['--workspace', {root!r}, 'check'])"
LOAD = "import yaml; from pathlib import Path; [yaml.load(p.read_text('utf-8'), yaml.CSafeLoader) for p in Path({root!r}).rglob('*.yaml')]"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = lay(root, DOCUMENTS)
        texts = [path.read_text(encoding="utf-8") for path in sorted((root / "directives").rglob("*.yaml"))]
        mean = sum(path.stat().st_size for path in files) / len(files)
        yield f"  {len(files):,} documents, {mean:,.0f} bytes each on average, {len(_findings(root))} findings"
        times = race({OURS: lambda: _findings(root), LOADER: lambda: _load(texts)}, rounds=5)
        yield from times_lines(times)
        yield ratio_line(times, OURS, LOADER, "< 2")
        yield from _processes(str(root))


def _findings(root: Path) -> tuple[object, ...]:
    office, found = read(root, TEMPLATES)
    return check(office, DAY, found)


def _load(texts: list[str]) -> None:
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)


def _processes(root: str) -> Iterator[str]:
    """Measure whole processes: the first run, which keeps its answer, and runs that find nothing changed."""
    first = race_of_processes({FIRST: (FORGET + CHECK).format(root=root), LOADING: LOAD.format(root=root)}, rounds=5)
    again = race_of_processes({AGAIN: CHECK.format(root=root), EMPTY: "pass"}, rounds=9)
    yield from times_lines({**first, **again})
    yield ratio_line(first, FIRST, LOADING, "none")
    yield seconds_line(again, AGAIN, "< 0.4 s")
