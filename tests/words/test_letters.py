"""Accents, places of the tone, capitals, names for files."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model.values import parse_id
from docgen.words import letters

VIETNAMESE = st.text("aàảãáạăằâậbcdđeèẻêệghiìỉklmnoòỏõóọôộơợpqrstuùủũúụưựvxyỳỷỹýỵ AĐHOÀUỶQY-", max_size=30)


def test_strip_accents() -> None:
    assert letters.strip_accents("Đặng Thị Hoà, ước muốn đường") == "Dang Thi Hoa, uoc muon duong"
    assert letters.strip_accents(unicodedata.normalize("NFD", "Thường trực")) == "Thuong truc"
    assert letters.strip_accents("ที่ประชุม") == "ที่ประชุม"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Sở Nội vụ", "so-noi-vu"),
        ("  Quyết định số 145/QĐ-UBND!", "quyet-dinh-so-145-qd-ubnd"),
        ("Đặc khu Cát Hải", "dac-khu-cat-hai"),
        ("CON", "con-0"),
        ("Nul", "nul-0"),
        ("../../etc", "etc"),
        ("a" * 70, "a" * 60),
        ("mot " * 20, "-".join(["mot"] * 15)),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert letters.slug(text) == slug


def test_slug_of_thai_is_stable_and_its_own() -> None:
    assert letters.slug("ประกาศ") == letters.slug("ประกาศ") != letters.slug("แผน")


@given(st.text(max_size=100))
def test_every_slug_is_an_id(text: str) -> None:
    assert parse_id(letters.slug(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("Hoả tốc", "Hỏa tốc"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("Uỷ ban", "Ủy ban"),
        ("TỈNH UỶ", "TỈNH ỦY"),
        ("CỘNG HOÀ", "CỘNG HÒA"),
        ("Thanh Hoá, văn hoá", "Thanh Hóa, văn hóa"),
        ("thuỵ, luỹ, tuỳ, huỷ", "thụy, lũy, tùy, hủy"),
        ("xoá bỏ khoá cũ", "xóa bỏ khóa cũ"),
        ("(toà)", "(tòa)"),
        ("nghoẹ", "nghọe"),
    ],
)
def test_the_two_ways_of_placing_a_tone(old: str, new: str) -> None:
    assert letters.tone_style(old, "new") == letters.tone_style(new, "new") == new
    assert letters.tone_style(new, "old") == letters.tone_style(old, "old") == old


@pytest.mark.parametrize(
    "text",
    [
        "quý",
        "quỹ",
        "Quỳ Hợp",
        "toàn",
        "hoàn thành",
        "huỳnh",
        "khuỷu",
        "thoải mái",
        "khoét",
        "thuế",
        "thuở",
        "của",
        "mùa",
        "nghĩa",
        "giúp",
        "hoa",
        "uy",
        "Doeà",
    ],
)
def test_other_syllables_have_one_place_for_the_tone(text: str) -> None:
    assert letters.tone_style(text, "old") == letters.tone_style(text, "new") == text


def test_decomposed_text_is_understood() -> None:
    assert letters.tone_style(unicodedata.normalize("NFD", "uỷ"), "new") == "ủy"


@given(VIETNAMESE, st.sampled_from(["old", "new"]))
def test_placing_tones_changes_nothing_else(text: str, style: letters.ToneStyle) -> None:
    placed = letters.tone_style(text, style)
    assert letters.tone_style(placed, style) == placed
    assert letters.strip_accents(placed) == letters.strip_accents(text)
    assert len(placed) == len(letters.to_nfc(text))


def test_upper() -> None:
    assert letters.upper("Ủy ban nhân dân đặc khu, tổ dưới ngưỡng") == "ỦY BAN NHÂN DÂN ĐẶC KHU, TỔ DƯỚI NGƯỠNG"
    assert letters.upper("5 µm, Straße") == "5 µM, STRAßE"


@given(st.text())
def test_capitals_keep_their_places(text: str) -> None:
    composed = letters.to_nfc(text)
    assert len(letters.upper(text)) == len(composed)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ủy ban nhân dân", "Ủy ban nhân dân"),
        ("“đề án” của Hải Phòng", "“Đề án” của Hải Phòng"),
        ("**về** việc", "**Về** việc"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_sentence_case(text: str, sentence: str) -> None:
    assert letters.sentence_case(text) == sentence


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("Quyết định số 145/QĐ-UBND", "quyết định số 145/QĐ-UBND"),
        ("Ý kiến", "ý kiến"),
        ("UBND thành phố", "UBND thành phố"),
        ("HĐND", "HĐND"),
        ("“Đề án”", "“đề án”"),
        ("", ""),
    ],
)
def test_lower_first(text: str, lowered: str) -> None:
    assert letters.lower_first(text) == lowered


def test_slugs_hold_no_other_sign() -> None:
    assert re.fullmatch("[a-z0-9-]+", letters.slug("Ẩm thực & “Ở đâu” — 2025/06"))
