"""What a value may hold, worked out once from the annotations of its class: ids, texts, parts.

In comes a class of the model, out comes its plan: which fields hold ids of which catalogue, which hold text of the
clerk, which hold further values. So a new field of the model is checked without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from docgen.model.chart import Bars
from docgen.model.document import Basis, Document, Waiver
from docgen.model.values import Ref, Value

UNPRINTED = frozenset(
    {
        (Document, "notes"),
        (Document, "id"),
        (Basis, "fingerprint"),
        (Waiver, "why"),
        (Waiver, "code"),
        (Bars, "label"),
        (Bars, "values"),
        (Bars, "without"),
    }
)


class Field(NamedTuple):
    """A field of a value: its name in Python, its key in the file, and the catalogue its ids belong to."""

    name: str
    key: str
    to: str = ""


class Plan(NamedTuple):
    """The fields of one class by what they hold."""

    ids: tuple[Field, ...]
    texts: tuple[Field, ...]
    parts: tuple[Field, ...]


@cache
def plan(kind: type[Value]) -> Plan:
    """Return the plan of a class of the model."""
    ids, texts, parts = [], [], []
    hints = get_type_hints(kind, include_extras=True)
    for name, info in kind.model_fields.items():
        held = set(_held(hints[name]))
        key = info.alias or name
        to = next((item.to for item in held if isinstance(item, Ref)), "")
        if to:
            ids.append(Field(name, key, to))
        elif str in held and (kind, name) not in UNPRINTED:
            texts.append(Field(name, key))
        if Value in held:
            parts.append(Field(name, key))
    return Plan(tuple(ids), tuple(texts), tuple(parts))


@cache
def is_value(kind: type) -> bool:
    """Return whether a class is one of the model's; ``isinstance`` asks pydantic each time, which takes ten times as long."""
    return issubclass(kind, Value)


def _held(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation may hold: the mark of a catalogue, ``str`` for text, ``Value`` for a value."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        found = [mark for mark in marks if isinstance(mark, Ref)]
        parsed = inner is str and any(isinstance(mark, BeforeValidator) for mark in marks)  # an id or an hour is no text
        yield from found or (() if parsed else _held(inner))
    elif isinstance(annotation, type) and issubclass(annotation, Value):
        yield Value
    elif annotation is str:
        yield str
    else:
        arguments = get_args(annotation)
        for argument in arguments[1:] if _is_mapping(annotation) else arguments:
            yield from _held(argument)


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and hasattr(origin, "keys")
