"""How much one page holds: what the evening report of a rehearsal shows on its first page, and where texts are cut.

In: how many rows there are to show. Out: how many of them fit, and how long texts may be. The widths are those of the columns in
``templates/drafts/trial.yaml`` on A4 between the margins of the law; a test renders the fullest page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.words.measure import width
from docgen.words.numbers import grouped

TEXT, SMALL = 14.0, 11.0
"""Sizes of running text and of a dense table."""
ROWS = 13
"""Rows of dense tables that fit below the letterhead and above the signature, their heads left out."""
LEAST_BODIES, MOST_BODIES, SILENT_LINES = 2, 6, 2.2
PER_ROW = 2
"""Figures in a row of their table."""
CELL = 9.0
"""What the sides of a cell take, in points."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many figures and bodies fit on a page whose lines are ``page`` points long."""

    page: float
    sums: int
    bodies: int

    @property
    def silent(self) -> float:
        """Return the points there are for the names of silent units."""
        return self.page * SILENT_LINES

    def cell(self, share: float) -> float:
        """Return the points there are in one line of a cell that takes a share of the page."""
        return self.page * share - CELL


def room_of(page: float, lines: int, sums: int, bodies: int) -> Room:
    """Return what fits beside so many lines of drills: a few bodies first, then figures, then more bodies."""
    left = max(ROWS - lines, 2)
    first = min(bodies, LEAST_BODIES, left - 1)
    rows = min(-(-sums // PER_ROW), left - first)
    return Room(page, min(sums, rows * PER_ROW), min(bodies, MOST_BODIES, left - rows))


def clipped(text: str, room: float, end: str = "") -> str:
    """Return a text and its end in at most so many points; where the text was longer it stops with a whole word and dots."""
    plain = " ".join(text.split())
    if width(plain + end, SMALL) <= room:
        return plain + end
    words = plain.split(" ")
    while len(words) > 1 and width(" ".join(words) + "…" + end, SMALL) > room:
        words.pop()
    return " ".join(words).rstrip(",;:") + "…" + end


def names_that_fit(names: Sequence[str], rest: str, room: float) -> str:
    """Return names as far as they fit; ``rest`` says with ``{names}`` and ``{count}`` that there are others."""
    whole = ", ".join(names)
    if width(whole, TEXT) <= room:
        return whole
    shown = len(names) - 1
    while shown > 1 and width(rest.format(names=", ".join(names[:shown]), count=len(names) - shown), TEXT) > room:
        shown -= 1
    return rest.format(names=", ".join(names[:shown]), count=len(names) - shown)


def tenth(number: Decimal) -> str:
    """Return a number with one decimal in Vietnamese: 92,3; whole numbers without."""
    rounded = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return grouped(int(rounded) if rounded == int(rounded) else rounded)
