"""What Word makes of tracked changes: all accepted or all rejected, then read back.

Accepting takes ``w:del`` away and keeps ``w:ins``, rejecting the other way round; a paragraph whose end goes takes its words into the next
one, which keeps its look; a table without rows goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

from lxml import etree

from docgen.model.blocks import Section, Sheet
from docgen.model.format import Format
from docgen.write.docx import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Item = tuple[Any, ...]


def body_of(data: bytes) -> etree._Element:
    """Return the body of a .docx."""
    return _part(data, "word/document.xml").find(f"{W}body")


def _part(data: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def settle(body: etree._Element, *, accept: bool) -> None:
    """Accept or reject every change below ``body``."""
    kept, lost = (f"{W}ins", f"{W}del") if accept else (f"{W}del", f"{W}ins")
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{lost}") is not None:
            table = row.getparent()
            table.remove(row)
            if table.find(f"{W}tr") is None:
                table.getparent().remove(table)
    for change in list(body.iter(f"{W}sectPrChange")):
        section = change.getparent()
        if not accept:
            section.getparent().replace(section, change.find(f"{W}sectPr"))
        else:
            section.remove(change)
    for change in list(body.iter(f"{W}pPrChange")):
        look = change.getparent()
        if not accept:
            stays = [each for each in look if each.tag in (f"{W}rPr", f"{W}sectPr")]
            look[:] = [*change.find(f"{W}pPr"), *stays]
        else:
            look.remove(change)
    for paragraph in list(body.iter(f"{W}p")):
        _runs(paragraph, kept, lost)
    for paragraph in list(body.iter(f"{W}p")):
        after = paragraph.getnext()
        if paragraph.find(f"{W}pPr/{W}rPr/{lost}") is not None and after is not None and after.tag == f"{W}p":
            at = 0 if after.find(f"{W}pPr") is None else 1
            after[at:at] = [child for child in paragraph if child.tag != f"{W}pPr"]
            paragraph.getparent().remove(paragraph)


def _runs(paragraph: etree._Element, kept: str, lost: str) -> None:
    for change in [each for each in paragraph.iter(kept, lost) if each.getparent().tag in (f"{W}p", f"{W}hyperlink")]:
        parent = change.getparent()
        if change.tag == kept:
            at = parent.index(change)
            parent[at : at + 1] = list(change)
        else:
            parent.remove(change)
    for text in paragraph.iter(f"{W}delText"):
        text.tag = f"{W}t"


def said(data: bytes, accept: bool | None = None, *, office: bool = False) -> list[Item]:
    """Return what a file says: paragraphs with style and looks, rows of tables with their columns, sections, then what stands at the
    edges of pages. ``office``: as LibreOffice writes it, which keeps the style of a paragraph but says its other looks in its own way.
    """
    body = body_of(data)
    if accept is not None:
        settle(body, accept=accept)
    return [*_pages(_items(body, _Reader(_notes(data), office))), *_edges(data, body, accept)]


def _pages(items: Iterable[Item]) -> Iterator[Item]:
    """Yield things with the ends of sections that end a page: one that goes on, on a page that lies as the one before, is no other."""
    held: list[Item] = []
    for item in items:
        if item[0] != "section":
            held.append(item)
            continue
        ends = [place for place, one in enumerate(held) if one[0] == "section"]
        if item[-1] == "continuous" and ends and held[ends[-1]][1] == item[1]:
            del held[ends[-1]]
        held.append(item)
    yield from (item[:2] if item[0] == "section" else item for item in held)


def _edges(data: bytes, body: etree._Element, accept: bool | None) -> Iterator[Item]:
    """Yield the texts of headers, footers and frames, but for page numbers."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = [_part(data, name) for name in archive.namelist() if name.startswith(("word/header", "word/footer"))]
    for part in parts:
        if accept is not None:
            settle(part, accept=accept)
    paragraphs = [each for part in parts if part.find(f".//{W}instrText") is None for each in part.iter(f"{W}p")]
    paragraphs += [each for each in body.iter(f"{W}p") if _framed(each)]
    yield from (("edge", text) for text in sorted({"".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs}) if text)


def _framed(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}framePr") is not None


@dataclass(frozen=True)
class _Reader:
    notes: dict[str, str]
    office: bool


def _notes(data: bytes) -> dict[str, str]:
    """Return the footnotes by id; LibreOffice writes the part only where there are some."""
    with ZipFile(io.BytesIO(data)) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return {}
    return {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in _part(data, "word/footnotes.xml")}


def _items(body: etree._Element, reader: _Reader) -> Iterator[Item]:
    for child in body:
        if child.tag == f"{W}p" and not _framed(child):
            yield _paragraph(child, reader)
            yield from (_page(section) for section in child.findall(f"{W}pPr/{W}sectPr"))
        elif child.tag == f"{W}tbl":
            columns = tuple(column.get(f"{W}w") for column in child.findall(f"{W}tblGrid/{W}gridCol"))
            yield ("table", columns, tuple(_row(row, reader) for row in child.findall(f"{W}tr")))
        elif child.tag == f"{W}sectPr":
            yield _page(child)


def _page(section: etree._Element) -> Item:
    kind = section.find(f"{W}type")
    return ("section", section.find(f"{W}pgSz").get(f"{W}orient", "portrait"), "nextPage" if kind is None else kind.get(f"{W}val"))


def _row(row: etree._Element, reader: _Reader) -> Item:
    return tuple(tuple(_paragraph(each, reader) for each in cell.findall(f"{W}p")) for cell in row.findall(f"{W}tc"))


def _paragraph(paragraph: etree._Element, reader: _Reader) -> Item:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    runs: list[tuple[str, str]] = []
    for run in paragraph.iter(f"{W}r"):
        look = "".join(name for name in "biu" if _on(run.find(f"{W}rPr/{W}{name}")))
        text = "".join(_text(part, reader.notes) for part in run)
        if text and runs and runs[-1][1] == look:
            runs[-1] = (runs[-1][0] + text, look)
        elif text:
            runs.append((text, look))
    more = () if reader.office else tuple(_look(each) for each in paragraph.findall(f"{W}pPr/*") if each.tag not in APART)
    return ("paragraph", "" if style is None else style.get(f"{W}val"), tuple(runs), more)


APART = (f"{W}rPr", f"{W}sectPr", f"{W}keepNext", f"{W}keepLines")
"""No looks; what a paragraph is held with depends on what stands after it, deleted or not."""


def _look(switch: etree._Element) -> Item:
    return (switch.tag.removeprefix(W), tuple(sorted(switch.attrib.items())))


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "none")


def _text(part: etree._Element, notes: dict[str, str]) -> str:
    if part.tag == f"{W}footnoteReference":
        return f"[{notes[part.get(f'{W}id')]}]"
    return {f"{W}t": part.text or "", f"{W}br": "\n", f"{W}tab": "\t", f"{W}drawing": "[picture]"}.get(part.tag, "")


def strays(redline: Sheet, before: Sheet, after: Sheet, formats: Mapping[str, Format]) -> list[Item]:
    """Return the first thing that a redline says otherwise than the document after when it is accepted, or before when it is rejected."""
    marked, old, new = (docx(sheet, formats[sheet.format]) for sheet in (redline, before, after))
    return differences(said(marked, accept=True), said(new)) or differences(said(marked, accept=False), said(old))


def differences(found: Sequence[Item], wanted: Sequence[Item], leeway: Leeway | None = None) -> list[Item]:
    """Return the first pair in which ``found`` says something else than ``wanted``, nothing where there is none.

    Allowed is one thing: an empty paragraph before a table, or at the end of the document or of a section. The end of a section is
    a paragraph, too, and what is deleted up to it leaves that one.
    """
    i = j = 0
    while i < len(found) or j < len(wanted):
        here, there = (found[i] if i < len(found) else END), (wanted[j] if j < len(wanted) else END)
        if here == there or (leeway and (leeway.alike(here, there) or (_idle(found, i) and _idle(wanted, j)))):
            i, j = i + 1, j + 1
        elif _idle(found, i) or (leeway and (leeway.between(here) or leeway.page(found, i))):
            i += 1
        else:
            return [here, there]
    return []


END = ("end",)
TWIPS = 2


@dataclass
class Leeway:
    """What LibreOffice 7.4 does not do, whatever stands in the file. The empty paragraph before a table, or at an end, has the look of
    another one; widths of columns are rounded; and:

    ``turned``: it does not read ``w:sectPrChange``, so that a page that was turned stays so;
    ``back``: for the same reason the empty paragraph after an annex that comes back, and lies otherwise than the page before it, stands
    on a page of its own;
    ``left``: it cannot take away the paragraph before a table, which is left empty where that table and the one before it go. (Where
    a paragraph stands before them, this one gives its end for theirs.)
    ``framed``: it looks for the changes of a frame, which holds the line at the foot of the last page, further on by the length of
    all text before the frame, so that the words of both lines stay.
    """

    turned: bool
    back: bool
    framed: bool
    left: int

    @classmethod
    def of(cls, redline: Sheet, other: Sequence[Item], wanted: Sequence[Item], *, accept: bool) -> Leeway:
        """Return it for a redline that becomes ``wanted`` and was ``other``."""
        sections = [block for block in redline.blocks if isinstance(block, Section)]
        return cls(
            turned=not accept and any(section.turned for section in sections),
            back=not accept and any(section.mark is not None and section.mark.kind == "gone" for section in sections),
            framed=any(place == "foot-last" and (line.mark or line.former) for place, line in redline.edges or ()),
            left=_between(other) - _between(wanted),
        )

    def alike(self, here: Item, there: Item) -> bool:
        """Return whether two things are the same but for what LibreOffice rounds or cannot turn."""
        if here[0] == there[0] == "table":
            near = [abs(int(one) - int(other)) <= TWIPS for one, other in zip(here[1], there[1], strict=False)]
            return len(here[1]) == len(there[1]) and all(near) and here[2] == there[2]
        if "edge" in (here[0], there[0]):
            return self.framed
        return here[0] == there[0] == "section" and self.turned

    def page(self, found: Sequence[Item], place: int) -> bool:
        """Return whether this is the end of a page on which nothing stands."""
        before = next((item for item in reversed(found[:place]) if not _empty(item)), END)
        return self.back and place < len(found) and found[place][0] == before[0] == "section"

    def between(self, here: Item) -> bool:
        """Return whether this is a paragraph that was left where tables went; each is allowed once."""
        if not _empty(here) or self.left <= 0:
            return False
        self.left -= 1
        return True


def _between(items: Sequence[Item]) -> int:
    """Count the tables that have paragraphs, and another table before these, in their section."""
    found, table = 0, False
    for item, after in pairwise(items):
        table = item[0] == "table" or (table and item[0] == "paragraph")
        found += table and item[0] == "paragraph" and after[0] == "table"
    return found


def _empty(item: Item) -> bool:
    return item[0] == "paragraph" and not item[2]


def _idle(items: Sequence[Item], place: int) -> bool:
    """Return whether this is an empty paragraph before a table or at the end of a section."""
    rest = (item for item in items[place:] if not _empty(item))
    return place < len(items) and _empty(items[place]) and next(rest, END)[0] != "paragraph"
