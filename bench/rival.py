"""The same page by docxtpl: a template prepared with python-docx, filled with texts that are ready.

In: the texts of a page. Out: a .docx. Styles, ruled table and columns stand in the template, as a clerk would prepare it in Word.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

CENTER = WD_ALIGN_PARAGRAPH.CENTER


def template(columns: int) -> bytes:
    """Return the prepared template: letterhead, paragraphs, a table of so many columns, paragraphs, signature."""
    document = docx.Document()
    _page(document)
    _two(document, "left", "right")
    _loop(document, "before")
    _rows(document.add_table(4, columns, "Table Grid"), columns)
    _loop(document, "after")
    _two(document, "recipients", "signer")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def fill(prepared: bytes, texts: Mapping[str, Any]) -> bytes:
    """Return the document; docxtpl opens its template anew for each, since filling changes it."""
    document = DocxTemplate(io.BytesIO(prepared))
    document.render(texts, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    for name, alignment, bold in (("Head", CENTER, True), ("Centred", CENTER, False), ("Cell", None, False)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.bold, style.paragraph_format.alignment = Pt(13), bold, alignment


def _two(document: Document, left: str, right: str) -> None:
    """Add an invisible table of two columns, each with the lines of a list."""
    table = document.add_table(1, 2)
    for cell, name in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].text = f"{{%p for line in {name} %}}"
        cell.add_paragraph("{{ line }}").alignment = CENTER
        cell.add_paragraph("{%p endfor %}")


def _loop(document: Document, name: str) -> None:
    document.add_paragraph(f"{{%p for text in {name} %}}")
    document.add_paragraph("{{ text }}").paragraph_format.space_before = Pt(6)
    document.add_paragraph("{%p endfor %}")


def _rows(table: Table, columns: int) -> None:
    """Prepare the rows as our own writer sets them: the head repeats, no row splits, numbers and days are centred."""
    head, begin, row, end = (table.rows[n].cells for n in range(4))
    begin[0].text, end[0].text = "{%tr for row in rows %}", "{%tr endfor %}"
    for n in range(columns):
        _cell(head[n], f"{{{{ head[{n}] }}}}", "Head")
        _cell(row[n], f"{{{{ row[{n}] }}}}", "Centred" if n in (0, columns - 1) else "Cell")
    for n, marks in ((0, ("w:cantSplit", "w:tblHeader")), (2, ("w:cantSplit",))):
        for mark in marks:
            table.rows[n]._tr.get_or_add_trPr().append(OxmlElement(mark))


def _cell(cell: _Cell, text: str, style: str) -> None:
    cell.text = text
    cell.paragraphs[0].style = style
