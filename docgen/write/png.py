"""A picture as PNG, for readers that do not draw SVG: Word before 2016, viewers on a phone, mail.

In: the very SVG the others get, and the format whose fonts it names. Out: PNG bytes at 216 dots an inch, the same for the
same SVG, library and fonts. resvg draws it in the process, from its own wheel: Word needs neither Pango nor WeasyPrint.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from docgen.model.format import Format
from docgen.write.glyphs import FontsUnknown, face, text_families
from docgen.write.memo import once_per_format

SCALE, DPI = 3, 96.0
"""Dots a point: what a printer of an office shows, in files of some 20 KB."""


def png(svg: str, width: float, format: Format, language: str) -> bytes:
    """Return ``svg`` as a PNG on white ground, ``SCALE`` dots for each point of ``width``."""
    import resvg_py

    look = _fonts(format, language)
    return resvg_py.svg_to_bytes(svg_string=svg, width=round(width * SCALE), dpi=DPI, background="#ffffff", **look)


@once_per_format
def _fonts(format: Format, language: str) -> dict[str, Any]:
    """Return the font files of the format, and none else; where fontconfig is missing, resvg looks for fonts itself."""
    scripts = [text_families(format), *([format.fonts["thai"]] if language == "th" and format.fonts.get("thai") else [])]
    with suppress(FontsUnknown):
        found = [face(families) for families in scripts]
        return {"font_files": [each.file for each in found], "skip_system_fonts": True, "serif_family": found[0].family}
    return {"serif_family": text_families(format)[-1]}
