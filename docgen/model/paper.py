"""The sheet of paper: how wide and high, and which margins, upright or turned.

In come the format's page and an orientation; out come points. Every writer asks here, so that Word and PDF agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.model.format import Page

Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper and margins in points, as the reader holds the sheet."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        """Return the room between the left and the right margin."""
        return self.width - self.left - self.right


@lru_cache(maxsize=16)
def paper(page: Page, orientation: Orientation) -> Paper:
    """Return the paper of a section. A landscape sheet is the upright one turned clockwise with its margins, so that the
    wide margin stays on the edge that is bound."""
    if orientation == "portrait":
        return Paper(page.width, page.height, page.top, page.right, page.bottom, page.left)
    return Paper(page.height, page.width, page.left, page.top, page.right, page.bottom)
