"""What a document leaves open: its layout, its day, the private fields of its persons."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.dates import shown
from docgen.check.paper import Paper
from docgen.derive.names import format_of
from docgen.model.findings import Finding

PRIVATE = ("retire", "early-retire")
"""Actions whose form asks for private fields: date of birth, insurance number, allowances."""


def undated(paper: Paper) -> Iterator[Finding]:
    """Yield a note for a draft without any day, whose layout follows the day on which it is made."""
    document = paper.document
    if document.day is None and document.format is None:
        yield paper.finding("N354", ("id",), value=document.id)


def layout(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a document whose day no format covers."""
    day = paper.document.day
    known = any(format_.side == paper.side for format_ in paper.desk.office.formats.values())
    if day is not None and known and paper.document.issuer and format_of(paper.desk.office, paper.document, None) is None:
        yield paper.finding("E356", ("date",) if paper.document.date else ("planned",), day=shown(day))


def private_fields(paper: Paper) -> Iterator[Finding]:
    """Yield a note for every person whose private fields will be blanks."""
    for index, row in enumerate(paper.document.persons):
        if row.action in PRIVATE and row.person not in paper.desk.office.private:
            yield paper.finding("N355", ("persons", index, "person"), value=row.person)
