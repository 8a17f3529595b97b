"""The state of one task on a day: a pure function of the task, what was told of it by then, and the day.

In: a followed task, its entries, the day, the settings. Out: its standing. The first state that applies is the task's: cancelled,
done-late, done-on-time, overdue, due-soon, no-deadline, in-progress, not-started. The due day itself is not late.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from docgen.model.catalogue import Settings
from docgen.model.progress import Kind, ProgressEntry

Day = datetime.date
State = Literal["cancelled", "done-late", "done-on-time", "overdue", "due-soon", "no-deadline", "in-progress", "not-started"]
STATES: tuple[State, ...] = get_args(State)
DONE = frozenset({"done-late", "done-on-time"})
CLOSED = DONE | {"cancelled"}
WHOLE_KINDS = frozenset({"cancel", "transfer", "withdraw"})
"""Kinds of entries that may speak of a regular task as a whole."""
WHOLE = 100
"""Percent: a task reported so is done, whether or not the report says so in words."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: the address, who leads by the document, the first deadline (None where there is none), its hour."""

    address: str
    leads: tuple[str, ...] = ()
    first_due: Day | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands on a day.

    ``due`` is the deadline after extensions, ``late_by`` the days after the first deadline, which no extension makes fewer: until
    the day it was done, else until the day asked about. ``told`` is the day of the last report. ``waiting`` is the day on which it was
    reported done, where that still waits to be accepted.
    """

    state: State
    due: Day | None
    leads: tuple[str, ...]
    percent: int = 0
    done: Day | None = None
    late_by: int = 0
    told: Day | None = None
    cause: str | None = None
    remedy: str | None = None
    waiting: Day | None = None


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

    Entries of other tasks do not count. A regular task is cancelled or handed on as a whole by an entry that names no period: it
    counts for the occurrences due from that day on. A report that was returned leaves the task open; where the office asks for
    acceptance, one that was not accepted does too.
    """
    known = standing_entries(task.address, entries, as_of, task.first_due)
    returned, accepted = _judged(known, "return"), _judged(known, "accept")
    reports = [entry for entry in known if entry.kind == "report"]
    finished = finishing(known)
    closing = next((entry for entry in finished if not settings.confirm_done or entry.id in accepted), None)
    due = _last(known, "extend", "until") or task.first_due
    lead = _last(known, "transfer", "lead")
    if any(entry.kind == "cancel" for entry in known):
        found: State = "cancelled"
    elif closing is not None:
        found = "done-late" if _is_late(closing, due, task) else "done-on-time"
    else:
        found = _open(due, started=any(entry.percent != 0 for entry in reports), as_of=as_of, soon=settings.due_soon)
    done = closing.day if closing else None
    percent = next((entry.percent for entry in reversed(reports) if entry.percent is not None and entry.id not in returned), 0)
    return Standing(
        state=found,
        due=due,
        leads=(lead,) if lead else task.leads,
        percent=WHOLE if finished else percent,
        done=done,
        late_by=0 if found == "cancelled" or task.first_due is None else max(((done or as_of) - task.first_due).days, 0),
        told=reports[-1].told if reports else None,
        cause=_last(reports, "report", "cause"),
        remedy=_last(reports, "report", "remedy"),
        waiting=finished[0].day if finished and closing is None and found != "cancelled" else None,
    )


def standing_entries(address: str, entries: Iterable[ProgressEntry], as_of: Day, due: Day | None = None) -> Sequence[ProgressEntry]:
    """Return what was told of a task by a day and not taken back, in the order in which it was told; withdrawals are left out.

    For an occurrence ``due`` on a day, what ends or hands on the whole regular task from that day or earlier is told of it too.
    """
    told = [entry for entry in entries if entry.told <= as_of and _speaks_of(entry, address, due)]
    told.sort(key=lambda entry: entry.told)
    gone = taken_back(told)
    return [entry for entry in told if entry.kind != "withdraw" and entry.id not in gone]


def taken_back(entries: Sequence[ProgressEntry]) -> Collection[str]:
    """Return the ids of what the withdrawals among entries, in the order in which they were told, take back."""
    gone: set[str] = set()
    for entry in reversed(entries):  # the last word first: it may take back a withdrawal
        if entry.kind == "withdraw" and entry.id not in gone and entry.entry:
            gone.add(entry.entry)
    return gone


def finishing(known: Sequence[ProgressEntry]) -> Sequence[ProgressEntry]:
    """Return the reports that say a task is done, among its standing entries, without those that were returned."""
    returned = _judged(known, "return")
    return [entry for entry in known if finishes(entry) and entry.id not in returned]


def finishes(entry: ProgressEntry) -> bool:
    """Return whether an entry reports that its task is done: in words, by 100 percent, or by a drill that was passed."""
    return entry.kind == "report" and (entry.done == "all" or entry.percent == WHOLE or entry.result == "passed")


def row_of(address: str) -> str:
    """Return the address of the whole task: that of an occurrence without its period."""
    return address.partition(":")[0]


def count(states: Iterable[State]) -> Count:
    """Return the four-way count; every task that is neither cancelled, done nor overdue is in time."""
    all_ = list(states)
    named = {name: all_.count(name) for name in STATES}
    closed = {"on_time": "done-on-time", "late": "done-late", "overdue": "overdue", "cancelled": "cancelled"}
    numbers = {field: named[name] for field, name in closed.items()}  # type: ignore[index]
    return Count(**numbers, in_time=len(all_) - sum(numbers.values()))


def _last(entries: Sequence[ProgressEntry], kind: Kind, key: str) -> Any:
    """Return what the last entry of a kind that says something under a key says."""
    return next((held for entry in reversed(entries) if entry.kind == kind and (held := getattr(entry, key))), None)


def _speaks_of(entry: ProgressEntry, address: str, due: Day | None) -> bool:
    if entry.task == address:
        return True
    if entry.kind not in WHOLE_KINDS or due is None or entry.task != row_of(address):
        return False
    return entry.kind == "withdraw" or entry.day <= due


def _judged(known: Sequence[ProgressEntry], kind: Kind) -> Collection[str | None]:
    return {entry.entry for entry in known if entry.kind == kind}


def _is_late(entry: ProgressEntry, due: Day | None, task: Followed) -> bool:
    """Return whether a report comes after the deadline; the hour counts where both know one and no extension set a new day."""
    if due is None or entry.day != due:
        return due is not None and entry.day > due
    return due == task.first_due and task.at is not None and entry.at is not None and entry.at > task.at


def _open(due: Day | None, *, started: bool, as_of: Day, soon: int) -> State:
    if due is None:
        return "no-deadline"
    if as_of > due:
        return "overdue"
    if (due - as_of).days <= soon:
        return "due-soon"
    return "in-progress" if started else "not-started"
