"""Forms that came back → entries in the journals: each file whole or not at all, the same file once.

In: files, the day on which they were told. Out: what became of each, and who has not answered. A second form of a body on the same day
takes the place of the first: its entries are withdrawn, nothing is deleted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal

from docgen.edit import journal
from docgen.edit.answers import Answered, Desk, progress
from docgen.edit.issue import PATIENCE
from docgen.edit.journal import Telling
from docgen.edit.slips import slip
from docgen.files.locks import hold
from docgen.model.findings import Finding
from docgen.model.progress import ProgressEntry
from docgen.read import read
from docgen.read.excel import Workbook, whole, workbook
from docgen.read.forms import Stamp, stamp_of
from docgen.read.progress import one_line
from docgen.read.slips import KIND as SLIP
from docgen.track.forms import by_body
from docgen.track.rehearsal import Moment, Rehearsal
from docgen.track.trial import silent

Day = datetime.date
State = Literal["entered", "again", "nothing", "refused"]
KINDS: Mapping[str, Callable[[Workbook, Stamp, Desk, frozenset[str]], Answered]] = {"progress": progress, "slip": slip}
"""Kind of form, as its stamp says → what reads its answers. A new kind of form is one module and one entry here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: entered; again, it was collected before; nothing, no row says anything new; or refused.

    ``rows`` are the rows, as Excel counts, that answer; of a refused file they wait. ``missing`` are tasks whose row is gone.
    """

    file: str
    state: State
    body: str = ""
    day: Day | None = None
    entries: tuple[ProgressEntry, ...] = ()
    rows: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    stamp: Stamp | None = None

    @property
    def reports(self) -> int:
        """Return how many rows were entered."""
        return sum(entry.kind != "withdraw" for entry in self.entries)

    @property
    def withdrawn(self) -> int:
        """Return how many entries of an earlier form of that day were taken back."""
        return len(self.entries) - self.reports


@contextmanager
def desk(root: Path, templates: Sequence[Path], told: Day, told_at: str | None = None) -> Iterator[Desk]:
    """Hold the workspace and read it, so that files can be collected one after the other; ``told_at`` is the hour they came in."""
    with hold(root, "collect", timeout=PATIENCE):
        office, _ = read(root, templates)
        yield Desk.of(office, told, told_at)


def collect(root: Path, desk: Desk, file: str, data: bytes, *, dry: bool = False) -> Outcome:
    """Enter the answers of one file in the journal of its body, all or none; with ``dry`` only say what would be entered."""
    book, faults = workbook(data, file)
    stamp, more = stamp_of(book) if book else (None, ())
    if book is None or stamp is None:
        return Outcome(file, "refused", findings=(*faults, *more))
    if stamp.kind not in KINDS or not _known(desk, stamp.body):
        return Outcome(file, "refused", findings=(whole("E452", file, value=PurePath(file).name),))
    mark = f"{stamp.kind} {sha256(data).hexdigest()}"
    if any((entry.source or "").startswith(mark) for entry in desk.journals.get(stamp.body, ())):
        return Outcome(file, "again", stamp.body, stamp.day, stamp=stamp)
    first = _first(desk, stamp)
    said = KINDS[stamp.kind](book, stamp, desk, frozenset(entry.id for entry in first))
    if any(finding.severity == "error" for finding in said.findings):
        return Outcome(file, "refused", stamp.body, stamp.day, (), said.rows, said.missing, said.findings, stamp)
    name = one_line(PurePath(file).name)
    tellings = [Telling(one.task, one.kind, one.day, one.told, {**one.fields, "source": f"{mark} {name}"}) for one in said.tellings]
    entries = _entries(root, stamp.body, first, tellings, name)
    if entries and not dry:
        journal.add(root, stamp.body, entries)
    desk.enter(stamp.body, entries)
    state: State = "entered" if entries else "again" if tellings else "nothing"
    return Outcome(file, state, stamp.body, stamp.day, entries, said.rows, said.missing, said.findings, stamp)


def unanswered(desk: Desk, since: Day, among: str | None = None) -> Sequence[str]:
    """Return the bodies that had open tasks when collecting began and told nothing from a day until that of the desk.

    ``among`` asks only those at or below an id.
    """
    asked = (body for body in by_body(desk.office, desk.rows.values()) if among is None or f"{body}/".startswith(f"{among}/"))
    return [body for body in asked if not _answered(desk, body, since)]


def silent_units(desk: Desk, made: Sequence[Outcome]) -> Sequence[str] | None:
    """Return the units that have not sent the slip of a day, for each plan and day of which a slip came; None where none did."""
    stamps = [one.stamp for one in made if one.stamp is not None and one.stamp.kind == SLIP and one.stamp.lines]
    if not stamps:
        return None
    journals = {body: tuple(entries) for body, entries in desk.journals.items()}
    office = replace(desk.office, progress=journals)
    found: dict[str, None] = {}
    for plan, day in dict.fromkeys((next(iter(stamp.lines)).partition("#")[0], stamp.day) for stamp in stamps):
        if plan in office.documents:
            trial = Rehearsal(office, office.documents[plan], Moment(desk.told))
            found |= dict.fromkeys(silent(trial, day)[1])
    return list(found)


def _answered(desk: Desk, body: str, since: Day) -> bool:
    return any(entry.kind == "report" and since <= entry.told <= desk.told for entry in desk.journals.get(body, ()))


def _known(desk: Desk, body: str) -> bool:
    return any(body in held for held in (desk.office.agencies, desk.office.units, desk.office.people))


def _first(desk: Desk, stamp: Stamp) -> Sequence[ProgressEntry]:
    """Return the standing entries of an earlier form of that kind and body: told on that day, of a slip those of its day and plan."""
    entries = [entry for entry in desk.journals.get(stamp.body, ()) if entry.kind == "report"]
    mine = [entry for entry in entries if (entry.source or "").startswith(f"{stamp.kind} ")]
    if stamp.kind == SLIP:
        mine = [entry for entry in mine if entry.day == stamp.day and entry.task in stamp.lines]
    else:
        mine = [entry for entry in mine if entry.told == desk.told]
    return [entry for entry in mine if entry in desk.standing(entry.task)]


def _entries(root: Path, body: str, first: Sequence[ProgressEntry], tellings: Sequence[Telling], name: str) -> tuple[ProgressEntry, ...]:
    """Return the entries to add: the first form's withdrawn, then the new ones; none where both say the same or the second nothing."""
    new = journal.made(root, body, tellings)
    if not first or not new or list(map(_content, new)) == list(map(_content, first)):
        return () if first else new
    told, at = tellings[0].told, tellings[0].fields.get("told_at")
    back = [Telling(entry.task, "withdraw", told, told, {"entry": entry.id, "why": f"Thay bằng {name}", "told_at": at}) for entry in first]
    return journal.made(root, body, [*back, *tellings])


def _content(entry: ProgressEntry) -> Mapping[str, object]:
    return entry.model_dump(exclude={"id", "source", "told", "told_at"})
