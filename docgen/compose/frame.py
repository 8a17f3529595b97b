"""The room of a bar chart, the measures all charts share, and how their rows are shared out among pages.

In: figures as printed, heights in points. Out: places along the axis, lines of names, the rows of each picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.words.measure import lines, width

LEADING = 1.15
"""Line spacing of labels, in sizes."""
RISE = 0.34
"""From the middle of a line of figures to its baseline, in sizes."""
GAP, BAR, APART = 4.0, 12.0, 8.0
"""Points: between text and bar, thickness of a bar, between categories."""
LABEL_SHARE = 0.4
"""Of the column that names beside the bars have at most."""
GRID = "bfbfbf"


@dataclass(frozen=True, slots=True)
class Category:
    """A row of a chart: its name and figures, with the figures as printed."""

    label: str
    values: tuple[Decimal, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a bar chart shows; ``unit`` is the line above it. ``stacked`` series stand on each other."""

    rows: tuple[Category, ...]
    series: tuple[str, ...]
    unit: str
    stacked: bool
    language: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a chart: its width, where bars begin and end, the size of its letters, the figures along its axis."""

    width: float
    left: float
    right: float
    size: float
    marks: tuple[Decimal, ...]

    @property
    def small(self) -> float:
        """Return the size of figures at bars and under the axis."""
        return self.size - 1

    def at(self, value: Decimal) -> float:
        """Return where a figure lies along the axis."""
        return self.left + (self.right - self.left) * float(value / self.marks[-1])


def pages(heights: Sequence[float], room: float) -> list[range]:
    """Return the rows of each picture: as few pictures as can be, about equally full."""
    count = max(-(-sum(heights) // max(room, 1)), 1)
    share = min(sum(heights) / count + max(heights, default=0) / 2, room)
    found, start, used = [], 0, 0.0
    for n, height in enumerate(heights):
        if n > start and used + height > share:
            found.append(range(start, n))
            start, used = n, 0.0
        used += height
    return [*found, range(start, len(heights))]


def label_lines(label: str, column: float, size: float) -> list[str]:
    """Return the lines of a name beside its bar; a word without spaces (Thai has none) is cut where it must be."""
    room = column * LABEL_SHARE
    return [piece for line in lines(label, size, room) for piece in _cut(line, room, size)]


def _cut(line: str, room: float, size: float) -> list[str]:
    found = [""]
    for letter in line:
        joined = unicodedata.category(letter) == "Mn"
        if found[-1] and not joined and width(found[-1] + letter, size) > room:
            found.append("")
        found[-1] += letter
    return found
