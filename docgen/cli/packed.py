"""A run over the units of a packet as the clerk sees it: progress, what failed and why, what was made.

In: the office, the packet, its units; formats, folder, number of processes. Out: lines, and an exit code.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from docgen.batch import manifest, packet_records
from docgen.batch.executors import cores
from docgen.batch.packet_parts import PacketWork
from docgen.batch.packet_run import PacketRun
from docgen.batch.packets import PacketOutcome
from docgen.batch.render import ready
from docgen.batch.versions import package, versions
from docgen.cli.call import Call, near
from docgen.cli.findings import show
from docgen.cli.made import INTERRUPTED, gentle
from docgen.cli.render import formats
from docgen.cli.shown import lines_form
from docgen.cli.speech import _, ngettext
from docgen.derive.packet_names import names
from docgen.derive.packets import Bundle
from docgen.model.office import Office
from docgen.model.packet import Packet

FEW = 2
"""So many packets are made sooner here than workers are started for them."""


def carry_out(call: Call, what: tuple[Office, Packet, Sequence[Bundle]], order: tuple[frozenset[str], Path, int | None]) -> int:
    """Make the packets of units; return the exit code."""
    office, packet, wanted = what
    to, folder, jobs = order
    made_with = {**versions(office.formats.values()), "pikepdf": package("pikepdf")}
    by, chosen = manifest.version_key(made_with), _formats(to)
    ready(folder)
    work = PacketWork(call.root, office, call.templates, folder, by, packet, chosen, names(office, packet)[0], packet_records.read(folder))
    count = jobs or (cores() if len(wanted) > FEW and "pdf" in chosen else 1)
    run, outcomes = PacketRun(work, count, made_with), list[PacketOutcome]()
    with gentle(run) as stopped:
        for outcome in _watched(run.run(wanted), len(wanted)):
            outcomes.append(outcome)
            _tell(call.root, folder, packet, outcome)
        lists = [] if stopped else run.lists()
    for name in lists:
        click.echo(_("made {path}", path=near(folder / name)))
    return _end(folder, outcomes, len(wanted), stopped=bool(stopped))


def _formats(to: frozenset[str]) -> frozenset[str]:
    """Return what is made: a zip alone holds PDF and Word. Without PDF engine a PDF is refused."""
    wanted = to if to - {"zip"} else to | {"pdf", "docx"}
    return frozenset((*formats(tuple(sorted(wanted - {"zip"}))), *(wanted & {"zip"})))


def _watched(outcomes: Iterator[PacketOutcome], total: int) -> Iterator[PacketOutcome]:
    """Yield the outcomes, with a bar where there is a terminal and more than a moment's work."""
    if not sys.stderr.isatty() or total < 3:
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(_("units")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for outcome in outcomes:
            bar.advance(task)
            yield outcome


def _tell(root: Path, folder: Path, packet: Packet, outcome: PacketOutcome) -> None:
    """Print a line for a unit: always when it failed, in a pipe also when it was made."""
    unit = outcome.unit or packet.id
    if outcome.findings:
        for line in lines_form(sorted(show(root, outcome.findings), key=lambda finding: finding.order), 80):
            click.echo(line, err=True)
        click.echo(_("failed {unit}", unit=unit), err=True)
    elif outcome.fault == "program":
        problem = outcome.problem
        click.echo(_("failed {unit}: a mistake of the program, please report it: {problem}", unit=unit, problem=problem), err=True)
    elif outcome.state == "failed":
        click.echo(_("failed {unit}: {problem}", unit=unit, problem=outcome.problem), err=True)
    elif outcome.state == "made" and outcome.record is not None and not sys.stderr.isatty():
        files, pages = len(outcome.record.files), sum(part.pages for part in outcome.record.parts)
        path, kind = near(folder / outcome.record.name), outcome.record.pdf or "-"
        click.echo(_("made {path}: {files} files, {pages} pages, {kind}", path=path, files=files, pages=pages, kind=kind))


def _end(folder: Path, outcomes: Sequence[PacketOutcome], total: int, *, stopped: bool) -> int:
    """Print the summary; return the exit code."""
    states = Counter(outcome.state for outcome in outcomes)
    parts = [ngettext("{count} packet made", "{count} packets made", states["made"])]
    if states["unchanged"]:
        parts.append(ngettext("{count} unchanged", "{count} unchanged", states["unchanged"]))
    if states["failed"]:
        parts.append(click.style(ngettext("{count} failed", "{count} failed", states["failed"]), fg="red", bold=True))
    click.echo(_("{parts}; they lie in {out}", parts=", ".join(parts), out=near(folder)))
    faults = {outcome.fault for outcome in outcomes if outcome.state == "failed"}
    if "disk-full" in faults:
        click.echo(_("Stopped: no room on the disk. What was made is whole; the next run goes on from here."), err=True)
    elif stopped:
        click.echo(_("Stopped: {count} of {total} not begun. What was made is whole.", count=total - len(outcomes), total=total), err=True)
    return 3 if faults - {"", "file"} else INTERRUPTED if stopped else int(bool(faults))
