"""``docgen tasks``: every task with its state on a day, and the count that always adds up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.rows import FORMS, GAP, Row, table_form
from docgen.cli.shown import cells
from docgen.cli.speech import N_, _, ngettext, plain
from docgen.cli.state import known
from docgen.cli.states import COLORS, NAMES

if TYPE_CHECKING:
    from docgen.model.office import Office
    from docgen.track import TaskRow
    from docgen.track.wanted import Wanted

Day = datetime.date
KEYS = (
    *("id", "document", "number", "unit", "do", "lead", "with", "person"),
    *("due", "first_due", "state", "percent", "days_late", "last_report", "cause"),
)
WIDTH = 80
FREE = ("task", "lead", "do")
SHARES = (0.36, 0.3)
"""Share of the task's id and of the lead in what state and days leave of the line; what is to be done has the rest."""


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
@option("--format", "form", type=click.Choice(list(FORMS)), default="table", help=N_("What is printed: a table, JSON or CSV."))
@as_of
@click.pass_obj
def command(call: Call, /, form: str, as_of: Day | None, **wish: str | int | tuple[str, ...] | None) -> int:
    """Print the tasks; return 0."""
    from docgen.read import read
    from docgen.track import rows
    from docgen.track.wanted import Wanted, wanted

    day = as_of or today()
    office, _findings = read(call.root, call.templates)
    asked = Wanted(**wish)  # type: ignore[arg-type]
    _verify(office, asked)
    chosen = wanted(office, rows(office, day), asked, day)
    for line in _table(office, chosen, day) if form == "table" else FORMS[form](list(map(fields, chosen)), dict.fromkeys(KEYS, "")):
        click.echo(line)
    return 0


def _verify(office: Office, wish: Wanted) -> None:
    """Refuse ids that nothing bears: an empty list would look like an answer."""
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


def fields(row: TaskRow) -> Row:
    """Return a row with the keys of JSON and CSV, days as YYYY-MM-DD."""
    task, standing = row.task, row.standing
    days = {"due": standing.due, "first_due": row.followed.first_due, "last_report": standing.told}
    written = {key: day.isoformat() if day else None for key, day in days.items()}
    held: dict[str, str | int | Sequence[str] | None] = {
        "id": row.address,
        "document": row.document.id,
        "number": row.document.number,
        "unit": row.unit,
        "do": task.do,
        "lead": standing.leads,
        "with": tuple(_actor(actor) for actor in task.with_),
        "person": task.person,
        "state": standing.state,
        "percent": standing.percent,
        "days_late": standing.late_by,
        "cause": standing.cause,
        **written,
    }
    return {key: held[key] for key in KEYS}


def _actor(actor: object) -> str:
    """Return an id as it stands, ``AREA/*`` for units of an area, and words as written."""
    each = getattr(actor, "each", None)
    return actor if isinstance(actor, str) else f"{each.of}/*" if each else str(getattr(actor, "text", ""))


def _table(office: Office, rows: Sequence[TaskRow], day: Day) -> Iterator[str]:
    """Yield the table: the tasks of each document under its line, the state first and in its colour, at last the count."""
    heads = {"state": _("state"), "due": _("due"), "late": _("late"), "task": _("task"), "lead": _("lead"), "do": _("what")}
    made = [_row(office, row, day) for row in rows]
    widths = _widths(made, heads)
    cut = [{**row, **{key: _cut(str(row[key]), widths[key]) for key in FREE}} for row in made]
    head, *lines = table_form(cut, heads)
    document = None
    yield head
    for row, shown, line in zip(rows, cut, lines, strict=True):
        if row.document.id != document:
            document = row.document.id
            yield click.style(_cut(f"{document}: {row.document.subject}", WIDTH), bold=True)
        state = str(shown["state"])
        yield click.style(state, fg=COLORS.get(row.standing.state)) + line.removeprefix(state)
    yield from _totals(rows)


def _row(office: Office, row: TaskRow, day: Day) -> Row:
    from docgen.derive.called import called

    standing = row.standing
    leads = ", ".join(called(office, id_, day) for id_ in standing.leads)
    texts = {"state": plain(NAMES[standing.state]), "due": standing.due.isoformat() if standing.due else ""}
    return {**texts, "late": standing.late_by or None, "task": row.task.id, "lead": leads, "do": " ".join(row.task.do.split())}


def _widths(rows: Sequence[Row], heads: Mapping[str, str]) -> Mapping[str, int]:
    """Return how wide the columns of words may be, so that a line has 80 columns whatever the language of the states."""
    fixed = [max(cells(str(text)) for text in (heads[key], *(row[key] or "" for row in rows))) for key in ("state", "due", "late")]
    rest = WIDTH - sum(fixed) - len(GAP) * (len(heads) - 1)
    longest = [max(cells(str(text)) for text in (heads[key], *(row[key] for row in rows))) for key in FREE]
    task, lead = (max(min(width, int(rest * share)), cells(heads[key])) for key, width, share in zip(FREE, longest, SHARES, strict=False))
    return {"task": task, "lead": lead, "do": max(rest - task - lead, cells(heads["do"]))}


def _cut(text: str, width: int) -> str:
    """Return a text of at most so many columns; one that was longer ends in dots."""
    if cells(text) <= width:
        return text
    while cells(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _totals(rows: Sequence[TaskRow]) -> Iterator[str]:
    from docgen.track import count

    made = count(row.standing.state for row in rows)
    numbers = {"on_time": made.on_time, "late": made.late, "in_time": made.in_time, "overdue": made.overdue}
    said = ngettext(
        "{count} task: {on_time} done on time, {late} done late, {in_time} in time, {overdue} overdue.",
        "{count} tasks: {on_time} done on time, {late} done late, {in_time} in time, {overdue} overdue.",
        made.given,
        **numbers,
    )
    left = ngettext("{count} cancelled, not counted.", "{count} cancelled, not counted.", made.cancelled) if made.cancelled else ""
    yield ""
    yield f"{said} {left}".rstrip()
