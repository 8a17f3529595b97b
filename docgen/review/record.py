"""A review as plain data for other programs; ``docs/reference/diff.md`` tells every key, ``docs/reference/diff.schema.json`` its form.

In: a review and the changes. Out: maps and lists as JSON knows them. The keys are the same in every language; ``said`` and names are in
the reader's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from docgen.review.changes import Change
from docgen.review.reach import Reach
from docgen.review.summary import Review
from docgen.review.told import Edit, Line

SCHEMA = 1
Whole = Literal["added", "removed", "changed"]


class Part(BaseModel):
    """Base of everything in the record: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PieceRecord(Part):
    """A run of words."""

    kind: Literal["same", "gone", "come"] = Field(description="same: stayed; gone: only before; come: only after.")
    text: str = Field(description="The words; those that stay are cut to what stands next to a change.")


class EditRecord(Part):
    """One field of a part."""

    field: str = Field(description="Key in the file; keys below it after a slash.")
    name: str = Field(description="What the reader calls the field.")
    old: str = Field(description="Before, as the office writes it; empty where there was nothing.")
    new: str = Field(description="After, likewise.")
    pieces: tuple[PieceRecord, ...] = Field(description="A longer text word by word; empty for a short value.")


class LineRecord(Part):
    """What happened to one part of a document, one entry of a catalogue, one line of a journal or register."""

    kind: Literal["added", "removed", "changed", "moved", "renumbered"] = Field(description="What happened.")
    address: str = Field(description="Address of the part (DOC#ID), id of the entry, task of a journal's entry, document of a register's.")
    name: str = Field(description="What the reader calls it; empty for the document itself.")
    said: str = Field(description="What the fields do not tell; may be empty.")
    edits: tuple[EditRecord, ...] = Field(description="Fields that changed.")


class GroupRecord(Part):
    """All that changed in one document, catalogue file, journal or register."""

    section: str = Field(description="documents, translations, source_rows, settings, a catalogue's name, progress or register.")
    id: str = Field(description="Id of the document, name of the journal or register; empty for a catalogue.")
    title: str = Field(description="Kind, number and subject of a document; what the office calls the rest.")
    path: str = Field(description="File in the workspace.")
    kind: Whole = Field(description="What happened to it as a whole.")
    lines: tuple[LineRecord, ...] = Field(description="In the order of the file.")


class TouchedRecord(Part):
    """A document whose printed text changes although its file did not."""

    id: str = Field(description="Id of the document.")
    title: str = Field(description="Kind, number and subject.")
    path: str = Field(description="File in the workspace.")
    number: str = Field(description="Its number; empty for a draft.")
    members: int = Field(description="Documents of the series; 0 where it is none.")
    change: str = Field(description="The first words that change.")


class SeriesRecord(Part):
    """A series whose file changed."""

    id: str = Field(description="Id of the series.")
    members: int = Field(description="Documents that are made from it now.")


class AnnouncedRecord(Part):
    """A packet of which something else was announced."""

    id: str = Field(description="Id of the packet.")
    units: int = Field(description="Units that must be told again.")


class ReachRecord(Part):
    """What the change moves."""

    touched: tuple[TouchedRecord, ...] = Field(description="Documents that print another text although their files did not change.")
    tasks: int = Field(description="Tasks that changed.")
    deadlines: int = Field(description="Of these, tasks with another deadline.")
    series: tuple[SeriesRecord, ...] = Field(description="Series whose files changed.")
    issued: tuple[str, ...] = Field(description="Issued documents among all that changed or print another text.")
    reports: tuple[str, ...] = Field(description="Reports among those that print another text.")
    announced: tuple[AnnouncedRecord, ...] = Field(description="Packets of which units must be told again.")


class ChangeRecord(Part):
    """One change as data: applied to the office before, all changes give the office after."""

    path: tuple[str, ...] = Field(
        description="Section, key, then keys of maps and lists. In lists a step is the item's id; without one ~N, the place it had, or +N, "
        "the place a new one has, from 1."
    )
    kind: Literal["added", "removed", "changed", "ordered"] = Field(
        description="ordered: old and new are the keys of a map or list in their order; added, removed, changed: old and new are values."
    )
    old: Any = Field(description="Value before, as in the file; null where there was none.")
    new: Any = Field(description="Value after; null where there is none.")


class Record(Part):
    """What ``docgen diff --format json`` prints."""

    version: Literal[1] = Field(description="Version of this form: 1.")
    before: str = Field(description="What was compared: revision, folder.")
    after: str = Field(description="With what: revision, index, work tree, folder.")
    groups: tuple[GroupRecord, ...] = Field(description="What changed in the language of the office, limited by PATH.")
    layout: tuple[str, ...] = Field(description="Files of templates that changed.")
    reach: ReachRecord = Field(description="What it moves; never limited.")
    changes: tuple[ChangeRecord, ...] = Field(description="All changes as data; never limited.")


def record(found: Review, changes: Sequence[Change]) -> dict[str, Any]:
    """Return the review as JSON knows it."""
    groups = [
        {"section": one.section, "id": one.id, "title": one.title, "path": one.path, "kind": one.kind, "lines": list(map(_line, one.lines))}
        for one in found.groups
    ]
    return {
        "version": SCHEMA,
        "before": found.names[0],
        "after": found.names[1],
        "groups": groups,
        "layout": list(found.layout),
        "reach": _reach(found.reach),
        "changes": [{"path": list(one.path), "kind": one.kind, "old": one.old, "new": one.new} for one in changes],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"kind": line.kind, "address": line.address, "name": line.name, "said": line.said, "edits": list(map(_edit, line.edits))}


def _edit(edit: Edit) -> dict[str, Any]:
    pieces = [{"kind": piece.kind, "text": piece.text} for piece in edit.pieces]
    return {"field": edit.field, "name": edit.name, "old": edit.old, "new": edit.new, "pieces": pieces}


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        "touched": [{name: getattr(one, name) for name in TouchedRecord.model_fields} for one in reach.touched],
        "tasks": reach.tasks,
        "deadlines": reach.deadlines,
        "series": [{"id": id_, "members": count} for id_, count in reach.series],
        "issued": list(reach.issued),
        "reports": list(reach.reports),
        "announced": [{"id": id_, "units": count} for id_, count in reach.announced],
    }
