"""``docgen show``: a document as it prints, or a task as it stands, now or as of a revision or a day."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Trouble, command_of, option, today
from docgen.cli.speech import N_, _, plain

if TYPE_CHECKING:
    from docgen.model.findings import Finding
    from docgen.review.states import State

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Then:
    """A moment: what it is called, the day, the state of the workspace at it."""

    name: str
    day: datetime.date
    state: State


@command_of(
    "show",
    help=N_("Print a document (DOC, DOC@UNIT) as its text form has it, or how a task (DOC#TASK) stands: now, at a revision or on a day."),
)
@click.argument("address")
@option(
    "--at",
    metavar="REV|YYYY-MM-DD",
    help=N_("A revision of git, or a day: a document as it was committed by then, a task by what was told by then."),
)
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("What is printed: text or JSON."))
@click.pass_obj
def command(call: Call, address: str, at: str | None, form: str) -> int:
    """Print it; return 0."""
    is_task = "#" in address
    then = _then(call, at, of_task=is_task)
    for line in (_task if is_task else _document)(call, then, address, form):
        click.echo(line)
    return 0


def _then(call: Call, at: str | None, *, of_task: bool) -> Then:
    """Return the moment that is asked for. A day of a task is asked of today's files: entries know when they were told."""
    from docgen.files import git, trees
    from docgen.review.states import state_of

    root, day = call.root, _day(at)
    if at is None or (day is not None and of_task):
        return Then(at or _("now"), day or today(), state_of(trees.on_disk(root), call.templates, root))
    revision = git.last_by(root, at) if day is not None else at
    tree = trees.at_revision(root, revision) if revision else None
    if tree is None or tree.commit is None:
        said = _("nothing was committed by {day}", day=at) if day is not None else _("git knows no revision {name}", name=at)
        raise click.UsageError(said)
    made = datetime.date.fromisoformat(git.day_of(root, tree.commit))
    return Then(at, day or made, state_of(tree, call.templates, root))


def _day(at: str | None) -> datetime.date | None:
    """Return the day a word is; None for a revision."""
    try:
        return datetime.date.fromisoformat(at) if at and _DAY.fullmatch(at) else None
    except ValueError:
        return None


def _document(call: Call, then: Then, address: str, form: str) -> Iterator[str]:
    """Yield the text of a document."""
    from docgen.cli.refused import REASONS
    from docgen.compose.sheet import compose
    from docgen.derive.series import named
    from docgen.resolve.document import resolve
    from docgen.write import WRITERS

    state = then.state
    _readable(then, address)
    document = named(state.office, address)
    if document is None or (document.each is not None and "@" not in address):
        raise click.UsageError(_("{id} is a series: name one of its documents, {id}@UNIT", id=address.partition("@")[0]))
    if document.secrecy != "none" and not state.office.settings.offline:
        raise click.UsageError(plain(REASONS["secret"]).format(document=address))
    try:
        sheet, faults = compose(resolve(state.office, document, as_of=then.day), call.templates)
    except (LookupError, ValueError, TypeError, AttributeError) as fault:  # work half done, which no check has seen
        raise Trouble(_("{id} cannot be printed as of {name}: {problem}", id=address, name=then.name, problem=fault)) from None
    if sheet is None:
        raise Trouble(_("{id} cannot be printed as of {name}: {problem}", id=address, name=then.name, problem=_told(faults)))
    text = WRITERS["txt"](sheet, state.office.formats[sheet.format]).decode("utf-8")
    if form == "text":
        yield text.rstrip("\n")
        return
    path = state.stored.places[address.partition("@")[0]]
    facts = {"id": address, "path": path, "number": document.number, "date": document.date and document.date.isoformat(), "text": text}
    yield json.dumps(facts, ensure_ascii=False, indent=2)


def _readable(then: Then, address: str) -> None:
    """Refuse a document that was not there, or could not be read."""
    from docgen.cli.state import known

    stored, id_ = then.state.stored, address.partition("#")[0].partition("@")[0]
    known(id_, list(stored.places))
    errors = [finding for finding in stored.shelf(stored.places[id_]).findings if finding.severity == "error"]
    if errors or id_ not in then.state.office.documents:
        raise Trouble(_("{id} cannot be read as of {name}: {problem}", id=id_, name=then.name, problem=_told(errors)))


def _told(findings: object) -> str:
    from docgen.cli.codes import message
    from docgen.cli.speech import language

    found: list[Finding] = list(findings)  # type: ignore[call-overload]
    return "; ".join(f"{finding.code} {message(finding.code, finding.words, language())}" for finding in found) or "-"


def _task(call: Call, then: Then, address: str, form: str) -> Iterator[str]:
    """Yield how a task stands, one row for each of its units and periods."""
    from docgen.cli.task_table import fields, keys, table
    from docgen.track import rows

    _readable(then, address)
    id_ = address.partition("#")[0].partition("@")[0]
    office = replace(then.state.office, documents={id_: then.state.office.documents[id_]})
    found = [row for row in rows(office, then.day) if _names(address, row.address)]
    if not found:
        raise click.UsageError(_("nothing is followed at {address} on {day}", address=address, day=then.day))
    if form == "text":
        yield from table(then.state.office, found, then.day)
    else:
        yield json.dumps([dict(fields(row, keys(office))) for row in found], ensure_ascii=False, indent=2)


def _names(address: str, row: str) -> bool:
    """Return whether an address names a row: the whole task names all its units and periods."""
    document, _hash, part = row.partition("#")
    return row == address or row.startswith((f"{address}@", f"{address}:")) or f"{document.partition('@')[0]}#{part}" == address
