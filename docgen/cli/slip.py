"""``docgen slip``: the Excel slips in which units report on a day of a rehearsal."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Day, command_of, option
from docgen.cli.speech import N_, _, ngettext
from docgen.cli.state import known

if TYPE_CHECKING:
    from docgen.model.document import Document
    from docgen.model.office import Office
    from docgen.track.rehearsal import Moment, Rehearsal

FOLDER = "output/slips"


@command_of(
    "slip",
    help=N_(
        "Make the Excel slip of a day for each unit that rehearses PLAN: the scenarios of the day and those to be repeated, their figures, "
        "rows for difficulties. docgen collect enters what came back."
    ),
)
@click.argument("plan", metavar="PLAN")
@option("--on", "day", type=Day(), metavar="YYYY-MM-DD", required=True, help=N_("Day of the rehearsal."))
@option("--unit", "units", metavar="ID", multiple=True, help=N_("Only for this unit; may stand several times."))
@option("--to", type=click.Choice(["xlsx"]), default="xlsx", help=N_("Which files are made."))
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=N_("Folder for the slips; output/slips where absent.")
)
@click.pass_obj
def command(call: Call, plan: str, day: datetime.date, units: tuple[str, ...], to: str, out: Path | None) -> int:
    """Print where the slips lie; return 0, or 1 where there is none to make."""
    from docgen.cli.form import shown
    from docgen.files.atomic import replace
    from docgen.read import read
    from docgen.track.rehearsal import Moment
    from docgen.write.slip import slip
    from docgen.write.xlsx import xlsx

    office, _findings = read(call.root, call.templates)
    trial = rehearsal(office, plan, Moment(day))
    asked = [unit for unit in ([known(unit, trial.asked) for unit in units] or trial.asked) if trial.slip(unit, day)]
    if not asked:
        click.echo(_("{plan}: nobody rehearses on {day}; there are {days}", plan=plan, day=day.isoformat(), days=_days(trial)), err=True)
        return 1
    folder = out or call.root / FOLDER
    for unit in asked:
        path = folder / f"{unit.replace('/', '_')}_{plan}_{day.isoformat()}.{to}"
        replace(path, xlsx(slip(trial, unit, day)), durable=False)
        if units:
            click.echo(_("made {path}", path=shown(path)))
    click.echo(ngettext("{count} slip made in {folder}", "{count} slips made in {folder}", len(asked), folder=shown(folder)))
    return 0


def rehearsal(office: Office, plan: str, moment: Moment) -> Rehearsal:
    """Return the rehearsals of a plan; click's usage error where there is no such plan, or no unit rehearses by it."""
    from docgen.track.rehearsal import Rehearsal

    document: Document = office.documents[known(plan, list(office.documents))]
    found = Rehearsal(office, document, moment)
    if not found.drills:
        raise click.UsageError(_("{plan} has no drills that units rehearse", plan=plan))
    return found


def _days(trial: Rehearsal) -> str:
    return ", ".join(day.isoformat() for day in trial.planned)
