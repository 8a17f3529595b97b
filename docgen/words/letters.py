"""Letters of Vietnamese: composed form, accents, the two ways of placing a tone, capitals, and names for files.

In comes text, out comes text; nothing here knows what the text means. There is no ``title``: in Vietnamese a capital
for every word is a spelling mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

ToneStyle = Literal["old", "new"]

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_ACCENT = re.compile("[\u0300-\u036f]")  # Latin accents only: Thai vowels are combining marks too, and stay
_WORD = re.compile(r"[^\W\d_]+")
_ONSET = re.compile("(?:[bdđhlmrsvx]|ch?|g[hi]?|kh?|n(?:gh?|h)?|ph?|t[hr]?)?", re.IGNORECASE)
_OPEN_PAIRS = ("oa", "oe", "uy")


def to_nfc(text: str) -> str:
    """Return the text with every letter and its accents in one character (Unicode NFC), as TCVN 6909 has it."""
    return unicodedata.normalize("NFC", text)


def strip_accents(text: str) -> str:
    """Return the text in plain Latin letters: ``Đặng Thị Hoà`` → ``Dang Thi Hoa``; other scripts are left alone."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
    return to_nfc(bare)


def slug(text: str) -> str:
    """Return an id or file name of ``a-z 0-9 -`` for the text, at most as long as an id may be, never one Windows reserves.

    A text without a Latin letter or digit (Thai) has a name made from the hash of its letters, so that it is stable.
    """
    from docgen.model.values import ID_LENGTH, RESERVED  # pulls in pydantic: only who names files pays for it

    words = re.findall("[a-z0-9]+", strip_accents(text).lower())
    name = _shorten("-".join(words), ID_LENGTH) or _hash_name(text)
    return f"{name}-0" if name in RESERVED else name


def _shorten(name: str, length: int) -> str:
    """Return the name cut at the last whole word that fits, or through the word where the first alone is too long."""
    if len(name) <= length:
        return name
    whole = name[: length + 1].rpartition("-")[0]
    return whole or name[:length]


def _hash_name(text: str) -> str:
    from hashlib import sha256

    return "x-" + sha256(to_nfc(text).encode()).hexdigest()[:16]


@lru_cache(maxsize=8192)  # names of a catalogue come back in every document
def tone_style(text: str, style: ToneStyle) -> str:
    """Return the text with tones placed in the old style (``hoà, khoẻ, uỷ``) or the new one (``hòa, khỏe, ủy``).

    The styles differ only in syllables that end in oa, oe or uy; ``qu`` is a consonant, so ``quý`` never changes, and
    before a final letter (``toàn``, ``huỳnh``) there is one place only. Case is kept. The text comes back in NFC.
    """
    return _WORD.sub(lambda word: _place_tone(word.group(), style), to_nfc(text))


def _place_tone(syllable: str, style: ToneStyle) -> str:
    tone = next((mark for mark in unicodedata.normalize("NFD", syllable[-2:]) if mark in _TONES), "")
    if not tone:
        return syllable
    onset, pair = syllable[:-2], _toneless(syllable[-2:])
    if pair.lower() not in _OPEN_PAIRS or not _ONSET.fullmatch(onset):
        return syllable
    return onset + to_nfc(pair[0] + tone + pair[1] if style == "new" else pair + tone)


def _toneless(pair: str) -> str:
    return to_nfc("".join(mark for mark in unicodedata.normalize("NFD", pair) if mark not in _TONES))


def upper(text: str) -> str:
    """Return the text in capitals, letter by letter, as long as it was, so that marked stretches keep their places.

    A letter whose capital is two letters (``ß``) and the sign ``µ``, which is not a Greek letter here, stay.
    """
    composed = to_nfc(text)
    capitals = composed.upper()
    if len(capitals) == len(composed) and "µ" not in composed:
        return capitals
    return "".join(map(_capital, composed))


def _capital(letter: str) -> str:
    capital = letter.upper()
    return letter if len(capital) > 1 or letter == "µ" else capital


def sentence_case(text: str) -> str:
    """Return the text with a capital as its first letter and the rest as written: names inside it keep theirs."""
    return _change_first(text, upper)


def lower_first(text: str) -> str:
    """Return the text with a small first letter, to stand inside a sentence: ``Quyết định`` → ``quyết định``.

    A first word that is an abbreviation (``UBND``, ``HĐND``) keeps its capitals. Whether the first word is a name is
    for the caller to know.
    """
    word = _WORD.search(text)
    if word is None or (len(word.group()) > 1 and word.group().isupper()):
        return text
    return _change_first(text, str.lower)


def _change_first(text: str, change: Callable[[str], str]) -> str:
    if text[:1].isalpha():
        return change(text[0]) + text[1:]
    word = _WORD.search(text)
    if word is None:
        return text
    place = word.start()
    return text[:place] + change(text[place]) + text[place + 1 :]
