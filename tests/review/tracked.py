"""What Word makes of tracked changes: all accepted or all rejected, then read back.

Accepting takes ``w:del`` away and keeps ``w:ins``, rejecting the other way round; a paragraph whose end goes takes its words into the next
one, which keeps its look; a table without rows goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

from lxml import etree

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


def said(data: bytes, accept: bool | None = None) -> list[Item]:
    """Return what a file says: paragraphs with style and looks, rows of tables with their columns, sections."""
    body = body_of(data)
    if accept is not None:
        settle(body, accept=accept)
    return list(_items(body, _notes(data)))


def _notes(data: bytes) -> dict[str, str]:
    """Return the footnotes by id; LibreOffice writes the part only where there are some."""
    with ZipFile(io.BytesIO(data)) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return {}
    return {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in _part(data, "word/footnotes.xml")}


def _items(body: etree._Element, notes: dict[str, str]) -> Iterator[Item]:
    for child in body:
        if child.tag == f"{W}p" and child.find(f"{W}pPr/{W}framePr") is None:
            yield _paragraph(child, notes)
            yield from (_page(section) for section in child.findall(f"{W}pPr/{W}sectPr"))
        elif child.tag == f"{W}tbl":
            columns = tuple(column.get(f"{W}w") for column in child.findall(f"{W}tblGrid/{W}gridCol"))
            yield ("table", columns, tuple(_row(row, notes) for row in child.findall(f"{W}tr")))
        elif child.tag == f"{W}sectPr":
            yield _page(child)


def _page(section: etree._Element) -> Item:
    return ("section", section.find(f"{W}pgSz").get(f"{W}orient", "portrait"))


def _row(row: etree._Element, notes: dict[str, str]) -> Item:
    return tuple(tuple(_paragraph(each, notes) for each in cell.findall(f"{W}p")) for cell in row.findall(f"{W}tc"))


def _paragraph(paragraph: etree._Element, notes: dict[str, str]) -> Item:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    runs: list[tuple[str, str]] = []
    for run in paragraph.iter(f"{W}r"):
        look = "".join(name for name in "biu" if _on(run.find(f"{W}rPr/{W}{name}")))
        text = "".join(_text(part, notes) for part in run)
        if text and runs and runs[-1][1] == look:
            runs[-1] = (runs[-1][0] + text, look)
        elif text:
            runs.append((text, look))
    return ("paragraph", "" if style is None else style.get(f"{W}val"), tuple(runs))


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "none")


def _text(part: etree._Element, notes: dict[str, str]) -> str:
    if part.tag == f"{W}footnoteReference":
        return f"[{notes[part.get(f'{W}id')]}]"
    return {f"{W}t": part.text or "", f"{W}br": "\n", f"{W}tab": "\t", f"{W}drawing": "[picture]"}.get(part.tag, "")


def differences(found: Sequence[Item], wanted: Sequence[Item], other: Sequence[Item] = (), *, office: bool = False) -> list[Item]:
    """Return the first pair in which ``found`` says something else than ``wanted``, nothing where there is none.

    Allowed is one thing: an empty paragraph before a table, or at the end of the document or of a section. ``office``: as LibreOffice
    writes it, which gives such a paragraph the look of what went before it, leaves one where a table of ``other`` went (its title, or
    the thin line between two tables), and the page of an annex that went.
    """
    titles = {"Thin", *(one[1] for one, after in pairwise(other) if one[0] == "paragraph" and after[0] == "table")} if office else set()
    i = j = 0
    while i < len(found) or j < len(wanted):
        here, there = (found[i] if i < len(found) else END), (wanted[j] if j < len(wanted) else END)
        if here == there:
            i, j = i + 1, j + 1
        elif office and "section" in (here[0], there[0]):
            i, j = i + (here[0] == "section"), j + (there[0] == "section")
        elif _empty(here) and (_next(found, i)[0] != "paragraph" or here[1] in titles):
            i, j = i + 1, j + (office and _empty(there))
        else:
            return [here, there]
    return []


END = ("end",)


def _empty(item: Item) -> bool:
    return item[0] == "paragraph" and not item[2]


def _next(items: Sequence[Item], place: int) -> Item:
    """Return the next item that says something."""
    return next((item for item in items[place + 1 :] if not _empty(item)), END)
