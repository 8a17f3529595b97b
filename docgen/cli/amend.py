"""``docgen amend``: the start of the document that amends, replaces, repeals or corrects an issued one."""

from __future__ import annotations

from pathlib import PurePosixPath

import click

from docgen.cli.call import Call, command_of, option, today
from docgen.cli.new import folder_of, id_of, started
from docgen.cli.speech import N_, _
from docgen.edit.amends import WAYS, Change, How, amendment
from docgen.files.locks import hold
from docgen.files.tree import DIRECTIVES
from docgen.model.office import Office
from docgen.read import read
from docgen.words.nearest import nearest


@command_of(
    "amend",
    help=N_(
        "Start the document that changes the issued document ID, in a file of its own; … stands for what you must fill in. The change "
        "is written once, in the new document, and holds from its day of effect; docgen refs shows it at both."
    ),
)
@click.argument("id_", metavar="ID")
@option(
    "--how",
    type=click.Choice(list(WAYS)),
    default="amends",
    help=N_("What the new document does to it; a correction changes the form only."),
)
@option("--new-id", metavar="ID", help=N_("Permanent id of the new document; a free one where absent."))
@option("--folder", metavar="DIR", help=N_("Folder below directives; that of the issuer's area and the year where absent."))
@click.pass_obj
def command(call: Call, id_: str, how: How, new_id: str | None, folder: str | None) -> int:
    """Print the file and what is still to fill in; return 0."""
    with hold(call.root, "new"):
        office, _findings = read(call.root, call.templates)
        change = _change(office, id_, how)
        area = PurePosixPath(change.document.issuer[0]).parts[0] if change.document.issuer else ""
        wish = amendment(office, change, id_of(new_id), folder_of(folder or f"{area}/{today().year}".lstrip("/")))
        started(call, office, wish)
    return 0


def _change(office: Office, id_: str, how: How) -> Change:
    """Return the change; click's usage error for what is no issued document of the office."""
    name, _at, unit = id_.partition("@")
    document = office.documents.get(name)
    if document is None and name in office.references:
        raise click.UsageError(
            _("{id} stands in the catalogue only; docgen new starts a document, and its key {how}: names {id}", id=name, how=how)
        )
    if document is None:
        close = nearest(name, list(office.documents))
        said = _("no document {name}; the nearest is {nearest}", name=name, nearest=close) if close else _("no document {name}", name=name)
        raise click.UsageError(said)
    if document.date is None and document.each is None:
        path = office.files.get(f"document:{name}", DIRECTIVES)
        raise click.UsageError(_("{id} is not issued yet: change it in {path}", id=name, path=path))
    if unit and unit not in office.units:
        raise click.UsageError(_("no unit {name} in the catalogue", name=unit))
    return Change(document, id_, how)
