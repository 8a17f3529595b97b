"""Tasks as they stand on a day: no part left open or later than the whole, none left with a body that is no more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from docgen.check.desk import Day, Desk
from docgen.check.paper import Paper, id_of
from docgen.derive.deadlines import last_day
from docgen.derive.occurrences import occurrences
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.tasks import Task
from docgen.track import TaskRow
from docgen.track.state import CLOSED, DONE, row_of

_DAY = datetime.timedelta(days=1)
SHOWN = 3
"""Open parts a message names."""
Family = Mapping[tuple[str, str], Sequence[TaskRow]]


def handed_on(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every task that is due later than the one it is part of, as extended by the day of the check."""
    for index, task in enumerate(paper.document.tasks):
        if task.part_of is None or task.due is None:
            continue
        parent = _due_of(paper.desk, task.part_of)
        last = _last(task, paper.document, parent) if parent else None
        if parent is not None and last is not None and last > parent:
            words = {"value": last.isoformat(), "parent": parent.isoformat(), "other": task.part_of}
            yield paper.finding("W309", ("tasks", index, "due"), **words)


def parts_open(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every task that is done on the day while a part of it is open."""
    family: dict[tuple[str, str], list[TaskRow]] = {}
    for row in desk.rows:
        if row.item.problem is None:
            family.setdefault((id_of(row.document.id), row.task.id), []).append(row)
    left: dict[str, tuple[TaskRow, list[str]]] = {}
    for row in desk.rows:
        for parent in _parents(row, family) if row.task.part_of and row.standing.state not in CLOSED else ():
            if parent.standing.state in DONE:
                left.setdefault(parent.address, (parent, []))[1].append(row.address)
    for address, (parent, parts) in left.items():
        names = ", ".join(parts[:SHOWN]) + (" …" if len(parts) > SHOWN else "")
        yield Finding("W434", _place(desk, parent), {"value": address, "count": str(len(parts)), "names": names})


def leads_ended(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every open task whose lead ended before the day, with who took its place and by which document.

    A body that had already ended when the document was signed is a finding of its own.
    """
    found: dict[tuple[str, str], Finding] = {}
    for row in desk.rows:
        for lead in row.standing.leads if row.standing.state not in CLOSED else ():
            body = desk.posts.bodies.get(lead) or desk.office.units.get(lead)
            if body is None or body.until is None or desk.as_of is None or not row.item.since <= body.until < desk.as_of:
                continue
            past = row.standing.due is not None and row.standing.due < desk.as_of
            address = row.address if past else row_of(row.address)  # a regular task is handed on as a whole from the day on
            heirs, document = getattr(body, "into", ()), id_of(getattr(body, "ended_by", ""))
            names = ", ".join(desk.office.agencies[id_].name for id_ in heirs if id_ in desk.office.agencies)
            words = {"value": body.name, "task": address, "date": body.until.isoformat(), "names": names}
            words |= {"heir": heirs[0] if heirs else "", "document": document}
            found.setdefault((address, lead), Finding("W435", _place(desk, row), words))
    yield from found.values()


def _due_of(desk: Desk, address: str) -> Day | None:
    """Return the deadline of the task an address names, for a period that of the period; None where it has none."""
    document, _, part = address.partition("#")
    due = desk.follow_up(document).get(part.partition("@")[0].partition(":")[0])
    item = desk.addresses.item(address) if ":" in part else None
    if item is not None:
        due = item.followed.first_due
    row = desk.row(address)
    extended = row.standing.due if row else None
    return max(due, extended) if due and extended else due


def _last(task: Task, document: Document, parent: Day) -> Day | None:
    """Return the last day of a task; of one that comes back the first after that of its parent, None where none is."""
    if task.due is None or task.due.every is None:
        return last_day(task.due, document) if task.due else None
    start = document.effect or document.day
    dues = [one.due for one in occurrences(task.due, start, parent + _DAY)] if start and parent < Day.max else []
    return dues[-1] if dues else None


def _parents(row: TaskRow, family: Family) -> Sequence[TaskRow]:
    """Return the rows a row is part of: those of its unit and of its period where the parent has several."""
    whole, _, period = (row.task.part_of or "").partition(":")
    document, _, part = whole.partition("#")
    task, _, unit = part.partition("@")
    rows = family.get((id_of(document), task), ())
    units = [one for one in rows if one.unit == (unit or document.partition("@")[2] or row.unit)]
    return _of_period(units or ([] if unit else rows), row, period)


def _of_period(rows: Sequence[TaskRow], part: TaskRow, period: str) -> Sequence[TaskRow]:
    """Return the rows of a period, or of that of the part; where the part has none, of the first that ends no sooner than it."""
    if not any(one.item.period for one in rows):
        return rows
    named = [one for one in rows if one.item.period == (period or part.item.period)]
    if named or period:
        return named
    due = part.followed.first_due
    later = [one for one in rows if due is not None and one.followed.first_due is not None and one.followed.first_due >= due]
    first = min((one.followed.first_due for one in later if one.followed.first_due), default=None)
    return [one for one in later if one.followed.first_due == first]


def _place(desk: Desk, row: TaskRow) -> Place:
    """Return the place of the task or drill of a row in its document; a difficulty stands at what it hinders."""
    document = desk.office.documents[id_of(row.document.id)]
    id_ = row_of(row.address).partition("#")[2].partition("@")[0].partition("/")[0]
    path = desk.office.files.get(f"document:{document.id}", "")
    steps = [("tasks", index) for index, task in enumerate(document.tasks) if task.id == id_]
    steps += [("drills", index) for index, drill in enumerate(document.drills) if drill.id == id_]
    return Place(path, steps[0] if steps else ())
