"""How far a long run is: a bar with rate and time left on a terminal, a line now and then in a pipe or a log.

In: outcomes as they come, how many there will be. Out: the same outcomes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import click

from docgen.batch.make import Outcome
from docgen.cli.speech import _

EVERY = 10.0
"""Seconds between two lines in a log."""


def watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Yield the outcomes, with a bar where there is a terminal and more than a moment's work, with lines elsewhere."""
    if not sys.stderr.isatty():
        yield from _lines(outcomes, total)
    elif total < 3:
        yield from outcomes
    else:
        yield from _bar(outcomes, total)


def _bar(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(_("documents")), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    begin = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for done, outcome in enumerate(outcomes, 1):
            bar.update(task, advance=1, description=_("{rate} a second", rate=_rate(done, begin)))
            yield outcome


def _lines(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    begin = last = time.monotonic()
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        now = time.monotonic()
        if now - last >= EVERY and done < total:
            last = now
            left = round((now - begin) / done * (total - done))
            said = _(
                "{done} of {total} documents, {rate} a second, {minutes}:{seconds} left",
                done=done,
                total=total,
                rate=_rate(done, begin),
                minutes=left // 60,
                seconds=f"{left % 60:02d}",
            )
            click.echo(said, err=True)


def _rate(done: int, begin: float) -> str:
    return f"{done / max(time.monotonic() - begin, 0.001):.1f}"
