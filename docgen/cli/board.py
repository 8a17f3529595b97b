"""``docgen board``: the state of every task on a day as a page for the browser."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, as_of, command_of, near, option, today
from docgen.cli.speech import N_, _, language, ngettext, plain
from docgen.cli.state import warn
from docgen.cli.task_words import COLORS, NAMES

if TYPE_CHECKING:
    from docgen.model.findings import Finding

FOLDER = Path("output") / "board"
FILE = "index.html"


@command_of(
    "board",
    help=N_(
        "Make the overview page of the tasks of a day, one file for the browser: totals, by agency, by document, late and coming tasks, "
        "phases and deadlines, the matrix of units. It needs no network and no server."
    ),
)
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=N_("Folder of the page; output/board where absent."))
@as_of
@click.pass_obj
def command(call: Call, out: Path | None, as_of: datetime.date | None) -> int:
    """Print where the page lies; return 0, or 1 where its template fails."""
    from docgen.compose.board import page
    from docgen.files import atomic
    from docgen.read import read
    from docgen.resolve.titles import short_title
    from docgen.track import STATES, rows
    from docgen.track.board import board

    day = as_of or today()
    office, found = read(call.root, call.templates)
    warn(sum(finding.severity == "error" for finding in found))
    made = board(office, rows(office, day), day)
    titles = {document.id: short_title(office, document) for document in made.documents}
    states = [{"id": state, "name": plain(NAMES[state]), "color": COLORS.get(state, "plain")} for state in STATES]
    text, faults = page(made, titles, states, (language(), plain), call.templates)
    if faults:
        return _refuse(call, faults)
    path = (out or call.root / FOLDER).resolve() / FILE
    atomic.replace(path, text)
    click.echo(ngettext("{count} task on {path}", "{count} tasks on {path}", len(made.rows), path=near(path)))
    return 0


def _refuse(call: Call, faults: tuple[Finding, ...]) -> int:
    from docgen.cli.findings import show
    from docgen.cli.shown import text_form

    for line in text_form(show(call.root, faults), 80):
        click.echo(line, err=True)
    click.echo(_("Nothing was written: mend the errors first."), err=True)
    return 1
