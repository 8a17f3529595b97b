"""What is told of a task: one line appended to a journal, under the lock, never changed afterwards.

In: a workspace and what is told. Out: the entry written. The journal is that of the unit or agency that leads the task on that day, or
of the follow-up body that accepts or returns what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from docgen.edit.issue import PATIENCE
from docgen.edit.ledger import append_to, extend
from docgen.edit.telling import JUDGING, Telling, journal_of, judged, matter_of, verify
from docgen.files.locks import hold
from docgen.model.progress import ProgressEntry
from docgen.read import read
from docgen.read.progress import JournalFile, line_of, one_line, path_of

__all__ = ["Telling", "add", "made", "record"]


def record(root: Path, templates: Sequence[Path], telling: Telling) -> tuple[str, ProgressEntry, bool]:
    """Append the line; return the path of the journal, the entry, and whether it speaks of a regular task as a whole.

    Raises ``Refused`` before anything is written.
    """
    with hold(root, "progress", timeout=PATIENCE):
        office, _ = read(root, templates)
        matter = matter_of(office, telling)
        if telling.kind in JUDGING:
            telling = replace(telling, fields={**telling.fields, "entry": judged(matter, telling)})
        path = path_of(journal_of(matter, telling))
        entry = _entry(root / path, telling, _length(root / path))
        verify(matter, entry)
        append_to(root / path, line_of(entry), lambda line: not JournalFile(path, line).findings)
    return path, entry, matter.row.address != entry.task


def made(root: Path, body: str, tellings: Sequence[Telling]) -> tuple[ProgressEntry, ...]:
    """Return the entries that tellings become at the end of a body's journal; nothing is written."""
    path = root / path_of(body)
    length = _length(path)
    return tuple(_entry(path, telling, place) for place, telling in enumerate(tellings, length))


def add(root: Path, body: str, entries: Sequence[ProgressEntry]) -> None:
    """Add entries to the journal of a body, all or none. The caller holds the lock and has verified them. Raises ``DiskError``."""
    path = path_of(body)
    extend(root / path, "".join(map(line_of, entries)), lambda line: not JournalFile(path, line).findings)


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
