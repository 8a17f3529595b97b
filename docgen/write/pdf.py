"""The PDF writer: blocks printed as HTML by WeasyPrint, tagged, for the archive (PDF/A-3a).

In: a sheet and its format. Out: the bytes of a PDF, the same on every run with the same WeasyPrint, Pango, HarfBuzz and
fonts. One parsed style sheet serves a process.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from typing import Any
from xml.etree import ElementTree

from docgen.files.fontconfig import FontsUnknown
from docgen.files.frames import roomy
from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.write.css import families, family_css, print_css
from docgen.write.engine import engine
from docgen.write.figure_boxes import mend_boxes
from docgen.write.glyph_text import restore_text
from docgen.write.glyphs import present
from docgen.write.html import page
from docgen.write.markup import markup
from docgen.write.memo import once_per_format
from docgen.write.objects import settle

VARIANT = "pdf/a-3a"


def pdf(sheet: Sheet, format: Format) -> bytes:
    """Return ``sheet`` as a PDF. Raises ``PdfUnavailable`` when the engine cannot be loaded."""
    return written(laid_out(sheet, format))


@roomy
def laid_out(sheet: Sheet, format: Format, beyond: frozenset[str] = frozenset()) -> Any:
    """Return the pages of ``sheet`` (a WeasyPrint ``Document``), to be written alone or joined with others.

    ``beyond`` are places of the joined file that links may lead to.
    """
    held = engine()
    tree = ElementTree.fromstring(page(sheet, markup(sheet, format, floating=True, beyond=beyond)))
    return held.source(tree).render(font_config=held.fonts, stylesheets=[_css(format, sheet.language)], pdf_variant=VARIANT, pdf_tags=True)


@roomy
def written(pages: Any) -> bytes:
    """Return laid out pages as the bytes of a PDF/A-3a."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of the colour profile to the collector
        data: bytes = pages.write_pdf(pdf_variant=VARIANT, pdf_tags=True, finisher=_finish)
    return data


def _finish(document: Any, file: Any) -> None:
    """Leave the metadata uncompressed: an archive must find it without unpacking the file (ISO 19005); mend the text of Thai
    and the places of pictures."""
    reference = int(file.catalog["Metadata"].split()[0])
    file.objects[reference].compress = False
    restore_text(document, file)
    mend_boxes(file)
    settle(file)


@once_per_format
def _css(format: Format, language: str) -> Any:
    """Return the parsed style sheet, with the families that are installed: see ``glyphs.present``."""
    held = engine()
    text = print_css(format, language)
    with suppress(FontsUnknown):
        text += family_css(present(families(format)) or families(format))
    return held.weasyprint.CSS(string=text, font_config=held.fonts, url_fetcher=held.fetcher)
