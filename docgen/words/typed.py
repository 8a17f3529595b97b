"""Days as clerks type them into a cell: ``20/6/2025``, ``20.06.2025``, ``20-6-25``, ``ngày 20 tháng 6 năm 2025``.

In: a text. Out: a day, or None where the text is none. The day stands before the month, as Vietnam writes it; nothing is guessed.
"""

from __future__ import annotations

import datetime
import re

from docgen.words.letters import strip_accents

_FORMS = (
    re.compile(r"(?P<y>\d{4})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})(?:[T ]0?0:00(?::00)?)?"),
    re.compile(r"(?P<d>\d{1,2})\s*(?P<s>[-/.])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?:ngay\s+)?(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})(?:\s+nam|\s*,)?\s+(?P<y>\d{4})"),
)
CENTURY = 2000
"""A year of two figures is one of this century: nobody reports a task of the last."""


def typed_day(text: str) -> datetime.date | None:
    """Return the day a text names, whole and by itself; None for another text and for a day no calendar has."""
    plain = " ".join(strip_accents(text).casefold().split()).rstrip(".")
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            year = int(match["y"])
            return _day(year if year > 99 else CENTURY + year, int(match["m"]), int(match["d"]))
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
