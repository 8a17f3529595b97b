"""``docgen collect``: the answers of agencies, from their Excel forms into their journals."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, MomentType, command_of, now, option
from docgen.cli.shown import text_form
from docgen.cli.speech import N_, _, ngettext

if TYPE_CHECKING:
    from docgen.edit.answers import Desk
    from docgen.edit.collect import Outcome

EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")
"""Files of a folder that are collected; those that begin with ~$ are Excel's own, of a file that is open."""


@command_of(
    "collect",
    help=N_(
        "Enter the answers of Excel forms that came back in the journals of their agencies. Of a file with errors nothing is entered; "
        "the others are. FILE may be a folder of forms. At the end: who has not answered."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--told",
    type=MomentType(),
    metavar="YYYY-MM-DD [HH:MM]",
    help=N_("Day, and for slips the hour, at which the answers came in; now where absent."),
)
@option("--of", "among", metavar="ID", help=N_("Say only of bodies whose id begins with this one whether they answered."))
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would be entered and enter nothing."))
@click.pass_obj
def command(call: Call, files: tuple[Path, ...], told: tuple[datetime.date, str | None] | None, among: str | None, dry: bool) -> int:
    """Print what became of each file; return 0, or 1 where a file has errors."""
    from docgen.edit.collect import collect, desk, silent_units, unanswered

    (day, hour), chosen = told or now(), list(_files(files))
    with desk(call.root, call.templates, day, hour) as at:
        made = []
        for file in chosen:
            made.append(collect(call.root, at, str(file), file_bytes(file), dry=dry))
            _tell(call, made[-1], at)
        since = min((one.day for one in made if one.day and one.day <= day), default=day)
        slips = silent_units(at, made)
        silent = unanswered(at, since, among) if slips is None else _below(slips, among)
    _end(at, made, silent, dry=dry)
    return int(any(outcome.state == "refused" for outcome in made))


def _below(bodies: Sequence[str], among: str | None) -> Sequence[str]:
    return [body for body in bodies if among is None or f"{body}/".startswith(f"{among}/")]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files meant, those of a folder by name; the shell of Windows leaves ``*.xlsx`` to us."""
    for path in paths:
        found = [path] if path.is_file() else sorted(path.iterdir() if path.is_dir() else path.parent.glob(path.name))
        excel = [one for one in found if one.suffix.lower() in EXCEL and not one.name.startswith("~$")]
        if not found or (path.is_dir() and not excel):
            raise click.UsageError(_("no file or folder {path}", path=path) if not found else _("no Excel file in {path}", path=path))
        yield from found if path.is_file() else excel


def file_bytes(path: Path) -> bytes:
    """Return what a file holds, of one that is far too long no more than shows that it is."""
    from docgen.read.excel import MOST_FILE

    with path.open("rb") as file:
        return file.read(MOST_FILE + 1)


def _tell(call: Call, outcome: Outcome, at: Desk) -> None:
    """Print the findings of a file and what was done with it."""
    from docgen.cli.findings import show

    for line in text_form(show(call.root, outcome.findings), shutil.get_terminal_size().columns):
        click.echo(line)
    click.echo(f"{outcome.file}: {_done(outcome, at)}")
    if outcome.missing:
        said = ngettext(
            "{count} task of the form has no row any more:", "{count} tasks of the form have no row any more:", len(outcome.missing)
        )
        click.echo(f"   {said} {', '.join(outcome.missing)}")


def _done(outcome: Outcome, at: Desk) -> str:
    from docgen.track.forms import name_of

    name = name_of(at.office, outcome.body, at.told)
    if outcome.state == "refused":
        rows = ", ".join(map(str, outcome.rows)) or "-"
        return _("nothing entered; these rows wait: {rows}", rows=rows)
    if outcome.state == "again":
        return _("{agency}: entered already, nothing changed", agency=name)
    if outcome.state == "nothing":
        return _("{agency}: no row says anything new", agency=name)
    said = ngettext("{agency}: {count} row", "{agency}: {count} rows", outcome.reports, agency=name)
    back = outcome.withdrawn
    if not back:
        return said
    return f"{said}; " + ngettext(
        "it takes the place of an earlier form of that day: {count} entry withdrawn",
        "it takes the place of an earlier form of that day: {count} entries withdrawn",
        back,
    )


def _end(at: Desk, made: Sequence[Outcome], silent: Sequence[str], *, dry: bool) -> None:
    """Print how much was entered, and who has open tasks and told nothing."""
    from docgen.track.forms import name_of

    rows = sum(outcome.reports for outcome in made)
    click.echo("")
    if dry:
        click.echo(ngettext("{count} row would be entered.", "{count} rows would be entered.", rows))
    else:
        click.echo(ngettext("{count} row entered.", "{count} rows entered.", rows))
    refused = sum(outcome.state == "refused" for outcome in made)
    if refused:
        click.echo(
            ngettext("{count} file waits for its errors to be mended.", "{count} files wait for their errors to be mended.", refused)
        )
    if not silent:
        click.echo(_("Everybody with open tasks has answered."))
        return
    click.echo(ngettext("{count} body with open tasks has not answered:", "{count} bodies with open tasks have not answered:", len(silent)))
    for body in silent:
        click.echo(f"  {body}  {name_of(at.office, body, at.told)}")
