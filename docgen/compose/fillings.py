"""The fillings of bars: six that differ in lightness or hatching, so that a page printed or copied in black still tells them apart.

Hatching is drawn as lines cut at the edges of the bar: patterns are what readers of SVG disagree about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from docgen.model.drawing import Box, Label, Mark, Stroke
from docgen.words.measure import width

EDGE, HATCH = 0.5, 0.6
SPACE = 3.5
"""Points between the lines of a hatching, along the edge."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A ground, the colour of figures on it, and the hatching over it."""

    ground: str
    ink: str = "000000"
    hatch: Literal["", "up", "both"] = ""
    color: str = "000000"


FILLINGS = (
    Filling("1f3864", ink="ffffff"),
    Filling("b4c7e7"),
    Filling("ffffff", hatch="up", color="1f3864"),
    Filling("ffffff", hatch="both", color="9c1006"),
    Filling("808080", ink="ffffff"),
    Filling("ffffff"),
)


def filled(box: Box, series: int, figure: Label | None = None) -> Iterator[Mark]:
    """Yield a bar in the filling of the series, its hatching, and the figure in it on a ground it can be read on."""
    filling = FILLINGS[series % len(FILLINGS)]
    yield replace(box, fill=filling.ground, line=EDGE)
    if filling.hatch:
        yield from _hatching(box, filling.color, down=False)
        if filling.hatch == "both":
            yield from _hatching(box, filling.color, down=True)
        yield replace(box, fill="", line=EDGE)
    if figure is not None:
        if filling.hatch:
            room = width(figure.text, figure.size) + 2
            yield Box(figure.x - room / 2, figure.y - figure.size * 0.75, room, figure.size, "ffffff")
        yield replace(figure, color=filling.ink)


def _hatching(box: Box, color: str, *, down: bool) -> Iterator[Stroke]:
    """Yield the slanted lines of a box: each leaves the box where its edges are."""
    for n in range(1, int((box.width + box.height) / SPACE) + 1):
        far = n * SPACE  # where the line meets the upper edge's height, from the left end
        x1, y1 = max(far - box.height, 0.0), min(far, box.height)
        x2, y2 = min(far, box.width), max(far - box.width, 0.0)
        if x2 <= x1:
            continue
        low, high = (box.height - y1, box.height - y2) if down else (y1, y2)
        yield Stroke(box.x + x1, box.y + low, box.x + x2, box.y + high, HATCH, color)
