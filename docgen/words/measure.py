"""How wide a text is and where its lines end, so that a rule, a column or a letterhead can be laid out before printing.

In come texts, sizes in points and the style; out come points. The widths are those of Times New Roman, from the packaged
``times.json`` (advance widths of a font with the same metrics), which is read when the first text is measured. Without
kerning and ligatures, as the documents are printed, the width of a text is the sum of its letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# Times New Roman has no Thai and no Chinese. Thai falls back to a font of the system: 0.53 em is the mean of the spacing
# letters of Norasi, the free Thai face nearest to Times, over a page of official Thai. Chinese and Japanese letters are square.
THAI_EM = 0.53
SQUARE_EM = 1.0
# Where a line may end, as Unicode's rule has it (UAX 14): after spaces, and after a hyphen or slash inside a symbol such
# as 145/QĐ-UBND, but not before a digit; after a dash in both cases. A no-break space never ends a line.
_BREAK = re.compile(r"(?<=[ \t])(?![ \t])|(?<=\S[-/])(?=[^\W\d_]|[(\[“])|(?<=\S[‐–—])(?=[\w(\[“])")


def width(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in points of the text on one line. Accents have none; a letter the font lacks is as wide as n."""
    return sum(map(_advances(bold, italic).__getitem__, text)) * size_pt


def lines(text: str, size_pt: float, column_pt: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """Return the lines a text has in a column of this width in points; a line break in the text is kept.

    Each line takes all that fits, as Word and Pango do. Spaces at the end of a line take no room and are left out. A word
    wider than the column stands alone and sticks out; Thai, which has no spaces between words, is not broken.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in filter(None, _BREAK.split(paragraph)):
            if line and width((line + piece).rstrip(" \t"), size_pt, bold=bold, italic=italic) > column_pt:
                found.append(line.rstrip(" \t"))
                line = ""
            line += piece
        found.append(line.rstrip(" \t"))
    return found


class Advances(dict[str, float]):
    """The width of every letter of a style, in ems; that of a letter the font lacks is worked out when it is first met."""

    def __missing__(self, letter: str) -> float:
        self[letter] = width = _fallback(letter, self["n"])
        return width


@lru_cache(maxsize=4)
def _advances(bold: bool, italic: bool) -> Advances:
    data = _data()
    style = "-".join(name for name, on in (("bold", bold), ("italic", italic)) if on) or "regular"
    return Advances({letter: int(units) / data["units_per_em"] for units, letters in data["styles"][style].items() for letter in letters})


@lru_cache(maxsize=1)
def _data() -> Any:
    import json
    from pathlib import Path

    return json.loads((Path(__file__).parent / "times.json").read_text(encoding="ascii"))


def _fallback(letter: str, common: float) -> float:
    """Return the width in ems of a letter the font lacks."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if "\u0e00" <= letter <= "\u0e7f":
        return THAI_EM
    return SQUARE_EM if unicodedata.east_asian_width(letter) in ("W", "F") else common
