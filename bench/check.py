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
from docgen.files import cache
from docgen.read import read

TEMPLATES = (Path(__file__).parent.parent / "templates",)
DOCUMENTS = 3_000
DAY = datetime.date(2026, 11, 1)
OURS, LOADER, AGAIN = "docgen read + check", "CSafeLoader alone", "second run, nothing changed"


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
        yield from _second(root)


def _findings(root: Path) -> tuple[object, ...]:
    office, found = read(root, TEMPLATES)
    return check(office, DAY, found)


def _load(texts: list[str]) -> None:
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)


def _second(root: Path) -> Iterator[str]:
    """Measure the whole process of a run that finds its answer in ``.docgen``."""
    key = cache.stamp(root, ("directives", "templates"))
    cache.store(root, "bench", key, {"findings": []})
    look = "cache.load(root, 'bench', cache.stamp(root, ('directives', 'templates')))"
    times = race_of_processes(
        {AGAIN: f"from pathlib import Path; from docgen.files import cache; root = Path({str(root)!r}); {look}"}, rounds=7
    )
    yield from times_lines(times)
    yield seconds_line(times, AGAIN, "< 0.4 s")
