"""Order of Vietnamese words and names, because sorting by character codes puts ``Đ`` after ``z`` and ``Ă`` after ``Â``.

In come texts, out come keys for ``sorted``. The rule is CLDR's Vietnamese collation (``common/collation/vi.xml``, settings
``kn`` on) held here as data: letters decide first, then tones, then capitals. Two texts have the same key only if they
are the same letters.
"""

from __future__ import annotations

import unicodedata

from docgen.words.letters import to_nfc, tone_style

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Level, as CLDR orders them, huyền, hỏi, ngã, sắc, nặng; then the marks of foreign names in the root order.
MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0327\u0328\u0304\u031b\u0331"
PUNCTUATION = " _-‐–—,;:!?.'‘’\"“”()[]{}@*/\\&#%"
SHAPES = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u2011"): "‐", ord("\u00ad"): None}

Primary = tuple[int, int]
Key = tuple[tuple[Primary, ...], tuple[tuple[int, ...], ...], tuple[bool, ...], str]
NameKey = tuple[Key, Key, str]

_LETTERS = {letter: place for place, letter in enumerate(ALPHABET)}
_MARKS = {mark: place for place, mark in enumerate(MARKS)}
_SIGNS = {sign: place for place, sign in enumerate(PUNCTUATION)}
_SIGN, _OTHER_SIGN, _NUMBER, _LETTER, _OTHER = range(5)


def word_key(text: str) -> Key:
    """Return the key that sorts words, titles and names of agencies or units; numbers inside go by value (2 before 10)."""
    composed = to_nfc(text)
    primaries: list[Primary] = []
    marks: list[tuple[int, ...]] = []
    capitals: list[bool] = []
    digits = ""
    for base, accents in _clusters(composed.translate(SHAPES)):
        in_number = base.isascii() and base.isdigit() and bool(digits)
        digits = digits + base if in_number else base if base.isascii() and base.isdigit() else ""
        if in_number:
            primaries[-1] = (_NUMBER, int(digits))
            continue
        letter, rest = _letter(base, accents)
        primaries.append(_primary(letter))
        marks.append(tuple(_MARKS.get(mark, len(MARKS) + ord(mark)) for mark in rest))
        capitals.append(base != base.lower())
    return tuple(primaries), tuple(marks), tuple(capitals), composed


def name_key(name: str) -> NameKey:
    """Return the key that sorts names of persons: by given name, which stands last, then by the words before it.

    Both ways of placing a tone (``Hoà``, ``Hòa``) are one name, so they sort together.
    """
    before, _, given = " ".join(tone_style(name, "new").split()).rpartition(" ")
    return word_key(given), word_key(before), to_nfc(name)


def _clusters(text: str) -> list[tuple[str, str]]:
    """Return each character with the accents that belong to it, in decomposed form."""
    clusters: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and clusters:
            base, accents = clusters[-1]
            clusters[-1] = (base, accents + character)
        else:
            clusters.append((character, ""))
    return clusters


def _letter(base: str, accents: str) -> tuple[str, str]:
    """Return the letter of the alphabet, small, and its tone: a circumflex, breve or horn may make a letter of its own."""
    small = base.lower()
    for place, mark in enumerate(accents):
        joined = to_nfc(small + mark)
        if joined in _LETTERS:
            return joined, accents[:place] + accents[place + 1 :]
    return small, accents


def _primary(letter: str) -> Primary:
    if letter in _LETTERS:
        return _LETTER, _LETTERS[letter]
    if letter in _SIGNS:
        return _SIGN, _SIGNS[letter]
    if letter.isascii() and letter.isdigit():
        return _NUMBER, int(letter)
    # Some letters become two when made small; the first is enough to find their place after z.
    return (_OTHER if letter[:1].isalpha() else _OTHER_SIGN), ord(letter[0])
