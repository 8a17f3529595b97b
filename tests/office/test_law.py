"""The finished Word file obeys the law: sizes, margins and spacing inside the ranges the format states."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document as WordDocument

from docgen.compose.sheet import compose
from docgen.model.format import Format, parse_length
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.write import WRITERS
from tests.conftest import ROOT, TEMPLATES, office_of

EMU = 12700
SHOWN = {
    "nd30": "nq-thanh-lap-cac-so",
    "hd36": "qd-thanh-lap-dang-bo-cat-hai",
    "hd05": "ttr-tru-so-so-hoa-ho-so",
}


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of(ROOT)[0]


def finished(office: Office, format_id: str) -> tuple[Format, WordDocument]:
    sheet, findings = compose(resolve(office, office.documents[SHOWN[format_id]]), TEMPLATES)
    assert sheet is not None and findings == ()
    assert sheet.format == format_id
    return office.formats[format_id], docx.Document(io.BytesIO(WRITERS["docx"](sheet, office.formats[format_id])))


def inside(value: float, allowed: list[str]) -> bool:
    low, high = (parse_length(bound) for bound in allowed)
    return low - 0.06 <= value <= high + 0.06


@pytest.mark.parametrize("format_id", SHOWN)
def test_margins_are_those_of_the_law(office: Office, format_id: str) -> None:
    rules, word = finished(office, format_id)
    section = word.sections[0]
    assert (round(section.page_width / EMU), round(section.page_height / EMU)) == (595, 842)
    margins = {"top": section.top_margin, "bottom": section.bottom_margin, "left": section.left_margin, "right": section.right_margin}
    for side, allowed in rules.law["margins"].items():
        assert inside(margins[side] / EMU, allowed), (side, margins[side] / EMU)


@pytest.mark.parametrize("format_id", SHOWN)
def test_every_style_used_has_a_size_the_law_allows(office: Office, format_id: str) -> None:
    rules, word = finished(office, format_id)
    sizes = {style.style_id: style.font.size for style in word.styles if style.type == 1}
    used = {paragraph.style.style_id for paragraph in _paragraphs(word) if paragraph.style is not None}
    assert len(used) > 8
    for name in used & set(rules.styles):
        style = rules.styles[name]
        if style.range is not None:
            low, high = style.range
            assert sizes[name] is not None and low <= sizes[name].pt <= high, name


@pytest.mark.parametrize("format_id", SHOWN)
def test_text_has_the_indent_the_spacing_and_the_lines_of_the_law(office: Office, format_id: str) -> None:
    rules, word = finished(office, format_id)
    shape = next(style for style in word.styles if style.style_id == "text").paragraph_format
    assert inside(shape.first_line_indent.pt, rules.law["first"])
    assert shape.space_before.pt >= float(rules.law["before"])
    if "exactly" in rules.law:
        low, high = (float(bound) for bound in rules.law["exactly"])
        assert low <= shape.line_spacing.pt <= high
    else:
        low, high = (float(bound) for bound in rules.law["line"])
        assert low <= shape.line_spacing <= high


def _paragraphs(word: WordDocument) -> Iterator[docx.text.paragraph.Paragraph]:
    yield from word.paragraphs
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
