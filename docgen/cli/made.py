"""A run of rendering as the clerk sees it: progress, what failed and why, what was made.

In: the office and the order. Out: lines, and an exit code. On a terminal a bar shows how far it is, in a pipe one line a
document does. Ctrl-C lets the documents being made now become whole and then tells what there is.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from docgen.batch import manifest
from docgen.batch.cluster import Cluster, ClusterLost
from docgen.batch.executors import Executor, choose
from docgen.batch.make import Outcome, Work
from docgen.batch.plan import DEFAULT_NAMES, BadPattern, DoubleName, Job, Skipped, UnsafeName, Wanted, file_of, plan
from docgen.batch.render import ready, render
from docgen.batch.sift import Ledger, sift
from docgen.batch.sources import templates_of
from docgen.batch.versions import versions
from docgen.cli import dry, remembered
from docgen.cli.call import Call, Trouble, near
from docgen.cli.choice import documents
from docgen.cli.ctrl_c import INTERRUPTED, gentle
from docgen.cli.findings import show
from docgen.cli.pace import watched
from docgen.cli.shown import lines_form
from docgen.cli.speech import _
from docgen.cli.summary import tell_end
from docgen.model.office import Office

Ended = Callable[[Sequence[Job], Sequence[Skipped]], None]


@dataclass(frozen=True)
class Order:
    """What the clerk asked for: words (paths, ids), formats, the folder, languages, number of processes, names.

    ``force`` makes what stands too, ``failed`` only what failed last, ``dry_run`` nothing; ``cluster`` is a scheduler's address.
    """

    words: tuple[str, ...]
    formats: tuple[str, ...]
    out: Path
    languages: tuple[str, ...] | None = None
    jobs: int | None = None
    names: str | None = None
    force: bool = False
    failed: bool = False
    dry_run: bool = False
    cluster: str | None = None


@dataclass
class Run:
    """One run: the order, what jobs share, what is remembered, what became of the jobs so far."""

    call: Call
    order: Order
    work: Work
    ledger: Ledger
    versions: Mapping[str, object]
    known: Mapping[str, Mapping[str, object]]
    outcomes: list[Outcome]


def carry_out(call: Call, office: Office, order: Order, day: datetime.date, *, ended: Ended | None = None) -> int:
    """Make the documents of an office without errors; return the exit code. ``ended`` is told of a run in which nothing failed."""
    jobs, skipped = _planned(call, office, order, day)
    if order.failed:
        again = remembered.failed(call, order.out)
        jobs = tuple(job for job in jobs if job.key in again)
        if not jobs:
            click.echo(_("No document failed when it was last tried."))
            return 0
    run = _begun(call, office, order, day, jobs)
    done, left = sift(run.work, jobs, run.ledger)
    if order.dry_run:
        return _foretold(run, left, len(done))
    ready(order.out)
    run.outcomes.extend(done)
    stopped = _made(run, left)
    everything = not order.words and order.languages is None and not order.failed
    remembered.note_failed(call, order.out, run.outcomes, jobs if everything else None)
    code = _end(order.out, run.outcomes, skipped, len(jobs), stopped=stopped)
    if code == 0 and ended is not None and len(run.outcomes) == len(jobs):
        ended(jobs, skipped)
    return code


def _begun(call: Call, office: Office, order: Order, day: datetime.date, jobs: Sequence[Job]) -> Run:
    facts = versions(office.formats.values())
    by, earlier = manifest.version_key(facts), manifest.read(order.out)
    used = templates_of([job.template for job in jobs], call.templates)
    work = Work(call.root, office, call.templates, order.out, day, by, earlier.records, used, order.force)
    ledger = remembered.load(call, order.out, office)
    return Run(call, order, work, ledger, facts, {**earlier.versions, by: facts}, [])


def _made(run: Run, left: Sequence[Job]) -> bool:
    """Make what is left; return whether Ctrl-C stopped it. Click's error where a cluster is lost."""
    if not left:
        remembered.store(run.call, run.order.out, run.ledger)
        return False
    executor = _executor(run, left)
    try:
        with gentle(executor) as stopped:
            for outcome in watched(render(run.work, left, executor, run.ledger, run.versions), len(left)):
                run.outcomes.append(outcome)
                _tell(run, outcome)
        for line in _refused(executor.refused) if isinstance(executor, Cluster) else ():
            click.echo(line, err=True)
        return bool(stopped)
    except ClusterLost as fault:
        raise Trouble(_lost(run, fault, len(left))) from None
    finally:
        remembered.store(run.call, run.order.out, run.ledger)


def _executor(run: Run, left: Sequence[Job]) -> Executor:
    return Cluster(run.order.cluster, run.versions) if run.order.cluster else choose(left, run.order.jobs)


def _lost(run: Run, fault: ClusterLost, total: int) -> str:
    """Return the words for a cluster that is gone: which workers were refused and why, what was made."""
    made = sum(outcome.state == "made" for outcome in run.outcomes)
    said = _(
        "{address}: {problem}. {made} of {total} documents were made and are whole; the next run goes on from there.",
        address=fault.address,
        problem=fault.problem,
        made=made,
        total=total,
    )
    return "\n".join((*_refused(fault.refused), said))


def _refused(workers: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a line for each worker that would have made other bytes."""
    return [_("refused {worker}: {differences}", worker=name, differences=", ".join(facts)) for name, facts in workers.items()]


def _foretold(run: Run, left: Sequence[Job], standing: int) -> int:
    """Print what would be made and why; return 0, or 1 where a document would fail."""
    made = failed = 0
    for job, why in zip(left, dry.reasons(run.work, left, run.ledger, run.known), strict=True):
        if isinstance(why, Outcome):
            failed += 1
            _tell(run, why)
        elif why.cause:
            made += 1
            click.echo(dry.line(job, why))
    click.echo(dry.total(made, standing + len(left) - made - failed))
    return int(bool(failed))


def _planned(call: Call, office: Office, order: Order, day: datetime.date) -> tuple[tuple[Job, ...], tuple[Skipped, ...]]:
    """Return the jobs; a pattern of names that does not work is click's usage error."""
    wanted = Wanted(documents(call.root, office, order.words), order.languages, order.formats, order.names or DEFAULT_NAMES, day)
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


def _tell(run: Run, outcome: Outcome) -> None:
    """Print a line for a document: always when it failed, in a pipe also when it was made."""
    if outcome.state == "failed":
        click.echo(_failure(run.call.root, run.work.office, outcome), err=True)
    elif outcome.state == "made" and not sys.stderr.isatty():
        for name in outcome.job.files:
            click.echo(_("made {path}", path=near(run.order.out / name)))


def _failure(root: Path, office: Office, outcome: Outcome) -> str:
    name = outcome.job.document
    if outcome.findings:
        lines = "\n".join(lines_form(sorted(show(root, outcome.findings), key=lambda finding: finding.order), 80))
        letters = all(finding.code == "E405" for finding in outcome.findings)
        said = (
            _("failed {document}: letters the fonts lack", document=name)
            if letters
            else _("failed {document}: its template", document=name)
        )
        return f"{lines}\n{said}"
    if outcome.fault == "program":
        problem = _("a mistake of the program, please report it: {problem}", problem=outcome.problem)
    elif outcome.fault == "machine":
        problem = _("its worker process was ended from outside, twice: out of memory, or killed")
    else:
        problem = outcome.problem
    return f"{file_of(office, name)}: " + _("failed {document}: {problem}", document=name, problem=problem)


def _end(out: Path, outcomes: Sequence[Outcome], skipped: Sequence[Skipped], total: int, *, stopped: bool) -> int:
    """Print the summary; return the exit code."""
    states = Counter(outcome.state for outcome in outcomes)
    tell_end(out, states, [(one.document, one.language) for one in skipped])
    faults = {outcome.fault for outcome in outcomes if outcome.state == "failed"}
    if "disk-full" in faults:
        click.echo(_("Stopped: no room on the disk. What was made is whole; the next run goes on from here."), err=True)
    elif stopped:
        click.echo(_("Stopped: {count} of {total} not begun. What was made is whole.", count=total - len(outcomes), total=total), err=True)
    if faults:
        click.echo(_("docgen render --failed makes those again that failed."), err=True)
    return 3 if faults - {"", "machine"} else INTERRUPTED if stopped else int(bool(faults))
