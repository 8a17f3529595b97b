"""Pictures of figures: the same drawing in Word, PDF and HTML, its figures in plain text, the same bytes always."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import docx as python_docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

from docgen.model.blocks import Figure, Sheet
from docgen.model.drawing import Box, Label
from docgen.model.format import Format
from docgen.write.css import families
from docgen.write.docx import docx
from docgen.write.html import html
from docgen.write.pdf import pdf
from docgen.write.png import SCALE, png
from docgen.write.svg import svg
from docgen.write.txt import txt
from tests.conftest import ROOT
from tests.write import sheets
from tests.write.readers import SVG, docx_pictures, labels, names, office_pdf, part, pdf_words, tagged
from tests.write.test_parity import nearest, office


def figures(sheet: Sheet) -> list[Figure]:
    return [block for block in sheet.blocks if isinstance(block, Figure)]


@pytest.fixture(params=["charts", "thai"])
def report(request: pytest.FixtureRequest, nd30: Format) -> Sheet:
    """A report with charts, in Vietnamese and in Thai."""
    return sheets.charts(nd30) if request.param == "charts" else sheets.thai_chart(nd30)


def test_same_bytes_in_another_process(nd30: Format) -> None:
    code = (
        "import hashlib; from docgen.write.docx import docx; from docgen.write.pdf import pdf; from tests.write import sheets;"
        "from tests.write.conftest import FORMATS; format = FORMATS['nd30']; sheet = sheets.charts(format);"
        "print(hashlib.sha256(docx(sheet, format) + pdf(sheet, format)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
    sheet = sheets.charts(nd30)
    assert other.stdout.strip() == hashlib.sha256(docx(sheet, nd30) + pdf(sheet, nd30)).hexdigest()


def test_every_picture_says_the_same_everywhere(report: Sheet, nd30: Format) -> None:
    """The alternative text in Word, PDF and HTML, and every name and figure of it in plain text."""
    wanted = [figure.alt for figure in figures(report)]
    pictures = python_docx.Document(io.BytesIO(docx(report, nd30))).element.body.iter(qn("wp:docPr"))
    assert [picture.get("descr") for picture in pictures] == wanted
    assert [figure.alt for figure in tagged(pdf(report, nd30))] == wanted
    page = ElementTree.fromstring(html(report, nd30).decode().partition("\n")[2])
    assert [title.text for title in page.iter(f"{SVG}title")] == wanted
    text = txt(report).decode()
    for figure in figures(report):
        for name, *cells in figure.rows[1:]:
            lines = [line.removeprefix(name).split() for line in text.splitlines() if line.startswith(f"{name}  ")]
            assert " ".join(cells).split() in lines
            assert name in figure.alt and all(cell in figure.alt for cell in cells)


def test_word_shows_what_the_page_shows(report: Sheet, nd30: Format) -> None:
    drawn = list(ElementTree.fromstring(html(report, nd30).decode().partition("\n")[2]).iter(f"{SVG}svg"))
    assert [labels(picture) for picture in docx_pictures(docx(report, nd30))] == [labels(picture) for picture in drawn]


def test_word_finds_both_pictures(report: Sheet, nd30: Format) -> None:
    """python-docx follows the PNG; the SVG hangs on the extension and is related and typed as well."""
    data = docx(report, nd30)
    document = python_docx.Document(io.BytesIO(data))
    assert len(document.inline_shapes) == len(figures(report))
    for shape, figure in zip(document.inline_shapes, figures(report), strict=True):
        assert shape.width.pt == pytest.approx(figure.drawing.width, abs=0.01)
        blip = next(shape._inline.iter(qn("a:blip")))
        assert document.part.related_parts[blip.get(qn("r:embed"))].content_type == "image/png"
        vector = next(each for each in blip.iter() if each.tag.endswith("}svgBlip"))
        related = document.part.related_parts[vector.get(qn("r:embed"))]
        assert related.content_type == "image/svg+xml"
        assert related.blob.decode() == svg(figure.drawing, families(nd30), figure.alt)


def test_png_is_the_drawing_at_three_dots_a_point(report: Sheet, nd30: Format) -> None:
    data = docx(report, nd30)
    for number, figure in enumerate(figures(report), 1):
        image = Image.open(io.BytesIO(part(data, f"word/media/chart{number}.png"))).convert("RGB")
        assert image.size == pytest.approx((figure.drawing.width * SCALE, figure.drawing.height * SCALE), abs=0.5)
        for bar in (mark for mark in figure.drawing.marks if isinstance(mark, Box) and mark.fill and mark.width > 4 and mark.line):
            inside = image.getpixel((round((bar.x + 1.5) * SCALE), round((bar.y + 1.2) * SCALE)))
            assert isinstance(inside, tuple)
            if bar.fill in ("1f3864", "b4c7e7"):
                assert inside == tuple(bytes.fromhex(bar.fill))


def test_png_has_the_letters(nd30: Format) -> None:
    """Without any font resvg would leave the texts out in silence."""
    figure = figures(sheets.charts(nd30))[0]
    label = next(mark for mark in figure.drawing.marks if isinstance(mark, Label) and mark.text == "Sở Nội vụ")
    image = Image.open(io.BytesIO(png(figure.drawing, nd30, "vi"))).convert("L")
    box = ((label.x - 30) * SCALE, (label.y - 8) * SCALE, label.x * SCALE, (label.y + 2) * SCALE)
    dark = sum(image.crop(tuple(map(round, box))).histogram()[:128])
    assert dark > 100


def test_pdf_box_of_a_figure_holds_its_texts(nd30: Format, tmp_path: Path) -> None:
    data = pdf(sheets.charts(nd30), nd30)
    words = pdf_words(data, tmp_path)
    box = tagged(data)[0]
    found = next(word for word in words if word[3] == "12.5")
    assert box.left < found[2] < box.right and box.top < found[1] < box.bottom


def test_no_transparency_no_pattern_no_id(report: Sheet, nd30: Format) -> None:
    """What an archive's PDF may not have, and what two pictures in one page would share."""
    for figure in figures(report):
        tags = {element.tag for element in ElementTree.fromstring(svg(figure.drawing, families(nd30), figure.alt)).iter()}
        assert tags <= {f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "text")}
    with pikepdf.open(io.BytesIO(pdf(report, nd30))) as file:
        for each in (each for each in file.objects if isinstance(each, pikepdf.Dictionary)):
            assert {float(each[key]) for key in ("/ca", "/CA") if key in each} <= {1.0}
            assert "/SMask" not in each or each["/SMask"] == "/None"


def test_a_thai_label_is_whole_in_the_pdf(nd30: Format, tmp_path: Path) -> None:
    words = {word for *_, word in pdf_words(pdf(sheets.thai_chart(nd30), nd30), tmp_path)}
    assert {"เสร็จทันกําหนด", "ล่าช้า"} <= words


@pytest.mark.office
@office
def test_libreoffice_shows_the_picture(nd30: Format, tmp_path: Path) -> None:
    """It prints a picture as dots: the bars have their colour where ours have it, and the text around stands in its place."""
    sheet = sheets.charts(nd30)
    ((_, printed),) = office_pdf({"charts": docx(sheet, nd30)}, tmp_path)
    pairs = nearest(pdf_words(printed, tmp_path), pdf_words(pdf(sheet, nd30), tmp_path))
    assert len(pairs) > 20
    assert [one for one, other in pairs if other is None or max(abs(one[1] - other[1]), abs(one[2] - other[2])) > 4] == []
    page = pdf_image(printed, tmp_path)
    for place, figure in zip(tagged(pdf(sheet, nd30)), figures(sheet), strict=True):
        for bar in (mark for mark in figure.drawing.marks if isinstance(mark, Box) and mark.width > 30 and mark.fill == "1f3864"):
            color = page.getpixel((round(place.left + bar.x + 10), round(place.top + bar.y + 6)))
            assert isinstance(color, tuple) and color[2] - color[0] > 40


def pdf_image(data: bytes, folder: Path) -> Image.Image:
    """Return the first page of a PDF, a dot for each point."""
    path = folder / "page.pdf"
    path.write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", str(path), str(folder / "page")], check=True)
    return Image.open(folder / "page.png").convert("RGB")


def test_a_document_without_pictures_holds_none(nd30: Format) -> None:
    data = docx(sheets.decision(nd30), nd30)
    assert not [name for name in names(data) if "media" in name] and b"svg" not in part(data, "[Content_Types].xml")
