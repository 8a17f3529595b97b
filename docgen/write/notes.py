"""The footnotes of a Word file.

In: the texts of the notes in the order of their marks. Out: ``word/footnotes.xml`` with Word's two separators first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.model.blocks import Run
from docgen.model.format import Style
from docgen.write.looks import NOTE_MARK, twips
from docgen.write.runs import runs_xml

PART = "word/footnotes.xml"
FOOTNOTE = "footnote"
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTE_ROOM = 5.0
"""Height in points of the line that parts the text from the footnotes: measured between 4 and 5 in LibreOffice."""
_ROOM = f'<w:pPr><w:spacing w:line="{twips(NOTE_ROOM)}" w:lineRule="exact"/></w:pPr>'
_LINES = (
    f'<w:footnote w:type="separator" w:id="-1"><w:p>{_ROOM}<w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p>{_ROOM}<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_MARK = f'<w:r><w:rPr><w:rStyle w:val="{NOTE_MARK}"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'


def notes_xml(notes: Sequence[tuple[Run, ...]], styles: Mapping[str, Style]) -> bytes:
    """Return the part; notes are numbered from 1. Links inside notes are printed as text."""
    body = "".join(_note(number, runs, styles) for number, runs in enumerate(notes, start=1))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {_NS}>{_LINES}{body}</w:footnotes>'.encode()


def _note(number: int, runs: tuple[Run, ...], styles: Mapping[str, Style]) -> str:
    text = runs_xml(runs, styles[FOOTNOTE], (), [])
    return f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{FOOTNOTE}"/></w:pPr>{_MARK}{text}</w:p></w:footnote>'
