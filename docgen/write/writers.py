"""The writers by name of file.

A writer is a function from a sheet and its format to bytes; one more (a second engine for PDF, say) is a function of the
same shape and a row here. Each is imported when it is called: Word and text need neither Pango nor WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docgen.model.blocks import Sheet
from docgen.model.format import Format

Writer = Callable[[Sheet, Format], bytes]


def _docx(sheet: Sheet, format: Format) -> bytes:
    from docgen.write.docx import docx

    return docx(sheet, format)


def _pdf(sheet: Sheet, format: Format) -> bytes:
    from docgen.write.pdf import pdf

    return pdf(sheet, format)


def _txt(sheet: Sheet, _: Format) -> bytes:
    from docgen.write.txt import txt

    return txt(sheet)


def _html(sheet: Sheet, format: Format) -> bytes:
    from docgen.write.html import html

    return html(sheet, format)


WRITERS: Mapping[str, Writer] = {"docx": _docx, "pdf": _pdf, "txt": _txt, "html": _html}
