"""The Word file: valid, named styles, real header rows, real footnotes, found by address, the same bytes always."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from docgen.model.blocks import Para, Run, Sheet
from docgen.model.format import Format
from docgen.write.docx import docx
from docgen.write.saying import saying_key
from tests.conftest import ROOT
from tests.write import sheets
from tests.write.conftest import FORMATS
from tests.write.readers import docx_lines, names, part, plain

SCHEMAS = Path(__file__).parent.parent / "schemas" / "ecma376"
WML = etree.XMLSchema(etree.parse(SCHEMAS / "wml.xsd"))
OTHERS = {
    "docProps/app.xml": "shared-documentPropertiesExtended.xsd",
    "customXml/itemProps1.xml": "shared-customXmlDataProperties.xsd",
    "[Content_Types].xml": "opc-xsd/opc-contentTypes.xsd",
    "word/_rels/document.xml.rels": "opc-xsd/opc-relationships.xsd",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def xml(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(part(data, name))


def body(data: bytes) -> etree._Element:
    return xml(data, "word/document.xml")


def test_every_part_is_valid(sheet: Sheet, nd30: Format) -> None:
    data = docx(sheet, nd30)
    for name in names(data):
        if name.startswith("word/") and name.endswith(".xml"):
            assert WML.validate(xml(data, name)), f"{name}: {WML.error_log}"
    for name, schema in OTHERS.items():
        validator = etree.XMLSchema(etree.parse(SCHEMAS / schema))
        assert validator.validate(xml(data, name)), f"{name}: {validator.error_log}"


@pytest.mark.parametrize("id_", sorted(FORMATS))
@pytest.mark.parametrize("language", ["vi", "en", "th"])
def test_shell_of_every_format_is_valid(id_: str, language: str) -> None:
    data = docx(replace(sheets.english(), language=language), FORMATS[id_])
    for name in ("word/styles.xml", "word/settings.xml", "word/document.xml", "word/fontTable.xml"):
        assert WML.validate(xml(data, name)), f"{name}: {WML.error_log}"


def test_same_bytes_twice(sheet: Sheet, nd30: Format) -> None:
    assert docx(sheet, nd30) == docx(sheet, nd30)


def test_same_bytes_in_other_processes(nd30: Format) -> None:
    code = (
        "import hashlib; from docgen.write.docx import docx; from tests.write.conftest import FORMATS; from tests.write import sheets;"
        "print(hashlib.sha256(docx(sheets.with_annex(FORMATS['nd30']), FORMATS['nd30'])).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {hashlib.sha256(docx(sheets.with_annex(nd30), nd30)).hexdigest()}


def test_archive_has_fixed_dates_and_types_first(nd30: Format) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(sheets.decision(nd30), nd30))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_python_docx_reads_every_paragraph(sheet: Sheet, nd30: Format) -> None:
    wanted = [plain(para.text) for para in sheet.paragraphs()]
    assert docx_lines(docx(sheet, nd30)) == [line for line in wanted if line]


def test_styles_of_the_format_stand_in_words_list(nd30: Format) -> None:
    document = python_docx.Document(io.BytesIO(docx(sheets.decision(nd30), nd30)))
    for key, style in nd30.styles.items():
        found = document.styles[style.name]
        assert (found.style_id, found.quick_style, found.hidden) == (key, True, False)
        assert found.font.size is not None and found.font.size.pt == style.size
        assert bool(found.font.bold) == style.bold and bool(found.font.italic) == style.italic
    assert {paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style} <= {*nd30.styles, "thin", "rule-subject"}


def test_runs_carry_only_what_differs(nd30: Format) -> None:
    title = sheets.para("kind", Run("QUYẾT ĐỊNH", bold=True))
    text = sheets.para("text", Run("Đậm", bold=True), Run(" thường"))
    document = python_docx.Document(io.BytesIO(docx(sheets.sheet((title, text)), nd30)))
    assert document.paragraphs[0].runs[0]._r.rPr is None
    assert [run.bold for run in document.paragraphs[1].runs] == [True, None]


def test_properties_and_language(nd30: Format) -> None:
    sheet = sheets.with_annex(nd30)
    data = docx(sheet, nd30)
    found = python_docx.Document(io.BytesIO(data)).core_properties
    assert (found.title, found.subject, found.author, found.language) == (sheet.title, sheet.subject, sheet.author, "vi-VN")
    assert found.created == found.modified == datetime.datetime(2025, 6, 30, tzinfo=datetime.UTC)
    assert b'<w:lang w:val="th-TH"' in part(docx(sheets.thai(), nd30), "word/styles.xml")


def test_draft_without_date_has_the_first_day_of_zip(nd30: Format) -> None:
    data = docx(replace(sheets.decision(nd30), date=None), nd30)
    found = python_docx.Document(io.BytesIO(data)).core_properties.created
    assert found is not None and found.date() == datetime.date(1980, 1, 1)


def test_page_number_is_hidden_on_the_first_page_of_each_section(nd30: Format) -> None:
    data = docx(sheets.with_annex(nd30), nd30)
    sections = list(body(data).iter(f"{W}sectPr"))
    assert len(sections) == 3
    assert all(section.find(f"{W}titlePg") is not None for section in sections)
    assert all(section.find(f"{W}pgNumType").get(f"{W}start") == "1" for section in sections)
    document = python_docx.Document(io.BytesIO(data))
    header = document.sections[0].header
    assert " PAGE " in "".join(header._element.itertext())
    assert document.sections[0].header_distance is not None
    assert document.sections[0].header_distance.pt == pytest.approx(nd30.page.number_edge, abs=0.05)
    assert "".join(document.sections[1].first_page_header._element.itertext()) == ""


def test_landscape_turns_paper_and_margins(nd30: Format) -> None:
    sections = python_docx.Document(io.BytesIO(docx(sheets.with_annex(nd30), nd30))).sections
    first, wide = sections[0], sections[1]
    assert (wide.page_width, wide.page_height) == (first.page_height, first.page_width)
    assert (wide.top_margin, wide.left_margin) == (first.left_margin, first.bottom_margin)


def test_marks_stand_on_the_first_page_only(nd30: Format) -> None:
    sections = python_docx.Document(io.BytesIO(docx(sheets.with_annex(nd30), nd30))).sections
    feet = ["".join(each.text for each in section.first_page_footer.paragraphs) for section in sections]
    heads = ["".join(each.text for each in section.first_page_header.paragraphs) for section in sections]
    assert feet[0].startswith("Số 01 đường Mẫu") and feet[1:] == ["", ""]
    assert heads == ["LƯU HÀNH NỘI BỘ", "", ""]


def test_head_rows_repeat_and_rows_do_not_split(nd30: Format) -> None:
    table = body(docx(sheets.decision(nd30, 43), nd30)).findall(f".//{W}tbl")[1]
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert rows[1].find(f"{W}tc[2]/{W}tcPr/{W}gridSpan").get(f"{W}val") == "4"
    assert [width.get(f"{W}w") for width in table.findall(f"{W}tblGrid/{W}gridCol")] == ["600", "3800", "1800", "1800", "1354"]


def test_group_stays_with_its_first_row_and_sum_with_the_last(nd30: Format) -> None:
    rows = body(docx(sheets.decision(nd30, 12), nd30)).findall(f".//{W}tbl")[1].findall(f"{W}tr")
    held = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert [number for number, keep in enumerate(held) if keep] == [0, 1, 12, 14]  # head, both titles, the row above the sum


def test_signature_is_held_by_the_text_before_it(nd30: Format) -> None:
    found = body(docx(sheets.decision(nd30), nd30)).find(f"{W}body")
    tags = [each.tag for each in found]
    last = len(tags) - 1 - tags[::-1].index(f"{W}tbl")
    for paragraph in found[last - 2 : last]:  # the article and the room below it
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None
    assert found[last + 1].find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "thin"


def test_addresses_are_bookmarks_and_listed(nd30: Format) -> None:
    data = docx(sheets.with_annex(nd30), nd30)
    starts = body(data).findall(f".//{W}bookmarkStart")
    ids = [start.get(f"{W}id") for start in starts]
    listed = {each.get("name"): each.get("address") for each in xml(data, "customXml/item1.xml")}
    assert len(ids) == len(set(ids)) == len(listed)
    assert set(listed) == {start.get(f"{W}name") for start in starts}
    assert list(listed) == sorted(listed)
    for name, address in listed.items():
        assert name == "_dg" + hashlib.sha256(address.encode()).hexdigest()[:16]
    assert {f"{sheets.DOCUMENT}#{id_}" for id_ in ("dieu-3", "bang", "viec-44", "phu-luc", "phu-luc-2")} <= set(listed.values())


def test_a_file_tells_what_it_said_whatever_its_layout(nd30: Format) -> None:
    def draft(*runs: Run, style: str = "text") -> Sheet:
        return replace(sheets.sheet((sheets.para(style, *runs),)), date=None)

    def told(sheet: Sheet) -> str | None:
        return xml(docx(sheet, nd30), "customXml/item1.xml").get("content")

    def key(*runs: Run, style: str = "text") -> str | None:
        return told(draft(*runs, style=style))

    first = key(Run("Hồ sơ"), Run(" giấy", bold=True, note=(Run("Ghi chú"),)))
    assert first == saying_key(draft(Run("Hồ sơ giấy", note=(Run("Ghi chú"),)), style="clause"))
    assert key(Run("Hồ sơ giấy", note=(Run("Ghi chú"),)), style="clause") == first
    assert key(Run("Hồ sơ giấy", note=(Run("Ghi chép"),))) != first
    assert told(replace(draft(Run("Hồ sơ")), edges=())) is None, "a redline says two things"
    assert told(sheets.sheet((sheets.para("text", "Hồ sơ"),))) is None, "what was signed is not changed any more"


def test_link_leads_to_its_bookmark_and_a_link_to_nothing_is_text(nd30: Format) -> None:
    data = docx(sheets.decision(nd30), nd30)
    (link,) = body(data).findall(f".//{W}hyperlink")
    assert "".join(link.itertext()) == "Điều 3"
    assert link.get(f"{W}anchor") in {start.get(f"{W}name") for start in body(data).findall(f".//{W}bookmarkStart")}
    astray = sheets.sheet((sheets.para("text", Run("Điều 9", href="khong-co#dieu-9")),))
    assert body(docx(astray, nd30)).find(f".//{W}hyperlink") is None


def test_footnotes_are_words_own(nd30: Format) -> None:
    data = docx(sheets.with_annex(nd30), nd30)
    assert [mark.get(f"{W}id") for mark in body(data).findall(f".//{W}footnoteReference")] == ["1", "2"]
    texts = ["".join(note.itertext()).strip() for note in xml(data, "word/footnotes.xml")[2:]]
    assert texts == ["Theo thống kê của Sở Nội vụ đến hết ngày 31 tháng 5 năm 2025.", "Dự toán năm 2025."]


def test_box_is_as_wide_as_its_text(nd30: Format) -> None:
    found = body(docx(sheets.with_annex(nd30), nd30))
    (box,) = [each for each in found.iter(f"{W}p") if each.find(f"{W}pPr/{W}pStyle[@{W}val='mark']") is not None]
    indent = box.find(f"{W}pPr/{W}ind")
    room = sheets.TEXT * 0.4 - (int(indent.get(f"{W}left")) + int(indent.get(f"{W}right"))) / 20
    assert 60 < room < 75  # HỎA TỐC at 13 pt bold


def test_empty_sheet_and_empty_section_are_still_a_document(nd30: Format) -> None:
    empty = Sheet("x", "nd30", "vi", "", "", "", None, ())
    assert WML.validate(body(docx(empty, nd30))), WML.error_log
    assert docx_lines(docx(empty, nd30)) == []


def test_spaces_breaks_and_signs_survive(nd30: Format) -> None:
    text = "ngày       tháng       năm 2025 <&>\"'\nhai\tba "
    document = python_docx.Document(io.BytesIO(docx(sheets.sheet((Para("text", (Run(text),)),)), nd30)))
    assert document.paragraphs[0].text == text
    assert document.paragraphs[0]._p.find(f".//{qn('w:br')}") is not None
