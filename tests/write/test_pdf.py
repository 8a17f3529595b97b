"""The PDF: tagged, for the archive, found by address, nothing fetched, the same bytes always."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from docgen.model.blocks import Para, Run, Sheet
from docgen.model.format import Format
from docgen.write.pdf import laid_out, pdf, written
from tests.conftest import ROOT
from tests.write import sheets
from tests.write.readers import pdf_words


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_same_bytes_twice(sheet: Sheet, nd30: Format) -> None:
    assert pdf(sheet, nd30) == pdf(sheet, nd30)


def test_same_bytes_in_another_process(nd30: Format) -> None:
    code = (
        "import hashlib; from docgen.write.pdf import pdf; from tests.write.conftest import FORMATS; from tests.write import sheets;"
        "print(hashlib.sha256(pdf(sheets.with_annex(FORMATS['nd30']), FORMATS['nd30'])).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
    assert other.stdout.strip() == hashlib.sha256(pdf(sheets.with_annex(nd30), nd30)).hexdigest()


def test_it_is_tagged_and_for_the_archive(sheet: Sheet, nd30: Format) -> None:
    with opened(pdf(sheet, nd30)) as file:
        root = file.Root
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.K[0].S == "/Document"
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(root.Lang) == sheet.language
        assert "/Filter" not in root.Metadata
        with file.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert file.docinfo["/Title"] == sheet.title and file.docinfo["/Author"] == sheet.author
        assert file.docinfo["/Subject"] == sheet.subject
        assert str(file.docinfo["/CreationDate"]).startswith("D:20250630")


def test_table_is_a_table_and_letterhead_is_not(nd30: Format) -> None:
    with opened(pdf(sheets.decision(nd30, 12), nd30)) as file:
        kinds = [str(each.S) for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"]
        assert kinds.count("/Table") <= len(file.pages) and "/TH" in kinds and kinds.count("/H1") == 1


def test_outline_has_the_headings(nd30: Format) -> None:
    with opened(pdf(sheets.with_annex(nd30), nd30)) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["QUYẾT ĐỊNH", "Phụ lục", "Phụ lục II"]


def test_long_heading_is_cut_at_a_word_in_the_outline(nd30: Format) -> None:
    long = replace(sheets.decision(nd30), blocks=(sheets.para("text", "Điều 1. " + "nội dung " * 40, outline=2),))
    with opened(pdf(long, nd30)) as file, file.open_outline() as outline:
        (item,) = outline.root
        assert len(item.title) <= 101 and item.title.endswith("nội dung…")


def test_links_lead_to_destinations_named_by_address(nd30: Format) -> None:
    with opened(pdf(sheets.decision(nd30), nd30)) as file:
        (link,) = [each for page in file.pages for each in page.get("/Annots", [])]
        names = file.Root.Names.Dests.Names
        destinations = {str(names[place]) for place in range(0, len(names), 2)}
        assert str(link.Dest) == f"{sheets.DOCUMENT}#dieu-3"
        assert {f"{sheets.DOCUMENT}#dieu-1", f"{sheets.DOCUMENT}#can-cu-4", str(link.Dest)} <= destinations


def test_addresses_with_odd_signs_are_reached(nd30: Format) -> None:
    odd = "tb-1@hai-phong/cát hải#việc:2025-06%20"
    sheet = sheets.sheet((Para("text", (Run("Mục", href=odd),)), Para("text", (Run("đích"),), odd)))
    with opened(pdf(sheet, nd30)) as file:
        (link,) = file.pages[0].Annots
        names = file.Root.Names.Dests.Names
        assert str(link.Dest) == odd and odd in {str(names[place]) for place in range(0, len(names), 2)}


def test_annex_pages_are_turned_and_numbered_anew(nd30: Format, tmp_path: Path) -> None:
    data = pdf(sheets.with_annex(nd30), nd30)
    words = pdf_words(data, tmp_path)
    with opened(data) as file:
        wide = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in file.pages]
    assert wide == [False, True, True, True, True, False]
    numbers = [[text for page, top, _, text in words if page == number and 26 < top < 32 and text.isdigit()] for number in range(1, 7)]
    assert numbers == [[], [], ["2"], ["3"], ["4"], []]


def test_marks_of_the_first_and_the_last_page(nd30: Format, tmp_path: Path) -> None:
    words = pdf_words(pdf(sheets.with_annex(nd30), nd30), tmp_path)
    assert {page for page, *_, text in words if text in ("LƯU", "0123.456.789.")} == {1}
    last = pdf_words(pdf(sheets.english(), nd30), tmp_path)
    (found,) = [(page, top) for page, top, _, text in last if text == "Telephone:"]
    assert found[0] == 2 and found[1] > nd30.page.height - nd30.page.bottom


def test_nothing_is_fetched(nd30: Format) -> None:
    from weasyprint.urls import FatalURLFetchingError

    from docgen.write.engine import engine

    for address in ("https://example.org/x.css", "file:///etc/hostname", "data:,x"):
        with pytest.raises(FatalURLFetchingError):
            engine().fetcher.fetch(address)


def test_pages_laid_out_once_are_written_alone_and_joined(nd30: Format) -> None:
    first, second = (laid_out(each, nd30) for each in (sheets.decision(nd30), sheets.english()))
    assert written(first) == pdf(sheets.decision(nd30), nd30)
    with opened(written(first.copy([*first.pages, *second.pages]))) as file:
        assert len(file.pages) == len(first.pages) + len(second.pages)


def test_without_weasyprint_word_works_and_pdf_says_why() -> None:
    code = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from tests.write import sheets; from tests.write.conftest import FORMATS; from docgen.write import WRITERS\n"
        "format = FORMATS['nd30']; sheet = sheets.decision(format)\n"
        "assert WRITERS['docx'](sheet, format)[:2] == b'PK' and WRITERS['html'](sheet, format) and WRITERS['txt'](sheet, format)\n"
        "from docgen.write.engine import PdfUnavailable\n"
        "try: WRITERS['pdf'](sheet, format)\n"
        "except PdfUnavailable as reason: print(reason)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert "weasyprint" in found.stdout
