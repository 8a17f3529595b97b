"""What a sheet says, as a short key: a Word file that comes back tells by it which state of the document it was made from.

In: a sheet. Out: hex digits. A moved margin or another style changes nothing; a word, a figure, a number does.
"""

from __future__ import annotations

from hashlib import sha256

from docgen.model.blocks import Figure, Sheet

DIGITS = 16


def saying_key(sheet: Sheet) -> str:
    """Return the first sixteen hex digits of the SHA-256 of all that a sheet says; nothing for a redline, which says two things."""
    if sheet.edges is not None:
        return ""
    said: list[str] = []
    for para in sheet.paragraphs():
        for run in para.runs:
            said.append(run.text)
            if run.note:
                said += ["\f", *[part.text for part in run.note]]
        said.append("\n")
    for block in sheet.blocks:
        if isinstance(block, Figure):
            said += ["\t".join(row) for row in block.rows]
    said += [text for _, text in sheet.marks]
    return sha256("".join(said).encode()).hexdigest()[:DIGITS]
