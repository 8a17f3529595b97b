"""Widths against the font itself and against the engine that prints the PDF."""

from __future__ import annotations

import html
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.words import measure

PRINTED = 'font:14pt "Liberation Serif";font-kerning:none;font-variant-ligatures:none'
STYLES = [(False, False), (True, False), (False, True), (True, True)]
SAMPLES = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Số: 145/QĐ-UBND, ngày 05/3/2025",
    "aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY",
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "AVAToTeVaWaYo fi fl ffi “nháy” ‘đơn’ – — … • 1.500.000₫ 50% §",
    "Façade, Zürich, señor, Ærø ½ × ÷ ±",
]


def _font_file(bold: bool, italic: bool) -> Path:
    if shutil.which("fc-match") is None:
        pytest.skip("needs fontconfig")
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "Bold Italic"}[bold, italic]
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", f"Liberation Serif:style={style}"], capture_output=True, text=True, check=True
    ).stdout
    if not Path(found).name.startswith("LiberationSerif"):
        pytest.skip("needs Liberation Serif")
    return Path(found)


@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_every_width_is_the_fonts_own(bold: bool, italic: bool) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(_font_file(bold, italic))
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    listed = [letter for letter in measure._advances(bold, italic) if ord(letter) in glyphs]  # others are guessed, and kept
    assert len(listed) > 1000
    for letter in listed:
        assert measure.width(letter, 2048, bold=bold, italic=italic) == advances[glyphs[ord(letter)]][0], letter


@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_all_letters_an_office_needs_are_listed(bold: bool, italic: bool) -> None:
    vietnamese = {
        unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    } | set("bcdđghklmnpqrstvxfjwz")
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)) if code != 0xAD}
    signs = set("–—‐‑‒‘’“”‚„•…‰€₫№≤≥≠−×→")
    assert vietnamese | {letter.upper() for letter in vietnamese} | latin | signs <= set(measure._advances(bold, italic))


def _printed_widths(texts: list[tuple[str, bool, bool]]) -> list[float]:
    """Return the widths in points at 14 pt that WeasyPrint gives, without kerning and ligatures as documents are printed."""
    from weasyprint import HTML

    css = f"@page{{size:3000px;margin:0}}div{{{PRINTED}}}span{{display:inline-block}}"
    spans = "".join(
        f'<div><span style="{"font-weight:700;" * bold}{"font-style:italic" * italic}">{html.escape(text)}</span></div>'
        for text, bold, italic in texts
    )
    page: Any = HTML(string=f"<style>{css}</style>{spans}").render().pages[0]
    return [box.width * 0.75 for box in page._page_box.descendants() if type(box).__name__ == "InlineBlockBox"]


def test_widths_are_those_of_the_printed_page() -> None:
    _font_file(False, False)
    texts = [(text, bold, italic) for text in SAMPLES for bold, italic in STYLES]
    printed = _printed_widths(texts)
    assert len(printed) == len(texts)
    for (text, bold, italic), found in zip(texts, printed, strict=True):
        assert measure.width(text, 14, bold=bold, italic=italic) == pytest.approx(found, abs=0.1), text


@given(st.text(max_size=20), st.text(max_size=20), st.floats(1, 72), st.booleans(), st.booleans())
def test_width_adds_up(left: str, right: str, size: float, bold: bool, italic: bool) -> None:
    parts = measure.width(left, size, bold=bold, italic=italic) + measure.width(right, size, bold=bold, italic=italic)
    assert measure.width(left + right, size, bold=bold, italic=italic) == pytest.approx(parts)


def test_accents_format_signs_and_foreign_letters() -> None:
    assert measure.width(unicodedata.normalize("NFD", "ệ"), 10) == measure.width("e", 10) == measure.width("ệ", 10)
    assert measure.width("\u200b\u00ad\ufeff", 10) == 0
    assert measure.width("\u2011", 10) == measure.width("-", 10)
    assert measure.width("กำ", 10) == pytest.approx(2 * 5.3)
    assert measure.width("ที่", 10) == pytest.approx(5.3)
    assert measure.width("河", 10) == 10


def test_lines_end_at_spaces_and_take_all_that_fits() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
    found = measure.lines(text, 14, 200)
    assert " ".join(found) == text
    assert len(found) > 1
    for line, following in pairwise(found):
        assert measure.width(line, 14) <= 200 < measure.width(f"{line} {following.split()[0]}", 14)


def test_bold_text_may_need_more_lines() -> None:
    text = "Quyết định thành lập Đảng bộ đặc khu Cát Hải"
    column = measure.width(text, 14)
    assert measure.lines(text, 14, column) == [text]
    assert len(measure.lines(text, 14, column, bold=True)) == 2


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("Số 145/QĐ-UBND", ["Số", "145/", "QĐ-", "UBND"]),
        ("năm 2020-2025", ["năm", "2020-2025"]),
        ("ngày 05/3/2025", ["ngày", "05/3/2025"]),
        ("Hà Nội - Hải Phòng", ["Hà", "Nội", "-", "Hải", "Phòng"]),
        ("18–25 tháng 6", ["18–", "25", "tháng", "6"]),
        ("khoản\u00a01 Điều\u00a02", ["khoản\u00a01", "Điều\u00a02"]),
        ("(xã)/(phường)", ["(xã)/", "(phường)"]),
        ("một\nhai  ba ", ["một", "hai", "ba"]),
        ("", [""]),
        ("a\n\nb", ["a", "", "b"]),
    ],
)
def test_where_a_line_may_end(text: str, narrow: list[str]) -> None:
    assert measure.lines(text, 14, 1) == narrow


def _printed_lines(text: str, column_pt: float) -> list[str]:
    from weasyprint import HTML

    css = f"@page{{size:2000pt;margin:0}}p{{width:{column_pt}pt;{PRINTED}}}"
    page: Any = HTML(string=f'<style>{css}</style><p lang="vi">{html.escape(text)}</p>').render().pages[0]
    boxes = [box for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
    return ["".join(part.text for part in box.descendants() if hasattr(part, "text")).strip() for box in boxes]


@pytest.mark.parametrize("column", [120, 221, 337, 467.7])
def test_lines_are_those_of_the_printed_page(column: float) -> None:
    _font_file(False, False)
    text = (
        "Thành phố Hải Phòng có 114 đơn vị hành chính cấp xã, gồm 67 xã, 45 phường và 2 đặc khu; Chủ tịch Ủy ban nhân dân đặc khu "
        "báo cáo kết quả theo Quyết định số 145/QĐ-UBND ngày 30/6/2025 (kèm danh sách) – chậm nhất 17 giờ 00 – về Sở Nội vụ, giai đoạn "
        "2020-2025, để tổng hợp, trình Thường trực Thành uỷ xem xét, cho ý kiến chỉ đạo trước khi công bố."
    )
    assert measure.lines(text, 14, column) == _printed_lines(text, column)
