"""``docgen template``: brings a template, a format or a kind's row into the workspace, to be changed there."""

from __future__ import annotations

import click

from docgen.cli.call import Call, command_of, program_templates
from docgen.cli.speech import N_, _
from docgen.edit.templates import copied, names
from docgen.files import atomic
from docgen.words.nearest import nearest


@command_of(
    "template",
    help=N_(
        "Copy a template (document.html), a format (nd30), kinds.yaml or the row of one kind (decision) into the workspace's templates, "
        "where it wins over the program's own. Without NAME: list what there is."
    ),
)
@click.argument("name", required=False)
@click.pass_obj
def command(call: Call, name: str | None) -> int:
    """Print what was copied; return 0, or 1 where the workspace has it already."""
    program = program_templates()
    if name is None:
        for known in names(program):
            click.echo(known)
        return 0
    own = call.root / "templates"
    if own.resolve() == program.resolve():
        raise click.UsageError(_("the templates of this workspace are the program's own; change them where they stand"))
    try:
        copy = copied(program, own, name)
    except KeyError:
        close = nearest(name, list(names(program)))
        raise click.UsageError(
            _("no template {name}; the nearest is {nearest}", name=name, nearest=close) if close else _("no template {name}", name=name)
        ) from None
    if copy is None:
        click.echo(_("{name} is in the workspace already; it was left alone", name=name), err=True)
        return 1
    atomic.replace(own / copy.name, copy.text.encode())
    click.echo(
        _("added {name} to templates/{file}", name=name, file=copy.name) if copy.added else _("made templates/{file}", file=copy.name)
    )
    return 0
