"""``docgen recall``: a document that was sent is taken back."""

from __future__ import annotations

import datetime

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.refused import told
from docgen.cli.speech import N_, _


@command_of("recall", help=N_("Enter that a document was taken back from those it was sent to (NĐ 30/2020 Điều 18.4). Its number stays."))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@option("--why", required=True, metavar="TEXT", help=N_("Reason that the register keeps."))
@option("--to", "to", multiple=True, metavar="NAME", help=N_("From whom; from all it was sent to where absent."))
@option("--on", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day it was taken back; today where absent."))
@as_of
@click.pass_obj
def command(call: Call, ids: tuple[str, ...], why: str, to: tuple[str, ...], day: datetime.date | None, as_of: datetime.date | None) -> int:
    """Print what was entered; return 0."""
    from docgen.edit.dispatch import Trip, record

    with told():
        entries = record(call.root, call.templates, Trip("recall", ids, day or as_of or today(), to, why=why))
    for entry in entries:
        click.echo(_("{document} ({number}): taken back from {to}", document=entry.document, number=entry.number, to=entry.to))
    return 0
