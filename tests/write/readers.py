"""Reading the writers' files back, by other programs than wrote them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pikepdf
from docx.oxml.ns import qn

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
Word = tuple[int, float, float, str]


def part(data: bytes, name: str) -> bytes:
    """Return one part of a .docx."""
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def names(data: bytes) -> list[str]:
    """Return the names of the parts in their order."""
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs of the body that say something, in the order of reading, by python-docx."""
    body = docx.Document(io.BytesIO(data)).element.body
    lines = (_paragraph(paragraph) for paragraph in body.iter(qn("w:p")) if not paragraph.xpath("./w:pPr/w:framePr"))
    return [line for line in lines if line]


def docx_pictures(data: bytes) -> list[ElementTree.Element]:
    """Return the SVG pictures of a .docx in their order."""
    found = sorted(name for name in names(data) if name.endswith(".svg"))
    return [ElementTree.fromstring(part(data, name)) for name in found]


class Tagged(NamedTuple):
    """A figure of a PDF: its text, its page from 1, and its edges in points from the upper left corner."""

    alt: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def tagged(data: bytes) -> list[Tagged]:
    """Return the figures of a PDF in their order."""
    with pikepdf.open(io.BytesIO(data)) as file:
        places = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        found = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        return [_tagged(each, places[each.Pg.objgen]) for each in found]


def _tagged(figure: Any, page: int) -> Tagged:
    left, bottom, right, top = (float(side) for side in figure.A.BBox)
    height = float(figure.Pg.MediaBox[3])
    return Tagged(str(figure.Alt), page, left, height - top, right, height - bottom)


def outside(words: list[Word], figures: Sequence[Tagged]) -> list[Word]:
    """Return the words that stand in no figure: LibreOffice prints a picture as dots."""
    return [word for word in words if not any(word[0] == figure.page and figure.top - 1 < word[1] < figure.bottom for figure in figures)]


def labels(picture: ElementTree.Element) -> list[str]:
    """Return the texts an SVG draws."""
    return [label.text or "" for label in picture.iter(f"{SVG}text")]


def _paragraph(element: ElementTree.Element) -> str:
    tags = {qn("w:br"): " ", qn("w:tab"): " ", qn("w:footnoteReference"): ""}
    return plain("".join(tags.get(each.tag, each.text or "") for each in element.iter(qn("w:t"), *tags)))


def pdf_words(data: bytes, folder: Path) -> list[Word]:
    """Return every word of a PDF: page, upper edge and left edge in points, text."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    xml = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout
    pages = ElementTree.fromstring(xml).iter(f"{HTML}page")
    return [
        (number, float(word.get("yMin", "")), float(word.get("xMin", "")), word.text or "")
        for number, page in enumerate(pages, start=1)
        for word in page.iter(f"{HTML}word")
    ]


def office_pdf(documents: dict[str, bytes], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Print Word files by LibreOffice, all in one call."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    files = [str(folder / f"{name}.docx") for name in documents]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    program = shutil.which("soffice") or "soffice"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return ((name, (folder / f"{name}.pdf").read_bytes()) for name in documents)


def plain(text: str) -> str:
    """Return text with single spaces; Thai am as PDF spells it, in two letters."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def packed_letters(text: str) -> str:
    """Return the letters without any space: a PDF has lines, not paragraphs."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
