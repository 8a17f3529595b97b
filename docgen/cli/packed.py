"""A run over the units of a packet as the clerk sees it: progress, what failed and why, what was made.

In: the office, the packet, its units; the order. Out: lines, and an exit code.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from docgen.batch import manifest, packet_records
from docgen.batch.packet_ledger import PacketLedger, reason, sift
from docgen.batch.packet_parts import PacketWork
from docgen.batch.packet_run import PacketRun
from docgen.batch.packets import Looked, PacketOutcome, guarded, looked
from docgen.batch.render import ready
from docgen.batch.sift import Cause
from docgen.batch.sources import templates_of
from docgen.batch.versions import package, versions
from docgen.cli import dry, remembered, standing
from docgen.cli.call import Call, near
from docgen.cli.ctrl_c import INTERRUPTED, gentle
from docgen.cli.findings import show
from docgen.cli.packed_end import tell_end
from docgen.cli.render import formats
from docgen.cli.shown import lines_form
from docgen.cli.speech import N_, _, ngettext, plain
from docgen.derive.packet_names import names
from docgen.derive.packets import Bundle
from docgen.model.office import Office
from docgen.model.packet import Packet

REASONS: Mapping[Cause, str] = {**dry.REASONS, "text": N_("contents changed")}


@dataclass(frozen=True)
class PacketOrder:
    """What the clerk asked for: formats, the folder of the packet, number of processes.

    ``force`` makes what stands too, ``dry_run`` nothing; ``key`` is what the run rests on, where its end may be remembered.
    """

    formats: frozenset[str]
    folder: Path
    jobs: int | None = None
    force: bool = False
    dry_run: bool = False
    key: str = ""


def carry_out(call: Call, what: tuple[Office, Packet, Sequence[Bundle]], order: PacketOrder) -> int:
    """Make the packets of units; return the exit code."""
    office, packet, wanted = what
    made_with = {**versions(office.formats.values()), "pikepdf": package("pikepdf")}
    work = _work(call, office, packet, order, manifest.version_key(made_with))
    memory = remembered.load(call, order.folder, office)
    ledger = PacketLedger(memory.contents, memory.disk, memory.settings)
    done, left = sift(work, wanted, ledger)
    if order.dry_run:
        return _foretold(work, left, ledger, made_with, len(done))
    ready(order.folder)
    run, outcomes = PacketRun(work, order.jobs, made_with, ledger), [*done]
    try:
        with gentle(run) as stopped:
            for outcome in _watched(run.run(left), len(left)):
                outcomes.append(outcome)
                _tell(call.root, order.folder, packet, outcome)
            made, listed = ([], []) if run.stopped else run.lists()
    finally:
        remembered.store(call, order.folder, memory)
    for name in made:
        click.echo(_("made {path}", path=near(order.folder / name)))
    code = _end(order.folder, outcomes, len(wanted), stopped=bool(stopped))
    if code == 0 and order.key:
        files = {name for outcome in outcomes if outcome.record is not None for name in outcome.record.files}
        end = standing.Standing(len(outcomes), (), 0)
        standing.keep(call, order.folder, order.key, (*files, *listed, packet_records.NAME), end)
    return code


def _work(call: Call, office: Office, packet: Packet, order: PacketOrder, by: str) -> PacketWork:
    """Return what all units share. Any template counts for every unit: composing is quick beside laying out."""
    drawn = {
        name: key
        for held in templates_of([kind.template for kind in office.kinds.values()], call.templates).values()
        for name, key in held.items()
    }
    earlier, formats_ = packet_records.read(order.folder), _formats(order.formats)
    named = names(office, packet)[0]
    return PacketWork(call.root, office, call.templates, order.folder, by, packet, formats_, named, earlier, drawn, order.force)


def _foretold(work: PacketWork, left: Sequence[Bundle], ledger: PacketLedger, facts: Mapping[str, object], standing_: int) -> int:
    """Print which packets would be made and why; return 0, or 1 where one would fail."""
    before = packet_records.made_with(work.out)
    known, made, failed = {manifest.version_key(before): before, work.by: facts}, 0, 0
    for bundle in left:
        found = list[Looked]()
        outcome = guarded(bundle.unit, partial(_looked, work, bundle, found))
        why = reason(found[0], bundle.unit, ledger.disk, known) if found else None
        if why is None:
            failed += 1
            _tell(work.root, work.out, work.packet, outcome)
        elif why.cause:
            made += 1
            click.echo(dry.line_of(bundle.unit or work.packet.id, plain(REASONS[why.cause]), why.about))
    parts = [
        ngettext("{count} packet would be made", "{count} packets would be made", made),
        ngettext("{count} unchanged", "{count} unchanged", standing_ + len(left) - made - failed),
    ]
    click.echo(_("{parts}; nothing was written", parts=", ".join(parts)))
    return int(bool(failed))


def _looked(work: PacketWork, bundle: Bundle, found: list[Looked]) -> PacketOutcome:
    found.append(looked(work, bundle))
    return PacketOutcome(bundle.unit, "unchanged")


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
    tell_end(folder, Counter(outcome.state for outcome in outcomes))
    faults = {outcome.fault for outcome in outcomes if outcome.state == "failed"}
    if "disk-full" in faults:
        click.echo(_("Stopped: no room on the disk. What was made is whole; the next run goes on from here."), err=True)
    elif stopped:
        click.echo(_("Stopped: {count} of {total} not begun. What was made is whole.", count=total - len(outcomes), total=total), err=True)
    return 3 if faults - {"", "file"} else INTERRUPTED if stopped else int(bool(faults))
