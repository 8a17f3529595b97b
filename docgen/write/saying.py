"""What a sheet says, as a short key: a Word file that comes back tells by it which state of the document it was made from.

In: a sheet. Out: hex digits. A moved margin or another style changes nothing; a word, a figure, a number does.
"""

from __future__ import annotations

from hashlib import sha256

from docgen.model.blocks import Figure, Grid, Para, Sheet

DIGITS = 16


def saying_key(sheet: Sheet) -> str:
    """Return the first sixteen hex digits of the SHA-256 of all that a sheet says.

    Nothing for a redline, which says two things, and for a dated sheet: what was signed is not changed any more.
    """
    if sheet.edges is not None or sheet.date is not None:
        return ""
    said: list[str] = []
    for block in sheet.blocks:
        for part in [part for row in block.rows for cell in row.cells for part in cell.blocks] if isinstance(block, Grid) else (block,):
            if isinstance(part, Para):
                for run in part.runs:
                    said.append(run.text)
                    if run.note:
                        said += ["\f", *(words.text for words in run.note)]
                said.append("\n")
            elif isinstance(part, Figure):
                said += ["\t".join(row) + "\n" for row in part.rows]
    said += [f"{text}\n" for _, text in sheet.marks]
    return sha256("".join(said).encode()).hexdigest()[:DIGITS]
