"""``docgen import``: people, units and tasks from the lists that offices keep in Excel."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.call import Call, command_of, option
from docgen.cli.collect import file_bytes
from docgen.cli.shown import text_form
from docgen.cli.speech import N_, _, ngettext

if TYPE_CHECKING:
    from docgen.edit.imports import Changed, Plan
    from docgen.model.office import Office

WHAT = ("people", "units", "tasks")
MOST = 30
"""Entries of one kind that are listed; of more only the number is told."""
WIDTH = 60


@command_of(
    "import",
    help=N_(
        "Bring a list of people, units or tasks from Excel or CSV into the catalogue or a document. Columns are known by their headings. "
        "Shows what is added, changed and gone before it writes anything; the same list twice changes nothing."
    ),
)
@click.argument("what", metavar="people|units|tasks", type=click.Choice(WHAT))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--to", required=True, metavar="PATH|ID", help=N_("File of the catalogue for people and units; document for tasks, by path or id."))
@option("--as", "as_", type=click.Choice(["persons"]), help=N_("People become rows of persons of a document instead."))
@option("--sheet", metavar="NAME", help=N_("Sheet of the file; the first that holds something where absent."))
@option("--yes", is_flag=True, help=N_("Write without asking."))
@option("--remove", is_flag=True, help=N_("Also take out the entries that the list does not have."))
@click.pass_obj
def command(call: Call, what: str, file: Path, to: str, as_: str | None, sheet: str | None, yes: bool, remove: bool) -> int:
    """Print what the list would do and write it once confirmed; return 0, or 1 where errors or nobody's word stand in the way."""
    from docgen.edit.imports import Wish, plan
    from docgen.read import read

    if as_ and what != "people":
        raise click.UsageError(_("--as persons goes with people"))
    if not file.is_file():
        raise click.UsageError(_("no file or folder {path}", path=file))
    office, _findings = read(call.root, call.templates)
    sort = as_ or what
    target = _target(call, office, sort, to)
    made = plan(call.root, office, Wish(sort, str(file), file_bytes(file), target, sheet, remove))
    for line in (*_findings_of(call, made), *_told(made, remove=remove)):
        click.echo(line)
    _warn(call, file, made)
    if made.stopped:
        click.echo(_("Nothing was written."))
        return 1
    if not made.files:
        click.echo(ngettext("{count} row read: nothing to change.", "{count} rows read: nothing to change.", made.rows))
        return 0
    if not yes and not _confirmed(target):
        click.echo(_("Nothing was written; --yes writes it."))
        return 1
    _write(call, made)
    return 0


def _warn(call: Call, file: Path, made: Plan) -> None:
    """Say so where private columns lie in a file that git would keep."""
    from docgen.edit.private_fields import PRIVATE

    path = file.resolve()
    if made.private and path.is_relative_to(call.root) and not path.is_relative_to(call.root / PRIVATE):
        click.echo(_("{path} holds private columns and lies where git keeps it: move it to {folder}", path=file, folder=PRIVATE))


def _target(call: Call, office: Office, sort: str, to: str) -> str:
    """Return the file meant, from the workspace; click's usage error for one that cannot hold such entries."""
    from docgen.files.tree import DIRECTIVES

    if sort in ("people", "units"):
        return _catalogue(call, sort, to)
    path = office.files.get(f"document:{to}") or _inside(call, to)
    id_ = next((id_ for id_ in office.documents if office.files[f"document:{id_}"] == path), None)
    if id_ is None:
        raise click.UsageError(_("{path} is no document of {folder} that can be read", path=to, folder=DIRECTIVES))
    if office.documents[id_].number is not None:
        raise click.UsageError(_("{id} was issued: what changes it is a new document; see docgen amend", id=id_))
    return path


def _catalogue(call: Call, sort: str, to: str) -> str:
    path = _inside(call, to)
    path = path if path.endswith(".yaml") else f"{path}/{sort}.yaml"
    if not path.startswith("directives/catalogue/") or Path(path).stem != sort:
        raise click.UsageError(_("{sort} stand in a file {sort}.yaml below directives/catalogue, not in {path}", sort=sort, path=path))
    return path


def _inside(call: Call, to: str) -> str:
    """Return a path from the workspace: as it is from the present folder, else from the workspace or from directives."""
    from docgen.files.tree import DIRECTIVES

    tried = [Path.cwd() / to, call.root / to, call.root / DIRECTIVES / to]
    inside = [path.resolve() for path in tried if path.resolve().is_relative_to(call.root)]
    found = next((path for path in inside if path.exists()), None)
    if found is None:
        under = [path for path in inside if path.is_relative_to(call.root / DIRECTIVES)]
        found = under[0] if under else None
    if found is None:
        raise click.UsageError(_("{path} lies outside the workspace {root}", path=to, root=call.root))
    return found.relative_to(call.root).as_posix()


def _findings_of(call: Call, made: Plan) -> Iterator[str]:
    from docgen.cli.findings import show

    yield from text_form(show(call.root, made.findings), shutil.get_terminal_size().columns)


def _told(made: Plan, *, remove: bool) -> Iterator[str]:
    """Yield what a plan adds, changes and no longer has, and the columns nobody takes."""
    if made.left_out:
        yield _("Columns left out: {columns}", columns=", ".join(made.left_out))
    if made.added:
        yield ngettext("{count} added:", "{count} added:", len(made.added))
        yield from _first([f"+ {one.id}  {_short(one.name)}  ({one.cell.source.cell})" for one in made.added])
    if made.changed:
        yield ngettext("{count} changed:", "{count} changed:", len(made.changed))
        yield from _first([line for one in made.changed for line in _fields(one)])
    if made.gone:
        count = len(made.gone)
        yield (
            ngettext("{count} not in the list, taken out:", "{count} not in the list, taken out:", count)
            if remove
            else ngettext("{count} not in the list; it stays:", "{count} not in the list; they stay:", count)
        )
        yield from _first([f"- {one.id}  {_short(one.name)}" for one in made.gone])


def _first(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield "  " + _("… and {count} more", count=len(lines) - MOST)


def _fields(one: Changed) -> Iterator[str]:
    """Yield what changes in an entry, a field a line; of private fields only the names."""
    for key, (before, after) in one.fields.items():
        yield f"~ {one.id}  {key}: {_said(before)} → {_said(after)}  ({one.cell.source.cell})"
    if one.private:
        yield f"~ {one.id}  " + _("private: {fields}", fields=", ".join(one.private)) + f"  ({one.cell.source.cell})"


def _said(value: Any) -> str:
    from docgen.edit.entries import flow

    return "–" if value is None else _short(flow(value, block=isinstance(value, str)))


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _confirmed(path: str) -> bool:
    """Ask where there is somebody to answer."""
    return sys.stdin.isatty() and click.confirm(_("Write this into {path}?", path=path))


def _write(call: Call, made: Plan) -> None:
    """Write the files and say which; click's usage error where somebody saved one in between."""
    from docgen.edit.imports import write
    from docgen.files.locks import hold
    from docgen.files.slices import Changed as SavedInBetween

    try:
        with hold(call.root, "import"):
            write(call.root, made)
    except SavedInBetween as fault:
        raise click.UsageError(_("{path} was saved by somebody else just now; call docgen import again", path=fault.path)) from None
    for path in made.files:
        click.echo(_("written: {path}", path=path))
