"""Hours as clerks type them into a cell: ``8:00``, ``08.30``, ``8h``, ``8h30``, ``8 giờ 30``.

In: a text. Out: the hour written ``08:30``, or None where the text is none; nothing is guessed.
"""

from __future__ import annotations

import re

from docgen.words.letters import strip_accents

_FORM = re.compile(r"(\d{1,2})\s*(?:[:.]|h|g|gio)\s*(\d{2})?(?:\s*(?:'|phut|p))?(?::00)?")


def typed_hour(text: str) -> str | None:
    """Return the hour a text names, whole and by itself; None for another text and for an hour no day has."""
    match = _FORM.fullmatch(" ".join(strip_accents(text).casefold().split()))
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return f"{int(match[1]):02d}:{match[2] or '00'}"
