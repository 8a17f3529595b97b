"""The order in which the charts of a document are printed, from which their numbers follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.model.body import Content
from docgen.model.document import Document


def printed_charts(document: Document) -> tuple[str, ...]:
    """Return the ids of the charts in the order in which they are first printed: the number of each is its place."""
    bodies = (document.body, *(annex.body for annex in document.annexes), *(text.body for text in document.attached))
    return tuple(dict.fromkeys(id_ for body in bodies for block in body for id_ in _named(document, block)))


def _named(document: Document, block: Any) -> Iterator[str]:
    """Yield the charts a block prints; those of a part come after its lists and before the parts of its body."""
    if isinstance(block, str):
        yield from (chart.id for chart in document.charts if block == "charts")
        return
    if isinstance(block, Content):
        for part in (*block.clauses, *block.points, *block.items):
            yield from _named(document, part)
        yield from (chart.id for chart in document.charts if chart.id == block.chart)
    for below in getattr(block, "body", ()):
        yield from _named(document, below)
