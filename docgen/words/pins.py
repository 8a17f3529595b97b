"""The fingerprint a citation may hold of what it cited: ``[[kh-so-hoa@9f3c2a7d]]``; it is never printed.

In: the target of a citation, or a text. Out: target and fingerprint apart. A fingerprint is eight hex digits at the very
end, so ``[[DOC@hai-phong/cat-hai]]`` still cites one unit's document.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FINGERPRINT = re.compile(r"@([0-9a-f]{8})$")
_CITATION = re.compile(r"(?<!\^)\[\[(?!#)([^\[\]\s]+)\]\]")


class Pin(NamedTuple):
    """A citation in a text: its target, the fingerprint it holds or nothing, and the characters between its brackets."""

    target: str
    fingerprint: str
    start: int
    end: int


def apart(written: str) -> tuple[str, str]:
    """Return the target of a citation and its fingerprint, empty where it holds none."""
    match = FINGERPRINT.search(written)
    return (written[: match.start()], match[1]) if match else (written, "")


def pins(text: str) -> list[Pin]:
    """Return every citation of another text, in order."""
    return [Pin(*apart(match[1]), match.start(1), match.end(1)) for match in _CITATION.finditer(text)] if "[[" in text else []
