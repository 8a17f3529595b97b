"""The same page by programs that fill a template: docxtpl, docxtemplater, carbone.

In: the texts of a page. Out: a template prepared with python-docx, as a clerk would prepare it in Word, with styles, ruled table and
columns; and the .docx that docxtpl makes of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Syntax:
    """How a program wants its template: the paragraphs that repeat for a list, the head of column n, the rows for n columns."""

    loop: Callable[[str], Sequence[str]]
    head: Callable[[int], str]
    rows: Callable[[int], Sequence[Sequence[str]]]


DOCXTPL = Syntax(
    lambda name: (f"{{%p for text in {name} %}}", "{{ text }}", "{%p endfor %}"),
    lambda n: f"{{{{ head[{n}] }}}}",
    lambda count: (["{%tr for row in rows %}"], [f"{{{{ row[{n}] }}}}" for n in range(count)], ["{%tr endfor %}"]),
)
DOCXTEMPLATER = Syntax(
    lambda name: (f"{{#{name}}}", "{text}", f"{{/{name}}}"),
    lambda n: f"{{head{n}}}",
    lambda count: ([f"{'{#rows}' * (n == 0)}{{c{n}}}{'{/rows}' * (n == count - 1)}" for n in range(count)],),
)
CARBONE = Syntax(
    lambda name: (f"{{d.{name}[i].text}}", f"{{d.{name}[i+1].text}}"),
    lambda n: f"{{d.head{n}}}",
    lambda count: tuple([f"{{d.rows[{at}].c{n}}}" for n in range(count)] for at in ("i", "i+1")),
)


def template(columns: int, syntax: Syntax = DOCXTPL) -> bytes:
    """Return the prepared template: letterhead, paragraphs, a table of so many columns, paragraphs, signature."""
    document = docx.Document()
    _page(document)
    _two(document, syntax, "left", "right")
    _loop(document, syntax, "before")
    _rows(document, syntax, columns)
    _loop(document, syntax, "after")
    _two(document, syntax, "recipients", "signer")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def data(texts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the texts as maps with names, which the programs of JavaScript want."""
    lists = {name: [{"text": text} for text in held] for name, held in texts.items() if name not in ("head", "rows")}
    rows = [{f"c{n}": cell for n, cell in enumerate(row)} for row in texts["rows"]]
    return {**lists, "rows": rows, **{f"head{n}": cell for n, cell in enumerate(texts["head"])}}


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


def _two(document: Document, syntax: Syntax, left: str, right: str) -> None:
    """Add an invisible table of two columns, each with the lines of a list."""
    table = document.add_table(1, 2)
    for cell, name in zip(table.rows[0].cells, (left, right), strict=True):
        first, *others = syntax.loop(name)
        for paragraph in (cell.paragraphs[0], *(cell.add_paragraph() for _ in others)):
            paragraph.alignment = CENTER
        for paragraph, text in zip(cell.paragraphs, (first, *others), strict=True):
            paragraph.text = text


def _loop(document: Document, syntax: Syntax, name: str) -> None:
    for text in syntax.loop(name):
        document.add_paragraph(text).paragraph_format.space_before = Pt(6)


def _rows(document: Document, syntax: Syntax, columns: int) -> None:
    """Prepare the rows as our own writer sets them: the head repeats, no row splits, numbers and days are centred."""
    rows = syntax.rows(columns)
    table: Table = document.add_table(1 + len(rows), columns, "Table Grid")
    for n, cell in enumerate(table.rows[0].cells):
        _cell(cell, syntax.head(n), "Head")
    for row, texts in zip(table.rows[1:], rows, strict=False):
        for n, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
            _cell(cell, text, "Centred" if n in (0, columns - 1) else "Cell")
    for n, row in enumerate(table.rows):
        for mark in ("w:cantSplit", "w:tblHeader") if n == 0 else ("w:cantSplit",):
            row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _cell(cell: _Cell, text: str, style: str) -> None:
    cell.text = text
    cell.paragraphs[0].style = style
