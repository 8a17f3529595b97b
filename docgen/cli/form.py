"""``docgen form``: Excel forms in which agencies that do not use git report on their tasks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.speech import N_, _, ngettext
from docgen.cli.state import known

if TYPE_CHECKING:
    from docgen.model.office import Office
    from docgen.write.form import Request

    _Asked = tuple[Office, Sequence[Request], Sequence[str]]

FOLDER = "output/forms"


@command_of(
    "form",
    help=N_(
        "Make the Excel form in which AGENCY (an agency, a unit or a person who leads tasks) reports on its open tasks. "
        "Only the cells to answer in are open; docgen collect enters what came back."
    ),
)
@click.argument("agency", metavar="[AGENCY]...", nargs=-1)
@option("--all", "all_", is_flag=True, help=N_("One form for each body that leads an open task."))
@option("--of", "among", metavar="ID", help=N_("With --all: only bodies whose id begins with this one."))
@option("--to", type=click.Choice(["xlsx"]), default="xlsx", help=N_("Which files are made."))
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=N_("Folder for the forms; output/forms where absent.")
)
@option("--receiver", metavar="ID|NAME", help=N_("To whom the answer goes; the name of the office where absent."))
@option("--until", type=Day(), metavar="YYYY-MM-DD", help=N_("Last day for the answer, printed in the form."))
@as_of
@click.pass_obj
def command(
    call: Call,
    agency: tuple[str, ...],
    all_: bool,
    among: str | None,
    to: str,
    out: Path | None,
    receiver: str | None,
    until: datetime.date | None,
    as_of: datetime.date | None,
) -> int:
    """Print the forms made; return 0."""
    from docgen.files.atomic import replace
    from docgen.write.form import form
    from docgen.write.xlsx import xlsx

    if all_ == bool(agency) or (among and not all_):
        raise click.UsageError(_("name the agencies, or --all, which --of may narrow"))
    day, folder = as_of or today(), out or call.root / FOLDER
    office, asked, without = _asked(call, agency, (receiver, until), day)
    asked = [request for request in asked if among is None or f"{request.body}/".startswith(f"{among}/")]
    for request in asked:
        path = folder / f"{request.body.replace('/', '_')}_{day.isoformat()}.{to}"
        replace(path, xlsx(form(office, request)), durable=False)
        click.echo(ngettext("{path}: {count} task", "{path}: {count} tasks", len(request.rows), path=shown(path)))
    for body in without:
        click.echo(_("{agency} leads no open task on {day}: no form", agency=body, day=day.isoformat()))
    click.echo(ngettext("{count} form made.", "{count} forms made.", len(asked)))
    return 0


def _asked(call: Call, names: tuple[str, ...], answer: tuple[str | None, datetime.date | None], day: datetime.date) -> _Asked:
    """Return the office, the forms asked for, and the bodies named that have no open task; click's usage error for an unknown one."""
    from docgen.read import read
    from docgen.track import rows
    from docgen.track.forms import by_body, name_of
    from docgen.write.form import Request

    office, _findings = read(call.root, call.templates)
    bodies = [*office.agencies, *office.units, *office.people]
    chosen = by_body(office, rows(office, day))
    wanted = dict.fromkeys(known(name, bodies) for name in names) if names else chosen
    receiver = name_of(office, answer[0], day) if answer[0] else ""
    asked = [Request(body, day, chosen[body], receiver, answer[1]) for body in wanted if body in chosen]
    return office, asked, [body for body in wanted if body not in chosen]


def shown(path: Path) -> str:
    """Return a path from the present folder where it lies below."""
    full, here = path.resolve(), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(path)
