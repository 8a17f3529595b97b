"""Forms that came back, for the tests: a form docgen made, into which an agency wrote; and the strange files that come instead.

A line ``F8: 130`` writes into a cell; ``merge:``, ``delete:`` (a sheet) and a sentence in brackets say what else was done.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable
from pathlib import Path

import openpyxl

from docgen.cli.main import run
from docgen.edit.collect import Outcome, collect, desk
from docgen.model.findings import Finding
from docgen.read import read
from tests.cases.workspace import PROGRAM, Expected, marked

MADE, TOLD = datetime.date(2025, 6, 12), datetime.date(2025, 6, 14)
BODY = "tinh-mau/so-noi-vu"
CELL = re.compile(r"([A-Z]+)(\d+)")
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def made(root: Path, body: str = BODY, day: datetime.date = MADE) -> bytes:
    """Return the form of a body, made as the clerk makes it."""
    assert run(["--workspace", str(root), "form", body, "--as-of", day.isoformat(), "--out", str(root / "forms")]) == 0
    return (root / "forms" / f"{body.replace('/', '_')}_{day.isoformat()}.xlsx").read_bytes()


def filled(form: bytes, lines: Iterable[str]) -> bytes:
    """Return a form into which an agency wrote; Excel, not docgen, saves it."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    page = book.worksheets[0]
    for line in lines:
        where, _, value = line.strip().partition(":")
        if where == "merge":
            page.merge_cells(value.strip())
        elif where == "delete":
            del book[value.strip()]
        else:
            page[where] = typed(value.strip())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book(piece: str) -> bytes:
    """Return a new workbook into which somebody wrote."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return filled(out.getvalue(), [line for line in piece.splitlines() if line.strip() and not line.lstrip().startswith("#")])


def typed(text: str) -> object:
    """Return what Excel makes of what somebody types: a number, an empty cell, a formula, a text."""
    return int(text) if text.isdigit() else text or None


def slip(root: Path, unit: str = "") -> bytes:
    """Return the slip of the first day of the base plan's drills, for one unit or the first that has one."""
    plan = read(root, [PROGRAM / "templates"])[0].documents["kh-mau"]
    day = next(drill.day for drill in plan.drills if drill.day).isoformat()
    words = ["--workspace", str(root), "slip", "kh-mau", "--on", day, "--out", str(root / "slips"), *(["--unit", unit] if unit else [])]
    assert run(words) == 0
    return next(iter(sorted((root / "slips").glob("*.xlsx")))).read_bytes()


def answer(root: Path, piece: str, name: str = "") -> bytes:
    """Return the file an example speaks of: a slip where its name begins so, else a form."""
    lines = [line for line in piece.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if lines[0].startswith("("):
        return LOCKED if "password" in lines[0] else lines[0].encode()
    return filled(slip(root) if name.startswith("slip") else made(root), lines)


def expected(path: str, piece: str) -> Expected:
    """Return the findings an example announces: the row stands in the line below the mark."""
    lines = piece.splitlines()
    found = set()
    for code, _, number in marked(path, piece):
        match = CELL.match(lines[number - 1].strip())
        found.add((code, path, 0 if match is None or code == "E442" else int(match[2])))
    return found


def outcome(root: Path, file: str, data: bytes, *, told: datetime.date = TOLD, dry: bool = False) -> Outcome:
    """Return what becomes of a file that is collected alone."""
    with desk(root, [PROGRAM / "templates"], told) as at:
        return collect(root, at, file, data, dry=dry)


def findings(root: Path) -> list[Finding]:
    """Return what is wrong with the Excel files of an example."""
    return [finding for path in sorted(root.glob("*.xlsx")) for finding in outcome(root, path.name, path.read_bytes()).findings]
