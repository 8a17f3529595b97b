"""What an agency tells of a task: one line appended to its journal, under the lock, never changed afterwards.

In: a workspace and what is told. Out: the entry written. The journal is that of the unit or agency that leads the task on that day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from docgen.derive.names import exists_on
from docgen.edit.issue import PATIENCE, Refused
from docgen.edit.ledger import append_to, extend
from docgen.files.locks import hold
from docgen.model.office import Office
from docgen.model.progress import Kind, ProgressEntry
from docgen.read import read
from docgen.read.progress import JournalFile, line_of, one_line, path_of
from docgen.track import TaskRow, rows
from docgen.track.rows import entries_by_row
from docgen.track.state import row_of, standing_entries
from docgen.words.nearest import nearest

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told: of which task (``DOC#ID``, ``DOC#ID@UNIT``), what kind of entry, when it happened, when it was told.

    ``fields`` are the further fields of the entry by name; those without a value are left out.
    """

    task: str
    kind: Kind
    day: Day
    told: Day
    fields: Mapping[str, object] = field(default_factory=dict)


def record(root: Path, templates: Sequence[Path], telling: Telling) -> tuple[str, ProgressEntry]:
    """Append the line; return the path of the journal and the entry. Raises ``Refused`` before anything is written."""
    with hold(root, "progress", timeout=PATIENCE):
        office, _ = read(root, templates)
        row = _row(office, telling)
        _allowed(office, row, telling)
        path = path_of(row.standing.leads[0])
        entry = _entry(root / path, telling, _length(root / path))
        append_to(root / path, line_of(entry), lambda line: not JournalFile(path, line).findings)
    return path, entry


def made(root: Path, body: str, tellings: Sequence[Telling]) -> tuple[ProgressEntry, ...]:
    """Return the entries that tellings become at the end of a body's journal; nothing is written."""
    path = root / path_of(body)
    length = _length(path)
    return tuple(_entry(path, telling, place) for place, telling in enumerate(tellings, length))


def add(root: Path, body: str, entries: Sequence[ProgressEntry]) -> None:
    """Add entries to the journal of a body, all or none. The caller holds the lock and has verified them. Raises ``DiskError``."""
    path = path_of(body)
    extend(root / path, "".join(map(line_of, entries)), lambda line: not JournalFile(path, line).findings)


def _row(office: Office, telling: Telling) -> TaskRow:
    found = {row.address: row for row in rows(office, telling.told)}
    if row_of(telling.task) in found:
        return found[row_of(telling.task)]
    if any(address.startswith(f"{telling.task}@") for address in found):
        raise Refused("which-unit", task=telling.task)
    raise Refused("no-task", task=telling.task, nearest=nearest(telling.task, list(found)) or "-")


def _allowed(office: Office, row: TaskRow, telling: Telling) -> None:
    """Raise ``Refused`` for an entry that ``docgen check`` would find wrong."""
    if telling.day > telling.told:
        raise Refused("told-before", day=telling.day.isoformat(), told=telling.told.isoformat())
    document, lead, taken = (str(telling.fields.get(key) or "") for key in ("document", "lead", "entry"))
    if document and document not in office.documents:
        raise Refused("unknown", document=document)
    if lead:
        _leads(office, lead, telling.day)
    known = standing_entries(row.address, entries_by_row(office).get(row.address, ()), telling.told)
    if taken and taken not in {entry.id for entry in known}:
        raise Refused("no-entry", entry=taken, task=row.address, known=", ".join(entry.id for entry in known) or "-")


def _leads(office: Office, lead: str, day: Day) -> None:
    """Raise ``Refused`` where no body of that id exists on the day."""
    body = office.agencies.get(lead) or office.units.get(lead)
    if body is None:
        raise Refused("issuer", about=lead)
    if not exists_on(body, day):
        raise Refused("issuer-gone", document=lead, agency=body.name, day=day.isoformat())


def _length(path: Path) -> int:
    """Return the place of the next entry of a journal."""
    return path.read_bytes().count(b"\n- ") + 1 if path.exists() else 0


def _entry(path: Path, telling: Telling, place: int) -> ProgressEntry:
    """Return the entry with its id: made from what it says and from its place in which journal, so that it is the same each time."""
    fields = {key: one_line(value) if isinstance(value, str) else value for key, value in telling.fields.items() if value is not None}
    held = {"task": telling.task, "kind": telling.kind, "day": telling.day, "told": telling.told, **fields}
    content = line_of(ProgressEntry.model_validate({"id": "0" * 8, **held}))
    digest = sha256(f"{place}\n{path.parent.name}/{path.name}\n{content}".encode()).hexdigest()
    return ProgressEntry.model_validate({"id": digest[:8], **held})
