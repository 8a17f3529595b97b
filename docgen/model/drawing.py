"""A drawing as a list of primitives: what a chart is before a writer gives it a file format.

Lengths are points from the upper left corner, colours RRGGBB. Only filled boxes, straight lines and single lines of text:
what SVG, PDF and Word draw alike, and what has no transparency, which an archive's PDF would have to explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; ``line`` is the width of its outline in black, 0 for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; ``dashed`` in equal dashes and gaps."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    color: str = "000000"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text whose baseline is at ``y``; ``x`` is its start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    color: str = "000000"


Mark = Box | Stroke | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in the order in which they are drawn, on white paper of this size."""

    width: float
    height: float
    marks: tuple[Mark, ...]
