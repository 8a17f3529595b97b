"""What a block is known by when two sheets are compared.

In: blocks and rows. Out: kin: the address that lasts, the form, the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.model.blocks import Figure, Grid, Para, Row, Rule
from docgen.review.pairing import Kin

Flowing = Para | Rule | Grid | Figure
_PLACE = re.compile(r"/\d+(/|$)")


def lasting(address: str) -> str:
    """Return an address that lasts; one that counts places is none."""
    return "" if _PLACE.search(address) else address


def address_of(block: Flowing) -> str:
    """Return the address of a block, empty where it has none."""
    return "" if isinstance(block, Rule) else block.address


def kin_of(block: Flowing) -> Kin:
    """Return what a block is known by: things of two styles are never one."""
    return Kin(lasting(address_of(block)), (type(block).__name__, block.style), words_of((block,)))


def kin_of_row(row: Row) -> Kin:
    """Return what a row is known by: its cells must stand over the same columns."""
    text = "\n".join(line.text for cell in row.cells for line in cell.blocks if isinstance(line, Para))
    return Kin(lasting(row.address), (row.kind, tuple(cell.span for cell in row.cells)), text)


def words_of(blocks: Sequence[Flowing]) -> str:
    """Return the text that blocks are known by."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            found.append(block.text)
        elif isinstance(block, Grid):
            found += [kin_of_row(row).text for row in block.rows]
        elif isinstance(block, Figure):
            found.append(block.alt)
    return "\n".join(found)
