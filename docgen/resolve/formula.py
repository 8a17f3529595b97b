"""Formulas of a format: fixed words with ``{fields}``; a part in ``[brackets]`` falls away when a field in it is empty."""

from __future__ import annotations

import re
from functools import lru_cache

_SEGMENT = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_FIELD = re.compile(r"\{([a-z_]+)\}")


@lru_cache(maxsize=2048)
def _segments(formula: str) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    found = []
    for match in _SEGMENT.finditer(formula):
        body, optional = (match[1], True) if match[1] is not None else (match[2], False)
        found.append((body, tuple(_FIELD.findall(body)), optional))
    return tuple(found)


def fill(formula: str, **fields: str) -> str:
    """Return the formula's text. A field that was not given is empty."""
    parts = []
    for body, names, optional in _segments(formula):
        if optional and names and not any(fields.get(name) for name in names):
            continue
        parts.append(_FIELD.sub(lambda match: fields.get(match[1], ""), body))
    return "".join(parts)
