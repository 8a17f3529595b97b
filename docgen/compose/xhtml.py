"""XHTML of the templates → blocks. The vocabulary is small; anything else is a finding.

``p class=STYLE id= outline=``, ``hr class=RULE``, ``table class=letterhead|signature|plain|table id=`` with ``col
width=SHARE``, ``tr class=row|head|group|sum id=`` and ``td colspan=``, ``section class=portrait|landscape id=`` (an
empty element: a new page), ``figure class=bars|stacked|timeline id= title=UNIT day= mark=`` with ``th`` for each series,
``tr title=CATEGORY`` and ``td title=AS PRINTED`` for each figure or day, and the caption's ``p``; inside a paragraph
``b``, ``i``, ``u``, ``br``, ``a href``, ``span class=note``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, cast
from xml.etree import ElementTree

from docgen.compose.figures import FigureError, Room, figures
from docgen.model.blocks import Block, Cell, Grid, Para, Row, Rule, Run, Section
from docgen.model.format import Format
from docgen.model.paper import Orientation, paper
from docgen.words.letters import upper
from docgen.words.measure import lines, width

PLAIN = Run("")
THAI = ("\u0e00", "\u0e7f")
"""Letters that are not in the table of widths: their lines are left as they break."""
INLINE = frozenset({"b", "i", "u", "br", "a", "span"})
ORIENTATIONS = frozenset({"portrait", "landscape"})
GRIDS = frozenset({"table", "letterhead", "signature", "plain"})
EMPTY_STYLES = frozenset({"sign-gap", "sign-space", "spacer"})


class VocabularyError(Exception):
    """A tag or class the vocabulary does not have; ``address`` is the block it stands in."""

    def __init__(self, word: str, address: str) -> None:
        super().__init__(word)
        self.word, self.address = word, address


def blocks(xhtml: str, format_: Format, language: str = "vi") -> tuple[Block, ...]:
    """Return the blocks of a document; the language is that of figures along axes.

    Raises ``ElementTree.ParseError`` and ``VocabularyError``.
    """
    return tuple(_Builder(format_, language).body(ElementTree.fromstring(xhtml)))


class _Builder:
    def __init__(self, format_: Format, language: str) -> None:
        self.format, self.language = format_, language
        self.paper = paper(format_.page, "portrait")
        self.width = self.paper.text_width

    def body(self, root: ElementTree.Element) -> Iterator[Block]:
        """Yield the blocks below the root."""
        for element in root:
            if element.tag == "section":
                yield self.section(element)
            elif element.tag == "table":
                yield self.grid(element)
            elif element.tag == "figure":
                yield from self.figure(element)
            else:
                yield from self.line(element, self.width)

    def section(self, element: ElementTree.Element) -> Section:
        """Return the new page; the width of the text follows its orientation."""
        page = element.get("class", "portrait")
        if page not in ORIENTATIONS:
            raise VocabularyError(f'section class="{page}"', element.get("id", ""))
        orientation = cast(Orientation, page)
        self.paper = paper(self.format.page, orientation)
        self.width = self.paper.text_width
        return Section(orientation, address=element.get("id", ""))

    def grid(self, element: ElementTree.Element) -> Grid:
        """Return a table with its columns in points."""
        style, address = element.get("class", "table"), element.get("id", "")
        if style not in GRIDS:
            raise VocabularyError(f'table class="{style}"', address)
        shares = [float(col.get("width", "1")) for col in element.findall("col")]
        widths = tuple(self.width * share / sum(shares) for share in shares)
        rows = tuple(self.row(row, widths) for row in element.findall("tr"))
        return Grid(cast(Literal["table"], style), widths, rows, address, keep=style == "signature" or element.get("keep") == "true")

    def figure(self, element: ElementTree.Element) -> Iterator[Block]:
        """Yield the pictures of a chart, each with its caption; where there are several, with its place among them."""
        captions = [part for child in element.findall("p") for part in self.line(child, self.width) if isinstance(part, Para)]
        address = element.get("id", "")
        if "chart" not in self.format.styles:
            raise VocabularyError("figure", address)
        height = self.paper.height - self.paper.top - self.paper.bottom
        room = Room(self.width, height, self.format.styles["chart"].size, self.language)
        try:
            pictures = tuple(figures(element, " ".join(para.text for para in captions), room))
        except FigureError as fault:
            raise VocabularyError(str(fault), address) from fault
        for n, picture in enumerate(pictures, 1):
            yield picture
            place = (Run(f" ({n}/{len(pictures)})"),) if len(pictures) > 1 else ()
            yield from (replace(para, runs=para.runs + place) for para in captions)

    def row(self, element: ElementTree.Element, widths: tuple[float, ...]) -> Row:
        """Return a row."""
        cells, column = [], 0
        for cell in element.findall("td"):
            span = int(cell.get("colspan", "1"))
            room = sum(widths[column : column + span])
            cells.append(Cell(tuple([part for child in cell for part in self.line(child, room)]), span))
            column += span
        return Row(tuple(cells), cast(Literal["row"], element.get("class", "row")), element.get("id", ""))

    def line(self, element: ElementTree.Element, room: float) -> Sequence[Para | Rule]:
        """Return a paragraph or a rule; nothing for an empty paragraph that is no room of its own."""
        style, address = element.get("class", ""), element.get("id", "")
        if element.tag == "hr" and style in self.format.rules:
            return (Rule(style, self.rule_width(style, element.get("title", ""), room)),)
        if element.tag != "p" or style not in self.format.styles:
            raise VocabularyError(f'{element.tag} class="{style}"', address)
        runs = self.paragraph(element, style, address)
        if not runs and style not in EMPTY_STYLES:
            return ()
        keep = element.get("keep") == "true" or self.format.styles[style].keep
        inset = self.inset(style, runs, room) if self.format.styles[style].balance else 0.0
        return (Para(style, runs, address, keep, int(element.get("outline", "0")), inset),)

    def paragraph(self, element: ElementTree.Element, style: str, address: str) -> tuple[Run, ...]:
        """Return the runs of a paragraph, neighbours of one look joined; most have one."""
        if len(element):
            return tuple(_merged(self.runs(element, PLAIN, style, address)))
        return (self.text(element.text, PLAIN, style),) if element.text else ()

    def inset(self, name: str, runs: tuple[Run, ...], room: float) -> float:
        """Return the indent on both sides that gives a title's lines about one length and takes no further line."""
        style = self.format.styles[name]
        text = "".join(run.text for run in runs)
        count = len(lines(text, style.size, room, bold=style.bold, italic=style.italic))
        if count < 2 or any(THAI[0] <= letter <= THAI[1] for letter in text):
            return 0.0
        narrow, wide = room / count, room
        while wide - narrow > 1:
            middle = (narrow + wide) / 2
            fits = len(lines(text, style.size, middle, bold=style.bold, italic=style.italic)) <= count
            narrow, wide = (narrow, middle) if fits else (middle, wide)
        return max(round((room - wide) / 2 - 1, 1), 0.0)  # a point of slack: engines round widths differently

    def rule_width(self, name: str, text: str, room: float) -> float:
        """Return the length of a ruled line: its share of the text above it, as that text is set in its column."""
        rule = self.format.rules[name]
        style = self.format.styles[rule.below]
        shown = upper(text) if style.case == "upper" else text
        set_lines = lines(shown, style.size, room, bold=style.bold, italic=style.italic) or [shown]
        longest = max(width(line, style.size, bold=style.bold, italic=style.italic) for line in set_lines)
        return round(min(longest, room) * rule.share, 2)

    def runs(self, element: ElementTree.Element, look: Run, style: str, address: str) -> Iterator[Run]:
        """Yield the runs of a paragraph in order, in the looks of the elements around them."""
        if element.text:
            yield self.text(element.text, look, style)
        for child in element:
            yield from self.child(child, look, style, address)
            if child.tail:
                yield self.text(child.tail, look, style)

    def child(self, child: ElementTree.Element, look: Run, style: str, address: str) -> Iterator[Run]:
        if child.tag not in INLINE:
            raise VocabularyError(child.tag, address)
        if child.tag == "br":
            yield _run(look, "\n")
        elif child.tag == "span":
            yield _run(look, "", tuple(self.runs(child, PLAIN, "footnote", address)))
        elif child.tag == "a":
            yield from self.runs(child, replace(look, href=child.get("href", "").removeprefix("#")), style, address)
        else:
            yield from self.runs(child, _looking(look, child.tag), style, address)

    def text(self, text: str, look: Run, style: str) -> Run:
        """Return a run; a style of capitals sets its text in capitals."""
        return _run(look, upper(text) if self.format.styles[style].case == "upper" else text)


def _run(look: Run, text: str, note: tuple[Run, ...] = ()) -> Run:
    """Return a run of a look; ``dataclasses.replace`` would take four times as long, and every word passes here."""
    return Run(text, look.bold, look.italic, look.underline, look.href, note)


def _looking(look: Run, tag: str) -> Run:
    """Return the look inside a ``b``, ``i`` or ``u``."""
    return Run("", look.bold or tag == "b", look.italic or tag == "i", look.underline or tag == "u", look.href)


def _alike(one: Run, other: Run) -> bool:
    """Return whether two runs differ in their text only."""
    if one.note or other.note:
        return False
    return (one.bold, one.italic, one.underline, one.href) == (other.bold, other.italic, other.underline, other.href)


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield runs with neighbours of one look joined."""
    held: Run | None = None
    for run in runs:
        if held is not None and _alike(held, run):
            held = _run(held, held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
