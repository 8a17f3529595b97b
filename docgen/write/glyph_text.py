"""The text behind the glyphs of a PDF, where WeasyPrint loses it.

In: a document written by WeasyPrint, before its file is closed. Out: the same, with a text for every glyph. WeasyPrint gives
the text of a cluster of glyphs (a Thai consonant with its vowel and tone marks) to the last glyph and none to the others, and
only when a glyph is first met: ลำดับ is read back as ลาดับ, or every า after it as ำ, and the map is malformed for PDF/A. Here a
glyph left without text, and every Thai glyph, gets the letter its font has it for; ำ is read back as its two parts ํ and า.
"""

from __future__ import annotations

import io
import re
from typing import Any

_NAMED = re.compile(r"uni([0-9A-F]{4})(?:\W.*)?")
_LINE = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")
THAI = ("\u0e01", "\u0e5b")
PRIVATE = (0xE000, 0xF8FF)
"""Codes without meaning outside the font; Thai fonts have them for moved tone marks."""


def restore_text(document: Any, file: Any) -> None:
    """Give every glyph left without text, and every Thai one, the letter it stands for, in the maps of ``file``."""
    lost = {font.name: _letters(font) for font in document.fonts.values() if any(map(_is_doubtful, font.to_unicode.values()))}
    for each in file.objects if lost else ():
        if isinstance(each, dict) and "ToUnicode" in each and each["BaseFont"] in lost:
            stream = file.objects[int(each["ToUnicode"].split()[0])].stream
            stream[:] = [_mended(line, lost[each["BaseFont"]]) for line in stream]


def _mended(line: bytes, letters: dict[int, str]) -> bytes:
    match = _LINE.fullmatch(line)
    letter = letters.get(int(match[1], 16)) if match else None
    return line if match is None or letter is None else b"<%b> <%b>" % (match[1], letter.encode("utf-16-be").hex().encode())


def _is_doubtful(text: str) -> bool:
    """Return whether the text of a glyph may not be its own: none at all, or Thai."""
    return not text or any(THAI[0] <= letter <= THAI[1] for letter in text)


def _letters(font: Any) -> dict[int, str]:
    """Return the letter of each doubtful glyph: from the font's table, else from the glyph's name (``uni0E48.low``)."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
    from weasyprint.text.fonts import get_hb_object_data  # type: ignore[import-untyped]

    file = TTFont(io.BytesIO(get_hb_object_data(font.hb_face)), fontNumber=font.index, lazy=True)
    table = {name: chr(code) for code, name in file.getBestCmap().items() if not PRIVATE[0] <= code <= PRIVATE[1]}
    names = {glyph: file.getGlyphName(glyph) for glyph, text in font.to_unicode.items() if _is_doubtful(text)}
    found = {glyph: table.get(name) or _named(name) for glyph, name in names.items()}
    return {glyph: letter for glyph, letter in found.items() if letter}


def _named(name: str) -> str:
    match = _NAMED.fullmatch(name)
    return chr(int(match[1], 16)) if match else ""
