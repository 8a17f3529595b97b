"""``docgen new``: the start of a document, with everything its kind must have and a blank for what only the clerk knows."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from docgen.cli.call import Call, command_of, option, today
from docgen.cli.schema import write_schemas
from docgen.cli.speech import N_, _, ngettext, plain
from docgen.edit.schema import FOLDER
from docgen.edit.starts import Wish, document, free_id, only_issuer, written_kinds
from docgen.files import atomic
from docgen.files.locks import hold
from docgen.files.tree import DIRECTIVES, UnsafeName, below, safe_name
from docgen.model.office import Office
from docgen.model.values import parse_id
from docgen.read import read
from docgen.words.nearest import nearest


@command_of(
    "new",
    help=N_(
        "Start a document of KIND in a file of its own, commented and valid; … stands for what you must fill in. ID is its permanent id."
    ),
)
@click.argument("kind")
@click.argument("id_", metavar="[ID]", required=False)
@option("--issuer", metavar="AGENCY", help=N_("Agency that issues it: an id of the catalogue."))
@option("--folder", metavar="DIR", help=N_("Folder below directives; the issuer's area and the year where absent."))
@click.pass_obj
def command(call: Call, kind: str, id_: str | None, issuer: str | None, folder: str | None) -> int:
    """Print the file and what is still to fill in; return 0."""
    root = call.root
    with hold(root, "new"):
        office, _findings = read(root, call.templates)
        started(call, office, _wish(office, kind, id_, issuer, folder))
    return 0


def started(call: Call, office: Office, wish: Wish) -> None:
    """Write the document that is wished for and say what is still to fill in; click's usage error where its id is taken."""
    root = call.root
    path, text = document(office, wish, today(), plain)
    _refuse_double(root, office, wish, path)
    atomic.replace(root / path, text.encode())
    if (root / FOLDER).is_dir():
        office, _findings = read(root, call.templates)
        write_schemas(office, root / FOLDER)
    click.echo(_("made {path}", path=path))
    count = sum(line.count("…") for line in text.splitlines() if not line.lstrip().startswith("#"))
    click.echo(ngettext("{count} blank to fill in: …", "{count} blanks to fill in: …", count))


def _wish(office: Office, kind: str, id_: str | None, issuer: str | None, folder: str | None) -> Wish:
    """Return what is wanted; click's usage error for a kind, an id, an agency or a folder that cannot be."""
    kinds = list(written_kinds(office.kinds))
    if kind not in kinds:
        raise click.UsageError(_unknown(_("no kind {name} is written here", name=kind), kind, kinds))
    if issuer is not None and issuer not in office.agencies:
        raise click.UsageError(_unknown(_("no agency {name} in the catalogue", name=issuer), issuer, list(office.agencies)))
    chosen = issuer or only_issuer(office)
    area = chosen.partition("/")[0] if chosen else ""
    return Wish(kind, id_of(id_) or free_id(office, office.kinds[kind]), chosen, folder_of(folder or f"{area}/{today().year}".lstrip("/")))


def id_of(id_: str | None) -> str | None:
    """Return an id that may be given; click's usage error for one that may not."""
    try:
        return None if id_ is None else parse_id(id_)
    except ValueError:
        raise click.UsageError(
            _("{id} is no id: small letters a-z, digits and -, at most 60, no name Windows keeps for itself", id=id_)
        ) from None


def folder_of(folder: str) -> str:
    """Return a folder below ``directives/``; click's usage error for one that lies elsewhere."""
    try:
        return str(safe_name(folder.removeprefix(f"{DIRECTIVES}/").strip("/")))
    except UnsafeName as fault:
        raise click.UsageError(_("--folder: {problem}", problem=fault)) from None


def _unknown(said: str, name: str, known: list[str]) -> str:
    close = nearest(name, known)
    more = _("the nearest is {nearest}", nearest=close) if close else ", ".join(known)
    return f"{said}; {more}"


def _refuse_double(root: Path, office: Office, wish: Wish, path: str) -> None:
    taken = office.files.get(f"document:{wish.id}") or (path if (root / path).exists() else None)
    if taken:
        raise click.UsageError(_("{id} stands in {path} already", id=wish.id, path=taken))
    below(root, PurePosixPath(path))
