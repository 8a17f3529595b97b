"""A document as the YAML text a clerk would have written: block style, one field a line, quotes only where YAML would misread.

In: a document. Out: text that reads back as the same document. A field that says what is so anyway is left out; text with line
breaks stands in a block (``text: |``), so who composes text puts one sentence on a line.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from docgen.model import body, chart, document, tasks
from docgen.model.document import Document
from docgen.model.values import Value

WIDTH = 140
FIRST = ("id", "article", "part", "chapter", "section", "heading", "title", "unnumbered", "number")
"""Fields of parts that stand first: what a part is called comes before what it holds; the closing of a document comes last."""
IN_LINE: tuple[type[Value], ...] = (
    *(tasks.Units, tasks.EachActor, tasks.TextActor, tasks.Due, body.Counts, body.TaskGroup, body.Column, body.AgencyFigures),
    *(body.MeetingLine, document.Basis, document.Changed, document.Provisional, document.AgencyChange, document.Signer),
    *(document.Recipient, document.Waiver, document.Expect, chart.Bars, chart.Timeline, chart.Span),
)
"""Small values: a map in one line, where it fits."""
SHORT: Mapping[type[Value], str] = {
    document.Basis: "ref",
    document.Recipient: "to",
    body.Column: "title",
    body.Item: "text",
    tasks.Due: "day",
}
"""Values that are written as their one field where they have no other."""
SINGLE = frozenset({"issuer", "lead", "with", "takes", "leaves", "chair", "secretary", "proposal", "sign"})
"""Lists written as their one member where they have no other."""
ONE_A_LINE = frozenset({"to", "bases", "recipients", "items", "steps", "roles", "materials", "evaluate", "notes"})
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_MISREAD = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^\s|\s$")
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_FLOW = re.compile(r"[,\[\]{}]")
_NULL = "null"
_RULES: Any = Resolver()


class _Bare(str):
    """Text that is written as it stands: days, numbers, truth values."""

    __slots__ = ()


class _Line(dict[str, Any]):
    """A map that stands in one line, where it fits."""


def written(value: Document) -> str:
    """Return the text of a document's file."""
    return "\n".join(_map(_fields(value), "")) + "\n"


def _fields(value: Value) -> dict[str, Any]:
    """Return the fields that say something, in the order in which they are written."""
    held = _Line() if isinstance(value, IN_LINE) else {}
    for name, key, default in _order(type(value)):
        field = getattr(value, name)
        if field != default:
            held[key] = _data(field, key)
    return held


@cache
def _order(kind: type[Value]) -> Sequence[tuple[str, str, Any]]:
    """Return name, key and default of the fields of a kind of value."""
    found = [(name, field.alias or name, field.get_default(call_default_factory=True)) for name, field in kind.model_fields.items()]
    if kind is not Document:
        return sorted(found, key=lambda row: FIRST.index(row[1]) if row[1] in FIRST else len(FIRST))
    closing = next(row for row in found if row[0] == "closing")
    found.remove(closing)
    found.insert(next(place for place, row in enumerate(found) if row[0] == "expect"), closing)
    return found


def _data(value: Any, key: str) -> Any:
    """Return a field as maps, lists and text."""
    if isinstance(value, Value):
        held = _fields(value)
        short = SHORT.get(type(value))
        return held[short] if short and list(held) == [short] else held
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        made = {name: _data(field, name) for name, field in value.items()}
        return made if key == "columns" else _Line(made)
    if isinstance(value, (tuple, list)):
        parts = [_data(part, "") for part in value]
        return parts[0] if len(parts) == 1 and key in SINGLE else parts
    return _Bare(_scalar(value))


def _scalar(value: object) -> str:
    if value is None:
        return _NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _map(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of a map."""
    for key, value in data.items():
        yield from _entry(f"{indent}{_quoted(key)}:", value, indent, key in ONE_A_LINE)


def _entry(head: str, value: Any, indent: str, one_a_line: bool) -> Iterator[str]:
    """Yield the lines of a value behind ``head``: on the same line where it may stand there, else below it."""
    line = None if one_a_line and isinstance(value, list) and len(value) > 1 else _in_line(value)
    if line is not None and (isinstance(value, str) or len(head) + 1 + len(line) <= WIDTH):
        yield f"{head} {line}"
    elif isinstance(value, str):
        yield from _block(head, value, f"{indent}  ")
    else:
        yield head
        yield from (_list if isinstance(value, list) else _map)(value, f"{indent}  ")


def _list(data: Sequence[Any], indent: str) -> Iterator[str]:
    """Yield the lines of a list; its maps stand in a line each, or none of them does."""
    lines = [_in_line(part) for part in data]
    fit = all(line is not None and len(indent) + 2 + len(line) <= WIDTH for line, part in zip(lines, data, strict=True) if part)
    for line, part in zip(lines, data, strict=True):
        if line is not None and (fit or not isinstance(part, dict)):
            yield f"{indent}- {line}"
        elif isinstance(part, str):
            yield from _block(f"{indent}-", part, f"{indent}  ")
        else:
            rows = list((_list if isinstance(part, list) else _map)(part, f"{indent}  "))
            yield f"{indent}- {rows[0].lstrip()}"
            yield from rows[1:]


def _in_line(value: Any, *, flow: bool = False) -> str | None:
    """Return a value as it stands in a line; None where it needs lines of its own."""
    if isinstance(value, _Bare):
        return str(value)
    if isinstance(value, str):
        return None if "\n" in value and (flow or _keeps(value)) else _quoted(value, flow=flow)
    if isinstance(value, _Line) or value == {}:
        parts = [(_quoted(key, flow=True), _in_line(field, flow=True)) for key, field in value.items()]
        return None if any(part is None for _, part in parts) else f"{{{', '.join(f'{key}: {part}' for key, part in parts)}}}"
    if isinstance(value, list) and (flow or all(isinstance(part, str) and " " not in part for part in value)):
        members = [_in_line(part, flow=True) for part in value]
        return None if None in members else f"[{', '.join(member or '' for member in members)}]"
    return None


def _keeps(text: str) -> bool:
    """Return whether a block gives back a text with line breaks just as it is."""
    return text[0] not in " \t\n" and not _HIDDEN.search(text) and all(line == line.rstrip() for line in text.split("\n"))


def _block(head: str, text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text with line breaks."""
    body_, ends = text.rstrip("\n"), len(text) - len(text.rstrip("\n"))
    yield f"{head} |{'-' if not ends else '' if ends == 1 else '+'}"
    yield from (f"{indent}{line}" if line else "" for line in body_.split("\n"))
    yield from [""] * (ends - 1)


def _quoted(text: str, *, flow: bool = False) -> str:
    """Return a text as YAML reads it back: in quotes where it would read something else."""
    if isinstance(text, _Bare):
        return str(text)
    if text and text[0] not in _INDICATORS and not _MISREAD.search(text) and not (flow and _FLOW.search(text)) and _is_text(text):
        return text
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", json.dumps(text, ensure_ascii=False))


@lru_cache(maxsize=4096)
def _is_text(text: str) -> bool:
    """Return whether YAML takes a bare word for text: not for a number, a day, an hour, a truth value, nothing."""
    return bool(_RULES.resolve(ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")
