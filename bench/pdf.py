"""A decision to PDF: from blocks, against bare WeasyPrint given the finished HTML and CSS and shared fonts."""

from __future__ import annotations

from collections.abc import Iterator

import weasyprint  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from bench.decision import Page, page
from bench.measure import race
from bench.report import ratio_line, times_lines
from docgen.write.css import print_css
from docgen.write.html import page as html_page
from docgen.write.markup import markup
from docgen.write.pdf import VARIANT, pdf

OURS, BARE, TAGGED = "docgen, blocks to .pdf", "bare WeasyPrint", "bare WeasyPrint, same archive form"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    made = page(12)
    html = html_page(made.sheet, markup(made.sheet, made.format, floating=True))
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=print_css(made.format, made.sheet.language), font_config=fonts)

    def bare(**options: object) -> bytes:
        data: bytes = weasyprint.HTML(string=html).write_pdf(font_config=fonts, stylesheets=[css], **options)
        return data

    times = race({OURS: lambda: _ours(made), BARE: bare, TAGGED: lambda: bare(pdf_variant=VARIANT, pdf_tags=True)}, rounds=9, laps=3)
    yield from times_lines(times)
    yield ratio_line(times, OURS, BARE, "<= 1.1")
    yield ratio_line(times, OURS, TAGGED, "<= 1.1")


def _ours(made: Page) -> bytes:
    return pdf(made.sheet, made.format)
