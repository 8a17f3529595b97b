"""Roman, lettered, grouped and spoken numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.words import numbers


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2025, "MMXXV")])
def test_roman(number: int, numeral: str) -> None:
    assert numbers.roman(number) == numeral


@given(st.integers(1, 3999))
def test_roman_comes_back(number: int) -> None:
    assert numbers.parse_roman(numbers.roman(number)) == number


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IC", "iv", "A", "MMMM", "XIVI"])
def test_misspelt_roman_is_refused(numeral: str) -> None:
    with pytest.raises(ValueError, match="not a roman numeral"):
        numbers.parse_roman(numeral)


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_no_roman_for_these(number: int) -> None:
    with pytest.raises(ValueError, match="no roman numeral"):
        numbers.roman(number)


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert " ".join(map(numbers.letter, range(1, 24))) == "a b c d đ e g h i k l m n o p q r s t u v x y"


def test_points_past_the_alphabet_keep_a_letter_of_their_own() -> None:
    assert [numbers.letter(number) for number in (24, 25, 28, 46, 47, 552, 553)] == ["aa", "ab", "ađ", "ay", "ba", "yy", "aaa"]
    assert len({numbers.letter(number) for number in range(1, 1001)}) == 1000


def test_no_letter_for_nothing() -> None:
    with pytest.raises(ValueError, match="no letter"):
        numbers.letter(0)


def test_numbers_below_ten_are_padded() -> None:
    assert [numbers.padded(number) for number in (1, 9, 10, 145)] == ["01", "09", "10", "145"]


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (1500000, "vi", "1.500.000"),
        (1500000, "en", "1,500,000"),
        (1500000, "th", "1,500,000"),
        (-1806, "vi", "-1.806"),
        (999, "vi", "999"),
        (Decimal("1234.50"), "vi", "1.234,50"),
        (Decimal("1234.5"), "en", "1,234.5"),
        (Decimal("1E+3"), "vi", "1.000"),
    ],
)
def test_grouped(number: int | Decimal, language: str, text: str) -> None:
    assert numbers.grouped(number, language) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500.000", 1500000),
        ("1500000", 1500000),
        ("0", 0),
        (" 15 ", 15),
        ("-1.806", -1806),
        ("−5", -5),
        ("12,5", Decimal("12.5")),
        ("-0,5", Decimal("-0.5")),
    ],
)
def test_amounts_as_clerks_type_them(text: str, amount: int | Decimal) -> None:
    assert numbers.parse_amount(text) == amount
    assert type(numbers.parse_amount(text)) is type(amount)


@pytest.mark.parametrize(
    "text", ["", "1.5", "1.50.000", "1,5,0", "1.500.", ".500", "12,", "một", "1 500", "0.500", "--1", "1.500.0000", "²"]
)
def test_doubtful_amounts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        numbers.parse_amount(text)


@given(st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=3)), st.sampled_from(["vi", "en", "th"]))
def test_what_is_printed_can_be_read(number: int | Decimal, language: str) -> None:
    assert numbers.parse_amount(numbers.grouped(number, language), language) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1050, "một nghìn không trăm năm mươi"),
        (1669, "một nghìn sáu trăm sáu mươi chín"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_234_567_891, "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt"),
        (2_000_000_050, "hai tỷ không trăm năm mươi"),
        (10**12, "một nghìn tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_spelled(number: int, words: str) -> None:
    assert numbers.spelled(number) == words


def test_the_south_says_le() -> None:
    assert numbers.spelled(104, "lẻ") == "một trăm lẻ bốn"


def test_too_large_to_spell() -> None:
    with pytest.raises(ValueError, match="too large"):
        numbers.spelled(10**18)


def test_money() -> None:
    assert numbers.money(120_000_000) == "Một trăm hai mươi triệu đồng"
    assert numbers.money(5_450_000) == "Năm triệu bốn trăm năm mươi nghìn đồng"


def _heard(words: list[str]) -> int:
    """Return the number a listener writes down: an independent reading of the words."""
    digits = {word: place for place, word in enumerate(numbers.DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "linh": 0, "mười": 10}
    for unit, value in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100), ("mươi", 10)):
        if unit in words:
            place = len(words) - 1 - words[::-1].index(unit)
            return _heard(words[:place]) * value + _heard(words[place + 1 :])
    return sum(digits[word] for word in words)


@given(st.integers(0, numbers.LARGEST))
def test_a_listener_hears_the_same_number(number: int) -> None:
    assert _heard(numbers.spelled(number).split()) == number
