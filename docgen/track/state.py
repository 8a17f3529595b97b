"""The state of one task on a day: a pure function of the task, what was told of it by then, and the day.

In: a followed task, its entries, the day, the settings. Out: its standing. The first state that applies is the task's: cancelled,
done-late, done-on-time, overdue, due-soon, no-deadline, in-progress, not-started. The due day itself is not late.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from docgen.model.catalogue import Settings
from docgen.model.progress import ProgressEntry

Day = datetime.date
State = Literal["cancelled", "done-late", "done-on-time", "overdue", "due-soon", "no-deadline", "in-progress", "not-started"]
STATES: tuple[State, ...] = get_args(State)
DONE = frozenset({"done-late", "done-on-time"})
CLOSED = DONE | {"cancelled"}
WHOLE = 100
"""Percent: a task reported so is done, whether or not the report says so in words."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: the address, who leads by the document, the first deadline (None where there is none)."""

    address: str
    leads: tuple[str, ...] = ()
    first_due: Day | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands on a day.

    ``due`` is the deadline after extensions, ``late_by`` the days after the first deadline, which no extension makes fewer: until
    the day it was done, else until the day asked about. ``told`` is the day of the last report.
    """

    state: State
    due: Day | None
    leads: tuple[str, ...]
    percent: int = 0
    done: Day | None = None
    late_by: int = 0
    told: Day | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks were done on time, done late, are in time, are overdue; and the cancelled, which no sum has."""

    on_time: int = 0
    late: int = 0
    in_time: int = 0
    overdue: int = 0
    cancelled: int = 0

    @property
    def given(self) -> int:
        """Return the sum of the four."""
        return self.on_time + self.late + self.in_time + self.overdue


def state(task: Followed, entries: Sequence[ProgressEntry], as_of: Day, settings: Settings) -> Standing:
    """Return how a task stands on a day by the entries told until then, that day included.

    Entries of other tasks do not count. An entry about one occurrence (``DOC#ID:2025-06``) is a report, but does not finish the task.
    """
    known = standing_entries(task.address, entries, as_of)
    reports = [entry for entry in known if entry.kind == "report"]
    due = next((entry.until for entry in reversed(known) if entry.kind == "extend" and entry.until), task.first_due)
    lead = next((entry.lead for entry in reversed(known) if entry.kind == "transfer" and entry.lead), None)
    done = next((entry.day for entry in reports if _finishes(entry, task.address)), None)
    percent = next((entry.percent for entry in reversed(reports) if entry.percent is not None), 0)
    if any(entry.kind == "cancel" for entry in known):
        found: State = "cancelled"
    elif done is not None:
        found = "done-late" if due is not None and done > due else "done-on-time"
    else:
        found = _open(due, started=bool(reports), as_of=as_of, soon=settings.due_soon)
    return Standing(
        state=found,
        due=due,
        leads=(lead,) if lead else task.leads,
        percent=percent if done is None else WHOLE,
        done=done,
        late_by=0 if found == "cancelled" or task.first_due is None else max(((done or as_of) - task.first_due).days, 0),
        told=reports[-1].told if reports else None,
        cause=next((entry.cause for entry in reversed(reports) if entry.cause), None),
    )


def standing_entries(address: str, entries: Iterable[ProgressEntry], as_of: Day) -> Sequence[ProgressEntry]:
    """Return what was told of a task by a day and not taken back, in the order in which it was told; withdrawals are left out."""
    told = sorted((entry for entry in entries if entry.told <= as_of and row_of(entry.task) == address), key=lambda entry: entry.told)
    gone: set[str] = set()
    for entry in reversed(told):  # the last word first: it may take back a withdrawal
        if entry.kind == "withdraw" and entry.id not in gone and entry.entry:
            gone.add(entry.entry)
    return [entry for entry in told if entry.kind != "withdraw" and entry.id not in gone]


def row_of(address: str) -> str:
    """Return the address of the followed row: that of an occurrence without its period."""
    return address.partition(":")[0]


def count(states: Iterable[State]) -> Count:
    """Return the four-way count; every task that is neither cancelled, done nor overdue is in time."""
    all_ = list(states)
    named = {name: all_.count(name) for name in STATES}
    closed = {"on_time": "done-on-time", "late": "done-late", "overdue": "overdue", "cancelled": "cancelled"}
    numbers = {field: named[name] for field, name in closed.items()}  # type: ignore[index]
    return Count(**numbers, in_time=len(all_) - sum(numbers.values()))


def _finishes(entry: ProgressEntry, address: str) -> bool:
    return entry.task == address and (entry.done == "all" or entry.percent == WHOLE)


def _open(due: Day | None, *, started: bool, as_of: Day, soon: int) -> State:
    if due is None:
        return "no-deadline"
    if as_of > due:
        return "overdue"
    if (due - as_of).days <= soon:
        return "due-soon"
    return "in-progress" if started else "not-started"
