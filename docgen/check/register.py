"""The register against itself and against the documents: every line readable, no number twice, none lost, both sides the same."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.model.findings import Finding
from docgen.read.register import register_of


def lines(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with single lines of register files."""
    for file in register_of(desk.office.register).files.values():
        yield from file.findings
