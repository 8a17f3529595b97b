"""What a command entered in a journal, as the clerk is told.

In: what is told of a task. Out: the line in the journal, printed with its place; click's usage error where it is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Function, option
from docgen.cli.refused import told
from docgen.cli.speech import N_, _

if TYPE_CHECKING:
    from docgen.edit.journal import Telling


def address(task: str, unit: str | None) -> str:
    """Return the address of the row: the unit stands before the period of a regular task."""
    whole, colon, period = task.partition(":")
    return f"{whole}@{unit}{colon}{period}" if unit else task


def enter(call: Call, telling: Telling) -> int:
    """Append the entry and print where; return 0. What speaks of a regular task as a whole says so."""
    from docgen.edit.journal import record

    with told():
        path, entry, whole = record(call.root, call.templates, telling)
    words = {"path": path, "id": entry.id, "task": entry.task, "day": entry.day.isoformat()}
    if whole:
        click.echo(_("{path}: entry {id} of {task}, for every period due from {day} on", **words))
    else:
        click.echo(_("{path}: entry {id} of {task}", **words))
    return 0


def judging(function: Function) -> Function:
    """Add the options of who accepts or returns what."""
    for add in reversed(
        (
            option("--unit", metavar="ID", help=N_("Which unit, where each unit has the task.")),
            option("--entry", metavar="ENTRY", help=N_("Which report; the last one that says the task is done where absent.")),
            option("--agency", metavar="ID", help=N_("The follow-up body; who issued the document where absent.")),
        )
    ):
        function = add(function)
    return function
