"""What is worked out once for a format and a language and kept for the life of the process.

A format holds mappings, so it cannot be the key of a dictionary; the object itself is, and it is kept alive with what was
made of it. A workspace has three formats and three languages: sixteen places are more than a batch needs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from docgen.model.format import Format

Made = TypeVar("Made")
PLACES = 16


def once_per_format(build: Callable[[Format, str], Made]) -> Callable[[Format, str], Made]:
    """Return ``build`` that works once for each (format, language)."""
    kept: dict[tuple[int, str], tuple[Format, Made]] = {}

    @wraps(build)
    def made(format: Format, language: str) -> Made:
        key = (id(format), language)
        if key not in kept:
            if len(kept) >= PLACES:
                kept.clear()
            kept[key] = (format, build(format, language))
        return kept[key][1]

    return made
