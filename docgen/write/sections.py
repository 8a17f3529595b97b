"""Sections and page edges as WordprocessingML: paper, margins, page numbers, headers and footers.

In: a section of the sheet and the shell's relationships. Out: ``w:sectPr``, and the header and footer of the first page
where the sheet carries marks (circulation note, contact line).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen.files.zips import Packed, packed
from docgen.model.blocks import Grid, Mark, Para, Section, Sheet
from docgen.model.format import Format
from docgen.model.paper import Paper, paper
from docgen.write.ends import STAYS, End, Step, ends, with_former
from docgen.write.looks import THIN, eighths, twips
from docgen.write.parts import CIRCULATION, CONTACT, FOOT_FIRST, FOOT_LAST, HEAD_FIRST, Foot, Laid, Part, Thin, box_sides, edges
from docgen.write.runs import runs_xml
from docgen.write.shell import XMLNS, Edge, Shell
from docgen.write.tracked import Tracked, mark_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OTHER: Mapping[str, Literal["portrait", "landscape"]] = {"portrait": "landscape", "landscape": "portrait"}
REFERENCE = "Reference "
_REFERENCES = re.compile(rf"<w:(?:header|footer){REFERENCE}[^>]*/>")
THIN_LOOK = f'<w:pStyle w:val="{THIN}"/>'
EDGE_IDS = 1_000_000
"""Changes in headers and footers are counted from here, those in the body from 0."""
FOOT_DROP = 4.0
"""From the end of the text to the line above the contact line on the last page, in points."""


def section_xml(section: Section, first: bool, format: Format, shell: Shell, sheet: Sheet) -> str:
    """Return the ``w:sectPr`` of a section; the page number is hidden on its first page when its numbers begin anew."""
    sheet_of = paper(format.page, section.page)
    refs = _reference("header", "default", shell.header) if first else ""
    if edges(sheet, HEAD_FIRST):
        refs += _first_edge("header", shell.first_header, first)
    if edges(sheet, FOOT_FIRST):
        refs += _first_edge("footer", shell.first_footer, first)
    begin = '<w:pgNumType w:start="1"/>' if section.restart else ""
    title = "<w:titlePg/>" if section.restart else ""
    kind = "continuous" if section.running else "nextPage"
    return f'<w:sectPr>{refs}<w:type w:val="{kind}"/>{_page(sheet_of, section, format)}{begin}<w:cols w:space="720"/>{title}</w:sectPr>'


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a sheet, as the paragraphs that end them need them."""

    sheet: Sheet
    format: Format
    shell: Shell
    all: Sequence[Section]
    columns: Sequence[float]
    """Widths of their text, in points."""

    @classmethod
    def of(cls, parts: Sequence[Part], sheet: Sheet, format: Format, shell: Shell) -> Sections:
        """Return the sections of a sheet."""
        found = [part.section for part in parts]
        return cls(sheet, format, shell, found, [paper(format.page, section.page).text_width for section in found])

    def last(self, step: Step) -> bool:
        """Return whether a block stands in the last section."""
        return step.place == len(self.all) - 1

    def closing(self, step: Step, end: End, tracked: Tracked) -> str:
        """Return the ``w:sectPr`` of a section that ends here; that of an heir changes with its look, and so does one that was turned."""
        own = self.all[step.place]
        heir = end.heir if end.heir is not None and end.heir.of.place != step.place else None
        if heir is not None and heir.mark.kind == "gone":
            return _changed(self._xml(heir.of.place), self._xml(step.place), heir.mark, tracked)
        if heir is not None:
            return _changed(self._xml(step.place), self._xml(heir.of.place, former=True), heir.mark, tracked)
        now = self._xml(step.place)
        return now if own.turned is None else _changed(now, self._xml(step.place, former=True), own.turned, tracked)

    def _xml(self, place: int, *, former: bool = False) -> str:
        section = self.all[place]
        page = OTHER[section.page] if former and section.turned else section.page
        return section_xml(replace(section, page=page), place == 0, self.format, self.shell, self.sheet)


def _changed(now: str, was: str, mark: Mark, tracked: Tracked) -> str:
    """Return the ``w:sectPr`` ``now`` with the one before as a tracked change (ECMA-376 part 1, 17.13.5.32), which names no headers."""
    former = _REFERENCES.sub("", was)
    if former == _REFERENCES.sub("", now):
        return now
    return now.replace("</w:sectPr>", f"<w:sectPrChange{mark_xml(mark, tracked.number())}>{former}</w:sectPrChange></w:sectPr>")


def with_way_back(parts: Sequence[Part]) -> list[Part]:
    """Return the sections of a redline, one more after each that went and lay otherwise than what stays before it.

    Its line inherits the page of what stays. Without it the section that went would, and its tables would be cut.
    """
    found: list[Part] = []
    stays: Part | None = None
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        found.append(part)
        mark = part.section.mark
        if not _gone(mark):
            stays = part
        elif stays is not None and stays.section.page != part.section.page and (after is None or not _gone(after.section.mark)):
            running = Section(part.section.page, restart=False, mark=mark, running=True)
            found.append(Part(running, [Laid(Thin(mark))]))
    return found


def steps(parts: Sequence[Part], sheet: Sheet) -> list[Step]:
    """Return the blocks of all sections in the order in which Word holds them, the lines at the foot of the last page among them."""
    found: list[Step] = []
    for place, part in enumerate(parts):
        found += [Step(laid, place, False, part.section.mark) for laid in part.laid]
        if place == len(parts) - 1 or not _gone(parts[place + 1].section.mark):
            found += _thin_after(found)
        found[-1] = replace(found[-1], closes=True)
    return _with_foot(found, parts, edges(sheet, FOOT_LAST)) if edges(sheet, FOOT_LAST) else found


def _gone(mark: Mark | None) -> bool:
    return mark is not None and mark.kind == "gone"


def _thin_after(flow: Sequence[Step]) -> list[Step]:
    """Return a thin line to follow words that went: in the look of the one before them, which they would be left to, nobody could read."""
    last = flow[-1]
    before = next((step for step in reversed(flow) if not _gone(step.mark)), None)
    if not _gone(last.mark) or last.blank or (before is not None and not (before.blank or isinstance(before.laid.block, Grid))):
        return []
    return [replace(last, laid=Laid(Thin(last.section)))]


def _with_foot(flow: list[Step], parts: Sequence[Part], lines: Sequence[Para]) -> list[Step]:
    """Return the blocks with the lines at the foot of the last page.

    Where sections at the end went or came, the lines stand at their end as they are with them, and in the last section that stays as
    they are without them.
    """
    stays = max((place for place, part in enumerate(parts) if part.section.mark is None), default=0)
    end = max(at for at, step in enumerate(flow) if step.place == stays)
    tail = parts[-1].section.mark
    if tail is None:
        return _inserted(flow, _clean(flow, end), lines, parts[stays])
    if not isinstance(flow[-1].laid.block, Thin):
        flow = [*flow[:-1], replace(flow[-1], closes=False), replace(flow[-1], laid=Laid(Thin(tail)))]
    whole = _inserted(flow, len(flow) - 1, _side(lines, tail), parts[-1])
    without = _side(lines, replace(tail, kind="come" if tail.kind == "gone" else "gone"))
    return _inserted(whole, _clean(whole, end), without, parts[stays])


def _clean(flow: Sequence[Step], end: int) -> int:
    """Return the last paragraph up to ``end`` without a mark: LibreOffice forgets those of a paragraph that follows a frame."""
    tails = ends(flow)
    for at in range(end, -1, -1):
        block = flow[at].laid.block
        words = block.runs if isinstance(block, Para) else ()
        if not (isinstance(block, Grid) or block.mark or tails[at] != STAYS or any(run.mark for run in words)):
            return at
    return end


def _side(lines: Sequence[Para], mark: Mark) -> list[Para]:
    """Return the lines of one side, marked as a whole."""
    own = [line for line in lines if line.mark is None or line.mark.kind == mark.kind]
    kept = [[run for run in line.runs if run.mark is None or run.mark.kind == mark.kind] for line in own]
    return [replace(line, runs=tuple(replace(run, mark=mark) for run in runs), mark=mark) for line, runs in zip(own, kept, strict=True)]


def _inserted(flow: Sequence[Step], at: int, lines: Sequence[Para], part: Part) -> list[Step]:
    feet = [Step(Laid(Foot(line, line is lines[0], part.section)), flow[at].place, section=part.section.mark) for line in lines]
    return [*flow[:at], *feet, *flow[at:]]


def _page(sheet: Paper, section: Section, format: Format) -> str:
    turned = ' w:orient="landscape"' if section.page == "landscape" else ""
    edge = twips(format.page.number_edge)
    margins = f'w:top="{twips(sheet.top)}" w:right="{twips(sheet.right)}" w:bottom="{twips(sheet.bottom)}" w:left="{twips(sheet.left)}"'
    return (
        f'<w:pgSz w:w="{twips(sheet.width)}" w:h="{twips(sheet.height)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{edge}" w:footer="{edge}" w:gutter="0"/>'
    )


def _first_edge(kind: str, edge: Edge, first: bool) -> str:
    """Only the first section shows the marks; the others would inherit them without an empty one of their own."""
    return _reference(kind, "first", edge.marked if first else edge.empty)


def _reference(kind: str, which: str, key: str) -> str:
    return f'<w:{kind}{REFERENCE}w:type="{which}" r:id="{key}"/>'


def edge_parts(sheet: Sheet, format: Format, shell: Shell) -> list[Packed]:
    """Return the header and the footer of the first page, filled with the sheet's lines or empty as in the shell."""
    tracked = Tracked(EDGE_IDS)
    filled = {
        shell.first_header.part: ("hdr", _lines(edges(sheet, HEAD_FIRST), circulation_look, format, tracked)),
        shell.first_footer.part: ("ftr", _lines(edges(sheet, FOOT_FIRST), contact_look, format, tracked)),
    }
    return [
        packed(name, f"{HEAD}<w:{root} {XMLNS}>{xml}</w:{root}>".encode()) if xml else shell.empty_edges[name]
        for name, (root, xml) in filled.items()
    ]


Look = Callable[[Para, bool, Format], str]


def _lines(lines: Sequence[Para], look: Look, format: Format, tracked: Tracked) -> str:
    """Return the paragraphs of a header or footer; it needs one, so that the only one leaves a thin line behind."""
    flow = [Step(Laid(line), closes=line is lines[-1]) for line in lines]
    found = ""
    for step, line, end in zip(flow, lines, ends(flow), strict=True):
        first = line is lines[0]
        was = look(line.former, first, format) if line.former else THIN_LOOK
        text = runs_xml(line.runs, format.styles[line.style], (), [], tracked)
        found += f"<w:p><w:pPr>{tracked.properties(look(line, first, format), with_former(step, end), was)}</w:pPr>{text}</w:p>"
    return found


def circulation_look(line: Para, first: bool, format: Format) -> str:
    """Return the properties of a circulation note: its box is as wide as its text."""
    sides = ""
    if format.styles[CIRCULATION].box:
        left, right = box_sides(line.standing, CIRCULATION, paper(format.page, "portrait").text_width, format)
        sides = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    return f'<w:pStyle w:val="{CIRCULATION}"/>{sides}'


def contact_look(line: Para, first: bool, format: Format, frame: str = "") -> str:
    """Return the properties of a contact line, above the first a line as wide as the text (NĐ 30/2020 PL.I III.4; HD 05-HD/VPTW II.6)."""
    weight = eighths(format.table["line"])
    above = f'<w:pBdr><w:top w:val="single" w:sz="{weight}" w:space="1" w:color="000000"/></w:pBdr>' if first else ""
    return f'<w:pStyle w:val="{CONTACT}"/>{frame}{above}'


def foot_look(foot: Foot, format: Format) -> str:
    """Return the properties of a line at the foot of the last page: a frame in the lower margin, held by the block after it.

    Word has footers for first pages, none for last ones.
    """
    under = paper(format.page, foot.section.page)
    place = f'w:y="{twips(under.height - under.bottom + FOOT_DROP)}"'
    frame = f'<w:framePr w:w="{twips(under.text_width)}" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:x="1" {place}/>'
    return contact_look(foot.para, foot.first, format, frame)
