"""What differs between the documents of a series: found once in the pattern, filled for each of them.

In: a value with placeholders and conditional parts. Out: a function that makes the value of one document from the texts of its
placeholders and the conditions that hold; what has no hole in it is shared by all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from docgen.model.values import Value

V = TypeVar("V")
Fields = Mapping[str, str]
Hole = Callable[[Fields, frozenset[str]], V]
BRACES = re.compile(r"\{([^{}]*)\}")


def hole(held: V) -> Hole[V] | None:
    """Return the function that fills what a value holds; None where it is the same in every document."""
    found: Hole[Any] | None = None
    if isinstance(held, str):
        found = _text(held) if "{" in held else None
    elif isinstance(held, Value):
        found = _value(held)
    elif isinstance(held, tuple):
        found = _tuple(held)
    elif isinstance(held, Mapping):
        found = _mapping(held)
    return found


def _text(text: str) -> Hole[str]:
    def fill(fields: Fields, _: frozenset[str]) -> str:
        return BRACES.sub(lambda match: fields.get(match[1], match[0]), text)

    return fill


def _value(value: Value) -> Hole[Value] | None:
    holes = [(name, found) for name, held in value.__dict__.items() if (found := hole(held)) is not None]
    if not holes:
        return None
    return lambda fields, conditions: value.model_copy(update={name: fill(fields, conditions) for name, fill in holes})


def _tuple(held: tuple[Any, ...]) -> Hole[tuple[Any, ...]] | None:
    parts = [(part, hole(part), getattr(part, "only", None)) for part in held]
    if not any(fill is not None or only is not None for _, fill, only in parts):
        return None

    def fill_all(fields: Fields, conditions: frozenset[str]) -> tuple[Any, ...]:
        return tuple(fill(fields, conditions) if fill else part for part, fill, only in parts if only is None or only in conditions)

    return fill_all


def _mapping(held: Mapping[str, Any]) -> Hole[dict[str, Any]] | None:
    holes = {key: found for key, part in held.items() if (found := hole(part)) is not None}
    if not holes:
        return None
    return lambda fields, conditions: {**held, **{key: fill(fields, conditions) for key, fill in holes.items()}}
