"""Plain data → values of the model, with every fault as a finding at its place."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.model.findings import Finding, Place
from docgen.model.values import Value
from docgen.words.nearest import nearest

V = TypeVar("V", bound=Value)
EXPECTED = {
    "string_type": "text",
    "model_type": "a map of keys",
    "model_attributes_type": "a map of keys",
    "dict_type": "a map of keys",
    "tuple_type": "a list",
    "union_tag_not_found": "text or a map of keys",
    "mapping_type": "a map of keys",
    "frozen_set_type": "a list",
    "float_parsing": "a number",
    "float_type": "a number",
}


def build(kind: type[V], data: Any, path: str, steps: tuple[str | int, ...] = ()) -> tuple[V | None, list[Finding]]:
    """Return the value that data describes, or None with the findings that say why not."""
    try:
        return kind.model_validate(data), []
    except ValidationError as fault:
        found = [_finding(error, data, path, steps) for error in fault.errors(include_url=False)]
        return None, list({(f.code, f.place): f for f in found}.values())


def _finding(error: ErrorDetails, data: Any, path: str, steps: tuple[str | int, ...]) -> Finding:
    trail, holder = _trail(data, error["loc"])
    place = Place(path, steps + trail)
    name, value, context = error["type"], error["input"], error.get("ctx", {})
    if name == "extra_forbidden":
        key = str(error["loc"][-1])
        known = _known_keys(frozenset(holder) - {key} if isinstance(holder, dict) else frozenset())
        return Finding(
            "E103", Place(path, steps + trail, key=True), {"key": key, "nearest": nearest(key, known) or "", "known": ", ".join(known)}
        )
    if name == "missing":
        return Finding("E104", place, {"key": str(error["loc"][-1])})
    if name == "literal_error":
        known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return Finding("E113", place, {"value": str(value), "known": ", ".join(known), "nearest": nearest(str(value), known) or ""})
    if name == "string_pattern_mismatch":
        return Finding("E114", place, {"value": str(value), "pattern": str(context["pattern"])})
    if name == "string_type" and (eaten := _as_written(value)):
        return Finding("E116", place, {"value": eaten, "cure": f'"{eaten}"'})
    if name in EXPECTED:
        return Finding("E105", place, {"expected": EXPECTED[name]})
    if name.startswith("E"):
        return Finding(name, place, {"value": str(context.get("value", value))})
    return Finding("E105", place, {"expected": error["msg"]})


def _as_written(value: Any) -> str:
    """Return the text YAML read as a map or a list: ``{unit.name}``, ``[[id]]``; nothing where it is a real one."""
    if isinstance(value, dict) and len(value) == 1 and list(value.values()) == [None]:
        return f"{{{next(iter(value))}}}"
    nested = isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1
    return f"[[{value[0][0]}]]" if nested and isinstance(value[0][0], str) else ""


def _trail(data: Any, loc: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], Any]:
    """Return the steps of ``loc`` that the data really has, and what they lead to; tags of unions are passed over.

    For an unknown key the holder is the map that has it.
    """
    trail: list[str | int] = []
    holder = data
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if _has(data, step):
            trail.append(step)
            holder, data = data, data[step]
        elif last:
            holder = data
    return tuple(trail), holder


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, (list, tuple)) and isinstance(step, int) and step < len(data)


@cache
def _classes() -> tuple[tuple[type[Value], frozenset[str]], ...]:
    def below(kind: type[Value]) -> list[type[Value]]:
        return [kind, *(deeper for child in kind.__subclasses__() for deeper in below(child))]

    return tuple((kind, frozenset(field.alias or name for name, field in kind.model_fields.items())) for kind in below(Value))


def _known_keys(present: frozenset[str]) -> list[str]:
    """Return the keys of the value type that shares most keys with those present."""
    return sorted(max(_classes(), key=lambda entry: (len(entry[1] & present), -len(entry[1])))[1])
