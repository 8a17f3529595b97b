"""A paragraph of a Word file, written as text.

In: a block of a sheet, where it stands, how its end is written. Out: ``w:p``, with the bookmarks that wait. The looks come from the named
styles, so that a paragraph says little more than its style.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docgen.model.blocks import Figure, Para, Rule, Run
from docgen.model.format import Format
from docgen.write.ends import STAYS, End
from docgen.write.looks import RULE, THIN, twips
from docgen.write.parts import Flowing, Foot, Laid, Thin, box_sides
from docgen.write.pictures import inline_xml
from docgen.write.places import place_name
from docgen.write.runs import runs_xml
from docgen.write.sections import REFERENCE, THIN_LOOK, foot_look
from docgen.write.tracked import Tracked

KEEP = "<w:keepNext/><w:keepLines/>"
"""Held to the next block as a whole: Word would split a held paragraph, LibreOffice would not, so it is said."""

PICTURE_LINE, PICTURE_LETTERS = '<w:spacing w:line="240" w:lineRule="auto"/>', '<w:sz w:val="2"/><w:szCs w:val="2"/>'
NOTHING = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> QUOTE "" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
"""A field without text: LibreOffice drops an empty paragraph that ends a section, and its mark with it."""


@dataclass(slots=True)
class Body:
    """What is written of one sheet: the XML so far, places waiting for the next paragraph, names set, footnotes and
    figures met.

    A block, and each row of a table, is encoded when it is whole: less memory goes through the processor's cache. ``tracked`` numbers
    bookmarks and changes; ``redlined`` says whether there can be changes. ``heads`` are beginnings of paragraphs that follow from
    a style alone.
    """

    format: Format
    targets: frozenset[str]
    xml: list[bytes] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[Run, ...]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tracked: Tracked = field(default_factory=Tracked)
    redlined: bool = False
    heads: dict[tuple[str, bool], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tail:
    """How the end of a paragraph is written: the look of whose heir it is, the section it closes."""

    end: End = STAYS
    heir: str = ""
    section: str = ""


PLAIN = Tail()


def heir_look(made: Body, end: End, column: float) -> str:
    """Return the look a paragraph inherits or had: who comes after another inherits what that one had before."""
    if end.heir is None:
        return ""
    laid = end.heir.of.laid
    was = laid.block.former if isinstance(laid.block, Para | Rule) and end.heir.mark.kind == "come" else None
    return _look(made, replace(laid, block=was) if was else laid, column)


def paragraph(made: Body, laid: Laid, column: float, tail: Tail = PLAIN) -> str:
    """Return a paragraph; the places that wait are set in it, unless it is none that anybody reads."""
    block = laid.block
    if tail is PLAIN and isinstance(block, Para):
        return para_xml(made, block, column, laid.keep)
    if isinstance(block, Para | Figure) and block.address:
        made.waiting.append(block.address)
    look = _look(made, laid, column)
    begin, last = _bookmarks(made) if made.waiting and not isinstance(block, Rule | Foot) else ("", "")
    text = _text(made, block) or (NOTHING if tail.section and tail.end != STAYS else "")
    carried = tail.end.mark is not None and REFERENCE in tail.section
    letters = PICTURE_LETTERS if isinstance(block, Figure) else ""
    properties = made.tracked.properties(look, tail.end, tail.heir, letters, "" if carried else tail.section)
    xml = f"<w:p><w:pPr>{properties}</w:pPr>{begin}{text}{last}</w:p>"
    return xml + _carrier(made, tail) if carried else xml


def para_xml(made: Body, para: Para, column: float, keep: bool) -> str:
    """Return a paragraph of no redline: nearly all are."""
    if para.address:
        made.waiting.append(para.address)
    head = None if para.inset or para.outline else made.heads.get((para.style, keep))
    if head is None:
        head = _head(made, para, column, keep)
    text = runs_xml(para.runs, made.format.styles[para.style], made.targets, made.notes, made.tracked if made.redlined else None)
    if not made.waiting:
        return f"{head}{text}</w:p>"
    begin, last = _bookmarks(made)
    return f"{head}{begin}{text}{last}</w:p>"


def _head(made: Body, para: Para, column: float, keep: bool) -> str:
    """Return the beginning of a paragraph; one that follows from its style alone is kept for the next."""
    head = f"<w:p><w:pPr>{_para_look(made, para, column, KEEP if keep else '')}</w:pPr>"
    if not (para.inset or para.outline or made.format.styles[para.style].box):
        made.heads[para.style, keep] = head
    return head


def _text(made: Body, block: Flowing | Thin | Foot) -> str:
    """Return what stands in a paragraph."""
    if isinstance(block, Para | Foot):
        para = block.para if isinstance(block, Foot) else block
        tracked = made.tracked if made.redlined else None
        return runs_xml(para.runs, made.format.styles[para.style], made.targets, made.notes, tracked)
    if isinstance(block, Figure):
        made.figures.append(block)
        return made.tracked.run(inline_xml(block, len(made.figures)), block.mark)
    return ""


def _carrier(made: Body, tail: Tail) -> str:
    """Return a thin line for the end of a section that comes or goes: LibreOffice reads the header it names, and forgets the mark."""
    return f"<w:p><w:pPr>{made.tracked.properties(THIN_LOOK, End(tail.end.mark), section=tail.section)}</w:pPr></w:p>"


def _look(made: Body, laid: Laid, column: float) -> str:
    """Return the properties that say how a paragraph looks."""
    block, keep = laid.block, KEEP if laid.keep else ""
    if isinstance(block, Para):
        return _para_look(made, block, column, keep)
    if isinstance(block, Rule):  # the lower border of a low paragraph, as wide as the indents leave it
        side = twips(max(column - block.width, 0) / 2)
        return f'<w:pStyle w:val="{RULE}{block.style}"/>{keep}<w:ind w:left="{side}" w:right="{side}"/>'
    if isinstance(block, Figure):  # stands in a line of its own, exactly as high: its letters are as small as can be
        return f'<w:pStyle w:val="{block.style}"/>{"" if made.format.styles[block.style].keep else keep}{PICTURE_LINE}'
    return foot_look(block, made.format) if isinstance(block, Foot) else f'<w:pStyle w:val="{THIN}"/>{keep}'


def _para_look(made: Body, para: Para, column: float, keep: str) -> str:
    style = made.format.styles[para.style]
    more = "" if style.keep else keep
    if style.box:
        left, right = box_sides(para.standing, para.style, column, made.format)
        more += f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    elif para.inset:
        more += f'<w:ind w:left="{twips(style.left + para.inset)}" w:right="{twips(style.right + para.inset)}"/>'
    if para.outline:
        more += f'<w:outlineLvl w:val="{para.outline - 1}"/>'
    return f'<w:pStyle w:val="{para.style}"/>{more}'


def _bookmarks(made: Body) -> tuple[str, str]:
    """Return beginning and end of the bookmarks that wait; an address that was set before keeps its first place."""
    begin, end = "", ""
    for address in made.waiting:
        name = place_name(address)
        if address and name not in made.names:
            number = made.tracked.number()
            begin += f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            end += f'<w:bookmarkEnd w:id="{number}"/>'
            made.names[name] = address
    made.waiting.clear()
    return begin, end
