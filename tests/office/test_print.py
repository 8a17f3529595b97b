"""The whole sample office on paper: what LibreOffice prints of the Word files has the pages and lines of the PDFs."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from docgen.compose.sheet import compose
from docgen.resolve.document import resolve
from docgen.write import WRITERS
from tests.conftest import ROOT, TEMPLATES, office_of
from tests.write.readers import Tagged, docx_lines, office_pdf, outside, packed_letters, pdf_words, tagged

ALIKE = 0.985
"""Share of lines that are the same, measured 0.989: LibreOffice breaks tokens such as 01-KH/BCĐ in its own way."""


def files() -> Mapping[str, tuple[bytes, bytes]]:
    """Return the .docx and the .pdf of every document of the sample office."""
    office, _ = office_of(ROOT)
    made = {}
    for id_, document in office.documents.items():
        sheet, findings = compose(resolve(office, document), TEMPLATES)
        assert sheet is not None and findings == ()
        format_ = office.formats[sheet.format]
        made[id_] = (WRITERS["docx"](sheet, format_), WRITERS["pdf"](sheet, format_))
    return made


def lines(data: bytes, folder: Path, figures: Sequence[Tagged] = ()) -> list[tuple[int, str]]:
    """Return page and text of each line outside figures: words at one height, in the order of reading."""
    found: dict[tuple[int, int], list[str]] = {}
    for page, top, _, text in outside(pdf_words(data, folder), figures):
        found.setdefault((page, round(top / 3)), []).append(text)
    return [(page, " ".join(words)) for (page, _), words in sorted(found.items())]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_word_and_pdf_have_the_same_text_pages_and_lines(tmp_path: Path) -> None:
    made = files()
    printed = dict(office_pdf({id_: word for id_, (word, _) in made.items()}, tmp_path))
    same = total = 0
    for id_, (word, pdf) in made.items():
        own, others = lines(pdf, tmp_path, tagged(pdf)), lines(printed[id_], tmp_path)
        assert own[-1][0] == others[-1][0], f"{id_}: {own[-1][0]} pages and {others[-1][0]}"
        matcher = difflib.SequenceMatcher(None, [text for _, text in own], [text for _, text in others], autojunk=False)
        same += sum(block.size for block in matcher.get_matching_blocks())
        total += len(own)
        body = packed_letters("".join(docx_lines(word)))
        assert _holds(body, own), id_
    assert same / total > ALIKE, f"{same} of {total} lines"


def _holds(body: str, own: list[tuple[int, str]]) -> bool:
    """Return whether the PDF has every letter of the Word file's body as often; it also prints page numbers."""
    printed = packed_letters("".join(text for _, text in own))
    return all(printed.count(letter) >= body.count(letter) for letter in set(body))
