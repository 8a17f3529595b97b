"""How much one page holds: what the evening report of a rehearsal shows on its first page, and where texts are cut.

In: how many rows there are to show. Out: how many of them fit, and how long texts may be. The widths are those of the columns in
``templates/drafts/trial.yaml`` on A4 between the margins of the law; a test renders the fullest page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.words.measure import lines, width
from docgen.words.numbers import grouped

TEXT, SMALL = 14.0, 11.0
"""Sizes of running text and of a dense table."""
ROWS = 13
"""Rows of dense tables that fit below the letterhead and above the signature, their heads left out."""
LEAST_BODIES, MOST_BODIES, SILENT_LINES = 2, 6, 2.2
PER_ROW = 2
"""Figures in a row of their table."""
SHARES = {"title": 0.45, "name": 0.22, "body": 0.28, "what": 0.33}
"""Shares of the page that columns of long texts have in the skeleton."""
CELL = 9.0
"""What the sides of a cell take, in points."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many figures and bodies fit on a page whose lines are ``page`` points long.

    ``deep`` names the long texts that may take two lines, as there are few rows: ``what`` with ``body``, ``name``, ``title``.
    """

    page: float
    sums: int
    bodies: int
    deep: frozenset[str] = frozenset()

    @property
    def silent(self) -> float:
        """Return the points there are for the names of silent units."""
        return self.page * SILENT_LINES

    def clipped(self, text: str, key: str, end: str = "") -> str:
        """Return a text and its end as far as they fit into their cell; what was longer stops with a whole word and dots."""
        words = text.split()
        most, cell = 2 if key in self.deep else 1, self.page * SHARES[key] - CELL
        shown = " ".join(words) + end
        while len(words) > 1 and len(lines(shown, SMALL, cell)) > most:
            words.pop()
            shown = " ".join(words).rstrip(",;:") + "…" + end
        return shown


def room_of(page: float, drills: int, sums: int, bodies: int) -> Room:
    """Return what fits beside so many lines of drills: a few bodies first, then figures, then more bodies, then second lines."""
    left = max(ROWS - drills, 2)
    first = min(bodies, LEAST_BODIES, left - 1)
    rows = min(-(-sums // PER_ROW), left - first)
    shown = min(bodies, MOST_BODIES, left - rows)
    left -= rows + shown
    deep: set[str] = set()
    for key, needed in (("what", shown), ("name", rows), ("title", drills)):
        if needed <= left:
            deep |= {key, "body"} if key == "what" else {key}
            left -= needed
    return Room(page, min(sums, rows * PER_ROW), shown, frozenset(deep))


def names_that_fit(names: Sequence[str], rest: Callable[..., str], room: float) -> str:
    """Return names as far as they fit; ``rest`` says with ``names`` and ``count`` that there are others."""
    whole = ", ".join(names)
    if width(whole, TEXT) <= room:
        return whole
    shown = len(names) - 1
    while shown > 1 and width(rest(names=", ".join(names[:shown]), count=len(names) - shown), TEXT) > room:
        shown -= 1
    return rest(names=", ".join(names[:shown]), count=len(names) - shown)


def tenth(number: Decimal) -> str:
    """Return a number with one decimal in Vietnamese: 92,3; whole numbers without."""
    rounded = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return grouped(int(rounded) if rounded == int(rounded) else rounded)
