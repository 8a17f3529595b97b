"""The paragraphs of a sheet in the order of reading, each with its place in a table.

In: a sheet. Out: its paragraphs that say something, and its footnotes; numbers that only count the rows of a table are marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from docgen.edit.word.cells import COUNT, Cell, counted
from docgen.model.blocks import Grid, Para, Run, Sheet


class Paragraph(NamedTuple):
    """A paragraph: its text, style and address, the address it stands in or behind, its place in a table, whether it only counts."""

    text: str
    style: str
    address: str
    holder: str
    cell: Cell | None = None
    running: bool = False


def paragraphs(sheet: Sheet) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a sheet that say something, and its footnotes."""
    lines: list[Paragraph] = []
    notes: list[Paragraph] = []
    holder = ""
    for para, row, cell in _in_order(sheet):
        holder = para.address or row or holder
        if para.text.strip():
            lines.append(Paragraph(para.text, para.style, para.address or row, row or holder, cell))
        notes += (Paragraph(_text(run.note), "footnote", "", holder) for run in para.runs if run.note)
    return lines, notes


def _in_order(sheet: Sheet) -> Iterator[tuple[Para, str, Cell | None]]:
    """Yield every paragraph with the address of the row it stands in, and its place there."""
    for place, block in enumerate(sheet.blocks):
        if isinstance(block, Para):
            yield block, "", None
        elif isinstance(block, Grid):
            for n, row in enumerate(block.rows):
                for column, cell in enumerate(row.cells):
                    yield from ((part, row.address, Cell(place, n, column)) for part in cell.blocks if isinstance(part, Para))


def numbered(sheet: Sheet, lines: Sequence[Paragraph], own: Collection[str]) -> list[Paragraph]:
    """Return the paragraphs with those marked that only number rows; the tables ``own`` hold what their file says, numbers too."""
    counts = counted((line.cell, line.text) for line in lines)
    made = []
    for line in lines:
        cell = line.cell
        running = cell is not None and cell.column == 0 and cell.table in counts and bool(COUNT.fullmatch(line.text))
        made.append(line._replace(running=running and _address(sheet, cell) not in own))
    return made


def _address(sheet: Sheet, cell: Cell | None) -> str:
    """Return the address, inside the document, of the table a cell stands in."""
    block = sheet.blocks[cell.table] if cell is not None else None
    return block.address.rpartition("#")[2] if isinstance(block, Grid) else ""


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)
