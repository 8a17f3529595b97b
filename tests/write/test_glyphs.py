"""Fonts: which are used, what they lack."""

from __future__ import annotations

import pytest

from docgen.files import fontconfig
from docgen.files.fontconfig import FontsUnknown
from docgen.model.blocks import Run
from docgen.model.format import Format
from docgen.write import glyphs
from docgen.write.glyphs import face, faces, lacking, present
from tests.write import sheets

VIETNAMESE = "ạấơưẠẤƠƯđĐỹỸằẰộỘữỮ"


def test_faces_are_files_with_all_vietnamese_letters(nd30: Format) -> None:
    found = faces(nd30)
    assert len({each.file for each in found[:4]}) == 4
    assert all(each.draws(letter) for each in found[:4] for letter in VIETNAMESE)
    assert all(each.draws("ก") for each in found[4:])


def test_documents_lack_nothing(nd30: Format) -> None:
    for sheet in (sheets.decision(nd30), sheets.with_annex(nd30), sheets.thai(), sheets.english()):
        assert lacking(sheet, nd30) == []


def test_a_missing_letter_is_named_once_with_its_place(nd30: Format) -> None:
    note = (Run("漢"),)
    texts = (sheets.para("text", "漢字 trong văn bản", address="a"), sheets.para("text", Run("漢", note=note), address="b"))
    found = lacking(sheets.sheet(texts), nd30)
    assert [(each.letter, each.address) for each in found] == [("字", f"{sheets.DOCUMENT}#a"), ("漢", f"{sheets.DOCUMENT}#a")]
    assert all(each.file and each.family for each in found)


def test_a_face_knows_its_letters() -> None:
    part = glyphs.Face("a", "a", "a.ttf", (range(0x20, 0x7F), range(0x1EA0, 0x1EFA)))
    assert part.draws("ạ") and part.draws("~") and not part.draws("đ")


def test_missing_families_are_left_out() -> None:
    real = face(("Liberation Serif",)).family
    assert present(("No Such Face 7", real)) == (real,)


def test_without_fontconfig_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontconfig, "_library", lambda: None)
    monkeypatch.setenv("PATH", "")
    face.cache_clear()
    glyphs._installed.cache_clear()
    with pytest.raises(FontsUnknown, match="fc-"):
        face(("Times New Roman",))
