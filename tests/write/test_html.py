"""The preview: one file, well formed, nothing to fetch."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from docgen.model.blocks import Cell, Grid, Row, Run, Sheet
from docgen.model.format import Format
from docgen.write.css import print_css
from docgen.write.html import html
from tests.write import sheets
from tests.write.readers import packed_letters


def test_it_is_well_formed_and_complete(sheet: Sheet, nd30: Format) -> None:
    root = ElementTree.fromstring(html(sheet, nd30))
    body = root.find("body")
    assert root.get("lang") == sheet.language and body is not None
    text = packed_letters("".join(body.itertext()))
    assert all(packed_letters(run.text) in text for para in sheet.paragraphs() for run in para.runs)


def test_it_fetches_nothing(sheet: Sheet, nd30: Format) -> None:
    page = html(sheet, nd30).decode()
    assert not re.search(r"src=|url\(|@import|<link|<script", page)
    assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', page))


def test_ids_are_addresses_once_each(nd30: Format) -> None:
    ids = re.findall(r' id="([^"]*)"', html(sheets.with_annex(nd30), nd30).decode())
    assert len(ids) == len(set(ids)) and f"{sheets.DOCUMENT}#viec-44" in ids


def test_a_cell_with_one_paragraph_is_that_paragraph(nd30: Format) -> None:
    row = tuple(Cell((sheets.para("table-text", *text),)) for text in (["Sở Mẫu"], [], ["a\tb"]))
    two = Cell((sheets.para("table-text", "một"), sheets.para("table-text", "hai")))
    named = Cell((sheets.para("table-text", "có địa chỉ", address="o-1"),))
    grid = Grid("table", (90.0,) * 5, (Row((*row, two, named), address=f"{sheets.DOCUMENT}#viec-1"),))
    page = html(sheets.sheet((grid,)), nd30).decode()
    assert f"""<tr class="row"><td id="{sheets.DOCUMENT}#viec-1" class="s-table-text">Sở Mẫu</td>""" in page
    assert """<td><p class="s-table-text"></p></td>""" in page, "an empty cell is one line high"
    assert """<td class="s-table-text tabs">a\tb</td>""" in page
    assert """<td><p class="s-table-text">một</p><p class="s-table-text">hai</p></td>""" in page
    assert f"""<td><p class="s-table-text" id="{sheets.DOCUMENT}#o-1">có địa chỉ</p></td>""" in page


def test_footnotes_stand_at_the_end_with_links(nd30: Format) -> None:
    page = html(sheets.with_annex(nd30), nd30).decode()
    assert page.index('href="#note-1"') < page.index('id="note-1"') < page.index('id="note-2"')


def test_same_bytes_twice(sheet: Sheet, nd30: Format) -> None:
    assert html(sheet, nd30) == html(sheet, nd30)


def test_text_cannot_become_markup(nd30: Format) -> None:
    page = html(sheets.sheet((sheets.para("text", Run("<script>alert(1)</script> & \"'")),)), nd30).decode()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_css_has_a_rule_for_every_style_and_ruled_line(nd30: Format) -> None:
    css = print_css(nd30, "vi")
    assert all(f".s-{key} {{" in css for key in nd30.styles) and all(f".rule-{key} {{" in css for key in nd30.rules)
