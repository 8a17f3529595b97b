"""Order of words and names. The expected lists agree with ICU's Vietnamese collator (numeric ordering on)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.words.letters import to_nfc
from docgen.words.order import ALPHABET, name_key, word_key

TEXTS = st.text("aàáạAÁăắặâậbdđĐeêệoôơợOuưựUyỳ -./0129zßüñ", max_size=8)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b"],
        ["ma", "Ma", "mà", "mả", "mã", "má", "mạ", "man"],
        ["d", "dz", "đ", "Đ", "đa", "e", "é", "ez", "ê", "f"],
        ["o", "ô", "ơ", "p"],
        ["u", "ư", "v"],
        ["An", "Anh", "Ánh", "Ân", "Ấn"],
        ["Ba Đình", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bến Tre", "Đà Nẵng", "Điện Biên", "Hà Nội", "Hải Phòng", "Huế"],
        ["Quận 1", "Quận 2", "Quận 10", "Quận 12", "Quận Gò Vấp"],
        ["Phường 1", "Phường 1A", "Phường 01B", "Phường 2"],
        ["Ban", "Bản", "Bán", "Bàn ghế", "Ban Tổ chức"],
        ["an toàn", "an-toàn", "anh"],
        ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Sở Y tế"],
        ["nghe", "nghé", "nghề", "ngô", "nha", "nhà"],
        ["Zürich", "Ωmega"],
        ["", "1", "a"],
    ],
)
def test_words_stand_in_dictionary_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=word_key) == ordered


def test_every_letter_in_its_place_with_its_capital() -> None:
    both = [form for letter in ALPHABET for form in (letter, letter.upper())]
    assert sorted(both, key=lambda letter: ord(letter)) != both
    assert sorted(both, key=word_key) == both


@pytest.mark.parametrize(
    "ordered",
    [
        ["Trần Thị An", "Lê Văn Ấn", "Nguyễn Văn Bình", "Đỗ Thị Dung", "Cao Văn Đạt", "Nguyễn Thị Yến"],
        ["Lê Văn Hoa", "Vũ Thị Hoa", "An Thị Hoà", "Bùi Văn Hòa", "Cao Thị Hoà", "Lê Văn Hoả", "Đỗ Văn Hoàn"],
        ["Nguyễn An", "Nguyễn Hữu An", "Nguyễn Văn An"],
        ["Đặng Văn A", "Nguyễn Văn A", "Trần Thị B"],
        ["", "Anh"],
    ],
)
def test_names_go_by_the_given_name_then_the_words_before(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=name_key) == ordered


def test_spaces_between_words_of_a_name_do_not_count() -> None:
    assert name_key(" Nguyễn  Văn A ")[:2] == name_key("Nguyễn Văn A")[:2]


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_is_total(one: str, two: str, three: str) -> None:
    assert (word_key(one) == word_key(two)) == (to_nfc(one) == to_nfc(two))
    first, middle, last = sorted([one, two, three], key=word_key)
    assert word_key(first) <= word_key(middle) <= word_key(last)
    assert word_key(first) <= word_key(last)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, two: str) -> None:
    assert (word_key(one) < word_key(two)) + (word_key(two) < word_key(one)) + (word_key(one) == word_key(two)) == 1
    assert (name_key(one) < name_key(two)) + (name_key(two) < name_key(one)) + (name_key(one) == name_key(two)) == 1


@given(TEXTS)
def test_composed_and_decomposed_text_sort_alike(text: str) -> None:
    assert word_key(text) == word_key(unicodedata.normalize("NFD", text))
