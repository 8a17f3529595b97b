"""A run of rendering as the clerk sees it: progress, what failed and why, what was made.

In: the office and the order. Out: lines, and an exit code. On a terminal a bar shows how far it is, in a pipe one line a
document does. Ctrl-C lets the documents being made now become whole and then tells what there is.
"""

from __future__ import annotations

import datetime
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import click

from docgen.batch import manifest
from docgen.batch.executors import choose
from docgen.batch.make import Outcome, Work
from docgen.batch.plan import DEFAULT_NAMES, BadPattern, DoubleName, Job, Skipped, UnsafeName, Wanted, plan
from docgen.batch.render import ready, render
from docgen.batch.versions import versions
from docgen.cli.call import Call
from docgen.cli.choice import documents
from docgen.cli.findings import show
from docgen.cli.shown import lines_form
from docgen.cli.speech import _, ngettext
from docgen.model.office import Office

INTERRUPTED = 130


@dataclass(frozen=True)
class Order:
    """What the clerk asked for: words (paths, ids), formats, the folder, languages, number of processes, names."""

    words: tuple[str, ...]
    formats: tuple[str, ...]
    out: Path
    languages: tuple[str, ...] | None = None
    jobs: int | None = None
    names: str | None = None


def carry_out(call: Call, office: Office, order: Order, day: datetime.date) -> int:
    """Make the documents of an office without errors; return the exit code."""
    jobs, skipped = _planned(call, office, order)
    ready(order.out)
    facts = versions(office.formats.values())
    earlier = manifest.read(order.out).records
    work = Work(call.root, office, call.templates, order.out, day, manifest.version_key(facts), earlier)
    executor = choose(jobs, order.jobs)
    outcomes: list[Outcome] = []
    with gentle(executor) as stopped:
        for outcome in _watched(render(work, jobs, executor, facts), len(jobs)):
            outcomes.append(outcome)
            _tell(call.root, order.out, outcome)
    return _end(order.out, outcomes, skipped, len(jobs), stopped=bool(stopped))


def _planned(call: Call, office: Office, order: Order) -> tuple[tuple[Job, ...], tuple[Skipped, ...]]:
    """Return the jobs; a pattern of names that does not work is click's usage error."""
    wanted = Wanted(documents(call.root, office, order.words), order.languages, order.formats, order.names or DEFAULT_NAMES)
    try:
        return plan(office, wanted)
    except DoubleName as fault:
        raise click.UsageError(
            _(
                "{first} and {second} would both be written to {name}; put {{id}} into --names",
                first=fault.first,
                second=fault.second,
                name=fault.name,
            )
        ) from None
    except BadPattern as fault:
        known = ", ".join(f"{{{name}}}" for name in fault.known)
        raise click.UsageError(_("--names knows no {field}; there are {known}", field=fault.field, known=known)) from None
    except UnsafeName as fault:
        raise click.UsageError(_("--names gives no name for a file: {problem}", problem=fault)) from None


class Stoppable(Protocol):
    """A run that can be told to begin nothing more."""

    def stop(self) -> None: ...


@contextmanager
def gentle(executor: Stoppable) -> Iterator[list[int]]:
    """Let Ctrl-C stop the executor between two documents; a second one ends the program. Yields the signals that came."""
    came: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if came:
            signal.default_int_handler(number, frame)
        came.append(number)
        executor.stop()

    kept = signal.signal(signal.SIGINT, stop)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, kept)


def _watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Yield the outcomes, with a bar where there is a terminal and more than a moment's work."""
    if not sys.stderr.isatty() or total < 3:
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn(_("documents")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )
    with bar:
        task = bar.add_task("", total=total)
        for outcome in outcomes:
            bar.advance(task)
            yield outcome


def _tell(root: Path, out: Path, outcome: Outcome) -> None:
    """Print a line for a document: always when it failed, in a pipe also when it was made."""
    if outcome.state == "failed":
        click.echo(_failure(root, outcome), err=True)
    elif outcome.state == "made" and not sys.stderr.isatty():
        for ending in outcome.job.formats:
            click.echo(_("made {path}", path=near(out / f"{outcome.job.name}.{ending}")))


def _failure(root: Path, outcome: Outcome) -> str:
    if outcome.findings:
        lines = "\n".join(lines_form(sorted(show(root, outcome.findings), key=lambda finding: finding.order), 80))
        name = outcome.job.document
        letters = all(finding.code == "E405" for finding in outcome.findings)
        said = (
            _("failed {document}: letters the fonts lack", document=name)
            if letters
            else _("failed {document}: its template", document=name)
        )
        return f"{lines}\n{said}"
    if outcome.fault == "program":
        return _(
            "failed {document}: a mistake of the program, please report it: {problem}",
            document=outcome.job.document,
            problem=outcome.problem,
        )
    return _("failed {document}: {problem}", document=outcome.job.document, problem=outcome.problem)


def near(path: Path) -> str:
    """Return a path as seen from the present folder, where it lies below it."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)


def _end(out: Path, outcomes: Sequence[Outcome], skipped: Sequence[Skipped], total: int, *, stopped: bool) -> int:
    """Print the summary; return the exit code."""
    for one in skipped[:20]:
        click.echo(_("skipped {document}: not translated into {language}", document=one.document, language=one.language))
    if len(skipped) > 20:
        click.echo(_("… and {count} more skipped", count=len(skipped) - 20))
    states = Counter(outcome.state for outcome in outcomes)
    click.echo(_summary(out, states, len(skipped)))
    faults = {outcome.fault for outcome in outcomes if outcome.state == "failed"}
    if "disk-full" in faults:
        click.echo(_("Stopped: no room on the disk. What was made is whole; the next run goes on from here."), err=True)
    elif stopped:
        click.echo(_("Stopped: {count} of {total} not begun. What was made is whole.", count=total - len(outcomes), total=total), err=True)
    return 3 if faults - {""} else INTERRUPTED if stopped else int(bool(faults))


def _summary(out: Path, states: Mapping[Any, int], skipped: int) -> str:
    parts = [ngettext("{count} document made", "{count} documents made", states.get("made", 0))]
    if states.get("unchanged"):
        parts.append(ngettext("{count} unchanged", "{count} unchanged", states["unchanged"]))
    if skipped:
        parts.append(ngettext("{count} skipped", "{count} skipped", skipped))
    if states.get("failed"):
        parts.append(click.style(ngettext("{count} failed", "{count} failed", states["failed"]), fg="red", bold=True))
    return _("{parts}; they lie in {out}", parts=", ".join(parts), out=near(out))
