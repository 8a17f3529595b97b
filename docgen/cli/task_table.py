"""Followed tasks as rows: all of a task for other programs, and a table of 80 columns for people.

In: rows with their standing. Out: rows with the keys of JSON and CSV; lines of the table.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import click

from docgen.cli.rows import GAP, Row, table_form, width_of
from docgen.cli.shown import cells
from docgen.cli.speech import _, ngettext, plain
from docgen.cli.task_words import COLORS, NAMES, name, total_lines
from docgen.model.office import Office
from docgen.track import TaskRow
from docgen.track.totals import in_all

Day = datetime.date
KEYS = (
    *("id", "document", "number", "unit", "do", "lead", "with", "person"),
    *("due", "first_due", "state", "percent", "days_late", "last_report", "cause"),
)
WAITING = "*"
"""Mark beside the state of a task that was reported done and waits to be accepted."""
WIDTH = 80
FREE = ("task", "lead", "do")
SHARES = (0.36, 0.3)
"""Share of the task's id and of the lead in what state and days leave of the line; what is to be done has the rest."""


def keys(office: Office) -> Sequence[str]:
    """Return the keys of JSON and CSV; where the office asks for acceptance, also the day a task waits for it from."""
    return (*KEYS, "waiting") if office.settings.confirm_done else KEYS


def fields(row: TaskRow, keys: Sequence[str] = KEYS) -> Row:
    """Return a row with the keys of JSON and CSV, days as YYYY-MM-DD."""
    task, standing = row.task, row.standing
    days = {"due": standing.due, "first_due": row.followed.first_due, "last_report": standing.told, "waiting": standing.waiting}
    written = {key: day.isoformat() if day else None for key, day in days.items()}
    held: dict[str, str | int | Sequence[str] | None] = {
        "id": row.address,
        "document": row.document.id,
        "number": row.document.number,
        "unit": row.unit,
        "do": task.do,
        "lead": standing.leads,
        "with": tuple(actor(one) for one in task.with_),
        "person": task.person,
        "state": standing.state,
        "percent": standing.percent,
        "days_late": standing.late_by,
        "cause": standing.cause,
        **written,
    }
    return {key: held[key] for key in keys}


def waiting(row: TaskRow) -> str | None:
    """Return the day on which a task was reported done that still waits to be accepted."""
    return row.standing.waiting.isoformat() if row.standing.waiting else None


def actor(one: object) -> str:
    """Return an id as it stands, ``AREA/*`` for units of an area, and words as written."""
    each = getattr(one, "each", None)
    return one if isinstance(one, str) else f"{each.of}/*" if each else str(getattr(one, "text", ""))


def table(office: Office, rows: Sequence[TaskRow], day: Day) -> Iterator[str]:
    """Yield the table: the tasks of each document under its line, the state first and in its colour, at last the count."""
    named = cache(partial(name, office, day=day))
    heads = {"state": _("state"), "due": _("due"), "late": _("late"), "task": _("task"), "lead": _("lead"), "do": _("what")}
    made = [_row(row, named) for row in rows]
    widths = _widths(made, heads)
    short = [{**row, **{key: cut(str(row[key]), widths[key]) for key in FREE}} for row in made]
    head, *lines = table_form(short, heads)
    document = None
    yield head
    for row, shown, line in zip(rows, short, lines, strict=True):
        if row.document.id != document:
            document = row.document.id
            yield click.style(cut(f"{document}: {row.document.subject}", WIDTH), bold=True)
        state = str(shown["state"])
        yield click.style(state, fg=COLORS.get(row.standing.state)) + line.removeprefix(state)
    yield ""
    yield from total_lines(in_all(rows), WIDTH)
    waiting = sum(row.standing.waiting is not None for row in rows)
    if waiting:
        told = ngettext(
            "{count} was reported done and waits to be accepted.", "{count} were reported done and wait to be accepted.", waiting
        )
        yield f"{WAITING} {told}"


@cache
def cut(text: str, width: int) -> str:
    """Return a text of at most so many columns; one that was longer ends in dots. Names come again and again."""
    if width_of(text) <= width:
        return text
    room, kept = width - 1, 0
    for letter in text:
        room -= cells(letter)
        if room < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def _row(row: TaskRow, named: Callable[[str], str]) -> Row:
    standing = row.standing
    state = plain(NAMES[standing.state]) + (WAITING if standing.waiting else "")
    hour = row.followed.at if standing.due == row.followed.first_due else None  # an extension sets a day, not an hour
    texts = {"state": state, "due": f"{standing.due or ''} {hour or ''}".strip()}
    leads = ", ".join(map(named, standing.leads))
    return {**texts, "late": standing.late_by or None, "task": row.task.id, "lead": leads, "do": " ".join(row.task.do.split())}


def _widths(rows: Sequence[Row], heads: Mapping[str, str]) -> Mapping[str, int]:
    """Return how wide the columns of words may be, so that a line has 80 columns whatever the language of the states."""
    fixed = [max(width_of(str(text)) for text in (heads[key], *(row[key] or "" for row in rows))) for key in ("state", "due", "late")]
    rest = WIDTH - sum(fixed) - len(GAP) * (len(heads) - 1)
    longest = [max(width_of(str(text)) for text in (heads[key], *(row[key] for row in rows))) for key in FREE]
    task, lead = (max(min(width, int(rest * share)), cells(heads[key])) for key, width, share in zip(FREE, longest, SHARES, strict=False))
    return {"task": task, "lead": lead, "do": max(rest - task - lead, cells(heads["do"]))}
