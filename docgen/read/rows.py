"""Rows of a CSV file that a series is made from: ``each: {row: people.csv}``.

In: a document and the folder of its file. Out: rows of texts by column, NFC and trimmed, with the line each stands at; findings for a
file that is no table. A column bears its head in plain letters: ``Họ và tên`` is ``{row.ho-va-ten}``.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.model.document import Document
from docgen.model.findings import Finding, Place, Source
from docgen.model.series import EachRow, SourceRow
from docgen.words.letters import slug

DELIMITERS = ",;\t"


def read_rows(root: Path, path: str, document: Document) -> tuple[tuple[SourceRow, ...] | None, list[Finding]]:
    """Return the rows of the file a document is made from; None where it is made from none, or the file cannot be read."""
    each = document.each
    if not isinstance(each, EachRow) or "." not in each.row:
        return None, []
    file = (root / path).parent / each.row
    place = Place(path, ("each", "row"))
    if not file.resolve().is_relative_to((root / "directives").resolve()):
        return None, [Finding("E496", place, {"value": each.row})]
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Finding("E497", place, {"value": each.row})]
    except OSError:
        return None, [Finding("E496", place, {"value": each.row})]
    return _rows(text, file.relative_to(root).as_posix(), place)


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
