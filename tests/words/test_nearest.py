"""The word that was meant, and names in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.words.nearest import SHORTLIST, _index, nearest, split_names

AGENCIES = (
    "hai-phong/ban-to-chuc",
    "hai-phong/so-noi-vu",
    "hai-phong/so-tai-chinh",
    "hai-phong/thanh-uy",
    "lang-son/ban-to-chuc",
    "nghe-an/ubnd",
)
KEYS = ("id", "do", "lead", "with", "person", "due", "product", "note", "part_of")
MANY = tuple(
    f"{province}/{unit}-{number}"
    for province in ("hai-phong", "thanh-hoa", "lang-son")
    for unit in ("xa-mau", "phuong")
    for number in range(500)
)
NAMES = (
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Nông nghiệp và Môi trường",
    "Văn phòng",
    "Ban Tổ chức Thành uỷ",
)


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("hai-phong/ban-to-chuk", AGENCIES, "hai-phong/ban-to-chuc"),
        ("hai-phong/ban-to-chcu", AGENCIES, "hai-phong/ban-to-chuc"),
        ("hai_phong/So Noi Vu", AGENCIES, "hai-phong/so-noi-vu"),
        ("so-noi-vu", AGENCIES, "hai-phong/so-noi-vu"),
        ("Sở Nội vụ", AGENCIES, "hai-phong/so-noi-vu"),
        ("hai-phong/so-xay-dung", AGENCIES, None),
        ("ban-to-chuc", AGENCIES, None),
        ("lede", KEYS, None),
        ("leed", KEYS, "lead"),
        ("du", KEYS, "due"),
        ("wiht", KEYS, "with"),
        ("produkt", KEYS, "product"),
        ("part-of", KEYS, "part_of"),
        ("Người ký", KEYS, None),
        ("x", KEYS, None),
        ("", KEYS, None),
        ("...", KEYS, None),
        ("lead", (), None),
        ("thanh-hoa/xa-mua-17", MANY, "thanh-hoa/xa-mau-17"),
        ("thanh-hoa/phuogn-499", MANY, "thanh-hoa/phuong-499"),
        ("thanh-hoa/cho-lon", MANY, None),
        ("a" * 5000, MANY, None),
    ],
)
def test_nearest(typed: str, known: tuple[str, ...], meant: str | None) -> None:
    assert nearest(typed, known) == meant


@given(st.sampled_from(MANY), st.data())
def test_a_swapped_pair_in_three_thousand_is_found_or_another_as_near(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assert nearest(swapped, MANY) is not None


@given(st.text(max_size=30))
def test_any_text_has_an_answer(typed: str) -> None:
    assert nearest(typed, KEYS) in {None, *KEYS}


def test_of_thousands_only_a_shortlist_is_compared_letter_by_letter() -> None:
    shortlist = _index(MANY).shortlist("thanh-hoa-xa-mua-17", 4)
    assert "thanh-hoa-xa-mau-17" in shortlist
    assert len(shortlist) == SHORTLIST < len(MANY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Nội vụ, Sở Tài chính và Văn phòng", ("Sở Nội vụ", "Sở Tài chính", "Văn phòng")),
        ("Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ.", ("Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ")),
        ("Sở Văn hoá, thể thao và du lịch và Sở Nội vụ", ("Sở Văn hoá, thể thao và du lịch", "Sở Nội vụ")),
        ("Sở Nội vụ, Sở Nông nghiệp và Môi trường", ("Sở Nội vụ", "Sở Nông nghiệp và Môi trường")),
        ("Ban Tuyên giáo và Dân vận, Sở Nội vụ", ("Ban Tuyên giáo và Dân vận", "Sở Nội vụ")),
        ("Sở Nội vụ và các cơ quan liên quan", ("Sở Nội vụ", "các cơ quan liên quan")),
        ("các xã và Sở Nội vụ", ("các xã", "Sở Nội vụ")),
        ("Sở Nội vụ\nVăn phòng\n\n", ("Sở Nội vụ", "Văn phòng")),
        ("Sở Nội vụ,, Văn phòng;", ("Sở Nội vụ", "Văn phòng")),
        ("Vàng Danh, Văn phòng", ("Vàng Danh", "Văn phòng")),
        ("  ", ()),
    ],
)
def test_split_names(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text, NAMES) == names


def test_split_names_without_a_catalogue_keeps_va() -> None:
    assert split_names("Sở Nông nghiệp và Môi trường, Sở Y tế") == ("Sở Nông nghiệp và Môi trường", "Sở Y tế")


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from([", ", "; ", "\n"]))
def test_known_names_come_back_whole(names: list[str], separator: str) -> None:
    assert split_names(separator.join(names), NAMES) == tuple(names)
