"""``docgen packet``: all that is handed over to a unit as one PDF, with Word files, lists and zips; and what was announced to whom."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.batch import packet_records
from docgen.batch.versions import package
from docgen.cli import standing
from docgen.cli.call import Call, Day, command_of, option, today
from docgen.cli.packed_end import tell_end
from docgen.cli.render import Listed, refuse
from docgen.cli.speech import N_, _, ngettext

if TYPE_CHECKING:
    from docgen.cli.findings import Look
    from docgen.derive.packets import Bundle
    from docgen.model.packet import Packet
    from docgen.resolve.announced import Changes, Retold

FORMATS = ("pdf", "docx", "zip")


@dataclass(frozen=True)
class Chosen:
    """What a call is about: the office and its findings, the packet, the units asked for."""

    call: Call
    seen: Look
    packet: Packet
    bundles: Sequence[Bundle]


@command_of(
    "packet",
    help=N_(
        "Make the packet NAME of directives/packets: of each unit one PDF and the single files, a print list, an index, a zip for each "
        "recipient. With --announced enter to whom it was announced; with --changed list who must be told again."
    ),
)
@click.argument("name")
@option("--unit", "units", metavar="ID", multiple=True, help=N_("Only the packet of this unit."))
@option("--to", type=Listed(FORMATS), metavar="LIST", help=N_("What is made, divided by commas: pdf, docx, zip; all where absent."))
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for the files; output/packets where absent."))
@option("--jobs", type=click.IntRange(1, 256), metavar="N", help=N_("Worker processes; one for each processor where absent."))
@option("--force", is_flag=True, help=N_("Make what has not changed too."))
@option("--dry-run", is_flag=True, help=N_("List which packets would be made, and why; write nothing."))
@option("--announced", is_flag=True, help=N_("Enter that the packet was announced as it stands now; nothing is made."))
@option("--date", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("With --announced: the day; today where absent."))
@option("--changed", is_flag=True, help=N_("List the units that must be told again, and what changed; with --to make just those."))
@click.pass_obj
def command(
    call: Call,
    name: str,
    units: tuple[str, ...],
    to: tuple[str, ...] | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
    dry_run: bool,
    announced: bool,
    day: datetime.date | None,
    changed: bool,
) -> int:
    """Print what was made or entered; return 0, 1 where something failed or changed, 3 where the machine or the program did."""
    _refuse_mixture(announced=announced, changed=changed, made=bool(to or out or jobs or force or dry_run), day=day is not None)
    folder = (out or call.root / "output" / "packets").resolve() / name
    key = ""
    if not (announced or changed or force or dry_run):
        key = standing.key(call, today(), name, units, to, folder, package("pikepdf"))
        before = standing.recall(call, folder, key)
        if before is not None:
            tell_end(folder, {"unchanged": before.documents})
            return 0
    if not (units or announced or changed or dry_run) and "pdf" in (to or FORMATS) and not (folder / packet_records.NAME).exists():
        from docgen.batch.server import PACKETS_WITH_PDF, foresee

        foresee(jobs, PACKETS_WITH_PDF)
    from docgen.cli.findings import look

    seen = look(call, today())
    chosen = _chosen(call, seen, name, units)
    if seen.stopped or chosen is None:
        return refuse(seen)
    if announced:
        return _announce(chosen, day or today())
    order = partial(_make, folder=folder, jobs=jobs, force=force, dry_run=dry_run, key=key)
    return _changed(chosen, to, order) if changed else order(chosen, to or FORMATS)


def _refuse_mixture(*, announced: bool, changed: bool, made: bool, day: bool) -> None:
    if announced and (changed or made):
        raise click.UsageError(
            _("--announced enters what was handed over and makes nothing; leave --changed, --to, --out, --jobs, --force and --dry-run away")
        )
    if day and not announced:
        raise click.UsageError(_("--date goes with --announced"))


def _chosen(call: Call, seen: Look, name: str, units: Sequence[str]) -> Chosen | None:
    """Return what is asked for; click's usage error for a packet or a unit there is not; None where errors hide the packet."""
    from docgen.cli.state import known
    from docgen.derive.packets import bundles

    if seen.stopped and name not in seen.office.packets:
        return None
    packet = seen.office.packets[known(name, tuple(seen.office.packets))]
    made = list(bundles(seen.office, packet))
    if units and packet.each is None:
        raise click.UsageError(_("the packet {name} is not made for units", name=name))
    for unit in units:
        known(unit, tuple(bundle.unit or "" for bundle in made))
    return Chosen(call, seen, packet, [bundle for bundle in made if not units or bundle.unit in units])


def _announce(chosen: Chosen, day: datetime.date) -> int:
    from docgen.cli.issued import Fingerprints
    from docgen.edit.announce import announce
    from docgen.files.locks import hold
    from docgen.model.packet import Announcement
    from docgen.read.packets import path_of
    from docgen.resolve.announced import fingerprints

    own = Fingerprints(chosen.call, chosen.seen.office)
    lines = [
        Announcement(unit=bundle.unit, day=day, documents=fingerprints(chosen.seen.office, bundle, own.of)) for bundle in chosen.bundles
    ]
    with hold(chosen.call.root, "packet"):
        new = announce(chosen.call.root, chosen.packet.id, lines)
    told = ngettext("{count} unit was told: {path}", "{count} units were told: {path}", len(new), path=path_of(chosen.packet.id))
    click.echo(told if new else _("Nothing new: every unit was told just this already."))
    return 0


def _changed(chosen: Chosen, to: tuple[str, ...] | None, make: Callable[[Chosen, Sequence[str]], int]) -> int:
    """Print who must be told again and why; make these packets where formats are asked for. Return 1 where there are any."""
    from docgen.cli.issued import Fingerprints
    from docgen.resolve.announced import Changes, retold
    from docgen.resolve.past import Past

    office, root = chosen.seen.office, chosen.call.root
    if not office.announced.get(chosen.packet.id):
        click.echo(_("{name} was announced to nobody yet; docgen packet {name} --announced enters it", name=chosen.packet.id))
        return 0
    wanted = {bundle.unit for bundle in chosen.bundles}
    found = [one for one in retold(office, chosen.packet, Fingerprints(chosen.call, office).of) if one.unit in wanted]
    changes = Changes(office, Past(root, chosen.call.templates, office))
    for one in found:
        _tell(chosen, one, changes)
    click.echo(ngettext("{count} unit must be told again", "{count} units must be told again", len(found)))
    if not to or not found:
        return int(bool(found))
    again = {one.unit for one in found}
    return make(Chosen(chosen.call, chosen.seen, chosen.packet, [one for one in chosen.bundles if one.unit in again]), to)


def _tell(chosen: Chosen, one: Retold, changes: Changes) -> None:
    unit = chosen.seen.office.units.get(one.unit or "")
    click.echo(_("{unit}, told on {day}:", unit=f"{one.unit} ({unit.name})" if unit else chosen.packet.id, day=one.told.day.isoformat()))
    for part in one.parts:
        if not part.before:
            click.echo(_("  {part}: new", part=part.key))
        elif not part.after:
            click.echo(_("  {part}: no longer in the packet", part=part.key))
        else:
            click.echo(_("  {part}: {change}", part=part.key, change=changes.of(part) or _("changed")))


def _make(chosen: Chosen, to: Sequence[str], **how: Any) -> int:
    from docgen.cli.packed import PacketOrder, carry_out

    return carry_out(chosen.call, (chosen.seen.office, chosen.packet, chosen.bundles), PacketOrder(frozenset(to), **how))
