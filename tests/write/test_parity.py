"""Word, PDF and text say the same; Word printed by LibreOffice has the PDF's pages and lines."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.model.blocks import Block, Grid, Para, Row, Sheet
from docgen.model.format import Format
from docgen.write.docx import docx
from docgen.write.pdf import pdf
from docgen.write.txt import txt
from tests.write import sheets
from tests.write.readers import Word, docx_lines, docx_pictures, labels, office_pdf, packed_letters, pdf_words

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def test_text_of_word_stands_in_plain_text(sheet: Sheet, nd30: Format) -> None:
    text = packed_letters(txt(sheet).decode().replace(" | ", "").replace("[1]", "").replace("[2]", ""))
    for line in docx_lines(docx(sheet, nd30)):
        assert packed_letters(line) in text


def test_letters_of_word_are_the_letters_of_the_pdf(sheet: Sheet, nd30: Format, tmp_path: Path) -> None:
    """The PDF has besides only its footnotes, the head rows it repeats and the numbers of pages and notes; its pictures draw the
    texts of Word's."""
    bare = replace(sheet, marks=())
    words = pdf_words(pdf(bare, nd30), tmp_path)
    found = Counter("".join(packed_letters(text) for *_, text in words))
    notes = "".join(part.text for para in bare.paragraphs() for run in para.runs for part in run.note)
    word = docx(bare, nd30)
    drawn = "".join(label for picture in docx_pictures(word) for label in labels(picture))
    wanted = Counter(packed_letters("".join(docx_lines(word)) + drawn + notes))
    assert wanted - found == Counter()
    pages = words[-1][0]
    heads = [para.text for block in bare.blocks if isinstance(block, Grid) for row in block.rows[:1] for para in texts_of(row)]
    assert not (found - wanted) - Counter(packed_letters("".join(heads) + "123456789") * pages)


def texts_of(row: Row) -> list[Para]:
    return [part for cell in row.cells for part in cell.blocks if isinstance(part, Para)]


def test_cells_and_signature_are_the_same_in_the_pdf(nd30: Format, tmp_path: Path) -> None:
    sheet = sheets.decision(nd30, 12)
    found = [text for *_, text in pdf_words(pdf(sheet, nd30), tmp_path)]
    for block in sheet.blocks:
        if isinstance(block, Grid):
            cells = [word for row in block.rows for para in texts_of(row) for word in para.text.split()]
            short = [word for word in cells if "-" not in word and "/" not in word]
            assert not [word for word in short if found.count(word) < short.count(word)]


def nearest(words: list[Word], others: list[Word]) -> list[tuple[Word, Word | None]]:
    """Pair each word with the same word nearest to it on the same page."""
    places: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in others:
        places[word[0], word[3]].append(word)
    pairs: list[tuple[Word, Word | None]] = []
    for word in words:
        same = places[word[0], word[3]]
        best = min(same, key=lambda other: abs(other[1] - word[1]) + abs(other[2] - word[2]), default=None)
        if best:
            same.remove(best)
        pairs.append((word, best))
    return pairs


def exact(format: Format) -> Format:
    """Return the format with lines of exactly 19 pt, as Party documents have them."""
    lines = {key: style.model_copy(update={"line": ("exactly", 19.0)}) for key, style in format.styles.items() if key in ("text", "clause")}
    return format.model_copy(update={"styles": {**format.styles, **lines}})


def long_document(format: Format) -> Sheet:
    """Return a document of five pages whose headings, tables and paragraphs meet the ends of pages."""
    blocks: list[Block] = [sheets.letterhead(format), *sheets.title(format), *sheets.bases()]
    for part in range(1, 9):
        blocks.append(
            sheets.para("heading-2", f"{part}. Về nội dung thứ {part} của kế hoạch triển khai trong giai đoạn 2025-2030", outline=2)
        )
        for n in range(part % 3 + 2):
            where = f"Các cơ quan, đơn vị tại {part * 7 + n} xã, phường rà soát"
            sentence = f"{where} và báo cáo trước ngày {n + 10}/7/2025 theo Công văn 12/UBND-NC. "
            blocks.append(sheets.para("text" if n % 2 else "clause", sentence * (part % 4 + 1)))
        if part % 3 == 0:
            blocks += [sheets.para("table-title", f"BẢNG {part}"), sheets.task_table(part + 4)]
    return sheets.sheet((*blocks, sheets.articles()[-1], sheets.para("spacer"), sheets.signature(9)))


@pytest.mark.office
@office
def test_libreoffice_prints_the_same_pages_and_lines(nd30: Format, tmp_path: Path) -> None:
    """Every word within 3 pt of its place in height, 4 pt in width, on the same page; first Vietnamese and English sheets, then
    exact lines. Thai is drawn in whatever face the machine has, so only its pages count."""
    cases = {
        "decision": (sheets.decision(nd30), nd30),
        "table": (sheets.decision(nd30, 43), nd30),
        "annex": (sheets.with_annex(nd30), nd30),
        "english": (sheets.english(), nd30),
        "long": (long_document(nd30), nd30),
        "exact": (long_document(exact(nd30)), exact(nd30)),
    }
    thai = {"thai": (sheets.thai(), nd30)}
    printed = dict(office_pdf({name: docx(*case) for name, case in {**cases, **thai}.items()}, tmp_path))
    for name, case in cases.items():
        ours, theirs = pdf_words(pdf(*case), tmp_path), pdf_words(printed[name], tmp_path)
        assert len(ours) == len(theirs) and ours[-1][0] == theirs[-1][0], name
        astray = [
            pair
            for pair in nearest(ours, theirs)
            if pair[1] is None or abs(pair[0][1] - pair[1][1]) > 3 or abs(pair[0][2] - pair[1][2]) > 4
        ]
        assert astray == [], name
    assert pdf_words(printed["thai"], tmp_path)[-1][0] == 1
