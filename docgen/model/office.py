"""The office: everything that was read from a workspace, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.model.catalogue import Agency, Area, Group, Person, Post, Reference, Settings, Unit
from docgen.model.document import Document, PrivatePerson, Translation
from docgen.model.format import Format
from docgen.model.kind import Kind
from docgen.model.packet import Announcement, Packet
from docgen.model.progress import ProgressEntry
from docgen.model.register import RegisterEntry
from docgen.model.series import SourceRow
from docgen.model.tasks import Task
from docgen.model.terms import TermRule


@dataclass(frozen=True)
class Office:
    """All catalogues and documents by id. ``files`` says in which file a thing stands: ``agency:ID``, ``document:ID``."""

    settings: Settings = field(default_factory=Settings)
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    source_rows: Mapping[str, tuple[SourceRow, ...]] = field(default_factory=dict)
    """Rows of the CSV or Excel file a series is made from, by the id of its document."""
    translations: Mapping[tuple[str, str], Translation] = field(default_factory=dict)
    private: Mapping[str, PrivatePerson] = field(default_factory=dict)
    register: Mapping[str, tuple[RegisterEntry, ...]] = field(default_factory=dict)
    """Lines of each register file in order, by the file's path below ``directives/register`` without ``.yaml``."""
    progress: Mapping[str, tuple[ProgressEntry, ...]] = field(default_factory=dict)
    """Entries of each journal in order, by its path below ``directives/progress`` without ``.yaml``."""
    packets: Mapping[str, Packet] = field(default_factory=dict)
    announced: Mapping[str, tuple[Announcement, ...]] = field(default_factory=dict)
    """What was announced of each packet, line by line in order, by the id of the packet."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    formats: Mapping[str, Format] = field(default_factory=dict)
    terms: Mapping[str, TermRule] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def task(self, address: str) -> Task | None:
        """Return the task at ``DOC#ID``, or None."""
        document_id, _, task_id = address.partition("#")
        document = self.documents.get(document_id)
        return next((task for task in document.tasks if task.id == task_id), None) if document else None
