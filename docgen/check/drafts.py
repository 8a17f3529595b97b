"""Notes on what a document leaves open: its day, the private fields of its persons."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.paper import Paper
from docgen.model.findings import Finding

PRIVATE = ("retire", "early-retire")
"""Actions whose form asks for private fields: date of birth, insurance number, allowances."""


def undated(paper: Paper) -> Iterator[Finding]:
    """Yield a note for a draft without any day, whose layout follows the day on which it is made."""
    document = paper.document
    if document.day is None and document.format is None:
        yield paper.finding("N354", ("id",), value=document.id)


def private_fields(paper: Paper) -> Iterator[Finding]:
    """Yield a note for every person whose private fields will be blanks."""
    for index, row in enumerate(paper.document.persons):
        if row.action in PRIVATE and row.person not in paper.desk.office.private:
            yield paper.finding("N355", ("persons", index, "person"), value=row.person)
