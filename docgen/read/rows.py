"""Rows of a CSV file that a series is made from: ``each: {row: people.csv}``.

In: a document and the folder of its file. Out: rows of texts by column, NFC and trimmed, with the line each stands at; findings for a
file that is no table. A column bears its head in plain letters: ``Họ và tên`` is ``{row.ho-va-ten}``.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from posixpath import dirname, normpath

from docgen.model.document import Document
from docgen.model.findings import Finding, Place, Source
from docgen.model.series import EachRow, SourceRow
from docgen.words.letters import slug

DELIMITERS = ",;\t"


Rows = tuple[tuple[SourceRow, ...] | None, list[Finding]]


def read_rows(root: Path, path: str, document: Document) -> Rows:
    """Return the rows of the file a document is made from; None where it is made from none, or the file cannot be read."""

    def read(name: str) -> bytes | None:
        file = root / name
        try:
            return file.read_bytes() if file.resolve().is_relative_to((root / "directives").resolve()) else None
        except OSError:
            return None

    return rows_from(read, path, document)


def rows_from(read: Callable[[str], bytes | None], path: str, document: Document) -> Rows:
    """Return the rows likewise; ``read`` gives the bytes of a file of the workspace, None where there is none."""
    name = rows_file(path, document)
    if name is None:
        return None, []
    place = Place(path, ("each", "row"))
    raw = read(name) if name.startswith("directives/") else None
    written = document.each.row if isinstance(document.each, EachRow) else name
    if raw is None:
        return None, [Finding("E496", place, {"value": written})]
    try:
        return _rows(raw.decode("utf-8-sig"), name, place)
    except UnicodeDecodeError:
        return None, [Finding("E497", place, {"value": written})]


def rows_file(path: str, document: Document) -> str | None:
    """Return the path in the workspace of the file whose rows make a series; None where it is made from none."""
    each = document.each
    if not isinstance(each, EachRow) or "." not in each.row:
        return None
    return normpath(f"{dirname(path)}/{each.row}")


def _rows(text: str, path: str, place: Place) -> tuple[tuple[SourceRow, ...] | None, list[Finding]]:
    lines = list(_lines(unicodedata.normalize("NFC", text)))
    if not lines:
        return None, [Finding("E497", place, {"value": path})]
    top = lines[0][0]
    heads = [slug(head) for head in lines[0][1]]
    findings = []
    for column, head in enumerate(heads, 1):
        if not head or head in heads[: column - 1]:
            findings.append(
                Finding("E498", Place(path), {"value": lines[0][1][column - 1], "column": str(column)}, Source(path, top, 1, 2))
            )
    rows = []
    for line, cells in lines[1:]:
        if len(cells) > len(heads):
            words = {"row": str(line), "value": str(len(cells)), "known": str(len(heads))}
            findings.append(Finding("E499", Place(path), words, Source(path, line, 1, 2)))
        rows.append(SourceRow(dict(zip(heads, [*cells, *[""] * len(heads)], strict=False)), line))
    return tuple(rows), findings


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines that hold something and are no remark, each with its number.

    The sign between cells is the one the first line has most of.
    """
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count))
    for cells in reader:
        trimmed = [" ".join(cell.split()) for cell in cells]
        if any(trimmed) and not trimmed[0].startswith("#"):
            yield reader.line_num, trimmed
