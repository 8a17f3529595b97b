"""What a report of a period says: which tasks count, how they stand, what is late, what comes next, who is silent.

In: the office, whose documents are asked about, a period and the day. Out: a value, the same whenever it is made again: only documents
signed by that day and entries told by then count, and names are those of the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.derive.names import agency_on
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.track.matrix import column_of
from docgen.track.periods import DAY, Period
from docgen.track.rows import TaskRow, entries_by_row, rows
from docgen.track.state import CLOSED, Count, row_of, state
from docgen.track.totals import Total, by_document, in_all

Day = datetime.date
Told = Mapping[str, Sequence[ProgressEntry]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose tasks: those of documents issued by an agency or by bodies below it; of one document where it is named."""

    issuer: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows that stand in one line: those of one task in several units, or a single row."""

    rows: tuple[TaskRow, ...]

    @property
    def row(self) -> TaskRow:
        """Return the row that speaks for all: the one that is longest late."""
        return max(self.rows, key=lambda row: row.standing.late_by)

    @property
    def leads(self) -> tuple[str, ...]:
        """Return who leads, each once, in the order of the rows."""
        return tuple(dict.fromkeys(lead for row in self.rows for lead in row.standing.leads))

    @property
    def days_late(self) -> tuple[int, int]:
        """Return the fewest and the most days late."""
        days = [row.standing.late_by for row in self.rows]
        return min(days), max(days)

    @property
    def causes(self) -> tuple[str, ...]:
        """Return the causes told, each once."""
        return tuple(dict.fromkeys(row.standing.cause for row in self.rows if row.standing.cause))

    @property
    def remedies(self) -> tuple[str, ...]:
        """Return the remedies told, each once."""
        return tuple(dict.fromkeys(row.standing.remedy for row in self.rows if row.standing.remedy))


@dataclass(frozen=True, slots=True)
class Progress:
    """The report of a period as figures and lists; ``before`` is the count of the period before, as of its last day.

    ``late`` holds what is overdue, was done late or has passed its first deadline, the longest late first; ``coming`` what is due in
    the next period; ``silent`` the leads of open tasks of which nothing was told in the period.
    """

    period: Period
    as_of: Day
    rows: tuple[TaskRow, ...]
    count: Count
    before: Count
    by_lead: tuple[Total, ...]
    by_document: tuple[Total, ...]
    late: tuple[Gathered, ...]
    coming: tuple[Gathered, ...]
    silent: tuple[str, ...]


def progress(office: Office, asked: Asked, period: Period, as_of: Day) -> Progress:
    """Return the report of a period as of a day."""
    told = entries_by_row(office)
    issued = issued_by(office, asked, as_of)
    known = [row for row in rows(office, as_of) if issued(row)]
    chosen = tuple(in_period(office, known, period, told))
    last = period.previous
    earlier = [row for row in rows(office, last.last) if issued(row)]
    return Progress(
        period=period,
        as_of=as_of,
        rows=chosen,
        count=in_all(chosen),
        before=in_all(in_period(office, earlier, last, told)),
        by_lead=by_lead(office, chosen),
        by_document=by_document(chosen),
        late=gathered((row for row in chosen if is_late(row)), _weight),
        coming=gathered((row for row in known if _is_open(row) and period.next.holds(row.standing.due)), _due),
        silent=_silent(chosen, told, period.first, as_of),
    )


def issued_by(office: Office, asked: Asked, as_of: Day) -> Callable[[TaskRow], bool]:
    """Return the test whether a row is a task of the documents asked about; difficulties are no tasks of a document."""

    def fits(row: TaskRow) -> bool:
        own = asked.document in (None, row.document.id.partition("@")[0]) and row.item.problem is None
        return own and any(is_below(office, issuer, asked.issuer, as_of) for issuer in row.document.issuer)

    return fits


def is_below(office: Office, agency: str, superior: str, day: Day) -> bool:
    """Return whether an agency is the other one, or lies below it on a day."""
    seen: set[str] = set()
    current: str | None = agency
    while current is not None and current not in seen:
        if current == superior:
            return True
        seen.add(current)
        current = agency_on(office.agencies[current], day).parent if current in office.agencies else None
    return False


def in_period(office: Office, known: Iterable[TaskRow], period: Period, told: Told) -> Iterable[TaskRow]:
    """Yield the rows that were due in the period, or open at some time in it."""
    for row in known:
        due = period.holds(row.followed.first_due) or period.holds(row.standing.due)
        if due or (row.item.since <= period.last and not _closed_before(office, row, period.first, told)):
            yield row


def _closed_before(office: Office, row: TaskRow, first: Day, told: Told) -> bool:
    """Return whether it was known before a day that a task was done or cancelled."""
    if row.standing.state not in CLOSED or row.item.since >= first:
        return False
    return state(row.followed, told.get(row_of(row.address), ()), first - DAY, office.settings).state in CLOSED


def by_lead(office: Office, chosen: Iterable[TaskRow]) -> tuple[Total, ...]:
    """Return a total for each lead, so that every task counts once: the leads of a joint task are one, as are all units (key ``""``).

    The key of joint leads is their ids, divided by a space.
    """
    found: dict[str, list[TaskRow]] = {}
    for row in chosen:
        key = "" if any(lead in office.units for lead in row.standing.leads) else " ".join(row.standing.leads)
        found.setdefault(key, []).append(row)
    return tuple(Total(key, in_all(members)) for key, members in found.items())


def is_late(row: TaskRow) -> bool:
    """Return whether a task is or was late, against its first deadline too: more time does not hide it."""
    return row.standing.state == "overdue" or (row.standing.state != "cancelled" and row.standing.late_by > 0)


def gathered(chosen: Iterable[TaskRow], order: Callable[[Gathered], Any]) -> tuple[Gathered, ...]:
    """Return the rows with those of one task in several units together."""
    found: dict[str, list[TaskRow]] = {}
    for row in chosen:
        whole = row.unit is not None and row.standing.leads == (row.unit,)
        found.setdefault(column_of(row) if whole else row.address, []).append(row)
    return tuple(sorted((Gathered(tuple(members)) for members in found.values()), key=order))


def _due(one: Gathered) -> tuple[Day, str]:
    return one.row.standing.due or Day.max, one.row.address


def _weight(one: Gathered) -> tuple[bool, int, Day, str]:
    """Return the order of what is late: overdue first, then the longest late, then by deadline."""
    row = one.row
    return (row.standing.state != "overdue", -row.standing.late_by, row.standing.due or Day.max, row.address)


def _is_open(row: TaskRow) -> bool:
    return row.standing.state not in CLOSED


def _silent(chosen: Sequence[TaskRow], told: Told, first: Day, as_of: Day) -> tuple[str, ...]:
    """Return the leads of open tasks who told nothing of any of their tasks from a day on."""
    spoke: set[str] = set()
    for row in chosen:
        if any(first <= entry.told <= as_of for entry in told.get(row_of(row.address), ())):
            spoke.update(row.standing.leads)
    return tuple(dict.fromkeys(lead for row in chosen if _is_open(row) for lead in row.standing.leads if lead not in spoke))
