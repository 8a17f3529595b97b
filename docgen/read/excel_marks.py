"""What an Excel file holds beside its values: formulas, merged and hidden cells; and whether it may be opened at all.

In: the bytes of an .xlsx or .ods. Out: marks by sheet. Nothing is trusted: a file that unpacks to more than it should, that holds more
cells than a form ever has, or that declares entities is refused before anything else opens it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_PARTS = 2_000
MOST_BYTES = 200_000_000
"""What all parts may unpack to. 166 units with 60 tasks each make 3 MB."""
MOST_RATIO = 400
"""Times a part above a megabyte may grow when unpacked; sheets full of equal rows reach 60."""
MOST_CELLS = 2_000_000
"""Cells of the rectangle a sheet spans: readers build all of it, so one cell at XFD1048576 would fill the memory."""
CHUNK = 1 << 16
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Attributes = Mapping[str, str]


class TooLarge(Exception):
    """The file would take more room than any form: ``what`` says which bound it breaks."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Damaged(Exception):
    """The file is no zip, or its XML is broken or declares entities."""


@dataclass
class Marks:
    """What was found in one sheet. Rows and columns count from 0; a merged area is (first row, first column, last row, last column).

    ``percents`` are the cells that show a number as per cent: Excel keeps a hundredth of what the clerk sees.
    """

    formulas: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def marks_of(data: bytes) -> Mapping[str, Marks]:
    """Return the marks of every sheet of an .xlsx by its name; of an .ods none. Raises ``TooLarge`` and ``Damaged``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            _measure(box)
            names = {info.filename for info in box.infolist()}
            if "content.xml" in names:
                _measure_ods(box)
                return {}
            percents = _percents(box) if "xl/styles.xml" in names else frozenset()
            return {name: _sheet(box, part, percents) for name, part in _sheets(box) if part in names}
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError) as fault:
        raise Damaged(str(fault)) from fault


def place(row: int, column: int) -> str:
    """Return the name of a cell as Excel shows it: ``B7``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _measure(box: zipfile.ZipFile) -> None:
    """Refuse a box that is too large by what it says of itself; unpacking counts once more, as it may lie."""
    parts = box.infolist()
    if len(parts) > MOST_PARTS:
        raise TooLarge(f"{len(parts)} parts")
    size = sum(part.file_size for part in parts)
    if size > MOST_BYTES:
        raise TooLarge(f"{size // 1_000_000} MB")
    for part in parts:
        if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise TooLarge(f"{part.file_size // 1_000_000} MB")


def _parse(box: zipfile.ZipFile, name: str, start: Callable[[str, Attributes], None]) -> None:
    """Call ``start`` with name and attributes of every element of a part, prefixes taken off."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, held: start(tag.rpartition(":")[2], held)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    size = 0
    with box.open(name) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLarge(f"{size // 1_000_000} MB")
            parser.Parse(chunk)
    parser.Parse(b"", True)


def _refuse_doctype(*_words: object) -> None:
    raise Damaged("a document type: no Excel file has one")


def _sheets(box: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield name and part of every sheet."""
    targets: dict[str, str] = {}
    found: list[tuple[str, str]] = []

    def relation(tag: str, held: Attributes) -> None:
        if tag == "Relationship":
            targets[held["Id"]] = posixpath.normpath(posixpath.join("/xl", held["Target"])).lstrip("/")

    def sheet(tag: str, held: Attributes) -> None:
        if tag == "sheet":
            found.append((held["name"], next((value for key, value in held.items() if key.endswith(":id")), "")))

    _parse(box, "xl/_rels/workbook.xml.rels", relation)
    _parse(box, "xl/workbook.xml", sheet)
    return ((name, targets.get(id_, "")) for name, id_ in found)


def _percents(box: zipfile.ZipFile) -> frozenset[str]:
    """Return which styles of cells show a number as per cent: those whose format has the sign outside of quotes."""
    formats = {"9": True, "10": True}  # ECMA-376 18.8.30: 0% and 0.00%
    found: list[str] = []
    inside = [False]

    def start(tag: str, held: Attributes) -> None:
        if tag == "numFmt":
            formats[held["numFmtId"]] = "%" in re.sub(r'"[^"]*"|\\.', "", held.get("formatCode", ""))
        elif tag in ("cellXfs", "cellStyles"):
            inside[0] = tag == "cellXfs"
        elif tag == "xf" and inside[0]:
            found.append(held.get("numFmtId", "0"))

    _parse(box, "xl/styles.xml", start)
    return frozenset(str(number) for number, id_ in enumerate(found) if formats.get(id_))


def _sheet(box: zipfile.ZipFile, part: str, percents: frozenset[str]) -> Marks:
    """Return the marks of one sheet."""
    seen = _Seen(percents)
    _parse(box, part, seen.start)
    return seen.marks


class _Seen:
    """Gathers marks while the elements of a sheet go by; a row or a cell without its place stands after the one before."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.marks, self.percents = Marks(), percents
        self.row = self.column = -1
        self.rows = self.columns = 0

    def start(self, tag: str, held: Attributes) -> None:
        if tag == "row":
            self._row(held)
        elif tag == "c":
            self._cell(held)
        elif tag == "f":
            self.marks.formulas.add((self.row, self.column))
        elif tag == "mergeCell":
            self._merged(held["ref"])
        elif tag == "col" and held.get("hidden") in ("1", "true"):
            self.marks.hidden_columns |= set(range(int(held["min"]) - 1, min(int(held["max"]), 16384)))

    def _row(self, held: Attributes) -> None:
        self.row, self.column = int(held["r"]) - 1 if "r" in held else self.row + 1, -1
        if held.get("hidden") in ("1", "true"):
            self.marks.hidden_rows.add(self.row)

    def _cell(self, held: Attributes) -> None:
        self.row, self.column = _at(held["r"]) if "r" in held else (self.row, self.column + 1)
        self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
        if self.rows * self.columns > MOST_CELLS:
            raise TooLarge(place(self.row, self.column))
        if held.get("s") in self.percents:
            self.marks.percents.add((self.row, self.column))

    def _merged(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        self.marks.merged.append((*_at(first), *_at(last or first)))


def _at(ref: str) -> tuple[int, int]:
    """Return row and column of ``B7``, counted from 0."""
    match = _REF.fullmatch(ref)
    if match is None:
        raise Damaged(ref)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _measure_ods(box: zipfile.ZipFile) -> None:
    """Refuse an .ods whose repeated rows and cells span too much; the empty rest below and beside a table counts for nothing there."""
    seen = {"rows": 0, "row": 1, "cells": 0}

    def start(tag: str, held: Attributes) -> None:
        if tag == "table-row":
            seen["row"] = int(held.get("table:number-rows-repeated", "1"))
        elif tag == "table-cell" and any(key.startswith("office:") for key in held):
            seen["cells"] += seen["row"] * int(held.get("table:number-columns-repeated", "1"))
            if seen["cells"] > MOST_CELLS:
                raise TooLarge(str(seen["cells"]))

    _parse(box, "content.xml", start)
