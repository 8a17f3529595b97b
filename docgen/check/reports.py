"""Journals against the tasks they speak of: at the right time, by the right body, once.

What was taken back is not judged: a journal is never changed, so a withdrawal is the cure of every wrong entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from docgen.check.desk import Day, Desk
from docgen.model.findings import Finding, Place
from docgen.model.progress import ProgressEntry
from docgen.read.progress import JournalFile, journals_of
from docgen.track.items import Item, periods
from docgen.track.people import concerned, leading
from docgen.track.state import WHOLE_KINDS, finishes, finishing, row_of, standing_entries, taken_back

NOWHERE = Place("")
GRANTED = frozenset({"extend", "transfer", "cancel"})
JUDGING = frozenset({"accept", "return"})
SHOWN = 4


@dataclass(frozen=True)
class Told:
    """All journals at once: which entry stands where, and what was taken back."""

    desk: Desk
    files: Mapping[str, JournalFile]

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, ProgressEntry]]:
        """Return the journal of every entry, and the entry, by its id."""
        return {entry.id: (name, entry) for name, file in self.files.items() for entry in file.entries}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return the ids of all that was taken back, whenever."""
        rows = self.desk.told.values()
        return frozenset(id_ for row in rows for id_ in taken_back(sorted(row, key=lambda entry: entry.told)))

    @cached_property
    def _concerned(self) -> dict[str, frozenset[str]]:
        return {}

    def concerned(self, item: Item) -> frozenset[str]:
        """Return the journals that may speak of an item by its document."""
        whole = row_of(item.address)
        if whole not in self._concerned:
            self._concerned[whole] = concerned(self.desk.office, item, self.desk.areas)
        return self._concerned[whole]

    def leads(self, item: Item, day: Day) -> tuple[str, ...]:
        """Return who leads on a day: the last body it was handed on to by then, else whom the document names."""
        told = self.desk.told.get(row_of(item.address), ())
        handed = [
            entry.lead
            for entry in sorted(told, key=lambda entry: entry.told)
            if entry.kind == "transfer" and entry.lead and entry.day <= day and entry.id not in self.gone
            if entry.task in (item.address, row_of(item.address))
        ]
        return (handed[-1],) if handed else item.followed.leads


def reports(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with the entries of journals as answers to tasks."""
    told = Told(desk, journals_of(desk.office.progress).files)
    for name, file in told.files.items():
        difficulties: set[str] = set()
        for index, entry in enumerate(file.entries):
            item = desk.addresses.item(entry.task)
            if entry.id in told.gone or item is None:
                continue
            found = [
                *_in_time(desk, entry, item),
                *_of_whom(told, name, entry, item),
                *_once(told, entry),
                *_judged(told, name, entry, item),
            ]
            found += [Finding("E433", NOWHERE, {"value": one.id}) for one in entry.problems if one.id in difficulties]
            difficulties.update(one.id for one in entry.problems)
            for finding in found:
                yield replace(finding, place=Place(file.path, (index,)), source=file.source(index))


def _in_time(desk: Desk, entry: ProgressEntry, item: Item) -> Iterator[Finding]:
    """Yield a finding for what happened before the task was given, was told after the day, or names no period."""
    words = {"value": entry.day.isoformat(), "task": entry.task}
    if item.comes_back and entry.kind not in WHOLE_KINDS:
        known = ", ".join(periods(item, entry.told)[-SHOWN:]) or "-"
        yield Finding("E430", NOWHERE, {"value": entry.task, "names": known})
    elif entry.day < item.earliest and entry.kind != "withdraw":
        yield Finding("E426", NOWHERE, {**words, "start": item.earliest.isoformat()})
    if desk.as_of is not None and entry.told > desk.as_of:
        yield Finding("W427", NOWHERE, {**words, "value": entry.told.isoformat(), "day": desk.as_of.isoformat()})


def _of_whom(told: Told, name: str, entry: ProgressEntry, item: Item) -> Iterator[Finding]:
    """Yield a finding for an entry in the journal of a body that has no say in the task."""
    if not _may_tell(told, name, entry, item):
        leads = ", ".join(told.leads(item, entry.day)) or "-"
        yield Finding("E428", NOWHERE, {"value": name, "task": entry.task, "kind": entry.kind, "names": leads})


def _may_tell(told: Told, name: str, entry: ProgressEntry, item: Item) -> bool:
    office, issuers = told.desk.office, item.document.issuer
    home, target = told.homes.get(entry.entry or "", ("", None))
    if entry.kind == "withdraw" and (name in (home, *issuers) or (target is not None and target.kind in JUDGING)):
        return name in (home, *issuers)
    if entry.kind in JUDGING:
        return name in office.agencies or name in office.groups
    if name in told.concerned(item) or name in leading(office, told.leads(item, entry.day)):
        return True
    grants = office.documents.get(entry.document or "")
    return entry.kind in GRANTED and (name in issuers or (grants is not None and name in grants.issuer))


def _once(told: Told, entry: ProgressEntry) -> Iterator[Finding]:
    """Yield a finding for a report that a task is done which another one reported before.

    A drill of several days may be passed on each of them.
    """
    if not finishes(entry) or entry.result is not None:
        return
    done = finishing(standing_entries(entry.task, told.desk.told[row_of(entry.task)], Day.max))
    if any(entry.id == one.id != done[0].id for one in done[1:]):
        yield Finding("E429", NOWHERE, {"value": entry.task, "date": done[0].day.isoformat(), "other": done[0].id})


def _judged(told: Told, name: str, entry: ProgressEntry, item: Item) -> Iterator[Finding]:
    """Yield a finding for what is accepted or returned by the lead itself, or is no report that the task is done."""
    if entry.kind not in JUDGING or not entry.entry:
        return
    if name not in item.document.issuer and name in leading(told.desk.office, told.leads(item, entry.day)):
        yield Finding("E431", NOWHERE, {"value": name, "task": entry.task, "kind": entry.kind})
    _, target = told.homes.get(entry.entry, ("", None))
    if target is None or target.task != entry.task or not finishes(target) or target.told > entry.told:
        yield Finding("E432", NOWHERE, {"value": entry.entry, "task": entry.task, "kind": entry.kind})
