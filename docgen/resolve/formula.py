"""Formulas of a format: fixed words with ``{fields}``; a part in ``[brackets]`` falls away when a field in it is empty."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SEGMENT = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_FIELD = re.compile(r"\{([a-z_]+)\}")


class Segment(NamedTuple):
    """A stretch of a formula: its words, each with the name of the field after it; ``optional`` in brackets."""

    pieces: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    optional: bool


@lru_cache(maxsize=2048)
def _segments(formula: str) -> tuple[Segment, ...]:
    found = []
    for match in _SEGMENT.finditer(formula):
        body, optional = (match[1], True) if match[1] is not None else (match[2], False)
        words, names = _FIELD.split(body)[::2], tuple(_FIELD.findall(body))
        found.append(Segment(tuple(zip(words, (*names, ""), strict=True)), names, optional))
    return tuple(found)


def fill(formula: str, **fields: str) -> str:
    """Return the formula's text. A field that was not given is empty."""
    text = ""
    for pieces, names, optional in _segments(formula):
        if optional and names and not any(fields.get(name) for name in names):
            continue
        for words, name in pieces:
            text += words + fields.get(name, "")
    return text
