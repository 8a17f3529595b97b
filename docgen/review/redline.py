"""Two sheets of one document → one sheet with marks: what went, what came, who did it.

In: the blocks before and after, and who changed what. Out: the blocks of both, paired by address and compared word by word: without
what came they are those before, without what went those after. What cannot be shown inside a block (a row whose cells are built in
another way, a table with other columns, a picture) goes and comes as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from docgen.model.blocks import Block, Cell, Figure, Grid, Mark, Para, Row, Rule, Section, Sheet, edge
from docgen.review.kin import address_of, kin_of, kin_of_row, lasting, words_of
from docgen.review.marking import all_marked, marked
from docgen.review.pairing import Kin, Pair, pairs

Kind = Literal["come", "gone"]
By = Callable[[str, Kind], Mark]
"""The mark of a thing at an address that came or went."""
Flowing = Para | Rule | Grid | Figure
Line = Para | Rule
Edges = Sequence[tuple[str, str]]
POINT = 0.5
"""Columns are the same when none is wider by more points: engines round."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section and its blocks."""

    section: Section
    blocks: tuple[Flowing, ...]


def redline(before: Sheet, after: Sheet, by: By) -> Sheet:
    """Return ``after`` with what went from ``before`` and marks at all that came."""
    maker = _Maker(by, frozenset(_addresses(after)))
    opened = bool(after.blocks) and isinstance(after.blocks[0], Section)
    found: list[Block] = []
    for place, part in enumerate(maker.parts(_parts(before), _parts(after))):
        found += part.blocks if place == 0 and not opened and part.section.mark is None else (part.section, *part.blocks)
    return replace(after, blocks=tuple(found), edges=tuple(maker.edges(before.marks, after.marks)))


def changed(sheet: Sheet) -> bool:
    """Return whether a redline has a mark."""
    return any(_marks(block) for block in (*sheet.blocks, *(line for _, line in sheet.edges or ())))


def _marks(block: Block | Row | Cell) -> bool:
    if isinstance(block, Cell):
        return any(_marks(line) for line in block.blocks)
    if isinstance(block, Grid):
        return any(_marks(row) for row in block.rows)
    if isinstance(block, Row):
        return block.mark is not None or any(_marks(cell) for cell in block.cells)
    return block.mark is not None or (isinstance(block, Para) and any(run.mark for run in block.runs))


def _parts(sheet: Sheet) -> list[_Part]:
    parts: list[tuple[Section, list[Flowing]]] = [] if sheet.blocks and isinstance(sheet.blocks[0], Section) else [(Section(), [])]
    for block in sheet.blocks:
        if isinstance(block, Section):
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return [_Part(section, tuple(blocks)) for section, blocks in parts]


def _addresses(sheet: Sheet) -> Iterator[str]:
    yield from (block.address for block in sheet.blocks if not isinstance(block, Rule))
    yield from (row.address for block in sheet.blocks if isinstance(block, Grid) for row in block.rows)
    yield from (para.address for para in sheet.paragraphs())


@dataclass(frozen=True, slots=True)
class _Maker:
    """Who changed what, and the addresses that must stay with the blocks after."""

    by: By
    taken: frozenset[str]

    def parts(self, olds: Sequence[_Part], news: Sequence[_Part]) -> Iterator[_Part]:
        """Yield the sections of both."""
        kin = [[Kin(lasting(part.section.address), part.section.page, words_of(part.blocks)) for part in side] for side in (olds, news)]
        for i, j in _last_joined(list(pairs(*kin, loose=True))):
            if i is not None and j is not None:
                section = news[j].section
                turned = self.by(section.address, "come") if section.page != olds[i].section.page else None
                yield _Part(replace(section, turned=turned), tuple(self.blocks(olds[i].blocks, news[j].blocks, section.address)))
            elif i is not None:
                yield self.part(olds[i], "gone")
            elif j is not None:
                yield self.part(news[j], "come")

    def part(self, part: _Part, kind: Kind) -> _Part:
        """Return a section that went or came."""
        address = part.section.address
        section = replace(part.section, mark=self.by(address, kind), address=self.address(address, kind))
        return _Part(section, tuple(self.whole(block, kind, address) for block in part.blocks))

    def blocks(self, olds: Sequence[Flowing], news: Sequence[Flowing], near: str) -> Iterator[Flowing]:
        """Yield the blocks of both; ``near`` is the address of what has none of its own."""
        for i, j in pairs([kin_of(block) for block in olds], [kin_of(block) for block in news]):
            if i is not None and j is not None:
                near = address_of(news[j]) or near
                yield from self.pair(olds[i], news[j], near)
            elif i is not None:
                yield self.whole(olds[i], "gone", near)
            elif j is not None:
                near = address_of(news[j]) or near
                yield self.whole(news[j], "come", near)

    def pair(self, old: Flowing, new: Flowing, near: str) -> Iterator[Flowing]:
        """Yield what became of a block."""
        if isinstance(old, Para | Rule) and isinstance(new, Para | Rule):
            yield from self.like(old, new, near)
        elif isinstance(old, Grid) and isinstance(new, Grid) and _same_columns(old, new):
            yield replace(new, rows=tuple(self.rows(old.rows, new.rows, near)))
        elif old == new:
            yield new
        else:
            yield self.whole(old, "gone", near)
            yield self.whole(new, "come", near)

    def para(self, old: Para, new: Para, near: str) -> Para:
        """Return a paragraph with the words of both; the room around it follows from its words and the page."""
        if (old.runs, old.inset) == (new.runs, new.inset):
            return new
        address = new.address or near
        gone, come = self.by(address, "gone"), self.by(address, "come")
        return replace(new, runs=marked(old.runs, new.runs, gone, come), former=replace(old, mark=come))

    def rule(self, old: Rule, new: Rule, near: str) -> Rule:
        """Return a ruled line, whose length may follow from the words above it."""
        return new if old.width == new.width else replace(new, former=replace(old, mark=self.by(near, "come")))

    def like(self, old: Line, new: Line, near: str) -> Iterator[Line]:
        """Yield what became of a paragraph or ruled line: pairs are of one form."""
        if isinstance(old, Para) and isinstance(new, Para):
            yield self.para(old, new, near)
        elif isinstance(old, Rule) and isinstance(new, Rule):
            yield self.rule(old, new, near)

    def rows(self, olds: Sequence[Row], news: Sequence[Row], near: str) -> Iterator[Row]:
        """Yield the rows of both; one that changed inside its cells has marks there."""
        for i, j in pairs([kin_of_row(row) for row in olds], [kin_of_row(row) for row in news]):
            both = self.row(olds[i], news[j], near) if i is not None and j is not None else None
            if both is not None:
                yield both
                continue
            if i is not None:
                yield self.whole_row(olds[i], "gone", near)
            if j is not None:
                yield self.whole_row(news[j], "come", near)

    def row(self, old: Row, new: Row, near: str) -> Row | None:
        """Return a row with the words of both; None where a cell does not end as it did, and cannot show that."""
        cells = []
        for before, after in zip(old.cells, new.cells, strict=True):
            lines = tuple(self.lines(before.blocks, after.blocks, new.address or near))
            if not _shows(lines):
                return None
            cells.append(replace(after, blocks=lines))
        return replace(new, cells=tuple(cells))

    def lines(self, olds: Sequence[Line], news: Sequence[Line], near: str) -> Iterator[Line]:
        """Yield the lines of a cell."""
        for i, j in pairs([kin_of(line) for line in olds], [kin_of(line) for line in news], loose=True):
            if i is not None and j is not None:
                yield from self.like(olds[i], news[j], near)
            elif i is not None:
                yield self.line(olds[i], "gone", near)
            elif j is not None:
                yield self.line(news[j], "come", near)

    def whole(self, block: Flowing, kind: Kind, near: str) -> Flowing:
        """Return a block that went or came."""
        if isinstance(block, Para | Rule):
            return self.line(block, kind, near)
        address = block.address or near
        if isinstance(block, Grid):
            rows = tuple(self.whole_row(row, kind, address) for row in block.rows)
            return replace(block, rows=rows, address=self.address(block.address, kind))
        return replace(block, mark=self.by(address, kind), address=self.address(block.address, kind))

    def whole_row(self, row: Row, kind: Kind, near: str) -> Row:
        """Return a row that went or came, with all it holds."""
        address = row.address or near
        cells = tuple(replace(cell, blocks=tuple(self.line(line, kind, address) for line in cell.blocks)) for cell in row.cells)
        return replace(row, cells=cells, mark=self.by(address, kind), address=self.address(row.address, kind))

    def line(self, line: Line, kind: Kind, near: str) -> Line:
        """Return a paragraph or ruled line that went or came."""
        return replace(line, mark=self.by(near, kind)) if isinstance(line, Rule) else self.whole_para(line, kind, near)

    def whole_para(self, line: Para, kind: Kind, near: str) -> Para:
        """Return a paragraph that went or came, with all its words."""
        mark = self.by(line.address or near, kind)
        return replace(line, runs=all_marked(line.runs, mark), mark=mark, address=self.address(line.address, kind))

    def edges(self, olds: Edges, news: Edges) -> Iterator[tuple[str, Para]]:
        """Yield the lines outside the text, place by place, each paired with the one that stood there before."""
        for place in dict.fromkeys(place for place, _ in (*olds, *news)):
            before, after = ([edge(at, text) for at, text in side if at == place] for side in (olds, news))
            near = f"#{edge(place, '').style}"  # the field that bears its name
            for old, new in zip_longest(before, after):
                if old is None or new is None:
                    yield place, self.whole_para(new or old, "come" if new else "gone", near)
                else:
                    yield place, self.para(old, new, near)

    def address(self, address: str, kind: Kind) -> str:
        """Return the address a block keeps: what went gives it up to what bears it now."""
        return "" if kind == "gone" and address in self.taken else address


def _last_joined(found: list[Pair]) -> list[Pair]:
    """Return the pairs of sections; where the last one went and another came it is one: the end of a document neither goes nor comes."""
    if len(found) > 1 and found[-2][1] is None and found[-1][0] is None:
        return [*found[:-2], (found[-2][0], found[-1][1])]
    return found


def _same_columns(old: Grid, new: Grid) -> bool:
    """Return whether two tables have the same columns; those without ruled lines may be parted elsewhere."""
    if len(old.widths) != len(new.widths):
        return False
    return new.style != "table" or all(abs(one - other) < POINT for one, other in zip(old.widths, new.widths, strict=True))


def _shows(lines: Sequence[Line]) -> bool:
    """Return whether the lines of a cell can show what went and came.

    The last one can take its own end neither along nor with it, nor can one before an empty line, to which LibreOffice gives the look of
    what goes. Then the line before stands for it, which has to be there, and with words where words go: they are shown in its look.
    """
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else None
        if line.mark and (after is None or (_empty(after) and not after.mark)):
            before = next((one for one in lines[place::-1] if not one.mark), None)
            if before is None or (line.mark.kind == "gone" and _empty(before) and not _empty(line)):
                return False
    return True


def _empty(line: Line) -> bool:
    return isinstance(line, Rule) or not line.runs
