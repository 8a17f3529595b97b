"""``docgen where``: the file and line of anything the office calls by an id, a full number or a name."""

from __future__ import annotations

import click

from docgen.cli.call import Call, command_of
from docgen.cli.speech import N_, _
from docgen.words.nearest import nearest


@command_of(
    "where",
    help=N_("Print path:line of an address (DOC, DOC#PART), of an id of a catalogue, a full number (145/QĐ-UBND) or a printed name."),
)
@click.argument("address")
@click.pass_obj
def command(call: Call, address: str) -> int:
    """Print each place; return 0, or 1 where there is none."""
    from docgen.read import read, where

    root = call.root
    office, _findings = read(root, call.templates)
    found = where(root, office, address)
    for source in found:
        click.echo(f"{source.path}:{source.line}")
    if not found:
        ids = {key.partition(":")[2] for key in office.files}
        close = nearest(address.partition("#")[0], sorted(ids))
        click.echo(
            _("nothing bears {address}; the nearest is {nearest}", address=address, nearest=close)
            if close
            else _("nothing bears {address}", address=address),
            err=True,
        )
    return int(not found)
