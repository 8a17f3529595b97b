"""A sheet cut into its sections, with the decisions that Word and PDF must take alike.

In: a sheet. Out: sections of laid blocks, each knowing whether the next block must stay on its page; the thin lines that
Word needs between and after tables; the addresses links can lead to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from docgen.model.blocks import Block, Cell, Figure, Grid, Mark, Para, Rule, Section, Sheet
from docgen.model.format import Format
from docgen.words.measure import width

HEAD_FIRST, FOOT_FIRST, FOOT_LAST = "head-first", "foot-first", "foot-last"
CONTACT, CIRCULATION = "contact", "circulation"
BOX_SIDE, BOX_ABOVE, BOX_LINE = 4.0, 3.0, 0.75
"""Padding and line of a boxed mark in points: KHẨN at 13 pt makes the 20 × 8 mm of NĐ 30/2020 PL.I III.2.b."""


@dataclass(frozen=True, slots=True)
class Thin:
    """A line 0.1 pt high, lest it be left over for a page of its own when a table fills the last one: Word joins
    two tables without one between, and wants one after the last table; LibreOffice sets an empty line of its own before a table
    that begins a section (15.7 pt on page 1). In a redline it comes and goes with the table after it, or carries the end of a
    section that came or went."""

    mark: Mark | None = None


Flowing = Para | Rule | Grid | Figure
"""What stands in a section."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A block and whether it stays on the page of the next one."""

    block: Flowing | Thin
    keep: bool = False


@dataclass(slots=True)
class Part:
    """One section of the sheet."""

    section: Section
    laid: list[Laid] = field(default_factory=list)


THIN = Thin()


def parts(sheet: Sheet, format: Format) -> list[Part]:
    """Return the sections of ``sheet``, at least one; the first is upright unless the sheet begins with a ``Section``."""
    found = [Part(section, _laid(blocks, format)) for section, blocks in _sections(sheet.blocks)]
    if sheet.former is not None:
        for part, mark in zip(found, ends([part.section.mark for part in found]), strict=True):
            _end(part, mark)
        if found[-1].laid[-1].block.mark is not None:
            found[-1].laid.append(Laid(THIN))
    return found


def ends(sections: Sequence[Mark | None]) -> list[Mark | None]:
    """Return for each section of a redline whether its end comes or goes: with the section, or with all that stand after it."""
    found = []
    for place, mark in enumerate(sections):
        later = sections[place + 1 :]
        for kind in ("come", "gone"):
            if mark is None and later and all(other is not None and other.kind == kind for other in later):
                mark = later[0]
        found.append(mark)
    return found


def _end(part: Part, mark: Mark | None) -> None:
    """Let the last line of a section come or go with its end; where the last block stays, a thin line carries it."""
    last = part.laid[-1]
    if isinstance(last.block, Thin):
        part.laid[-1] = replace(last, block=Thin(mark))
    elif mark is not None and last.block.mark is None:
        part.laid.append(Laid(Thin(mark)))


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Section, list[Flowing]]]:
    section, held = Section(), list[Flowing]()
    for place, block in enumerate(blocks):
        if not isinstance(block, Section):
            held.append(block)
            continue
        if place:
            yield section, held
        section, held = block, []
    yield section, held


def _laid(blocks: Sequence[Flowing], format: Format) -> list[Laid]:
    laid: list[Laid] = []
    after: Flowing | None = None
    drawn = False  # whether the block after pulls this one onto its page
    for block in reversed(blocks):
        keep = drawn or held(block, format)
        if isinstance(block, Grid) and (after is None or isinstance(after, Grid)):
            laid.append(Laid(THIN if after is None or after.mark is None else Thin(after.mark), keep))
        laid.append(Laid(block, keep or (after is None and isinstance(block, Grid))))
        drawn = together(block) if isinstance(block, Grid) else drawn and _blank(block)
        after = block
    if after is None or isinstance(after, Grid):
        laid.append(Laid(THIN))
    return laid[::-1]


def _blank(block: Para | Rule | Figure) -> bool:
    """Return whether a block is only room: it must not part a signature from the text before it."""
    return isinstance(block, Rule) or (isinstance(block, Para) and not block.text)


def held(block: Flowing, format: Format) -> bool:
    """Return whether the block itself asks to stay with the next one: a ruled line with what it divides, a picture with its caption."""
    if isinstance(block, Para):
        return block.keep or format.styles[block.style].keep
    return isinstance(block, Rule | Figure)


def together(grid: Grid) -> bool:
    """Return whether the grid is held together and on the page of the block before it; a signature always is."""
    return grid.keep or grid.style == "signature"


def marks(sheet: Sheet, place: str) -> tuple[str, ...]:
    """Return the texts outside the body at ``place``."""
    return tuple(text for where, text in sheet.marks if where == place)


def addresses(sheet: Sheet) -> frozenset[str]:
    """Return every address a link of the sheet can lead to."""
    found = {block.address for block in sheet.blocks if not isinstance(block, Rule)}
    for grid in (block for block in sheet.blocks if isinstance(block, Grid)):
        found |= {row.address for row in grid.rows}
        found |= {part.address for row in grid.rows for cell in row.cells for part in cell.blocks if isinstance(part, Para)}
    return frozenset(found - {""})


def cell_width(grid: Grid, column: int, cell: Cell) -> float:
    """Return the width of a cell that begins in ``column``, in points."""
    return grid.widths[column] if cell.span == 1 else sum(grid.widths[column : column + cell.span])


def box_sides(text: str, style_key: str, column: float, format: Format) -> tuple[float, float]:
    """Return the indents left and right, in points, that make a boxed paragraph as wide as its text."""
    style = format.styles[style_key]
    edge = BOX_SIDE + BOX_LINE
    room = column - 2 * edge
    widest = max(width(line, style.size, bold=style.bold, italic=style.italic) for line in text.split("\n"))
    spare = max(room - widest - 0.5, 0.0)  # half a point: the sum of rounded letters must not wrap
    left = {"left": 0.0, "justify": 0.0, "center": spare / 2, "right": spare}[style.align]
    return edge + left, edge + spare - left
