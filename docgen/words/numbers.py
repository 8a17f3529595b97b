"""Numbers as documents print them: roman, lettered, grouped, padded, and in Vietnamese words for sums of money.

In come numbers, out come texts; ``parse_roman`` and ``parse_amount`` go the other way. A number that has no such form
is a ValueError.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
)  # fmt: skip
# Points go by the Vietnamese alphabet without ă, â, ê, ô, ơ, ư (NĐ 30/2020 PL.I II.6.đ, and its own lettering d, đ, e, g).
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
SEPARATORS = {"vi": (".", ","), "en": (",", "."), "th": (",", ".")}
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu")
BILLION = 10**9
LARGEST = 10**18 - 1


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in capital roman numerals."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no roman numeral for {number}")
    numeral = ""
    for value, sign in ROMAN:
        numeral += sign * (number // value)
        number %= value
    return numeral


def parse_roman(numeral: str) -> int:
    """Return the number of a capital roman numeral in its one correct spelling."""
    rest, number = numeral, 0
    for value, sign in ROMAN:
        while rest.startswith(sign):
            rest, number = rest[len(sign) :], number + value
    if rest or not 1 <= number <= 3999 or roman(number) != numeral:
        raise ValueError(f"not a roman numeral: {numeral!r}")
    return number


def letter(number: int) -> str:
    """Return the letter of the n-th point, from 1: a, b, c, d, đ, e, g … y.

    No rule says what follows the 23rd; ``aa``, ``ab`` … then count on as columns of a sheet do, so that every point keeps
    a letter of its own and ``a1`` stays free for points inserted by an amendment.
    """
    if number < 1:
        raise ValueError(f"no letter for {number}")
    letters = ""
    while number:
        number, place = divmod(number - 1, len(POINT_LETTERS))
        letters = POINT_LETTERS[place] + letters
    return letters


def padded(number: int) -> str:
    """Return a number with at least two digits: document numbers below 10 have a zero (NĐ 30/2020 PL.I II.3.c)."""
    return f"{number:02d}"


def grouped(number: int | Decimal, language: str = "vi") -> str:
    """Return a number with thousands apart: ``1.500.000`` and ``12,5`` in Vietnamese, ``1,500,000`` and ``12.5`` else."""
    thousands, point = SEPARATORS[language]
    text = f"{number:,}" if isinstance(number, int) else f"{number:,f}"
    return text.translate({ord(","): thousands, ord("."): point})


def parse_amount(text: str, language: str = "vi") -> int | Decimal:
    """Return the number a clerk typed, with or without thousands apart; a Decimal where it has a fraction.

    ``1.500`` is one thousand five hundred in Vietnamese; ``1.5`` is refused, since nobody can tell what was meant.
    """
    thousands, point = SEPARATORS[language]
    sign, body = ("-", text.strip()[1:]) if text.strip()[:1] in ("-", "−") else ("", text.strip())
    whole, has_point, fraction = body.partition(point)
    digits = _ungrouped(whole, thousands)
    if digits is None or (has_point and not _all_digits(fraction)):
        raise ValueError(f"not an amount: {text!r}")
    return Decimal(f"{sign}{digits}.{fraction}") if has_point else int(sign + digits)


def _ungrouped(whole: str, thousands: str) -> str | None:
    """Return the digits, or nothing where they are not grouped by three throughout."""
    first, *rest = whole.split(thousands)
    if rest and (not 1 <= len(first) <= 3 or first.startswith("0") or any(len(group) != 3 for group in rest)):
        return None
    digits = first + "".join(rest)
    return digits if _all_digits(digits) else None


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def spelled(number: int, joint: Literal["linh", "lẻ"] = "linh") -> str:
    """Return a number in Vietnamese words: mốt, tư and lăm after tens, ``linh`` (or ``lẻ``) before a lone unit.

    Up to 10**18 − 1; larger is a ValueError.
    """
    if number < 0:
        return f"âm {spelled(-number, joint)}"
    if number > LARGEST:
        raise ValueError(f"too large to spell: {number}")
    billions, rest = divmod(number, BILLION)
    if not billions:
        return _below_billion(rest, False, joint)
    return _join(spelled(billions, joint), "tỷ", _below_billion(rest, True, joint) if rest else "")


def money(amount: int, joint: Literal["linh", "lẻ"] = "linh") -> str:
    """Return a sum in words as it stands in brackets after the figures: ``Một trăm hai mươi triệu đồng``."""
    words = spelled(amount, joint)
    return f"{words[0].upper()}{words[1:]} đồng"


def _below_billion(number: int, follows: bool, joint: str) -> str:
    """Return the words of up to nine digits; ``follows`` says that larger groups were spoken before."""
    if not number and not follows:
        return DIGITS[0]
    spoken: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            spoken.append(_join(_group(group, follows or bool(spoken), joint), GROUPS[power]))
    return " ".join(spoken)


def _group(number: int, follows: bool, joint: str) -> str:
    """Return the words of three digits; after larger groups the hundreds are spoken even when they are none."""
    hundreds, rest = divmod(number, 100)
    if not hundreds and not follows:
        return _tens(rest)
    head = f"{DIGITS[hundreds]} trăm"
    if rest and rest < 10:
        return f"{head} {joint} {DIGITS[rest]}"
    return _join(head, _tens(rest) if rest else "")


def _tens(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return DIGITS[units]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    after = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return _join(head, after.get(units, DIGITS[units]) if units else "")


def _join(*words: str) -> str:
    return " ".join(word for word in words if word)
