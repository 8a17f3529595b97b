"""The middle form all writers read: a flat list of blocks, each with the style of the format and its address.

Text is final here: numbers are worked out, capitals are set, what the law fixes is filled in. A writer adds nothing
but paper. Lengths are points (1/72 inch).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docgen.model.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Mark:
    """That a thing came or went between two states of a document: who changed it, and when (UTC, whole seconds)."""

    kind: Literal["come", "gone"]
    author: str
    date: datetime.datetime


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look. ``href`` is the address of the block it leads to; ``note`` is a footnote's text,
    whose mark stands after ``text``; a line break inside a paragraph is the text ``\\n``; ``mark`` is set in redlines only."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    href: str = ""
    note: tuple[Run, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph in one of the format's styles.

    ``keep`` holds it on the page of the block after it; ``outline`` is its level in the PDF's outline, 0 for none;
    ``inset`` is more indent on both sides, in points: a centred title whose lines are of about one length; ``mark`` says in
    a redline that the paragraph as a whole came or went: its end, not its runs, which have marks of their own; ``former`` is in
    a redline the paragraph as it looked before, with the mark of the change.
    """

    style: str
    runs: tuple[Run, ...]
    address: str = ""
    keep: bool = False
    outline: int = 0
    inset: float = 0.0
    mark: Mark | None = None
    former: Para | None = None

    @property
    def text(self) -> str:
        """Return the text without looks and footnotes."""
        return "".join(run.text for run in self.runs)

    @property
    def standing(self) -> str:
        """Return the text without what went from a paragraph that stays."""
        return "".join(run.text for run in self.runs if self.mark or run.mark is None or run.mark.kind == "come")


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid line ``width`` points long, centred in its column, in the format's style of that name; ``former`` as of a paragraph."""

    style: str
    width: float
    mark: Mark | None = None
    former: Rule | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs and rules, over ``span`` columns."""

    blocks: tuple[Para | Rule, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row. A ``head`` row repeats on each page; no row splits except in a grid that may (``Grid.splits``)."""

    cells: tuple[Cell, ...]
    kind: Literal["row", "head", "group", "sum"] = "row"
    address: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with ruled lines (style ``table``), or an invisible one: ``letterhead``, ``signature``, ``plain``.

    ``widths`` are the columns in points. ``keep`` holds the grid together and on the page of the block before it.
    """

    style: Literal["table", "letterhead", "signature", "plain"]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    address: str = ""
    keep: bool = False

    @property
    def mark(self) -> Mark | None:
        """Return the newest mark of the rows where all came or all went: so did the table as a whole."""
        marks = [row.mark for row in self.rows if row.mark]
        alike = len(marks) == len(self.rows) and len({mark.kind for mark in marks}) == 1
        return max(marks, key=lambda mark: mark.date) if alike else None


@dataclass(frozen=True, slots=True)
class Section:
    """A new page in an orientation of its own; ``restart`` numbers its pages from 1, the first unnumbered.

    ``turned`` is set in redlines only: the section had the other orientation before. A section ``running`` on goes on on the page of the
    one before it.
    """

    page: Literal["portrait", "landscape"] = "portrait"
    restart: bool = True
    address: str = ""
    mark: Mark | None = None
    turned: Mark | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of figures, set in the format's style, held on the page of its caption, which is the block after it.

    ``alt`` says the same to whom cannot see it; ``rows`` are the figures as plain text prints them, the head row first.
    """

    style: str
    drawing: Drawing
    alt: str
    rows: tuple[tuple[str, ...], ...]
    address: str = ""
    mark: Mark | None = None


Block = Para | Rule | Grid | Section | Figure


def edge(place: str, text: str) -> Para:
    """Return a line outside the text, at the edge of a page, in the style of its place."""
    return Para("circulation" if place == "head-first" else "contact", (Run(text),))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document ready for a writer."""

    address: str
    format: str
    language: str
    title: str
    author: str
    subject: str
    date: datetime.date | None
    blocks: tuple[Block, ...]
    marks: tuple[tuple[str, str], ...] = ()
    """Things outside the text, by place: ``foot-first`` (contact line), ``foot-last``, ``head-first``."""
    edges: tuple[tuple[str, Para], ...] | None = None
    """In a redline these things before and after as one, by place; None in every other sheet."""

    def paragraphs(self) -> Iterator[Para]:
        """Yield every paragraph in the order of reading, row by row."""
        for block in self.blocks:
            if isinstance(block, Para):
                yield block
            elif isinstance(block, Grid):
                for row in block.rows:
                    for cell in row.cells:
                        yield from (part for part in cell.blocks if isinstance(part, Para))
