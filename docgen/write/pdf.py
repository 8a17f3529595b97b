"""The PDF writer: blocks printed as HTML by WeasyPrint, tagged, for the archive (PDF/A-3a).

In: a sheet and its format. Out: the bytes of a PDF, the same on every run with the same WeasyPrint, Pango, HarfBuzz and
fonts. One font configuration and one parsed style sheet serve a process: a new one for each document leaks, a shared one
between threads corrupts memory, so this module is for processes only.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from docgen.files.frames import roomy
from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.write.agent import AGENT
from docgen.write.css import families, family_css, print_css
from docgen.write.figure_boxes import mend_boxes
from docgen.write.glyph_text import restore_text
from docgen.write.glyphs import FontsUnknown, present
from docgen.write.html import page
from docgen.write.markup import markup
from docgen.write.memo import once_per_format
from docgen.write.objects import settle

VARIANT = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class Engine:
    """What one process keeps: the library, its fonts, the fetcher that fetches nothing, the door for parsed trees."""

    weasyprint: Any
    fonts: Any
    fetcher: Any
    source: Any


class PdfUnavailable(RuntimeError):
    """WeasyPrint or a library it needs (Pango, HarfBuzz) is missing; the message says which."""


def pdf(sheet: Sheet, format: Format) -> bytes:
    """Return ``sheet`` as a PDF. Raises ``PdfUnavailable`` when the engine cannot be loaded."""
    return written(laid_out(sheet, format))


@roomy
def laid_out(sheet: Sheet, format: Format, beyond: frozenset[str] = frozenset()) -> Any:
    """Return the pages of ``sheet`` (a WeasyPrint ``Document``), to be written alone or joined with others.

    ``beyond`` are places of the joined file that links may lead to.
    """
    engine = _engine()
    tree = ElementTree.fromstring(page(sheet, markup(sheet, format, floating=True, beyond=beyond)))
    return engine.source(tree).render(
        font_config=engine.fonts, stylesheets=[_css(format, sheet.language)], pdf_variant=VARIANT, pdf_tags=True
    )


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
    engine = _engine()
    text = print_css(format, language)
    with suppress(FontsUnknown):
        text += family_css(present(families(format)) or families(format))
    return engine.weasyprint.CSS(string=text, font_config=engine.fonts, url_fetcher=engine.fetcher)


@lru_cache(maxsize=1)
def _engine() -> Engine:
    """Load WeasyPrint once for the process."""
    try:
        import weasyprint  # type: ignore[import-untyped]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    except (ImportError, OSError) as reason:
        raise PdfUnavailable(str(reason)) from reason
    fetcher = _fetcher()
    agent = weasyprint.CSS(string=AGENT, url_fetcher=fetcher)
    return Engine(weasyprint, FontConfiguration(), fetcher, _tree_source(fetcher, agent))


def _fetcher() -> Any:
    """Return a fetcher that refuses every address: fonts come from the system, nothing else is read."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise FatalURLFetchingError(f"a document may fetch nothing, and asked for {url}")

    return Nothing()


def _tree_source(fetcher: Any, agent: Any) -> Any:
    """Return a function from a parsed tree to WeasyPrint's ``HTML``, with ``agent`` as the browser's own style sheet.

    Our markup is well formed: the XML parser reads a page in 0.1 ms, the HTML parser in 8.
    """
    import cssselect2  # type: ignore[import-untyped]
    from weasyprint import HTML

    class Tree(HTML):  # type: ignore[misc]
        def __init__(self, root: ElementTree.Element) -> None:
            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [agent]

    return Tree
