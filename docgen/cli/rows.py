"""Rows as they are printed: a table for people, JSON and CSV for other programs.

In: rows with the same keys in every language, and the headings of those a table shows. Out: lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring

import click

from docgen.cli.shown import cells

Row = Mapping[str, str | int | Sequence[str] | None]
Heads = Mapping[str, str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
GAP = "  "


def table_form(rows: Sequence[Row], heads: Heads) -> Iterator[str]:
    """Yield a table of the columns that have a heading; numbers stand to the right."""
    texts = [[_text(row[key]) for key in heads] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*([list(heads.values()), *texts]), strict=True)]
    right = [bool(rows) and all(isinstance(row[key], int) or row[key] is None for row in rows) for key in heads]
    yield click.style(_line(list(heads.values()), widths, right), bold=True)
    for line in texts:
        yield _line(line, widths, right)


def json_form(rows: Sequence[Row], heads: Heads) -> Iterator[str]:
    """Yield all rows with all keys as one list of maps, a value a line: as ``json.dumps`` with an indent of 2, but quicker."""
    yield "[\n" + ",\n".join(map(_json_map, rows)) + "\n]" if rows else "[]"


def csv_form(rows: Sequence[Row], heads: Heads) -> Iterator[str]:
    """Yield all rows with all keys, comma-separated; a text that a spreadsheet would take for a formula gets an apostrophe."""
    import csv
    import io

    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(rows[0] if rows else heads)
    writer.writerows([_safe(value) for value in row.values()] for row in rows)
    yield page.getvalue().removesuffix("\n")


FORMS: Mapping[str, Callable[[Sequence[Row], Heads], Iterator[str]]] = {"table": table_form, "json": json_form, "csv": csv_form}


def _json_map(row: Row) -> str:
    if not row:
        return "  {}"
    return "  {\n" + ",\n".join(f"    {encode_basestring(key)}: {_json(value)}" for key, value in row.items()) + "\n  }"


def _json(value: str | int | Sequence[str] | None) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    return "[\n" + ",\n".join(f"      {encode_basestring(one)}" for one in value) + "\n    ]" if value else "[]"


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        blank = " " * (width - width_of(text))
        padded.append(blank + text if to_right else text + blank)
    return GAP.join(padded).rstrip()


@cache
def width_of(text: str) -> int:
    """Return how many columns a text takes; days, names of posts and the like come again and again."""
    return len(text) if text.isascii() else cells(text)


def _text(value: str | int | Sequence[str] | None) -> str:
    return "" if value is None else str(value) if isinstance(value, (str, int)) else ", ".join(value)


def _safe(value: str | int | Sequence[str] | None) -> str | int:
    if isinstance(value, int):
        return value
    text = _text(value)
    return f"'{text}" if text.startswith(FORMULA) else text
