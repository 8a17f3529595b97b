"""A sheet cut into its sections, with the decisions that Word and PDF must take alike.

In: a sheet. Out: sections of laid blocks, each knowing whether the next block must stay on its page; the thin lines that
Word needs between and after tables; the addresses links can lead to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.model.blocks import Block, Cell, Figure, Grid, Mark, Para, Rule, Section, Sheet, edge
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
    that begins a section (15.7 pt on page 1). In a redline it comes and goes with the table it is there for."""

    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Foot:
    """A line at the foot of the last page of a section, which Word holds in the body: ``first`` has a ruled line above it."""

    para: Para
    first: bool
    section: Section

    @property
    def mark(self) -> Mark | None:
        """Return the mark of the line as a whole."""
        return self.para.mark


Flowing = Para | Rule | Grid | Figure
"""What stands in a section."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A block and whether it stays on the page of the next one."""

    block: Flowing | Thin | Foot
    keep: bool = False


@dataclass(slots=True)
class Part:
    """One section of the sheet."""

    section: Section
    laid: list[Laid] = field(default_factory=list)


THIN = Thin()


def parts(sheet: Sheet, format: Format) -> list[Part]:
    """Return the sections of ``sheet``, at least one; the first is upright unless the sheet begins with a ``Section``."""
    return [Part(section, _laid(blocks, format, section.mark)) for section, blocks in _sections(sheet.blocks)]


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


def _laid(blocks: Sequence[Flowing], format: Format, mark: Mark | None) -> list[Laid]:
    laid: list[Laid] = []
    after: Flowing | None = None
    drawn = False  # whether the block after pulls this one onto its page
    for before, block in zip((*blocks[-2::-1], None), reversed(blocks), strict=False):
        keep = drawn or held(block, format)
        if isinstance(block, Grid) and (after is None or isinstance(after, Grid)) and not replaced(block, after):
            stays = after is None and isinstance(before, Grid) and replaced(before, block)
            laid.append(Laid(Thin(None if stays else (after or block).mark), keep))
        laid.append(Laid(block, keep or (after is None and isinstance(block, Grid))))
        drawn = together(block) if isinstance(block, Grid) else drawn and _blank(block)
        after = block
    if after is None or isinstance(after, Grid):
        laid.append(Laid(Thin(mark if after is None else after.mark)))
    return laid[::-1]


def replaced(grid: Grid, after: Flowing | None) -> bool:
    """Return whether a table of a redline goes and the one after it comes in its place: a line between them would stay with neither."""
    one, other = grid.mark, None if after is None else after.mark
    return one is not None and other is not None and one.kind != other.kind


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


def edges(sheet: Sheet, place: str) -> tuple[Para, ...]:
    """Return the lines outside the body at ``place``; those of a redline before and after."""
    if sheet.edges is None:
        return tuple(edge(where, text) for where, text in sheet.marks if where == place)
    return tuple(line for where, line in sheet.edges if where == place)


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
