"""Texts word by word, whatever the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.review.texts import pieces, tokens

WORDS = ["Ủy ban", " ", "nhân dân", "thành phố", ", ", "xã", "phường.", "\n", "จังหวัด", "คำสั่ง", "ที่", "30/6/2025", "**đậm**", "[[nq-202]]"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map("".join) | st.text(max_size=20)


def shown(old: str, new: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "come": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces(old, new))


@given(texts, texts)
def test_pieces_give_both_texts_back(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "come") == old
    assert "".join(piece.text for piece in found if piece.kind != "gone") == new
    assert all(piece.text for piece in found)


@given(texts)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Trước ngày 30/6/2025.", "Trước ngày 05/7/2025.", "Trước ngày [-30/6/2025-]{+05/7/2025+}."),
        ("Uỷ ban nhân dân xã", "Ủy ban nhân dân phường", "[-Uỷ-]{+Ủy+} ban nhân dân [-xã-]{+phường+}"),
        ("Sở Nội vụ chủ trì", "Sở Tài chính chủ trì", "Sở [-Nội vụ-]{+Tài chính+} chủ trì"),
        ("คำสั่งที่ 1", "คำสั่งที่ 2", "คำสั่งที่ [-1-]{+2+}"),
        ("", "Mới", "{+Mới+}"),
        ("Một hai", "Một hai", "Một hai"),
    ],
)
def test_words_change_as_a_whole(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_no_thai_sign_is_torn_from_its_letter() -> None:
    assert tokens("ที่น้ำ") == ["ที่", "น้ำ"]
