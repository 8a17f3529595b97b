"""``docgen agencies``: the bodies of a day; how many of each class there were before and after a reorganisation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import click

from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.call import Day as DayType
from docgen.cli.rows import FORMS, Row
from docgen.cli.speech import N_, _, ngettext, plain
from docgen.cli.state import known, recall
from docgen.derive.agencies import SIDES, Body, Line, compare, total

Day = datetime.date
NAMES = {"party": N_("Party"), "state": N_("State"), "front": N_("Front")}


@command_of(
    "agencies",
    help=N_("Print the bodies of a day. With --before and --after: how many of each class there were on both days, with sums."),
)
@option("--before", type=DayType(), metavar="YYYY-MM-DD", help=N_("A day before the reorganisation; needs --after."))
@option("--after", type=DayType(), metavar="YYYY-MM-DD", help=N_("A day after it."))
@option("--area", metavar="ID", help=N_("Only bodies of this province or city: ids that begin with it."))
@option("--drafts", is_flag=True, help=N_("As if the drafts that say when they take effect were signed."))
@option("--format", "form", type=click.Choice(list(FORMS)), default="table", help=N_("What is printed: a table, JSON or CSV."))
@as_of
@click.pass_obj
def command(call: Call, before: Day | None, after: Day | None, area: str | None, drafts: bool, form: str, as_of: Day | None) -> int:
    """Print the bodies or the table; return 0."""
    if (before is None) != (after is None) or (before is not None and as_of is not None):
        raise click.UsageError(_("--before and --after go together, and without --as-of"))
    bodies = recall(call, drafts=drafts).bodies
    if area is not None:
        known(area, sorted({body.id.partition("/")[0] for body in bodies}))
        bodies = [body for body in bodies if f"{body.id}/".startswith(f"{area}/")]
    if before is None or after is None:
        _print(list(listed(bodies, as_of or today())), {"id": _("id"), "name": _("name"), "since": _("since"), "by": _("document")}, form)
        return 0
    lines = compare(bodies, before, after)
    heads = {"class": _("class"), "per": _("per"), "before": _("before"), "after": _("after"), "difference": _("difference")}
    _print(list(summed(lines)) if form == "table" else [_row(line) for line in lines], heads, form)
    if form == "table":
        _tell_unclassed(bodies, (before, after))
    return 0


def listed(bodies: Sequence[Body], day: Day) -> Iterator[Row]:
    """Yield a row for each body that exists on a day, with its name of that day."""
    for body in bodies:
        if body.on(day):
            since, until = (one.isoformat() if one else None for one in (body.from_, body.until))
            facts = {"id": body.id, "name": body.name_on(day), "side": body.side, "class": body.class_ or None, "count": body.count}
            yield {**facts, "since": since, "by": body.begun_by or None, "until": until, "ended_by": body.ended_by or None}


def summed(lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the lines of a table with a sum for each side and one for all; a class counted per unit is in no sum."""
    for side in SIDES:
        mine = [line for line in lines if line.side == side]
        yield from (_row(line) for line in mine)
        if mine:
            yield _sum(_("sum: {side}", side=plain(NAMES[side])), mine)
    yield _sum(_("sum"), lines)


def _sum(title: str, lines: Sequence[Line]) -> Row:
    before, after, difference = total(lines)
    return {"class": title, "per": None, "before": before, "after": after, "difference": difference}


def _row(line: Line) -> Row:
    numbers = {"before": line.before, "after": line.after, "difference": line.difference}
    return {"side": line.side, "class": line.class_, "per": line.per or None, **numbers, "begun": line.begun, "ended": line.ended}


def _print(rows: Sequence[Row], heads: dict[str, str], form: str) -> None:
    for line in FORMS[form](rows, heads):
        click.echo(line)


def _tell_unclassed(bodies: Sequence[Body], days: tuple[Day, Day]) -> None:
    """Say how many bodies the table leaves out because the catalogue gives them no class."""
    left = sum(not body.class_ and any(body.on(day) for day in days) for body in bodies)
    if left:
        click.echo()
        click.echo(ngettext("{count} body without a class is not counted.", "{count} bodies without a class are not counted.", left))
