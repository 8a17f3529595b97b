"""``docgen remind``: one official letter for each agency that has late tasks, or tasks due soon."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.drafted import Making, drafted, making, now_of
from docgen.cli.refused import told
from docgen.cli.speech import N_, _, ngettext
from docgen.cli.state import known

if TYPE_CHECKING:
    from docgen.edit.reminders import Letters
    from docgen.model.document import Document
    from docgen.model.office import Office
    from docgen.track.reminders import Reminder


@command_of(
    "remind",
    help=N_(
        "Draft a letter to each agency that leads overdue tasks, or tasks due within some days, with both in tables; then make its files. "
        "An agency without any gets none. Tasks are those of documents signed by --issuer or by bodies below it."
    ),
)
@option("--issuer", metavar="ID", required=True, help=N_("Agency that writes."))
@option("--within", type=click.IntRange(min=0), default=7, metavar="N", help=N_("Tasks due within N days are coming; 7 where absent."))
@option("--of", "scope", metavar="ID", help=N_("Agency whose documents gave the tasks; --issuer where absent."))
@option("--document", metavar="ID", help=N_("Only the tasks of this document."))
@option("--agency", metavar="ID", help=N_("Only the letter to this agency or unit."))
@making
@as_of
@click.pass_obj
def command(call: Call, /, issuer: str, within: int, as_of: datetime.date | None, **more: str | None) -> int:
    """Write the letters and their files; return the exit code of making them."""
    from docgen.edit.reminders import Letters
    from docgen.edit.speaking import Speaking
    from docgen.track.reminders import reminders
    from docgen.track.report import Asked

    day = as_of or today()
    now = now_of(call)
    office = now.office
    agencies = list(office.agencies)
    asked = Asked(known(more["scope"] or issuer, agencies), more["document"])
    if asked.document:
        known(asked.document, list(office.documents))
    letters = Letters(Speaking(office, known(issuer, agencies), day), asked.issuer, within)
    chosen = _chosen(office, reminders(office, asked, day, within), issuer, more["agency"])
    documents = _documents(call, letters, chosen)
    if not documents:
        return 0
    return drafted(call, now, documents, day.year, Making(more["to"], more["out"], bool(more["force"])))  # type: ignore[arg-type]


def _chosen(office: Office, found: Sequence[Reminder], issuer: str, agency: str | None) -> Sequence[Reminder]:
    """Return the reminders that a letter is written for; say who gets none."""
    if agency is not None:
        known(agency, [*office.agencies, *office.people, *office.units])
        needed = [one for one in found if one.lead == agency and one.needed]
        if not needed:
            click.echo(_("{agency} has nothing late and nothing due soon: no letter.", agency=agency), err=True)
        return needed
    needed = [one for one in found if one.needed and one.lead != issuer]
    calm = sum(not one.needed for one in found)
    if calm or not needed:
        said = ngettext(
            "{count} agency with open tasks has nothing late and nothing due soon: no letter.",
            "{count} agencies with open tasks have nothing late and nothing due soon: no letter.",
            calm,
        )
        click.echo(said, err=True)
    if any(one.needed and one.lead == issuer for one in found):
        click.echo(_("{agency} has tasks late or due soon itself and writes itself no letter.", agency=issuer), err=True)
    return needed


def _documents(call: Call, letters: Letters, chosen: Sequence[Reminder]) -> Sequence[Document]:
    """Return the letters, those left out that were signed or numbered since they were drafted."""
    made = []
    for reminder in chosen:
        id_ = letters.id_of(reminder)
        before = letters.say.office.documents.get(id_)
        if before is not None and (before.number or before.date):
            click.echo(_("{document} was signed already; it stays.", document=id_), err=True)
            continue
        with told():
            made.append(letters.letter(reminder, id_, call.templates))
    return made
