"""Sections and page edges as WordprocessingML: paper, margins, page numbers, headers and footers.

In: a section of the sheet and the shell's relationships. Out: ``w:sectPr``, and the header and footer of the first page
where the sheet carries marks (circulation note, contact line).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from docgen.files.zips import Packed, packed
from docgen.model.blocks import Section, Sheet
from docgen.model.format import Format
from docgen.model.paper import Paper, paper
from docgen.write.looks import eighths, twips
from docgen.write.parts import CIRCULATION, CONTACT, FOOT_FIRST, FOOT_LAST, HEAD_FIRST, box_sides, marks
from docgen.write.runs import text_xml
from docgen.write.shell import XMLNS, Edge, Shell
from docgen.write.tracked import mark_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OTHER: Mapping[str, Literal["portrait", "landscape"]] = {"portrait": "landscape", "landscape": "portrait"}
SECTION_CHANGE = 2_000_000_000
"""Id of the one change of a section a file can have: the others are counted from 0."""
_REFERENCES = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
FOOT_DROP = 4.0
"""From the end of the text to the line above the contact line on the last page, in points."""


def section_xml(section: Section, first: bool, format: Format, shell: Shell, sheet: Sheet) -> str:
    """Return the ``w:sectPr`` of a section; the page number is hidden on its first page when its numbers begin anew."""
    sheet_of = paper(format.page, section.page)
    refs = _reference("header", "default", shell.header) if first or sheet.former is not None else ""
    if marks(sheet, HEAD_FIRST):
        refs += _first_edge("header", shell.first_header, first)
    if marks(sheet, FOOT_FIRST):
        refs += _first_edge("footer", shell.first_footer, first)
    begin = '<w:pgNumType w:start="1"/>' if section.restart else ""
    title = "<w:titlePg/>" if section.restart else ""
    return f'<w:sectPr>{refs}<w:type w:val="nextPage"/>{_page(sheet_of, section, format)}{begin}<w:cols w:space="720"/>{title}</w:sectPr>'


def last_section_xml(sections: Sequence[Section], format: Format, shell: Shell, sheet: Sheet) -> str:
    """Return the ``w:sectPr`` of the body: in a redline that of the last section after, which was that of the last one before.

    A section at the end goes or comes with the paragraph that carries the end of the one before it, so that the body's own is left to
    what stands before (ECMA-376 part 1, 17.13.5.32).
    """
    after = max(place for place, section in enumerate(sections) if section.mark is None or section.mark.kind == "come")
    before = max(place for place, section in enumerate(sections) if section.mark is None or section.mark.kind == "gone")
    xml = section_xml(sections[after], after == 0, format, shell, sheet)
    mark = sections[-1].mark or sections[-1].turned
    if mark is None:
        return xml
    was = replace(sections[-1], page=OTHER[sections[-1].page]) if sections[-1].turned else sections[before]
    former = _REFERENCES.sub("", section_xml(was, False, format, shell, sheet))
    return xml.replace("</w:sectPr>", f"<w:sectPrChange{mark_xml(mark, SECTION_CHANGE)}>{former}</w:sectPrChange></w:sectPr>")


def _page(sheet: Paper, section: Section, format: Format) -> str:
    turned = ' w:orient="landscape"' if section.page == "landscape" else ""
    edge = twips(format.page.number_edge)
    margins = f'w:top="{twips(sheet.top)}" w:right="{twips(sheet.right)}" w:bottom="{twips(sheet.bottom)}" w:left="{twips(sheet.left)}"'
    return (
        f'<w:pgSz w:w="{twips(sheet.width)}" w:h="{twips(sheet.height)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{edge}" w:footer="{edge}" w:gutter="0"/>'
    )


def _first_edge(kind: str, edge: Edge, first: bool) -> str:
    """Only the first section shows the marks; the others would inherit them without an empty one of their own."""
    return _reference(kind, "first", edge.marked if first else edge.empty)


def _reference(kind: str, which: str, key: str) -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{key}"/>'


def edge_parts(sheet: Sheet, format: Format, shell: Shell) -> list[Packed]:
    """Return the header and the footer of the first page, filled with the sheet's marks or empty as in the shell."""
    filled = {
        shell.first_header.part: ("hdr", _circulation(marks(sheet, HEAD_FIRST), format)),
        shell.first_footer.part: ("ftr", _contact(marks(sheet, FOOT_FIRST), format, "")),
    }
    return [
        packed(name, f"{HEAD}<w:{root} {XMLNS}>{xml}</w:{root}>".encode()) if xml else shell.empty_edges[name]
        for name, (root, xml) in filled.items()
    ]


def _circulation(texts: tuple[str, ...], format: Format) -> str:
    return "".join(_circulation_line(text, format) for text in texts)


def _circulation_line(text: str, format: Format) -> str:
    sides = ""
    if format.styles[CIRCULATION].box:
        left, right = box_sides(text, CIRCULATION, paper(format.page, "portrait").text_width, format)
        sides = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{CIRCULATION}"/>{sides}</w:pPr><w:r>{text_xml(text)}</w:r></w:p>'


def _contact(texts: tuple[str, ...], format: Format, frame: str) -> str:
    """Return the contact lines below a line as wide as the text (NĐ 30/2020 PL.I III.4; HD 05-HD/VPTW II.6)."""
    weight = eighths(format.table["line"])
    line = f'<w:pBdr><w:top w:val="single" w:sz="{weight}" w:space="1" w:color="000000"/></w:pBdr>'
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{CONTACT}"/>{frame}{"" if place else line}</w:pPr><w:r>{text_xml(text)}</w:r></w:p>'
        for place, text in enumerate(texts)
    )


def last_foot_xml(sheet: Sheet, section: Section, format: Format) -> str:
    """Return the lines at the foot of the last page: a frame in the lower margin, held by the last block of the body.

    Word has footers for first pages, none for last ones.
    """
    under = paper(format.page, section.page)
    place = f'w:y="{twips(under.height - under.bottom + FOOT_DROP)}"'
    frame = f'<w:framePr w:w="{twips(under.text_width)}" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:x="1" {place}/>'
    return _contact(marks(sheet, FOOT_LAST), format, frame)
