"""``docgen schema``: the schemas of the office's files, with its own ids, where an editor finds them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from docgen.cli.call import Call, command_of, option
from docgen.cli.speech import N_, _, ngettext
from docgen.edit.schema import FOLDER, schemas, settings
from docgen.edit.starts import editor_settings
from docgen.files import atomic
from docgen.model.office import Office

SETTINGS = ".vscode/settings.json"


@command_of(
    "schema",
    help=N_(
        "Write the schemas of the office's files, with its own ids, and the settings by which an editor completes and explains every field."
    ),
)
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Write the schemas there, and no settings."))
@click.pass_obj
def command(call: Call, out: Path | None) -> int:
    """Print what was written; return 0."""
    from docgen.read import read

    root = call.root
    office, _findings = read(root, call.templates)
    count = write_schemas(office, out or root / FOLDER)
    where = out or FOLDER
    click.echo(
        ngettext("{count} schema written to {out}", "{count} schemas written to {out}", count, out=where)
        if count
        else _("The schemas in {out} are up to date.", out=where)
    )
    if out is None:
        _settle(root)
    return 0


def write_schemas(office: Office, folder: Path) -> int:
    """Write the schemas that differ from what lies there; return how many."""
    fresh = [(folder / name, text.encode()) for name, text in schemas(office).items() if _text(folder / name) != text]
    atomic.write_all(fresh, durable=False)
    return len(fresh)


def _settle(root: Path) -> None:
    """Write the editor's settings; ones that we cannot read without loss are left alone, and what to add is printed."""
    path = root / SETTINGS
    before = _text(path)
    try:
        after = editor_settings(before)
    except ValueError:
        click.echo(_("{path} holds comments and was left alone; please add:", path=SETTINGS))
        click.echo(json.dumps({"yaml.schemas": settings()}, indent=2))
        return
    if after != before:
        atomic.replace(path, after.encode(), durable=False)
        click.echo(_("made {path}", path=SETTINGS))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
