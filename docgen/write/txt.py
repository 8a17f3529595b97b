"""The plain text of a document: what the office reads, without layout.

In: a sheet. Out: UTF-8 lines. A paragraph is a line; of the two columns of a letterhead or a signature the left is read
before the right; a table has one line a row, with `` | `` between cells; a chart has its figures in columns; footnotes stand
at the end. Marks outside the text (contact line, circulation) are left out: they are no part of what the document says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from docgen.model.blocks import Cell, Figure, Grid, Para, Row, Rule, Run, Section, Sheet

BETWEEN = " | "


def txt(sheet: Sheet) -> bytes:
    """Return the text of ``sheet``, groups of lines divided by one empty line, with a line end after the last."""
    notes: list[tuple[Run, ...]] = []
    groups = list(_groups(sheet, notes))
    if notes:
        groups.append([f"[{number}] {_plain(runs)}" for number, runs in enumerate(notes, start=1)])
    return ("\n\n".join("\n".join(group) for group in groups if group) + "\n").encode()


def _groups(sheet: Sheet, notes: list[tuple[Run, ...]]) -> Iterator[list[str]]:
    """Yield what belongs together: a run of paragraphs, a column of a letterhead, a table."""
    lines: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            lines += _lines((block,), notes)
        elif isinstance(block, Grid | Section | Figure):
            yield lines
            lines = []
            if isinstance(block, Grid):
                yield from _grid(block, notes)
            elif isinstance(block, Figure):
                yield list(_figure(block))
    yield lines


def _grid(grid: Grid, notes: list[tuple[Run, ...]]) -> Iterator[list[str]]:
    if grid.style == "table":
        yield [BETWEEN.join(_cells(row, notes)) for row in grid.rows]
        return
    if grid.style == "plain":
        yield [line for row in grid.rows for cell in row.cells for line in _lines(cell.blocks, notes)]
        return
    for column in range(max(len(row.cells) for row in grid.rows)):
        yield [line for row in grid.rows if column < len(row.cells) for line in _lines(row.cells[column].blocks, notes)]


def _figure(figure: Figure) -> Iterator[str]:
    """Yield the figures of a chart: names on the left, figures in columns that end alike."""
    widths = [max(_wide(cell) for cell in column) for column in zip(*figure.rows, strict=True)]
    for row in figure.rows:
        first, *others = ((cell, " " * (width - _wide(cell))) for cell, width in zip(row, widths, strict=True))
        yield ("".join(first) + "".join(f"  {blank}{cell}" for cell, blank in others)).rstrip()


def _wide(text: str) -> int:
    """Return the columns a text takes: marks above and below a letter take none."""
    return sum(unicodedata.category(letter) not in ("Mn", "Me", "Cf") for letter in text)


def _cells(row: Row, notes: list[tuple[Run, ...]]) -> Iterator[str]:
    for cell in row.cells:
        yield _cell(cell, notes)


def _cell(cell: Cell, notes: list[tuple[Run, ...]]) -> str:
    return " ".join(_lines(cell.blocks, notes))


def _lines(blocks: Iterable[Para | Rule], notes: list[tuple[Run, ...]]) -> list[str]:
    """Return one line for each paragraph that says something."""
    found = (_marked(block.runs, notes) for block in blocks if isinstance(block, Para))
    return [line for line in found if line]


def _marked(runs: Iterable[Run], notes: list[tuple[Run, ...]]) -> str:
    """Return runs as one line, with the numbers of their footnotes in brackets."""
    pieces: list[str] = []
    for run in runs:
        pieces.append(run.text)
        if run.note:
            notes.append(run.note)
            pieces.append(f"[{len(notes)}]")
    return _one_line("".join(pieces))


def _plain(runs: Iterable[Run]) -> str:
    return _one_line("".join(run.text for run in runs))


def _one_line(text: str) -> str:
    """Line breaks are layout; the spaces of a blank to be filled in by hand are not."""
    return text.replace("\n", " ").strip()
