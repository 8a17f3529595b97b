"""Where a redline marks the ends of paragraphs, so that Word and LibreOffice accept and reject to the same documents.

In: the blocks of a body, or of a cell, in their order, some of them marked. Out: for each block how its end is written.

A paragraph that goes takes its own end along, and so the next one closes up (ECMA-376 part 1, 17.13.5.15). Where nothing with words
follows, that leads elsewhere: the last end of a section, of a cell or of the document cannot go, one before a table is left over, and
LibreOffice lets an empty paragraph look like the one that went before it. There the end of the paragraph *before* goes, and the last
paragraph that goes is left as its heir: it has the look and the page of that one, as a tracked change of its properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.model.blocks import Grid, Mark, Para, Rule
from docgen.write.parts import THIN, Foot, Laid, Thin


@dataclass(frozen=True, slots=True)
class Step:
    """A block in its order. ``place`` counts the sections; ``closes``: it carries the end of its section, or of its cell."""

    laid: Laid
    place: int = 0
    closes: bool = False
    section: Mark | None = None
    """The mark of the section as a whole."""

    @property
    def mark(self) -> Mark | None:
        """Return the mark of the block as a whole."""
        return self.laid.block.mark

    @property
    def blank(self) -> bool:
        """Return whether it is a paragraph without a word."""
        block = self.laid.block
        return isinstance(block, Rule | Thin) or (isinstance(block, Para) and not block.runs)


@dataclass(frozen=True, slots=True)
class Heir:
    """Of whom a paragraph has look and page: from now on where the mark says that it went, until now where it says that it came."""

    mark: Mark
    of: Step


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph: that it goes or comes itself, and whose heir it is."""

    mark: Mark | None = None
    heir: Heir | None = None


STAYS = End()


@dataclass(slots=True)
class _Stretch:
    """Neighbours of one kind, from ``start`` to before ``stop``; ``before`` is the paragraph whose end can go for theirs."""

    start: int
    stop: int
    paragraphs: list[int]
    before: int | None
    shifted: bool = False


def ends(flow: Sequence[Step]) -> list[End]:
    """Return the end of each block; those of tables say nothing."""
    found = [STAYS] * len(flow)
    stretches = list(_stretches(flow))
    _shift(flow, stretches)
    for each in stretches:
        if each.shifted:
            _shifted(flow, each, found)
        else:
            _own(flow, each, found)
    return found


def with_former(step: Step, end: End) -> End:
    """Return the end of a paragraph that stays and looked otherwise before: it is its own heir."""
    block = step.laid.block
    if end.heir is not None or not isinstance(block, Para | Rule) or block.former is None or block.former.mark is None:
        return end
    return replace(end, heir=Heir(block.former.mark, step))


def _stretches(flow: Sequence[Step]) -> Iterator[_Stretch]:
    start = 0
    while start < len(flow):
        stop = start + 1
        if flow[start].mark is not None:
            while stop < len(flow) and _goes_on(flow, stop):
                stop += 1
            paragraphs = [place for place in range(start, stop) if not isinstance(flow[place].laid.block, Grid)]
            yield _Stretch(start, stop, paragraphs, start - 1 if _leads(flow, start) else None)
        start = stop


def _goes_on(flow: Sequence[Step], place: int) -> bool:
    """Return whether a block is marked as the one before it, and no page that stays begins with it."""
    mark, before = flow[place].mark, flow[place - 1].mark
    return mark is not None and before is not None and mark.kind == before.kind and _reached(flow, place)


def _reached(flow: Sequence[Step], place: int) -> bool:
    """Return whether the section of a block is that of the one before it, or goes or comes with the block."""
    mark, section = flow[place].mark, flow[place].section
    return not flow[place - 1].closes or (mark is not None and section is not None and section.kind == mark.kind)


def _leads(flow: Sequence[Step], start: int) -> bool:
    return start > 0 and not isinstance(flow[start - 1].laid.block, Grid | Foot) and _reached(flow, start)


def _shift(flow: Sequence[Step], stretches: Sequence[_Stretch]) -> None:
    """Decide, from the last to the first, which stretches give their end to the paragraph before: it may be the last one of another
    stretch, which must do the same then, for an end bears one mark."""
    ending = {each.stop - 1: each for each in stretches}
    able: set[int] = set()
    for each in stretches:
        owner = None if each.before is None else ending.get(each.before)
        whole = owner is None or (owner.start in able and len(owner.paragraphs) == owner.stop - owner.start)
        if each.before is not None and whole and _readable(flow, each, each.before):
            able.add(each.start)
    for each in reversed(stretches):
        each.shifted = each.start in able and (each.shifted or _wants(flow, each))
        if each.shifted and each.before in ending:
            ending[each.before].shifted = True


def _readable(flow: Sequence[Step], stretch: _Stretch, before: int) -> bool:
    """Return whether the heir may show the look of the paragraph before: words would be lost in that of an empty line."""
    chain = _chain(flow, stretch)
    heir = flow[chain[-1]] if chain else flow[before]
    return heir.blank or not flow[before].blank or (heir.mark is not None and heir.mark.kind == "come")


def _wants(flow: Sequence[Step], stretch: _Stretch) -> bool:
    if flow[stretch.stop - 1].closes:
        return True
    if isinstance(flow[stretch.stop - 1].laid.block, Foot):
        return False
    leading = _leading(stretch)
    if not leading or leading[-1] + 1 < stretch.stop:
        return bool(leading)
    after = next(step for step in flow[stretch.stop :] if not isinstance(step.laid.block, Foot))
    return isinstance(after.laid.block, Grid) or after.blank


def _chain(flow: Sequence[Step], stretch: _Stretch) -> list[int]:
    """Return the paragraphs whose ends go instead of one another's."""
    return stretch.paragraphs if flow[stretch.stop - 1].closes else _leading(stretch)


def _leading(stretch: _Stretch) -> list[int]:
    """Return the paragraphs before the first table."""
    return [place for at, place in enumerate(stretch.paragraphs) if place == stretch.start + at]


def _shifted(flow: Sequence[Step], stretch: _Stretch, found: list[End]) -> None:
    heir = _chain(flow, stretch)[-1]
    before, mark = stretch.before, flow[heir].mark
    assert before is not None and mark is not None
    found[before] = End(flow[stretch.start].mark, found[before].heir)
    for place in stretch.paragraphs:
        found[place] = End(flow[place].mark)
    found[heir] = End(None, Heir(mark, flow[before]))


def _own(flow: Sequence[Step], stretch: _Stretch, found: list[End]) -> None:
    """Let each paragraph take its own end along; a last one that cannot is left as a thin line."""
    for place in stretch.paragraphs:
        found[place] = End(flow[place].mark)
    last = flow[stretch.stop - 1]
    whole = _begins(flow, stretch.start) and last.section is not None and stretch.stop < len(flow)
    if last.closes and not whole and last.mark is not None:
        thin = isinstance(last.laid.block, Thin)
        found[stretch.stop - 1] = STAYS if thin else End(None, Heir(last.mark, Step(Laid(THIN), last.place)))


def _begins(flow: Sequence[Step], place: int) -> bool:
    return place == 0 or flow[place - 1].closes
