"""Journals against the office: every line readable, about a task that is followed, with what its kind needs, told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.check.desk import Desk
from docgen.check.known import unknown
from docgen.model.findings import Finding, Place
from docgen.model.progress import ProgressEntry
from docgen.read.progress import JournalFile, journals_of
from docgen.track.state import row_of

NEEDS = {
    "extend": ("until", "document"),
    "transfer": ("lead", "document"),
    "cancel": ("document", "why"),
    "withdraw": ("entry", "why"),
    "accept": ("entry",),
    "return": ("entry", "why"),
}
"""Kind of entry → what it must say: who is given more time, another lead or no task any more has a document that says so."""


Seen = dict[tuple[str, str], tuple[JournalFile, int]]
"""Whole task and id of an entry → where it stands first. An id names an entry among those of its task: of eight hex digits, two of
50,000 entries are easily the same."""


def lines(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with journals, line by line."""
    files = journals_of(desk.office.progress).files.values()
    if not files:
        return
    seen: Seen = {}
    for file in files:
        yield from file.findings
        for index, entry in enumerate(file.entries):
            for finding in _wrong(desk, entry):
                yield _at(file, index, finding)
            first, place = seen.setdefault((row_of(entry.task), entry.id), (file, index))
            if first is not file or place != index:
                words = {"value": entry.id, "other": f"{first.path}:{first.source(place).line}"}
                yield _at(file, index, Finding("E423", Place(file.path), words))
    for file in files:
        yield from _taken_back(file, seen)


def _wrong(desk: Desk, entry: ProgressEntry) -> Iterator[Finding]:
    """Yield what is wrong with an entry by itself; the place is filled in later."""
    nowhere = Place("")
    if desk.addresses.item(entry.task) is None:
        yield unknown(desk, "task", entry.task, nowhere, "E421")
    for key in NEEDS.get(entry.kind, ()):
        if not getattr(entry, key):
            yield Finding("E422", nowhere, {"value": entry.kind, "key": key})
    if entry.told < entry.day:
        yield Finding("E424", nowhere, {"value": entry.told.isoformat(), "day": entry.day.isoformat()})
    if entry.document and entry.document not in desk.office.documents:
        yield unknown(desk, "document", entry.document, nowhere)
    if entry.lead and entry.lead not in desk.known["actor"] and entry.lead not in desk.office.units:
        yield unknown(desk, "actor", entry.lead, nowhere)


def _taken_back(file: JournalFile, seen: Seen) -> Iterator[Finding]:
    """Yield every withdrawal of an entry that no journal has about that task."""
    for index, entry in enumerate(file.entries):
        if entry.kind == "withdraw" and entry.entry and (row_of(entry.task), entry.entry) not in seen:
            yield _at(file, index, Finding("E425", Place(file.path), {"value": entry.entry, "task": entry.task}))


def _at(file: JournalFile, index: int, finding: Finding) -> Finding:
    return replace(finding, place=Place(file.path, (index,)), source=file.source(index))
