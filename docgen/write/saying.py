"""What a sheet says, as a short key: a Word file that comes back tells by it which state of the document it was made from.

In: a sheet. Out: hex digits. A moved margin or another style changes nothing; a word, a figure, a number does.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from docgen.model.blocks import Figure, Grid, Para, Run, Sheet

DIGITS = 16


def saying_key(sheet: Sheet) -> str:
    """Return the first sixteen hex digits of the SHA-256 of all that a sheet says; nothing for a redline, which says two things."""
    if sheet.edges is not None:
        return ""
    return sha256("\n".join(_lines(sheet)).encode()).hexdigest()[:DIGITS]


def _lines(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        if isinstance(block, Para):
            yield _said(block)
        elif isinstance(block, Grid):
            for row in block.rows:
                yield "\t".join("\v".join(_said(part) for part in cell.blocks if isinstance(part, Para)) for cell in row.cells)
        elif isinstance(block, Figure):
            yield from ("\t".join(row) for row in block.rows)
    yield from (text for _, text in sheet.marks)


def _said(para: Para) -> str:
    return para.text + "".join(f"\f{_text(run.note)}" for run in para.runs if run.note)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
