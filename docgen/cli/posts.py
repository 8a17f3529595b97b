"""``docgen posts``: who holds which post on a day, since when and by which document; which seats are vacant."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import click

from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.rows import FORMS, Row
from docgen.cli.speech import N_, _, ngettext
from docgen.cli.state import State, known, recall
from docgen.derive.posts import Seat, Tenure

Day = datetime.date


@command_of(
    "posts", help=N_("Print who holds which post on a day, since when and by which document, and the vacant seats. Dates of effect count.")
)
@option("--agency", metavar="ID", help=N_("Only posts of this agency, and of those whose ids begin with its id."))
@option("--person", metavar="ID", help=N_("Only posts of this person."))
@option("--drafts", is_flag=True, help=N_("As if the drafts that say when they take effect were signed."))
@option("--format", "form", type=click.Choice(list(FORMS)), default="table", help=N_("What is printed: a table, JSON or CSV."))
@as_of
@click.pass_obj
def command(call: Call, agency: str | None, person: str | None, drafts: bool, form: str, as_of: Day | None) -> int:
    """Print the posts; return 0."""
    state = recall(call, drafts=drafts)
    if agency is not None:
        known(agency, [body.id for body in state.bodies])
    if person is not None:
        known(person, list(state.people))
    chosen = [seat for seat in state.seats if agency is None or f"{seat.post}/".startswith(f"{agency}/")]
    rows = list(sitting(state, chosen, as_of or today()))
    if person is not None:
        rows = [row for row in rows if row["person"] == person]
    for line in FORMS[form]([_worded(row) for row in rows] if form == "table" else rows, _heads()):
        click.echo(line)
    return 0


def sitting(state: State, seats: Sequence[Seat], day: Day) -> Iterator[Row]:
    """Yield a row for each holder of a post on a day, and one for the seats nobody holds in a post that exists."""
    by_post: dict[str, list[Tenure]] = {}
    for tenure in state.tenures:
        if tenure.on(day):
            by_post.setdefault(tenure.post, []).append(tenure)
    names = {body.id: body.name_on(day) for body in state.bodies}
    for seat in seats:
        listed = sorted(by_post.get(seat.post, ()), key=lambda tenure: (tenure.from_ or Day.min, tenure.by, tenure.index))
        there = {tenure.person: tenure for tenure in listed}
        agency = {"agency": seat.agency, "agency_name": names.get(seat.agency, "")}
        for tenure in there.values():
            yield {**_post(seat), **agency, **_holder(state.people, tenure), "vacant": 0}
        vacant = seat.seats - len(there) if seat.on(day) else 0
        if vacant > 0:
            yield {**_post(seat), **agency, "person": None, "name": None, "since": None, "until": None, "by": None, "vacant": vacant}


def _post(seat: Seat) -> Row:
    return {"post": seat.post, "post_name": seat.name}


def _holder(people: Mapping[str, str], tenure: Tenure) -> Row:
    since, until = (day.isoformat() if day else None for day in (tenure.from_, tenure.until))
    return {"person": tenure.person, "name": people.get(tenure.person), "since": since, "until": until, "by": tenure.by or None}


def _worded(row: Row) -> Row:
    """Return the row with vacant seats in words."""
    vacant = row["vacant"]
    if not isinstance(vacant, int) or not vacant:
        return {**row, "name": row["name"] or row["person"]}
    return {**row, "name": ngettext("– {count} seat vacant –", "– {count} seats vacant –", vacant)}


def _heads() -> dict[str, str]:
    return {"post_name": _("post"), "name": _("held by"), "since": _("since"), "until": _("until"), "by": _("document")}
