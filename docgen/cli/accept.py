"""``docgen accept``: the follow-up body takes a task as done."""

from __future__ import annotations

import datetime

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.entered import address, enter, judging
from docgen.cli.speech import N_


@command_of(
    "accept",
    help=N_(
        "Accept that TASK was done, where office.yaml says confirm_done: true: the task then counts as done from the day its report names. "
        "The entry stands in the journal of the follow-up body."
    ),
)
@click.argument("task", metavar="TASK")
@judging
@option("--date", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day on which it was accepted; today where absent."))
@option("--by", metavar="NAME", help=N_("Who accepted it."))
@as_of
@click.pass_obj
def command(
    call: Call,
    /,
    task: str,
    unit: str | None,
    agency: str | None,
    day: datetime.date | None,
    as_of: datetime.date | None,
    **said: str | None,
) -> int:
    """Print what was entered and where; return 0."""
    from docgen.edit.journal import Telling

    reported = as_of or today()
    return enter(call, Telling(address(task, unit), "accept", day or reported, reported, said, agency))
