"""Writes docgen/words/times.json: how wide each letter of Times New Roman is.

Run by hand, once, where Liberation Serif 2 is installed (its advance widths are those of Times New Roman)::

    python scripts/font_metrics.py /usr/share/fonts/truetype/liberation2

The widths are facts of the font, in its own units (2048 to the em); no outline is copied.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold-italic": "BoldItalic"}
# Latin with all of Vietnamese, Greek, punctuation, currency, letter-like signs, arrows and mathematics, shapes.
BLOCKS = ((0x20, 0x7F), (0xA0, 0x250), (0x370, 0x400), (0x1E00, 0x1F00), (0x2000, 0x20D0), (0x2100, 0x2300), (0x25A0, 0x2600))
TWINS = {"\u2011": "-"}  # the font lacks the non-breaking hyphen; layout engines show its twin
SOURCE = (
    "Advance widths of {font}, metric-compatible with Times New Roman, written by scripts/font_metrics.py. "
    "For each style: width in units of the em -> the characters of that width. Characters not listed: see measure.py."
)


def advances(font: TTFont) -> dict[int, str]:
    """Return width → characters, without accents and format signs: they have no width of their own in any layout."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    widths: dict[int, str] = {}
    for character in (chr(code) for block in BLOCKS for code in range(*block)):
        glyph = glyphs.get(ord(TWINS.get(character, character)))
        if glyph is not None and unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cn"):
            widths[metrics[glyph][0]] = widths.get(metrics[glyph][0], "") + character
    return dict(sorted(widths.items()))


def main(folder: Path) -> None:
    """Write the widths of the four styles beside the module that reads them."""
    fonts = {style: TTFont(folder / f"LiberationSerif-{name}.ttf") for style, name in STYLES.items()}
    title = f"{fonts['regular']['name'].getDebugName(4)}, {fonts['regular']['name'].getDebugName(5)}"
    data = {
        "source": SOURCE.format(font=title),
        "units_per_em": fonts["regular"]["head"].unitsPerEm,
        "styles": {style: advances(font) for style, font in fonts.items()},
    }
    target = Path(__file__).parent.parent / "docgen" / "words" / "times.json"
    target.write_text(json.dumps(data, indent=0) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
