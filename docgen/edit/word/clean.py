"""Text as it is compared: composed letters, single plain spaces, nothing invisible. Word changes these without being asked."""

from __future__ import annotations

import unicodedata

INVISIBLE = frozenset("\u00ad\u200b\u200c\u2060\ufeff")


def clean(text: str) -> str:
    """Return the text for comparing."""
    return spaced(unicodedata.normalize("NFC", text))[0].strip()


def spaced(text: str) -> tuple[str, list[int]]:
    """Return the text with single spaces, and the place each of its letters had."""
    kept: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in INVISIBLE or (letter.isspace() and kept and kept[-1] == " "):
            continue
        kept.append(" " if letter.isspace() else letter)
        places.append(place)
    return "".join(kept), places
