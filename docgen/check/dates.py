"""Dates in their order: effect after the signing, deadlines after the meeting, phases one after another.

Without a day of signing, or a planned one, nothing here can be judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.check.paper import Day, Paper
from docgen.derive.deadlines import event_day, last_day
from docgen.derive.posts import effect_of as row_effect
from docgen.model.catalogue import CATALOGUES
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.kind import Kind
from docgen.model.tasks import Due

HIGHEST = {"week": 7, "month": 31, "quarter": 31}
"""The last day that a period may be due on; a year has ``days`` instead."""


def shown(day: Day) -> str:
    """Return a day as the files write it."""
    return day.isoformat()


def effects(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every effect before the signing, and for an end before the beginning."""
    document, day = paper.document, paper.day
    if day is not None and document.effect is not None and document.effect < day:
        yield paper.finding("W302", ("effect",), value=shown(document.effect), day=shown(day))
    start = paper.effect
    if start is not None and document.until is not None and document.until < start:
        yield paper.finding("E304", ("until",), value=shown(document.until), start=shown(start))
    for index, row in enumerate(document.persons):
        if day is not None and row.effect is not None and row.effect < day and row.effect != document.effect:
            yield paper.finding("W302", ("persons", index, "effect"), value=shown(row.effect), day=shown(day))
        begin = row_effect(row, document)
        if row.provisional and begin is not None and row.provisional.until < begin:
            yield paper.finding("E304", ("persons", index, "provisional", "until"), value=shown(row.provisional.until), start=shown(begin))


def deadlines(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every deadline before the meeting, or before the document where there was none.

    A row that lists an earlier task (``source``) keeps the deadline it had.
    """
    document = paper.document
    start = document.meeting.date if document.meeting else paper.day
    for index, task in enumerate(document.tasks):
        last = last_day(task.due, document) if task.due and not _counted_from(start, task.due, document) else None
        if last is not None and start is not None and last < start and task.source is None:
            yield paper.finding("W303", ("tasks", index, "due"), value=shown(last), start=shown(start))


def _counted_from(start: Day | None, due: Due, document: Document) -> bool:
    """Return whether a deadline is so many working days after ``start`` or later: no calendar of holidays puts it before."""
    begin = event_day(due, document) if due.working_days is not None else None
    return begin is not None and (start is None or begin >= start)


def forms_of_due(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a span that ends before it begins, and for a day that its period has not."""
    for node in paper.every(Due):
        due: Due = node.value
        if due.from_ is not None and due.until is not None and due.until < due.from_:
            yield paper.finding("E304", node.steps("until"), value=shown(due.until), start=shown(due.from_))
        if due.day is not None and not _is_fitting(due):
            yield paper.finding("E305", node.steps("day"), value=due.day)
        if isinstance(due.days, tuple) != (due.every == "year") and due.days is not None:
            yield paper.finding("E305", node.steps("days"), value=_written(due.days))


def phases(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every phase that ends before it begins, or begins before the one above it."""
    before = None
    for index, phase in enumerate(paper.document.phases):
        if phase.until < phase.from_:
            yield paper.finding("E304", ("phases", index, "until"), value=shown(phase.until), start=shown(phase.from_))
        if before is not None and phase.from_ < before.from_:
            yield paper.finding("W305", ("phases", index, "from"), value=phase.id, other=before.id)
        before = phase


def drills(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every drill that ends before it begins."""
    for index, drill in enumerate(paper.document.drills):
        if drill.day and drill.until and drill.until < drill.day:
            yield paper.finding("E304", ("drills", index, "until"), value=shown(drill.until), start=shown(drill.day))
        elif drill.from_ and drill.to and drill.to <= drill.from_ and drill.until in (None, drill.day):
            yield paper.finding("E304", ("drills", index, "to"), value=drill.to, start=drill.from_)


def meetings(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a document that reports a meeting not yet held, or invites to one already over."""
    meeting, day, kind = paper.document.meeting, paper.day, paper.kind
    if meeting is None:
        return
    if meeting.at and meeting.until and meeting.until <= meeting.at:
        yield paper.finding("E304", ("meeting", "until"), value=meeting.until, start=meeting.at)
    if day is None or kind is None or "meeting" not in kind.must:
        return
    if _invites(kind) and meeting.date < day:
        yield paper.finding("W308", ("meeting", "date"), value=shown(meeting.date), day=shown(day))
    elif not _invites(kind) and meeting.date > day:
        yield paper.finding("E308", ("meeting", "date"), value=shown(meeting.date), day=shown(day))


def catalogue_spans(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every entry of a catalogue whose last day lies before its first."""
    for name, (noun, kind) in CATALOGUES.items():
        if "from_" not in kind.model_fields:
            continue
        for id_, entry in getattr(desk.office, name).items():
            if entry.from_ and entry.until and entry.until < entry.from_:
                yield Finding("E304", desk.place(noun, id_, "until"), {"value": shown(entry.until), "start": shown(entry.from_)})
    for id_, person in desk.office.people.items():
        for index, held in enumerate(person.held):
            if held.from_ and held.until and held.until < held.from_:
                words = {"value": shown(held.until), "start": shown(held.from_)}
                yield Finding("E304", desk.place("person", id_, "held", index, "until"), words)


def _is_fitting(due: Due) -> bool:
    """Return whether ``day`` is what its deadline needs: a day of the week or of the month with ``every``, else one of the calendar."""
    return 1 <= due.day <= HIGHEST.get(due.every or "", 0) if isinstance(due.day, int) else due.every is None


def _written(days: int | tuple[str, ...]) -> str:
    return ", ".join(days) if isinstance(days, tuple) else str(days)


def _invites(kind: Kind) -> bool:
    """Return whether documents of a kind speak of a meeting to come: those that must name whom they address."""
    return "to" in kind.must
