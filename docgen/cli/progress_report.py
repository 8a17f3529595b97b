"""``docgen report progress``: the report of a period as a draft of the office, from what was told until a day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.drafted import Making, drafted, making, now_of
from docgen.cli.refused import told
from docgen.cli.speech import N_, _
from docgen.cli.state import known

if TYPE_CHECKING:
    from docgen.model.office import Office
    from docgen.track.periods import Period

Day = datetime.date


@command_of(
    "progress",
    help=N_(
        "Draft the report of a period: totals by lead and by document, what is late and why, what is due next, who told nothing, and the "
        "period before. Tasks are those of documents signed by --issuer or by bodies below it. What was told by the last day of the period "
        "counts, so that the report is the same whenever it is made again."
    ),
)
@option("--issuer", metavar="ID", required=True, help=N_("Agency that reports."))
@option("--period", metavar="PERIOD", required=True, help=N_("2024-W12, 2024-03, 2024-Q1 or 2024."))
@option("--of", "scope", metavar="ID", help=N_("Agency whose documents gave the tasks; --issuer where absent."))
@option("--document", metavar="ID", help=N_("Only the tasks of this document."))
@option("--at", "revision", metavar="REV", help=N_("Report from the files of this commit."))
@making
@as_of
@click.pass_obj
def command(call: Call, /, issuer: str, period: str, as_of: Day | None, **more: str | None) -> int:
    """Write the draft and its files; return the exit code of making them."""
    from docgen.edit.drafts import free_id
    from docgen.edit.reports import Wish, report
    from docgen.track.report import Asked, progress

    span = _period(period)
    now = now_of(call)
    office = _at(call, more["revision"]) or now.office
    asked = Asked(_agency(office, more["scope"] or issuer), more["document"])
    if asked.document:
        known(asked.document, list(office.documents))
    found = progress(office, asked, span, as_of or min(span.last, today()))
    if not found.count.given:
        _nothing(office, asked.issuer, span)
    about = asked.document or asked.issuer.replace("/", "-")
    wish = Wish(free_id(now.office, f"bc-{span.name.lower()}-{about}"), _agency(office, issuer), asked)
    with told():
        document = report(office, wish, found, call.templates)
    return drafted(call, now, [document], found.as_of.year, Making(more["to"], more["out"], bool(more["force"])))  # type: ignore[arg-type]


def _period(name: str) -> Period:
    from docgen.track.periods import period

    try:
        return period(name)
    except ValueError:
        raise click.UsageError(_("--period: {name} is none; written 2024-W12, 2024-03, 2024-Q1 or 2024", name=name)) from None


def _agency(office: Office, id_: str) -> str:
    return known(id_, list(office.agencies))


def _at(call: Call, revision: str | None) -> Office | None:
    from docgen.files import trees
    from docgen.review.states import state_of

    if revision is None:
        return None
    tree = trees.at_revision(call.root, revision)
    if tree is None or not any(path.startswith("directives/") for path in tree.files):
        raise click.UsageError(_("--at: git knows no {revision} with a folder directives", revision=revision))
    return state_of(tree, call.templates, call.root).office


def _nothing(office: Office, issuer: str, span: Period) -> None:
    """Say that there is nothing to report, and whose tasks there may be."""
    superior = office.agencies[issuer].parent
    click.echo(_("No task of documents of {agency} was due or open in {period}.", agency=issuer, period=span.name), err=True)
    if superior:
        click.echo(_("--of {agency} reports on what its superior gave.", agency=superior), err=True)
