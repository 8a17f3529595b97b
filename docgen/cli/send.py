"""``docgen send``: dispatch and receipt of numbered documents, as columns of the register."""

from __future__ import annotations

import datetime

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.refused import told
from docgen.cli.speech import N_, _


@command_of("send", help=N_("Enter that documents were sent, or with --received-by that the recipient signed for them."))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@option("--to", "to", multiple=True, metavar="NAME", help=N_("Recipient: an id of the catalogue or a name; may stand several times."))
@option("--on", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day it was sent or received; today where absent."))
@option("--received-by", "by", metavar="NAME", help=N_("Who signed for it; without --to for all it was sent to."))
@as_of
@click.pass_obj
def command(
    call: Call, ids: tuple[str, ...], to: tuple[str, ...], day: datetime.date | None, by: str | None, as_of: datetime.date | None
) -> int:
    """Print what was entered; return 0."""
    from docgen.edit.dispatch import Trip, record

    if by is None and not to:
        raise click.UsageError(_("say --to whom it was sent"))
    with told():
        entries = record(call.root, call.templates, Trip("receive" if by else "send", ids, day or as_of or today(), to, by))
    for entry in entries:
        words = {"document": entry.document, "number": entry.number, "to": entry.to, "day": entry.date.isoformat(), "by": by}
        said = _("{document} ({number}): {to} received it on {day}, signed {by}", **words) if by else ""
        click.echo(said or _("{document} ({number}): sent to {to} on {day}", **words))
    return 0
