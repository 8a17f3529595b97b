"""One state of a workspace, now or at a revision, as an office that is read no further than somebody asks.

In: a tree of files. Out: the files and the office. Kinds, formats and terms are today's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.files.trees import Tree
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read.stored import Blobs, Stored, catalogue_of, office_at, program_of


@dataclass(frozen=True)
class State:
    """The files, the office they are, and what is wrong with its catalogue."""

    stored: Stored
    office: Office
    findings: tuple[Finding, ...]


def state_of(tree: Tree, templates: Sequence[Path], root: Path) -> State:
    """Return the state a tree holds."""
    stored = Stored(tree.files, Blobs(tree.read))
    catalogue = catalogue_of(stored)
    return State(stored, office_at(stored, catalogue, program_of(templates, root)), catalogue.findings)
