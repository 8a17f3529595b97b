"""How states, signs and names are said wherever tasks are shown: in a table, in a matrix, in Excel, in a calendar.

In: states and ids. Out: words of the reader's language, signs, colours. Nothing slow is imported here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from docgen.cli.speech import N_, ngettext

if TYPE_CHECKING:
    from docgen.model.office import Office
    from docgen.track.state import Count

Day = datetime.date
NAMES: Mapping[str, str] = {
    "cancelled": N_("cancelled"),
    "done-late": N_("done late"),
    "done-on-time": N_("done on time"),
    "overdue": N_("overdue"),
    "due-soon": N_("due soon"),
    "no-deadline": N_("no deadline"),
    "in-progress": N_("in progress"),
    "not-started": N_("not started"),
}
"""State → the words for it; the keys are written in JSON and CSV and typed after ``--state``."""
SIGNS: Mapping[str, str] = {
    "cancelled": "/",
    "done-late": "L",
    "done-on-time": "x",
    "overdue": "!",
    "due-soon": ">",
    "no-deadline": "o",
    "in-progress": "~",
    "not-started": ".",
}
"""State → one letter for it, that every terminal and every font has."""
COLORS = {"overdue": "red", "due-soon": "yellow", "done-on-time": "green", "done-late": "magenta", "in-progress": "cyan"}
LOOKS: Mapping[str, str] = {
    "cancelled": "muted",
    "done-late": "late-done",
    "done-on-time": "done",
    "overdue": "late",
    "due-soon": "soon",
    "in-progress": "running",
}
"""State → its look in Excel."""


def name(office: Office, id_: str, day: Day) -> str:
    """Return the short name of an actor or a province as of a day."""
    from docgen.derive.called import called

    return called(office, id_, day)


def total_line(made: Count) -> str:
    """Return the count in words; the four numbers add up, and what was cancelled stands apart."""
    return " ".join(_sentences(made))


def total_lines(made: Count, width: int) -> Iterator[str]:
    """Yield the count in lines that are no wider than so many columns."""
    line = total_line(made)
    for text in [line] if len(line) <= width else _sentences(made):
        yield from wrap(text, width)


def _sentences(made: Count) -> Sequence[str]:
    numbers = {"on_time": made.on_time, "late": made.late, "in_time": made.in_time, "overdue": made.overdue}
    said = ngettext(
        "{count} task: {on_time} done on time, {late} done late, {in_time} in time, {overdue} overdue.",
        "{count} tasks: {on_time} done on time, {late} done late, {in_time} in time, {overdue} overdue.",
        made.given,
        **numbers,
    )
    return [said, ngettext("{count} cancelled, not counted.", "{count} cancelled, not counted.", made.cancelled)][
        : 2 if made.cancelled else 1
    ]
