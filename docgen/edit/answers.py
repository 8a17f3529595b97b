"""What an agency answered in its progress form: row by row against the office, before anything is entered.

In: the workbook, its stamp, the desk of the day. Out: what is to be told in the journal, and findings with their cells. A row left
empty, or that says what is known already, tells nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.edit.journal import Telling
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.read.excel import Cell, Workbook
from docgen.read.forms import FREE, PROGRESS, Stamp, answers, changed
from docgen.read.sheets import Record
from docgen.track import TaskRow
from docgen.track.forms import leads, name_of
from docgen.track.rows import entries_by_row, rows
from docgen.track.state import row_of, standing_entries
from docgen.track.wanted import Wanted, wanted
from docgen.words.nearest import nearest

Day = datetime.date
WHOLE = 100
TEXTS = ("note", "evidence", "cause", "remedy")
SAID = ("done", "percent", *TEXTS)
"""Fields of an entry that a row of the form fills."""
NAMES = {heading.key: heading.names[0] for heading in PROGRESS}


@dataclass
class Desk:
    """The office on the day on which forms are collected; ``journals`` grow while files are entered one after the other."""

    office: Office
    told: Day
    rows: Mapping[str, TaskRow]
    journals: dict[str, list[ProgressEntry]]
    entries: dict[str, list[ProgressEntry]]
    told_at: str | None = None

    @classmethod
    def of(cls, office: Office, told: Day, told_at: str | None = None) -> Desk:
        """Return the desk of an office on a day, at an hour of it where that is known."""
        found = {row.address: row for row in rows(office, told)}
        journals = {name: list(entries) for name, entries in office.progress.items()}
        return cls(office, told, found, journals, {row: list(entries) for row, entries in entries_by_row(office).items()}, told_at)

    def enter(self, body: str, entries: Sequence[ProgressEntry]) -> None:
        """Keep what was entered, for the files that come after."""
        self.journals.setdefault(body, []).extend(entries)
        for entry in entries:
            self.entries.setdefault(row_of(entry.task), []).append(entry)

    def standing(self, address: str) -> Sequence[ProgressEntry]:
        """Return what was told of a row and not taken back."""
        return standing_entries(address, self.entries.get(row_of(address), ()), self.told)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a form says: entries to be made, the rows (as Excel counts) that answer, its tasks whose row is gone, what is wrong."""

    tellings: tuple[Telling, ...] = ()
    rows: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def progress(book: Workbook, stamp: Stamp, desk: Desk, replaced: frozenset[str]) -> Answered:
    """Return what a progress form says; entries whose ids are ``replaced`` count as taken back."""
    found, faults = answers(book)
    if found is None:
        return Answered(findings=faults)
    filled = [record for record in found.records if any(_full(record, key) for key in FREE)]
    said = [one for record in filled for one in _row(record, stamp, desk, replaced)]
    tellings = tuple(one for one in said if isinstance(one, Telling))
    wrong = [*faults, *(one for one in said if isinstance(one, Finding))]
    wrong += [record.finding("N453", "do", value=record.cells["do"].text) for record in _edited(found.records, stamp)]
    wrong.sort(key=lambda finding: (finding.source.line, finding.source.column) if finding.source else (0, 0))
    present = {record.values.get("key") for record in found.records}
    missing = tuple(address for address in stamp.lines if address not in present)
    return Answered(tellings, tuple(record.row for record in filled), missing, tuple(wrong))


def _full(record: Record, key: str) -> bool:
    return record.cells[key].value is not None or record.cells[key].formula


def _edited(records: Sequence[Record], stamp: Stamp) -> Iterator[Record]:
    """Yield rows whose locked cells were changed: the key says which task is meant, so that this is only told."""
    return (record for record in records if "do" in record.cells and changed(record, stamp))


def _row(record: Record, stamp: Stamp, desk: Desk, replaced: frozenset[str]) -> Iterator[Finding | Telling]:
    """Yield what is wrong with a row, or what it tells."""
    address = str(record.values.get("key", ""))
    row = desk.rows.get(address)
    if row is None or not _concerns(desk.office, row, stamp.body):
        yield _foreign(record, desk, stamp, address)
        return
    faults = [*_incomplete(record), *_days(record, row, desk)]
    known = [entry for entry in desk.standing(address) if entry.kind == "report" and entry.id not in replaced]
    fields = _fields(record)
    day = record.values.get("day") or desk.told
    assert isinstance(day, datetime.date)
    if not faults and known and _same(fields, record, known[-1]):
        return
    if known and known[-1].told > stamp.day:
        words = {"value": address, "day": known[-1].told.isoformat(), "form": stamp.day.isoformat(), "agency": stamp.body}
        faults.append(_at(record).finding("E454", **words))
    yield from faults
    if not faults:
        by = name_of(desk.office, stamp.body, desk.told)
        yield Telling(address, "report", day, desk.told, {**fields, "by": by})


def _concerns(office: Office, row: TaskRow, body: str) -> bool:
    """Return whether a body leads a row or cooperates in it."""
    return body in leads(office, row) or bool(wanted(office, [row], Wanted(with_=body), Day.max))


def _foreign(record: Record, desk: Desk, stamp: Stamp, address: str) -> Finding:
    shown = address or (record.cells["do"].text if "do" in record.cells else "") or "-"
    close = nearest(address, list(stamp.lines)) if address and address not in desk.rows else None
    name = name_of(desk.office, stamp.body, desk.told)
    return _at(record).finding("E450", value=shown, agency=name, nearest=close or "")


def _at(record: Record) -> Cell:
    """Return the cell a finding about the whole row points at: one that the agency sees."""
    return record.cells.get("do") or record.cells["state"]


def _incomplete(record: Record) -> Iterator[Finding]:
    """Yield what a row lacks or says twice: a state goes with every answer, a day with what is done, and 100 % is done."""
    state, percent = record.values.get("state"), record.values.get("percent")
    if not _full(record, "state"):
        yield record.finding("E451", "state", value=NAMES["state"], row=str(record.row))
    if state == "done" and not _full(record, "day"):
        yield record.finding("E451", "day", value=NAMES["day"], row=str(record.row))
    allowed = {"done": (WHOLE, WHOLE), "in-progress": (0, WHOLE - 1), "not-started": (0, 0)}.get(str(state))
    if isinstance(percent, int) and allowed and not allowed[0] <= percent <= allowed[1]:
        known = str(WHOLE) if allowed[0] else f"0 – {allowed[1]}" if allowed[1] else "0"
        yield record.finding("E448", "percent", value=f"{percent}%", column=NAMES["percent"], known=known, nearest="")


def _days(record: Record, row: TaskRow, desk: Desk) -> Iterator[Finding]:
    """Yield a day that has not come, or on which the task was not yet given."""
    day = record.values.get("day")
    if isinstance(day, datetime.date) and not row.item.since <= day <= desk.told:
        yield record.finding("E449", "day", value=day.isoformat(), since=row.item.since.isoformat(), until=desk.told.isoformat())


def _fields(record: Record) -> dict[str, object]:
    """Return the fields of the entry that a row is."""
    state, percent = record.values.get("state"), record.values.get("percent")
    texts: dict[str, object] = {key: str(record.values[key]) for key in TEXTS if key in record.values}
    if state == "done":
        return {"done": "all", **texts}
    return {"percent": 0 if state == "not-started" else percent, **texts}


def _same(fields: Mapping[str, object], record: Record, last: ProgressEntry) -> bool:
    """Return whether a row says what the last report said."""
    day = record.values.get("day")
    return all(fields.get(key) == getattr(last, key) for key in SAID) and day in (None, last.day)
