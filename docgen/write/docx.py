"""The Word writer.

In: a sheet and its format. Out: the bytes of a .docx, the same on every run: the constant parts come from the shell, the
text is written by ``body``, the properties carry the document's own date.
"""

from __future__ import annotations

import datetime
from html import escape

from docgen.files.zips import Packed, join, packed
from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.write import notes
from docgen.write.body import body
from docgen.write.looks import LANGUAGES
from docgen.write.pictures import media, related, typed
from docgen.write.places import places_xml
from docgen.write.saying import saying_key
from docgen.write.sections import edge_parts
from docgen.write.shell import RELATIONS, TYPES, Shell, shell

LEVEL = 3
"""Of deflating the text: less than half the time of level 6; the file of a decision is 3 % larger, that of 300 rows 10 %."""
UNDATED = datetime.date(1980, 1, 1)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def docx(sheet: Sheet, format: Format) -> bytes:
    """Return ``sheet`` as a Word file in the named styles of ``format``; the same bytes for the same sheet, always."""
    base = shell(format, sheet.language)
    document, made = body(sheet, format, base)
    footnotes = packed(notes.PART, notes.notes_xml(made.notes, format.styles)) if made.notes else base.empty_notes
    own = (
        packed("customXml/item1.xml", places_xml(made.names, sheet.address, saying_key(sheet))),
        packed("docProps/core.xml", core_xml(sheet)),
        packed("word/document.xml", document, LEVEL),
    )
    return join(
        (
            *_constant(base, len(made.figures)),
            *edge_parts(sheet, format, base),
            footnotes,
            *own,
            *media(made.figures, format, sheet.language),
        )
    )


def _constant(base: Shell, figures: int) -> tuple[Packed, ...]:
    """Return the parts all documents share; those that name the pictures of this one are its own."""
    if not figures:
        return base.constant
    own = {TYPES: typed(base.open[TYPES]), RELATIONS: related(base.open[RELATIONS], figures)}
    return tuple(packed(part.name, own[part.name]) if part.name in own else part for part in base.constant)


def core_xml(sheet: Sheet) -> bytes:
    """Return the properties: title, subject, author, language, and the document's date (1980-01-01 for a draft)."""
    day = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{sheet.date or UNDATED}T00:00:00Z</dcterms:{{0}}>'
    texts = (
        ("dc:title", sheet.title),
        ("dc:subject", sheet.subject),
        ("dc:creator", sheet.author),
        ("dc:identifier", sheet.address),
        ("dc:language", LANGUAGES[sheet.language]),
        ("cp:lastModifiedBy", sheet.author),
    )
    lines = "".join(f"<{name}>{escape(text, quote=False)}</{name}>" for name, text in texts)
    return f"{_CORE}{lines}{day.format('created')}{day.format('modified')}</cp:coreProperties>".encode()
