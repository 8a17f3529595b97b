"""``docgen init``: a small workspace that checks clean and renders, to be changed line by line into one's own."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.call import Call, command_of
from docgen.cli.schema import write_schemas
from docgen.cli.speech import N_, _, plain
from docgen.edit.schema import FOLDER
from docgen.edit.starts import workspace
from docgen.files import atomic
from docgen.files.tree import DIRECTIVES


@command_of(
    "init",
    help=N_("Start a workspace in the folder DIR: one agency, its catalogue, a first decision, settings for the editor and for git."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(call: Call, folder: Path) -> int:
    """Print what to do next; return 0."""
    root = folder.resolve()
    if (root / DIRECTIVES).exists():
        raise click.UsageError(_("{folder} holds a folder directives already; nothing was changed", folder=folder))
    files = workspace(plain)
    kept = sorted(name for name in files if (root / name).exists())
    atomic.write_all([(root / name, text.encode()) for name, text in files.items() if name not in kept])
    from docgen.read import read

    call.place = root
    office, _findings = read(root, call.templates)
    write_schemas(office, root / FOLDER)
    for name in kept:
        click.echo(_("{path} was there already and stays as it is", path=name))
    click.echo(_("A workspace stands in {folder}. Next:", folder=folder))
    for line in (f"cd {folder}", "docgen check", "docgen render"):
        click.echo(f"  {line}")
    return 0
