"""A decision to Word: from blocks, and the whole way from YAML, against docxtpl filling a prepared template."""

from __future__ import annotations

from collections.abc import Iterator

from bench import rival
from bench.decision import Page, page, whole_way
from bench.measure import Times, race
from bench.report import ratio_line, times_lines
from docgen.write.docx import docx

BLOCKS, WAY, OTHER = "docgen, blocks to .docx", "docgen, YAML to .docx", "docxtpl"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    yield from _lines("two pages, table of 12 rows", _raced(page(12), 15, 10), ">= 4")
    yield from _lines("table of 300 rows", _raced(page(300), 7, 2), "none")


def _raced(made: Page, rounds: int, laps: int) -> Times:
    prepared = rival.template(len(made.texts["head"]))
    sides = {
        BLOCKS: lambda: docx(made.sheet, made.format),
        WAY: lambda: docx(whole_way(made), made.format),
        OTHER: lambda: rival.fill(prepared, made.texts),
    }
    return race(sides, rounds=rounds, laps=laps)


def _lines(what: str, times: Times, goal: str) -> Iterator[str]:
    yield f"  {what}"
    yield from times_lines(times)
    yield ratio_line(times, OTHER, BLOCKS, ">= 10")
    yield ratio_line(times, OTHER, WAY, goal)
