"""The preview: one standalone HTML file that a browser shows as sheets of paper.

In: a sheet and its format. Out: bytes of XHTML that every HTML parser reads as well, with its CSS inside.
"""

from __future__ import annotations

import datetime
from html import escape

from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.write.css import screen_css
from docgen.write.markup import markup
from docgen.write.memo import once_per_format

_css = once_per_format(screen_css)
UNDATED = datetime.date(1980, 1, 1)


def html(sheet: Sheet, format: Format) -> bytes:
    """Return ``sheet`` as a standalone page, footnotes at the end; nothing is fetched when it is opened."""
    style = f"<style>{_css(format, sheet.language)}</style>"
    return f"<!DOCTYPE html>\n{page(sheet, markup(sheet, format, floating=False), style)}\n".encode()


def page(sheet: Sheet, body: str, style: str = "") -> str:
    """Return the page around ``body``: language, title, author, subject, date."""
    day = sheet.date or UNDATED
    metas = (
        ("author", sheet.author),
        ("description", sheet.subject),
        ("keywords", sheet.address),
        ("generator", "docgen"),
        ("dcterms.created", f"{day}T00:00:00Z"),
        ("dcterms.modified", f"{day}T00:00:00Z"),
    )
    lines = "".join(f'<meta name="{name}" content="{escape(text)}"/>' for name, text in metas)
    head = f'<meta charset="utf-8"/><title>{escape(sheet.title, quote=False)}</title>{lines}{style}'
    return f'<html lang="{sheet.language}"><head>{head}</head><body>{body}</body></html>'
