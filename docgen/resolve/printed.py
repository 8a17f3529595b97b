"""A document as printed, before it is laid out: what the templates see.

Every text is an ``Inline``: runs with their looks and links. Numbers are texts already; a template only puts things in
order and names their styles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

from docgen.model.blocks import Run
from docgen.model.format import Format
from docgen.model.kind import Kind


@dataclass(frozen=True, slots=True)
class Inline:
    """A line or paragraph of text."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """Return the text without looks and footnotes."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __html__(self) -> str:
        return "".join(_xhtml(run) for run in self.runs)

    def __str__(self) -> str:
        return self.text

    def styled(self, *, bold: bool) -> Inline:
        """Return the same text in bold."""
        return Inline(tuple(replace(run, bold=bold or run.bold) for run in self.runs))

    def ended(self, end: str) -> Inline:
        """Return the text with ``end`` in the place of its closing full stop or semicolon."""
        if not self.runs:
            return self
        last = self.runs[-1]
        return Inline((*self.runs[:-1], replace(last, text=last.text.rstrip().rstrip(".;,") + end)))

    def __add__(self, other: Inline) -> Inline:
        return Inline(self.runs + other.runs)


def _xhtml(run: Run) -> str:
    body = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.note:
        body += f'<span class="note">{"".join(_xhtml(part) for part in run.note)}</span>'
    for wanted, tag in ((run.underline, "u"), (run.italic, "i"), (run.bold, "b")):
        body = f"<{tag}>{body}</{tag}>" if wanted else body
    return f'<a href="#{escape(run.href)}">{body}</a>' if run.href else body


def plain(text: str, *, bold: bool = False) -> Inline:
    """Return a text in one look."""
    return Inline((Run(text, bold=bold),)) if text else Inline()


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table: its paragraphs in one style, over ``span`` columns."""

    style: str
    paragraphs: tuple[Inline, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table."""

    cells: tuple[CellView, ...]
    kind: Literal["row", "head", "group", "sum"] = "row"
    address: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: shares of the width, rows, a title above and a line below; ``keep`` holds it on one page, with the line before it."""

    widths: tuple[float, ...]
    rows: tuple[RowView, ...]
    address: str = ""
    title: Inline = Inline()
    note: Inline = Inline()
    keep: bool = False


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A category of a chart: its figures (or first and last day) as a machine reads them, and as they are printed."""

    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: its caption with the number, the unit line, names of the series, rows; ``day`` is marked in a timeline."""

    style: Literal["bars", "stacked", "timeline"]
    caption: Inline
    rows: tuple[ChartRow, ...]
    series: tuple[str, ...] = ()
    unit: str = ""
    day: tuple[str, str] | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the body: one style, a number, a title, paragraphs, then its own parts."""

    style: str
    address: str = ""
    number: str = ""
    title: Inline = Inline()
    paragraphs: tuple[Inline, ...] = ()
    children: tuple[Node, ...] = ()
    table: TableView | None = None
    chart: ChartView | None = None
    title_style: str = ""
    outline: int = 0
    run_in: bool = True
    """The first paragraph stands on the line of number and title."""
    keep: bool = False
    """The paragraph stays on the page of what follows."""

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature: lines of authority by style, then the name."""

    lines: tuple[tuple[str, Inline], ...]
    name: Inline
    side: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex with its label, title and the line that says what it belongs to."""

    address: str
    label: Inline
    title: Inline
    ref: Inline
    page: Literal["portrait", "landscape"]
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AttachedView:
    """A text the document issues."""

    address: str
    kind: Inline
    subject: Inline
    ref: Inline
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Printed:
    """One document in one language."""

    id: str
    address: str
    language: str
    kind: Kind
    format: Format
    date: datetime.date | None
    formulas: Mapping[str, object]
    heads: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    """Components of the letterhead by style: parent, issuer, number, place-date, national …"""
    type_line: Inline = Inline()
    author: Inline = Inline()
    subject: Inline = Inline()
    authority: Inline = Inline()
    bases: tuple[Inline, ...] = ()
    ruling: Inline = Inline()
    to: tuple[Inline, ...] = ()
    to_label: Inline = Inline()
    lines: tuple[Inline, ...] = ()
    """Lines of a meeting: time, place, chair …"""
    opening: tuple[Inline, ...] = ()
    body: tuple[Node, ...] = ()
    closing: tuple[Inline, ...] = ()
    signatures: tuple[SignatureView, ...] = ()
    recipients: tuple[Inline, ...] = ()
    drafter: Inline = Inline()
    annexes: tuple[AnnexView, ...] = ()
    attached: tuple[AttachedView, ...] = ()
    full_title: str = ""
    issuer_name: str = ""
