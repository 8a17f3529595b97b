"""Codes of findings and their words: ``model/codes.yaml`` and the message catalogues.

In: a code and the words of a finding. Out: message and hint in the reader's language, and what ``explain`` tells.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from docgen.cli.call import PACKAGE
from docgen.words.messages import catalogue


@cache
def codes() -> Mapping[str, Mapping[str, Any]]:
    """Return every code with its message, hint, why, wrong and right example, as written in English."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Mapping[str, Any]] = yaml.load((PACKAGE / "model" / "codes.yaml").read_bytes(), Loader=loader)
    return found


def message(code: str, words: Mapping[str, str], language: str) -> str:
    """Return what a finding says."""
    return catalogue(language)(codes()[code]["message"]).format_map(_Words(words))


def hint(code: str, words: Mapping[str, str], language: str) -> str:
    """Return the hint: the first whose words are all there, or nothing."""
    hints = codes()[code].get("hint") or ""
    chosen = next((text for text in ([hints] if isinstance(hints, str) else hints) if _filled(text, words)), "")
    return catalogue(language)(chosen).format_map(_Words(words)) if chosen else ""


def _filled(text: str, words: Mapping[str, str]) -> bool:
    return all(words.get(name) for name in fields(text))


def fields(text: str) -> Sequence[str]:
    """Return the names in braces."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


class _Words(dict[str, str]):
    """Words of a finding; one the finding does not have is printed as a blank."""

    def __missing__(self, key: str) -> str:
        return "…"
