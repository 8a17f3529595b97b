"""A drawing as SVG: the one text from which PDF, browser and modern Word draw a picture.

In: a drawing, the families of its letters, what it says in words. Out: well-formed SVG 1.1 without styles, patterns, ids or
transparency, which all readers draw alike; the same bytes for the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from docgen.model.drawing import Box, Drawing, Label, Mark, Stroke

NAMESPACE = "http://www.w3.org/2000/svg"


def svg(drawing: Drawing, families: tuple[str, ...], alt: str, *, dots: int = 0) -> str:
    """Return the picture as an ``svg`` element of its size in points; ``alt`` is its title.

    With ``dots`` its size is so many dots for each point, in whole dots.
    """
    sides = [f"{round(side * dots)}" if dots else f"{_n(side)}pt" for side in (drawing.width, drawing.height)]
    size = f'width="{sides[0]}" height="{sides[1]}" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    names = ", ".join(f"'{family}'" for family in families)
    head = f'<svg xmlns="{NAMESPACE}" role="img" {size} font-family="{escape(names)}, serif"><title>{escape(alt, quote=False)}</title>'
    return "".join((head, *_marks(drawing.marks), "</svg>"))


def _n(number: float) -> str:
    """Return a length with at most two decimals: a hundredth of a point is less than any printer's dot."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if round(number, 2) else "0"


def _marks(marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the marks in their order; lines of one look that follow each other, as those of a hatching, are one path."""
    for look, run in groupby(marks, key=_look):
        if look is None:
            for mark in run:
                yield from _box(mark) if isinstance(mark, Box) else _label(mark) if isinstance(mark, Label) else ()
        else:
            lines = (f"M{_n(one.x1)} {_n(one.y1)}L{_n(one.x2)} {_n(one.y2)}" for one in run if isinstance(one, Stroke))
            color, width, dashed = look
            yield f'<path d="{"".join(lines)}" fill="none" stroke="#{color}" stroke-width="{_n(width)}"'
            yield ' stroke-dasharray="3 2"/>' if dashed else "/>"


def _look(mark: Mark) -> tuple[str, float, bool] | None:
    """Return colour and width of a line, and whether it is dashed; None for what is no line."""
    return (mark.color, mark.width, mark.dashed) if isinstance(mark, Stroke) else None


def _box(box: Box) -> Iterator[str]:
    yield f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    yield f' fill="{f"#{box.fill}" if box.fill else "none"}"'
    yield f' stroke="#000000" stroke-width="{_n(box.line)}"/>' if box.line else "/>"


def _label(label: Label) -> Iterator[str]:
    yield f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}" text-anchor="{label.anchor}"'
    yield f' fill="#{label.color}">{escape(label.text, quote=False)}</text>'
