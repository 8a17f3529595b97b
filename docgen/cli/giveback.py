"""``docgen return``: the follow-up body gives a report back, with the reason."""

from __future__ import annotations

import datetime

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.entered import address, enter, judging
from docgen.cli.speech import N_


@command_of(
    "return",
    help=N_(
        "Return the report that TASK was done: the task is open again until another one comes. "
        "The entry stands in the journal of the follow-up body."
    ),
)
@click.argument("task", metavar="TASK")
@judging
@option("--why", metavar="TEXT", required=True, help=N_("What is missing; the journal keeps it."))
@option("--date", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day on which it was returned; today where absent."))
@option("--by", metavar="NAME", help=N_("Who returned it."))
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
    return enter(call, Telling(address(task, unit), "return", day or reported, reported, said, agency))
