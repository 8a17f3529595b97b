"""``docgen tasks``: every task with its state on a day, and the count that always adds up.

What was printed is kept until a file or the day changes: a meeting asks the same again. The model and the reader are imported
only where something must be worked out.
"""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import kept
from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.render import Listed
from docgen.cli.rows import FORMS
from docgen.cli.speech import N_, _, language, ngettext
from docgen.cli.task_words import NAMES
from docgen.files import cache

if TYPE_CHECKING:
    from docgen.model.office import Office
    from docgen.track import TaskRow
    from docgen.track.wanted import Wanted

Day = datetime.date
Wish = Mapping[str, str | int | tuple[str, ...] | None]
FILES = ("xlsx", "ics")
SLOTS = 8
"""Answers that are kept; a question takes the place of an older one."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the wish, the day, what is printed."""

    wish: Wish
    day: Day
    form: str
    matrix: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """Return what the answer depends on besides the files."""
        wishes = (f"{key}={value}" for key, value in sorted(self.wish.items()))
        return (self.day.isoformat(), self.form, str(self.matrix), language(), *wishes)

    @property
    def slot(self) -> str:
        """Return the name under which the answer is kept."""
        return f"tasks-{zlib.crc32(repr(self.facts[1:]).encode()) % SLOTS}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines to print, and how many errors of the files hide something."""

    lines: Sequence[str]
    errors: int


@command_of(
    "tasks",
    help=N_(
        "Print the tasks of the signed documents with their state on a day: what was told until then counts. "
        "Where each unit has a task, every unit is a row. Drafts and trials are left out."
    ),
)
@option("--agency", metavar="ID", help=N_("Only tasks that this agency leads, or one whose id begins with its id."))
@option("--with", "with_", metavar="ID", help=N_("Only tasks in which this agency cooperates."))
@option("--document", metavar="ID", help=N_("Only tasks of this document."))
@option("--unit", metavar="ID", help=N_("Only tasks of this commune, ward or special zone."))
@option("--state", "states", multiple=True, type=click.Choice(list(NAMES)), help=N_("Only tasks in this state; may stand several times."))
@option("--due-within", type=click.IntRange(min=0), metavar="N", help=N_("Only open tasks due within N days."))
@option("--silent", type=click.IntRange(min=0), metavar="N", help=N_("Only open tasks of which nothing was told for N days."))
@option("--text", metavar="TEXT", help=N_("Only tasks with these words in what is to be done."))
@option("--matrix", is_flag=True, help=N_("Print units as rows and the tasks that each unit has as columns."))
@option("--format", "form", type=click.Choice(list(FORMS)), default="table", help=N_("What is printed: a table, JSON or CSV."))
@option("--to", type=Listed(FILES), metavar="LIST", help=N_("Files to make, divided by commas: xlsx, ics or all."))
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for the files; output in the workspace where absent."))
@as_of
@click.pass_obj
def command(
    call: Call,
    /,
    form: str,
    matrix: bool,
    to: tuple[str, ...] | None,
    out: Path | None,
    as_of: Day | None,
    **wish: str | int | tuple[str, ...] | None,
) -> int:
    """Print the tasks, make the files; return 0."""
    question = Question(wish, as_of or today(), form, matrix)
    if to:
        _make(call, question, to, out or call.root / "output")
        return 0
    if out is not None:
        raise click.UsageError(_("--out needs --to: which files?"))
    key = kept.key(call, *question.facts)
    answer = _restored(cache.load(call.root, question.slot, key))
    if answer is None:
        answer = _answer(call, question)
        cache.store(call.root, question.slot, key, {"lines": answer.lines, "errors": answer.errors})
    _say(answer)
    return 0


def _say(answer: Answer) -> None:
    """Print an answer."""
    if answer.errors:
        said = ngettext(
            "{count} error in the files: something is missing here; docgen check says what.",
            "{count} errors in the files: something is missing here; docgen check says what.",
            answer.errors,
        )
        click.echo(said, err=True)
    if answer.lines:
        click.echo("\n".join(answer.lines))


def _restored(held: object) -> Answer | None:
    """Return what a cache held, or None for one that is not ours: it may be cut or forged."""
    if not isinstance(held, dict) or not isinstance(held.get("lines"), list) or not isinstance(held.get("errors"), int):
        return None
    return Answer(held["lines"], held["errors"]) if all(isinstance(line, str) for line in held["lines"]) else None


def _answer(call: Call, question: Question) -> Answer:
    """Read the office and work the answer out."""
    office, chosen, errors = _chosen(call, question)
    return Answer(_lines(office, chosen, question), errors)


def _make(call: Call, question: Question, to: Sequence[str], out: Path) -> None:
    """Print the answer and make the files beside it."""
    from docgen.cli.task_files import MAKERS
    from docgen.files import atomic

    office, chosen, errors = _chosen(call, question)
    _say(Answer(_lines(office, chosen, question), errors))
    made = [(out / f"tasks-{question.day}.{kind}", MAKERS[kind](office, chosen, question.day)) for kind in to]
    atomic.write_all(made)
    for path, _data in made:
        click.echo(_("made {path}", path=path), err=True)


def _chosen(call: Call, question: Question) -> tuple[Office, Sequence[TaskRow], int]:
    """Return the office, the rows that fit the wish, and the number of errors in files and journals."""
    from docgen.read import read
    from docgen.read.progress import journals_of
    from docgen.track import rows
    from docgen.track.wanted import Wanted, wanted

    office, found = read(call.root, call.templates)
    asked = Wanted(**question.wish)  # type: ignore[arg-type]
    _verify(office, asked)
    chosen = wanted(office, rows(office, question.day), asked, question.day)
    told = [finding for file in journals_of(office.progress).files.values() for finding in file.findings]
    return office, chosen, sum(finding.severity == "error" for finding in (*found, *told))


def _lines(office: Office, chosen: Sequence[TaskRow], question: Question) -> Sequence[str]:
    """Return what is printed."""
    from docgen.cli.task_matrix import COUNTS, matrix_lines, matrix_rows
    from docgen.cli.task_table import fields, keys, table
    from docgen.track.matrix import matrix

    day, form = question.day, question.form
    if question.matrix:
        found = matrix(chosen)
        if form == "table":
            return list(matrix_lines(office, found, day))
        return list(FORMS[form](matrix_rows(office, found, day), dict.fromkeys(("unit", "name", *COUNTS), "")))
    if form == "table":
        return list(table(office, chosen, day))
    wanted_keys = keys(office)
    return list(FORMS[form]([fields(row, wanted_keys) for row in chosen], dict.fromkeys(wanted_keys, "")))


def _verify(office: Office, wish: Wanted) -> None:
    """Refuse ids that nothing bears: an empty list would look like an answer."""
    from docgen.cli.state import known

    bodies = [*office.agencies, *office.units, *office.groups, *office.people]
    parents = {"/".join(id_.split("/")[:n]) for id_ in bodies for n in range(1, id_.count("/") + 1)}
    for id_, ids in (
        (wish.agency, [*bodies, *parents]),
        (wish.with_, [*bodies, *parents]),
        (wish.document, list(office.documents)),
        (wish.unit, list(office.units)),
    ):
        if id_ is not None:
            known(id_, ids)
