"""The templates' vocabulary: what becomes which block, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.compose.sheet import compose
from docgen.compose.templates import check_templates
from docgen.compose.xhtml import VocabularyError, blocks
from docgen.model.blocks import Grid, Para, Rule, Run, Section
from docgen.model.format import Format
from docgen.model.paper import paper
from docgen.resolve.document import resolve
from docgen.words.measure import lines, width
from tests.conftest import DECISION, ROOT, TEMPLATES, Lay, office_of


@pytest.fixture(scope="module")
def nd30() -> Format:
    office, findings = office_of(ROOT)
    assert findings == ()
    return office.formats["nd30"]


def test_paragraph_keeps_looks_links_notes_and_breaks(nd30: Format) -> None:
    xhtml = '<doc><p class="text" id="a#b">Một <b>hai<i> ba</i></b><a href="#a#c">bốn</a><span class="note">chú</span><br/>năm</p></doc>'
    (para,) = blocks(xhtml, nd30)
    assert isinstance(para, Para)
    assert para.address == "a#b"
    assert para.runs == (
        Run("Một "),
        Run("hai", bold=True),
        Run(" ba", bold=True, italic=True),
        Run("bốn", href="a#c"),
        Run("", note=(Run("chú"),)),
        Run("\nnăm"),
    )


def test_style_of_capitals_sets_capitals(nd30: Format) -> None:
    (para,) = blocks('<doc><p class="issuer">Ủy ban nhân dân, đặc khu</p></doc>', nd30)
    assert isinstance(para, Para) and para.text == "ỦY BAN NHÂN DÂN, ĐẶC KHU"


def test_rule_is_a_share_of_the_line_above(nd30: Format) -> None:
    text = "Độc lập - Tự do - Hạnh phúc"
    (rule,) = blocks(f'<doc><hr class="motto" title="{text}"/></doc>', nd30)
    assert isinstance(rule, Rule)
    assert rule.width == pytest.approx(width(text, 14, bold=True), abs=0.01)


def test_table_columns_share_the_width_of_their_page(nd30: Format) -> None:
    xhtml = (
        '<doc><section class="landscape" id="d#a"/><table class="table"><col width="1"/><col width="3"/>'
        '<tr class="head"><td colspan="2"><p class="table-head">X</p></td></tr></table></doc>'
    )
    section, grid = blocks(xhtml, nd30)
    page = nd30.page
    assert isinstance(section, Section) and section.page == "landscape"
    assert isinstance(grid, Grid)
    assert sum(grid.widths) == pytest.approx(page.height - page.top - page.bottom)
    assert grid.widths[1] == pytest.approx(3 * grid.widths[0])
    assert (grid.rows[0].kind, grid.rows[0].cells[0].span) == ("head", 2)


@pytest.mark.parametrize(
    ("xhtml", "word"),
    [
        ('<p class="unknown" id="d#x">a</p>', 'p class="unknown"'),
        ('<div class="text">a</div>', 'div class="text"'),
        ('<p class="text" id="d#x"><em>a</em></p>', "em"),
        ('<table class="frame"/>', 'table class="frame"'),
        ('<section class="square"/>', 'section class="square"'),
        ('<hr class="nothing"/>', 'hr class="nothing"'),
    ],
)
def test_anything_else_is_refused_by_name(nd30: Format, xhtml: str, word: str) -> None:
    with pytest.raises(VocabularyError) as fault:
        blocks(f"<doc>{xhtml}</doc>", nd30)
    assert fault.value.word == word
    assert fault.value.address in ("", "d#x")


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("<doc>\n{{ doc.nothing }}\n</doc>", "E402", 2),
        ("<doc>\n\n{% if %}\n</doc>", "E402", 3),
        ("<doc>{{ ''.__class__.__mro__ }}</doc>", "E402", 1),
        ("<doc><p class='text'>a</doc>", "E403", 0),
        ("<doc><p class='fancy'>a</p></doc>", "E404", 0),
        ("{% include 'missing.html' %}", "E401", 0),
    ],
)
def test_fault_of_a_template_names_template_and_line(lay: Lay, template: str, code: str, line: int) -> None:
    root = lay({"directives/qd-mau.yaml": DECISION, "templates/document.html": template})
    office, _ = office_of(root)
    sheet, findings = compose(resolve(office, office.documents["qd-mau"]), (root / "templates", *TEMPLATES))
    assert sheet is None
    (finding,) = findings
    assert finding.code == code
    if line:
        assert finding.source is not None and (finding.source.path, finding.source.line) == ("templates/document.html", line)


def test_text_of_the_data_cannot_become_markup(lay: Lay) -> None:
    text = DECISION.replace("về việc mẫu", "'về <b>việc</b> & {{ 7*7 }} mẫu'")
    office, findings = office_of(lay({"directives/qd-mau.yaml": text}))
    assert findings == ()
    sheet, faults = compose(resolve(office, office.documents["qd-mau"]), TEMPLATES)
    assert faults == () and sheet is not None
    assert any(para.text == "Về <b>việc</b> & {{ 7*7 }} mẫu" for para in sheet.paragraphs())


def test_templates_of_the_program_are_sound(tmp_path: Path) -> None:
    assert check_templates(TEMPLATES) == ()
    (tmp_path / "bad.html").write_text("<doc>\n{% endfor %}</doc>")
    (fault,) = check_templates((tmp_path, *TEMPLATES))
    assert fault.source is not None and (fault.code, fault.source.path, fault.source.line) == ("E402", "templates/bad.html", 2)


def test_lines_of_a_centred_title_are_of_about_one_length(nd30: Format) -> None:
    text = "Về việc chuẩn bị trụ sở, mạng LAN và hệ thống thông tin phục vụ hoạt động của các xã, phường mới"
    (title,) = blocks(f'<doc><p class="subject">{text}</p></doc>', nd30)
    assert isinstance(title, Para) and title.inset > 20
    room = paper(nd30.page, "portrait").text_width - 2 * title.inset
    first, second = lines(text, 14, room, bold=True)
    assert abs(width(first, 14, bold=True) - width(second, 14, bold=True)) < 60
    (short,) = blocks('<doc><p class="subject">Về việc mẫu</p></doc>', nd30)
    (thai,) = blocks(f'<doc><p class="subject">{"ประกาศข้อสรุป " * 20}</p></doc>', nd30)
    assert isinstance(short, Para) and isinstance(thai, Para) and (short.inset, thai.inset) == (0, 0)
