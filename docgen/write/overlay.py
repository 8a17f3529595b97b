"""Labels of a picture that must not be taken apart, set as text over it.

In: a drawing for paper. Out: the drawing without them, and markup that puts them in their place. WeasyPrint sets the text of an
SVG letter by letter, so a Thai vowel or tone mark stands alone on a dotted circle instead of above its consonant.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from html import escape

from docgen.model.drawing import Drawing, Label

HEIGHT = 1.5
"""Height of a label's line, in sizes."""
BASE = 1.08
"""From the top of that line to its baseline, in sizes: half of what the line has over the letters, and their rise."""
ALIGN = {"start": "left", "middle": "center", "end": "right"}


def apart(drawing: Drawing) -> tuple[Drawing, str]:
    """Return the drawing without the labels that hold marks above or below their letters, and those labels as markup."""
    joined = [mark for mark in drawing.marks if isinstance(mark, Label) and _is_joined(mark.text)]
    if not joined:
        return drawing, ""
    bare = replace(drawing, marks=tuple(mark for mark in drawing.marks if mark not in joined))
    return bare, "".join(_placed(label, drawing.width) for label in joined)


def _is_joined(text: str) -> bool:
    return any(unicodedata.category(letter) == "Mn" for letter in text)


def _placed(label: Label, room: float) -> str:
    """Return a label as a line without width limit that begins, ends or has its middle at its place."""
    left = {"start": label.x, "middle": label.x - room, "end": label.x - 2 * room}[label.anchor]
    place = f"left: {left:.2f}pt; top: {label.y - BASE * label.size:.2f}pt; width: {2 * room:.2f}pt; text-align: {ALIGN[label.anchor]}"
    look = f"font-size: {label.size:g}pt; line-height: {HEIGHT}; text-indent: 0; color: #{label.color}"
    return f'<span style="position: absolute; {place}; {look}">{escape(label.text, quote=False)}</span>'
