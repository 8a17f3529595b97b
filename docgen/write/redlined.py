"""A redline on paper: what came is blue and doubly underlined, what went is red and struck through, a bar stands in the margin.

In: marks, blocks and their places. Out: pieces of markup and style. Each look is told apart in grey, too. A legend at the foot of the first
page says what the looks mean and who made the changes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html import escape

from docgen.model.blocks import Cell, Grid, Mark, Para, Row, Sheet
from docgen.words.dates import short_day
from docgen.words.messages import translate

COME, GONE = "#0b4f9e", "#a5260d"
CSS = f"""
ins {{ color: {COME}; text-decoration: underline; text-decoration-style: double }}
del {{ color: {GONE}; text-decoration: line-through }}
.come {{ outline: 1pt solid {COME} }}
.gone {{ outline: 1pt dashed {GONE} }}
.gone svg {{ opacity: 0.4 }}
.legend {{ font-size: 9pt; line-height: 1.2; text-align: left }}
.bar {{ border-left: 2pt solid #000; padding-left: 3pt }}
"""
BAR, THICK = 10.0, 1.5
"""The bar's distance from the text and its thickness, in points."""
TAGS = {"come": "ins", "gone": "del"}
AUTHORS = 3
"""So many names stand in the legend; the others are counted."""


def inside(text: str, mark: Mark | None) -> str:
    """Return markup of text inside its mark."""
    return text if mark is None or not text else f"<{TAGS[mark.kind]}>{text}</{TAGS[mark.kind]}>"


def bar(para: Para, offset: float) -> tuple[float, str]:
    """Return the room the bar takes on the left of a paragraph and the style that draws it; nothing where no word changed.

    ``offset`` is where the paragraph's column begins, in points from the left edge of the text.
    """
    if para.mark is None and not any(run.mark for run in para.runs):
        return 0.0, ""
    out = offset + BAR
    return out - THICK, f"margin-left: {-out:.2f}pt; border-left: {THICK}pt solid #000"


def legend(sheet: Sheet) -> str:
    """Return what the marks mean, in the language of the document, and who made the changes."""
    say = sheet.language
    came, went = translate("inserted", say), translate("deleted", say)
    line, head = translate("changed line", say), translate("What changed", say)
    names = _authors(sheet)
    more = len(names) - AUTHORS
    told = "; ".join(names[:AUTHORS]) + (f"; … (+{more})" if more > 0 else "")
    by = f" — {escape(told, quote=False)}" if told else ""
    looks = f'<ins>{escape(came)}</ins> · <del>{escape(went)}</del> · <span class="bar">{escape(line)}</span>'
    return f'<p class="legend">{escape(head)}: {looks}{by}</p>'


def _authors(sheet: Sheet) -> list[str]:
    """Return each author with the day of the latest change, the latest first."""
    days: dict[str, datetime.date] = {}
    for mark in marks(sheet):
        day = mark.date.date()
        days[mark.author] = max(days.get(mark.author, day), day)
    ordered = sorted(days.items(), key=lambda one: (-one[1].toordinal(), one[0]))
    return [f"{name} {short_day(day, sheet.language)}" for name, day in ordered]


def marks(sheet: Sheet) -> Iterator[Mark]:
    """Yield every mark of a redline, those of the lines outside the text last."""
    for block in (*sheet.blocks, *(line for _, line in sheet.edges or ())):
        if isinstance(block, Grid):
            for row in block.rows:
                yield from _row(row)
        elif isinstance(block, Para):
            yield from _para(block)
        elif block.mark:
            yield block.mark


def _row(row: Row) -> Iterator[Mark]:
    if row.mark:
        yield row.mark
    for cell in row.cells:
        yield from _cell(cell)


def _cell(cell: Cell) -> Iterator[Mark]:
    for line in cell.blocks:
        if isinstance(line, Para):
            yield from _para(line)
        elif line.mark:
            yield line.mark


def _para(para: Para) -> Iterator[Mark]:
    if para.mark:
        yield para.mark
    yield from (run.mark for run in para.runs if run.mark)
