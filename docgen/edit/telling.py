"""What may be told of a task: everything that ``docgen check`` would find wrong is refused before a line is written.

In: the office and what somebody wants to tell. Out: the row it is about, the report that is accepted or returned, and in whose journal
it belongs; ``Refused`` where it makes no sense.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docgen.derive.names import exists_on
from docgen.edit.issue import Refused
from docgen.model.office import Office
from docgen.model.progress import Kind, ProgressEntry
from docgen.track import TaskRow, rows
from docgen.track.people import leading
from docgen.track.rows import entries_by_row
from docgen.track.state import WHOLE_KINDS, finishes, finishing, row_of, standing_entries
from docgen.words.nearest import nearest

Day = datetime.date
JUDGING = frozenset({"accept", "return"})
"""Kinds of entries by which the follow-up body says what it thinks of a report."""
SHOWN = 4
"""Periods a message names: the last ones are the ones meant."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told: of which task (``DOC#ID``, ``DOC#ID@UNIT``), what kind of entry, when it happened, when it was told.

    ``fields`` are the further fields of the entry by name; those without a value are left out. ``agency`` is the follow-up body that
    accepts or returns, the document's issuer where absent.
    """

    task: str
    kind: Kind
    day: Day
    told: Day
    fields: Mapping[str, object] = field(default_factory=dict)
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What something is told of: the row (of a regular task as a whole its last period), and what stands about it already."""

    office: Office
    row: TaskRow
    known: Sequence[ProgressEntry]


def matter_of(office: Office, telling: Telling) -> Matter:
    """Return what is told of. Raises ``Refused`` where there is no such row, or where a unit or a period is missing."""
    whole = row_of(telling.task)
    found = {row.address: row for row in rows(office, telling.told)}
    periods = [address for address in found if row_of(address) == whole and address != whole]
    known = standing_entries(telling.task, entries_by_row(office).get(whole, ()), telling.told)
    if telling.task in found:
        return Matter(office, found[telling.task], known)
    if periods and telling.task == whole and telling.kind in WHOLE_KINDS:
        return Matter(office, found[periods[-1]], known)
    if periods:
        raise Refused("which-period", task=whole, known=", ".join(periods[-SHOWN:]))
    if any(address.startswith(f"{whole}@") for address in found):
        raise Refused("which-unit", task=telling.task)
    raise Refused("no-task", task=telling.task, nearest=nearest(telling.task, list(found)) or "-")


def judged(matter: Matter, telling: Telling) -> str:
    """Return the id of the report that is accepted or returned: the last one that says the task is done, or the one that is named.

    Raises ``Refused`` where nothing was reported done, or where it is accepted already.
    """
    done = {entry.id: entry for entry in finishing(matter.known)}
    accepted = [entry.entry for entry in matter.known if entry.kind == "accept" and entry.entry in done]
    if telling.kind == "accept" and not matter.office.settings.confirm_done:
        raise Refused("no-acceptance", task=telling.task)
    if not done:
        raise Refused("nothing-done", task=telling.task)
    if telling.kind == "accept" and accepted:
        raise Refused("accepted", task=telling.task, entry=str(accepted[0]))
    asked = str(telling.fields.get("entry") or list(done)[-1])
    if asked not in done:
        raise Refused("no-report", entry=asked, task=telling.task, known=", ".join(done))
    if telling.day < done[asked].day:
        raise Refused("before-report", day=telling.day.isoformat(), entry=asked, other_day=done[asked].day.isoformat())
    return asked


def journal_of(matter: Matter, telling: Telling) -> str:
    """Return whose journal an entry belongs to: the lead's; the follow-up body's; for a withdrawal the one that holds what it takes back.

    Raises ``Refused`` for a follow-up body that is none, or that would judge its own work.
    """
    if telling.kind == "withdraw":
        taken = (row_of(telling.task), telling.fields.get("entry"))
        journals = matter.office.progress.items()
        holds = (name for name, entries in journals if any((row_of(entry.task), entry.id) == taken for entry in entries))
        return next(holds, matter.row.standing.leads[0])
    if telling.kind not in JUDGING:
        return matter.row.standing.leads[0]
    issuers = matter.row.document.issuer
    agency = telling.agency or (issuers[0] if issuers else "")
    _exists(matter.office, agency, telling.day)
    if agency not in issuers and agency in leading(matter.office, matter.row.standing.leads):
        raise Refused("own-work", task=telling.task, agency=agency)
    return agency


def verify(matter: Matter, entry: ProgressEntry) -> None:
    """Raise ``Refused`` for an entry that ``docgen check`` would find wrong."""
    _in_time(matter.row, entry)
    if entry.document and entry.document not in matter.office.documents:
        raise Refused("unknown", document=entry.document)
    if entry.lead and entry.lead not in {**matter.office.groups, **matter.office.people}:
        _exists(matter.office, entry.lead, entry.day)
    if entry.kind == "withdraw" and entry.entry not in {one.id for one in matter.known}:
        known = ", ".join(one.id for one in matter.known) or "-"
        raise Refused("no-entry", entry=str(entry.entry), task=entry.task, known=known)
    if entry.result and matter.row.item.drill is None:
        raise Refused("no-drill", task=entry.task)
    done = finishing(matter.known)
    if finishes(entry) and done:
        raise Refused("done-already", task=entry.task, entry=done[0].id, day=done[0].day.isoformat())


def _in_time(row: TaskRow, entry: ProgressEntry) -> None:
    """Raise ``Refused`` where something is told before it happened, or happened before the task was given."""
    if entry.day > entry.told:
        raise Refused("told-before", day=entry.day.isoformat(), told=entry.told.isoformat())
    signed = row.document.date or row.item.since
    earliest = row.item.earliest if entry.task == row.address else signed
    if entry.day < earliest and entry.kind != "withdraw":
        raise Refused("before-task", day=entry.day.isoformat(), task=entry.task, other_day=earliest.isoformat())


def _exists(office: Office, id_: str, day: Day) -> None:
    """Raise ``Refused`` where no body of that id exists on the day."""
    body = office.agencies.get(id_) or office.units.get(id_)
    if body is None:
        raise Refused("issuer", about=id_)
    if not exists_on(body, day):
        raise Refused("issuer-gone", document=id_, agency=body.name, day=day.isoformat())
