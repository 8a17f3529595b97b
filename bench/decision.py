"""The page that all writers are measured by: a decision of two pages, and the same with a table of any length.

In: the number of rows. Out: the office it belongs to, its YAML, its blocks, and its texts as another library takes them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.workspace import DEPARTMENTS, WORK, lay, template, words
from docgen.compose.sheet import compose
from docgen.model.blocks import Grid, Para, Sheet
from docgen.model.document import Document
from docgen.model.format import Format
from docgen.model.office import Office
from docgen.read import read
from docgen.read.tree import parse
from docgen.read.values import build
from docgen.resolve.document import resolve

TEMPLATES = (Path(__file__).parent.parent / "templates",)
FILE = "directives/qd-mau.yaml"


@dataclass(frozen=True)
class Page:
    """A decision in every form it is measured in."""

    office: Office
    yaml: bytes

    @cached_property
    def sheet(self) -> Sheet:
        """Return its blocks."""
        return whole_way(self)

    @property
    def format(self) -> Format:
        """Return its format."""
        return self.office.formats[self.sheet.format]

    @cached_property
    def texts(self) -> Mapping[str, Any]:
        """Return its texts by the names a template gives them, the rows of its table as lists."""
        blocks = self.sheet.blocks
        grids = {block.style: block for block in blocks if isinstance(block, Grid)}
        left, right = (_texts(cell.blocks) for cell in grids["letterhead"].rows[0].cells)
        recipients, signer = (_texts(cell.blocks) for cell in grids["signature"].rows[0].cells)
        head, *rows = ([" ".join(_texts(cell.blocks)) for cell in row.cells] for row in grids["table"].rows)
        place = blocks.index(grids["table"])
        around = {"before": _texts(blocks[:place]), "after": _texts(blocks[place:])}
        return {"left": left, "right": right, "head": head, "rows": rows, "recipients": recipients, "signer": signer} | around


def page(rows: int = 12) -> Page:
    """Return the decision with a table of ``rows`` tasks, in an office with its catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), 0)
        office, _ = read(Path(folder), TEMPLATES)
    text = template("two-pages").substitute(words(0)) + tasks(rows)
    return Page(office, text.encode())


def whole_way(page: Page) -> Sheet:
    """Return the blocks made from the YAML text: parsed, built, resolved, composed."""
    document, faults = build(Document, parse(FILE, page.yaml).data, FILE)
    assert document is not None, faults
    sheet, findings = compose(resolve(page.office, document), TEMPLATES)
    assert sheet is not None, findings
    return sheet


def tasks(rows: int) -> str:
    """Return the end of the YAML of a decision, with so many tasks."""
    return "".join(_task(n) for n in range(rows))


def _texts(blocks: Sequence[object]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Para) and block.text]


def _task(n: int) -> str:
    return (
        f"  - id: viec-{n + 1}\n"
        f"    do: Chủ trì {WORK[n % len(WORK)].partition(',')[0]} tại các xã, phường\n"
        f"    lead: mau/so-{n % DEPARTMENTS + 1}\n"
        f"    with: [mau/so-{(n + 5) % DEPARTMENTS + 1}, {{text: các cơ quan liên quan}}]\n"
        f"    due: 2025-{n % 6 + 7:02d}-{n % 28 + 1:02d}\n"
    )
