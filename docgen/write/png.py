"""A picture as PNG, for readers that do not draw SVG: Word before 2016, viewers on a phone, mail.

In: a drawing and the format whose fonts it names; it is drawn from the SVG the others get. Out: PNG bytes at 216 dots an inch,
the same for the same drawing, library and fonts. resvg draws it in the process, from its own wheel: Word needs neither Pango
nor WeasyPrint.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from docgen.files.fontconfig import FontsUnknown
from docgen.model.drawing import Drawing
from docgen.model.format import Format
from docgen.write.css import families
from docgen.write.glyphs import face, text_families
from docgen.write.memo import once_per_format
from docgen.write.svg import svg

SCALE = 3
"""Dots a point: what a printer of an office shows, in files of some 20 KB."""


def png(drawing: Drawing, format: Format, language: str) -> bytes:
    """Return a drawing as a PNG on white ground, ``SCALE`` dots for each point."""
    import resvg_py

    drawn = svg(drawing, families(format), "", dots=SCALE)
    return resvg_py.svg_to_bytes(svg_string=drawn, background="#ffffff", **_fonts(format, language))


@once_per_format
def _fonts(format: Format, _: str) -> dict[str, Any]:
    """Return the font files of the format, and none else; where fontconfig is missing, resvg looks for fonts itself."""
    scripts = [text_families(format), *([format.fonts["thai"]] if format.fonts.get("thai") else [])]
    with suppress(FontsUnknown):
        found = [face(families) for families in scripts]
        return {"font_files": [each.file for each in found], "skip_system_fonts": True, "serif_family": found[0].family}
    return {"serif_family": text_families(format)[-1]}
