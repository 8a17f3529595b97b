"""A decision to Word: from blocks, and the whole way from YAML, against docxtpl filling a prepared template."""

from __future__ import annotations

from collections.abc import Iterator

from bench import rival
from bench.decision import Page, page, whole_way
from bench.measure import race
from bench.report import ratio_line, times_lines
from docgen.write.docx import docx

BLOCKS, WAY, OTHER = "docgen, blocks to .docx", "docgen, YAML to .docx", "docxtpl"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    yield from _compared("two pages, table of 12 rows", page(12), 15, 10)
    yield from _compared("table of 300 rows", page(300), 7, 2)


def _compared(what: str, made: Page, rounds: int, laps: int) -> Iterator[str]:
    prepared = rival.template(len(made.texts["head"]))
    times = race(
        {
            BLOCKS: lambda: docx(made.sheet, made.format),
            WAY: lambda: docx(whole_way(made), made.format),
            OTHER: lambda: rival.fill(prepared, made.texts),
        },
        rounds=rounds,
        laps=laps,
    )
    yield f"  {what}"
    yield from times_lines(times)
    yield ratio_line(times, OTHER, BLOCKS, ">= 10")
    yield ratio_line(times, OTHER, WAY, ">= 4")
