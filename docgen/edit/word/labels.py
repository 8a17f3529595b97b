"""Numbers, letters and dashes before a paragraph: docgen works them out, a leader types them.

In: a text. Out: its label, and what kind of part it announces.
"""

from __future__ import annotations

import re
from typing import Literal

LABEL = re.compile(
    r"(?P<article>(?:Điều|Article|ข้อ) \d+[.):])\s+|(?P<dash>[-•–])\s+|(?P<plus>\+)\s+|(?P<number>\d+(?:\.\d+)*[.)/])\s+"
    r"|(?P<letter>[a-zđ]{1,2}\))\s+|(?P<roman>[IVXLC]+[.-])\s+"
)
"""What may stand before an article, a heading, a clause, a point or an item."""
Kind = Literal["article", "roman", "number", "letter", "dash", "plus", "text"]
DEPTH: dict[Kind, int] = {"article": 0, "roman": 0, "number": 1, "letter": 2, "dash": 3, "plus": 4, "text": 9}
"""How deep a part stands below others: a clause below an article, a point below a clause."""


def kind_of(text: str) -> Kind:
    """Return what kind of part a paragraph begins."""
    match = LABEL.match(text)
    found = match.lastgroup if match else None
    return next((kind for kind in DEPTH if kind == found), "text")


def bare(text: str) -> str:
    """Return a text without its label."""
    match = LABEL.match(text)
    return text[match.end() :] if match else text
