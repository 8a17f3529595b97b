"""``docgen report trial``: one page for the meeting of a rehearsal's evening; at the end of the plan results and lessons."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from docgen.cli.call import Call, Clock, Day, command_of, option, today
from docgen.cli.drafted import Making, drafted, making, now_of
from docgen.cli.refused import told
from docgen.cli.slip import rehearsal
from docgen.cli.speech import N_
from docgen.cli.state import known


@command_of(
    "trial",
    help=N_(
        "Draft the report of a rehearsal for the meeting of an evening: who has not reported, how each scenario went, figures beside those "
        "of the day before, open difficulties; all on one page, the matrix of all units in an annex. With --final: results of all days "
        "and lessons. Only what was told by --on and --at counts."
    ),
)
@option("--plan", metavar="ID", required=True, help=N_("Plan of the rehearsal."))
@option("--on", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day of the meeting, or last day that counts; today where absent."))
@option("--at", "hour", type=Clock(), metavar="HH:MM", help=N_("Hour of the meeting; the end of the day where absent."))
@option("--issuer", metavar="ID", help=N_("Agency that reports; that of the plan where absent."))
@option("--final", is_flag=True, help=N_("Report on all days of the plan, with lessons."))
@making
@click.pass_obj
def command(
    call: Call,
    /,
    plan: str,
    day: datetime.date | None,
    hour: str | None,
    issuer: str | None,
    final: bool,
    to: tuple[str, ...] | None,
    out: Path | None,
    force: bool,
) -> int:
    """Write the draft and its files; return the exit code of making them."""
    from docgen.edit.trial_draft import trial_draft
    from docgen.edit.trial_end import end_draft
    from docgen.track.rehearsal import Moment

    found = now_of(call)
    office = found.office
    moment = Moment(day or today(), hour)
    trial = rehearsal(office, plan, moment)
    agency = known(issuer, list(office.agencies)) if issuer else trial.plan.issuer[0]
    with told():
        document = (end_draft if final else trial_draft)(office, trial, agency, call.templates)
    return drafted(call, found, [document], moment.day.year, Making(to, out, force))
