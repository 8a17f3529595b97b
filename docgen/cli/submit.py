"""``docgen submit``: documents go to the leader with a slip or a signing book, and come back signed or with remarks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.render import FORMATS, Listed, formats, refuse
from docgen.cli.speech import N_, _, ngettext

if TYPE_CHECKING:
    from docgen.edit.signing import State, Submission
    from docgen.model.office import Office


@command_of(
    "submit",
    help=N_(
        "Make the submission slip of a document, or the signing book of several, and note in directives/signing what lies with "
        "the leader. With --signed or --returned only note what came back."
    ),
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@option("--series", metavar="ID", help=N_("All documents of a series, in the order of its units."))
@option("--leader", metavar="PERSON", help=N_("To whom: an id of the catalogue; the signer of the document where absent."))
@option("--signed", is_flag=True, help=N_("They came back signed: docgen issue may number them."))
@option("--returned", metavar="WHY", help=N_("They came back with remarks."))
@option("--on", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day it was submitted or came back; today where absent."))
@option(
    "--to", type=Listed(FORMATS), metavar="LIST", help=N_("Formats, divided by commas: docx, pdf, txt, html or all. docx,pdf where absent.")
)
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for the files; output in the workspace where absent."))
@as_of
@click.pass_obj
def command(
    call: Call,
    ids: tuple[str, ...],
    series: str | None,
    leader: str | None,
    signed: bool,
    returned: str | None,
    day: datetime.date | None,
    to: tuple[str, ...] | None,
    out: Path | None,
    as_of: datetime.date | None,
) -> int:
    """Print what was made and noted; return 0, 1 where errors forbid it."""
    from docgen.cli.findings import look

    if signed and returned:
        raise click.UsageError(_("--signed or --returned, one of them"))
    moment = day or as_of or today()
    seen = look(call, moment)
    if seen.stopped:
        return refuse(seen)
    submission = _submission(seen.office, ids, (series, leader), moment)
    code = 0
    if signed or returned:
        _note(call, submission, "signed" if signed else "returned", returned or "")
    else:
        code = _made(call, seen.office, submission, (to, out))
        if code == 0:
            _note(call, submission, "submitted", submission.leader or "")
    return code


def _submission(office: Office, ids: Sequence[str], named: tuple[str | None, str | None], day: datetime.date) -> Submission:
    """Return what is submitted; click's usage error for what cannot be."""
    from docgen.cli.issue import members_of
    from docgen.cli.refused import told
    from docgen.derive.register import issued
    from docgen.edit.issue import document_of
    from docgen.edit.signing import Submission

    series, leader = named
    done = issued(office)
    wanted = [*ids, *(id_ for id_ in (members_of(office, series) if series else ()) if id_ not in done)]
    if not wanted:
        raise click.UsageError(
            _("every document of {series} has a number already", series=series)
            if series
            else _("name the documents, or a series with --series")
        )
    names = {id_.partition("@")[0] for id_ in wanted}
    if len(names) > 1:
        raise click.UsageError(_("one document, or documents of one series"))
    with told():
        documents = [document_of(office, id_) for id_ in wanted]
    chosen = leader or next((signer.by for signer in documents[0].sign), None)
    if chosen is not None and chosen not in office.people:
        raise click.UsageError(_("no person {name} in the catalogue", name=chosen))
    return Submission(names.pop(), documents, chosen, day)


def _made(call: Call, office: Office, submission: Submission, wanted: tuple[tuple[str, ...] | None, Path | None]) -> int:
    """Make the files of the slip or the book; return the exit code."""
    from docgen.cli.made import Order, carry_out
    from docgen.edit.signing import FOLDER, slip

    document = slip(office, submission)
    to, out = wanted
    order = Order((document.id,), formats(to), (out or call.root / "output").resolve())
    files = {**office.files, f"document:{document.id}": f"{FOLDER}/{document.id}.yaml"}
    with_slip = replace(office, documents={**office.documents, document.id: document}, files=files)
    return carry_out(call, with_slip, order, submission.day)


def _note(call: Call, submission: Submission, state: State, why: str) -> None:
    """Set the ticks and print how many there are now."""
    from docgen.edit.signing import path_of, ticked
    from docgen.files import atomic
    from docgen.files.locks import hold

    path = call.root / path_of(submission.name)
    with hold(call.root, "submit"):
        before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        said = ", ".join(part for part in (submission.day.isoformat(), why) if part)
        ids = [document.id for document in submission.documents]
        atomic.replace(path, ticked(before, ids, state, said).encode())
    click.echo(_counted(state, len(ids), path_of(submission.name)))


def _counted(state: State, count: int, path: str) -> str:
    if state == "signed":
        return ngettext("{count} document came back signed: {path}", "{count} documents came back signed: {path}", count, path=path)
    if state == "returned":
        return ngettext("{count} document was returned: {path}", "{count} documents were returned: {path}", count, path=path)
    return ngettext("{count} document lies with the leader: {path}", "{count} documents lie with the leader: {path}", count, path=path)
