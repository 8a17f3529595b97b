"""Merging on slices: edits of different things are both there, whatever the file; contradictions are left to git."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.facts import facts, sentences
from docgen.review.merge import merge
from docgen.review.pieces import Piece, pieces
from docgen.review.proof import proven
from tests.conftest import ROOT

FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "directives").rglob("*.yaml"))
    if not {"progress", "register"} & set(path.parts)
}
TEXT = """\
# đầu tệp
id: a
body:
  # lời ghi của một
  - {article: mot, text: Điều một.}

  - article: hai  # bên cạnh
    clauses:
      - text: |
          Câu một.
          # không phải lời ghi
          Câu hai.
      - points: [{text: x}, {text: y}]
# cuối tệp
"""


def leaves(piece: Piece, at: int = 0) -> Iterator[tuple[int, Piece]]:
    """Yield the place and the slice of every value that has no parts and stands alone."""
    at += len(piece.lead) + len(piece.head)
    for part in piece.parts:
        if part.parts:
            yield from leaves(part, at)
        elif part.form == "whole" and isinstance(part.data, str) and part.key not in ("", "id", "article", "part", "chapter", "section"):
            yield at, part
        at += len(part.text) + len(piece.gap)


@pytest.mark.parametrize("path", FILES)
def test_pieces_joined_are_the_file(path: str) -> None:
    found = pieces(FILES[path])
    assert found is not None and found.text == FILES[path] and len(list(leaves(found))) > 0


def test_comments_belong_to_what_follows_them() -> None:
    found = pieces(TEXT)
    assert found is not None and found.text == TEXT
    body = found.parts[1]
    assert [part.lead for part in body.parts] == ["  # lời ghi của một\n", "\n"]
    clauses = body.parts[1].parts[1]
    assert [line.data for line in clauses.parts[0].parts[0].parts] == ["Câu một.", "# không phải lời ghi", "Câu hai."]
    assert [part.data for part in clauses.parts[1].parts[0].parts] == [{"text": "x"}, {"text": "y"}]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_edits_of_two_values_are_both_there(data: st.DataObject) -> None:
    text = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    found = pieces(text)
    assert found is not None
    places = list(leaves(found))
    one, other = data.draw(st.tuples(st.integers(0, len(places) - 1), st.integers(0, len(places) - 1)))
    ours, theirs = edited(text, (places[one],)), edited(text, (places[other],))
    made = merge(text.encode(), ours.encode(), theirs.encode())
    assert made is not None
    wanted = edited(text, {places[one][0]: places[one], places[other][0]: places[other]}.values())
    assert made.decode() == wanted


def edited(text: str, chosen: object) -> str:
    """Return the text with a word put to the front of some values."""
    for at, piece in sorted(chosen, key=lambda one: -one[0]):  # type: ignore[call-overload]
        start = at + len(piece.lead) + piece.head.index(":") + 2
        quote = text[start] if text[start] in "\"'" else ""
        text = f"{text[:start]}{quote}zz{text[start + len(quote) :]}"
    return text


@pytest.mark.parametrize("turned", [False, True])
def test_what_only_one_side_changed_is_taken_whole(turned: bool) -> None:
    changed = TEXT.replace("# cuối tệp", "# hết tệp").replace("x}", "x và z}")
    sides = (TEXT, changed) if turned else (changed, TEXT)
    assert merge(TEXT.encode(), *(side.encode() for side in sides)) == changed.encode()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TEXT.replace("Câu hai.", "Câu ba."), TEXT.replace("Câu hai.", "Câu bốn.")),
        (TEXT.replace("# đầu tệp", "# một"), TEXT.replace("# đầu tệp", "# hai")),
        (TEXT.replace("article: hai", "article: ba"), TEXT.replace("Câu hai.", "Câu bốn.")),
        (TEXT.replace("id: a", "id: b\nid: a"), TEXT.replace("Câu hai.", "Câu bốn.")),
        (TEXT + "x: [\n", TEXT.replace("Câu hai.", "Câu bốn.")),
        ("- a\n", TEXT),
        ("", TEXT),
    ],
)
def test_contradictions_and_broken_files_give_no_merge(ours: str, theirs: str) -> None:
    assert merge(TEXT.encode(), ours.encode(), theirs.encode()) is None
    assert merge(TEXT.encode(), theirs.encode(), ours.encode()) is None


def test_a_merge_that_loses_or_adds_something_is_not_kept() -> None:
    ours, theirs = TEXT.replace("Câu hai.", "Câu ba."), TEXT.replace("Điều một.", "Điều thứ nhất.").replace("# cuối", "# ở cuối")
    made = merge(TEXT.encode(), ours.encode(), theirs.encode())
    assert made is not None
    good = made.decode()
    assert proven(TEXT, ours, theirs, good)
    for wrong in (ours, theirs, TEXT, good + "x: y\n", good.replace("# ở cuối tệp\n", ""), good.replace("text: y", "text: z")):
        assert not proven(TEXT, ours, theirs, wrong)


def test_facts_of_a_file_do_not_hang_on_its_layout() -> None:
    assert facts(TEXT) == (
        "# đầu tệp\na/id: a\n# lời ghi của một\na#mot: body/article\na#mot/text: Điều một.\na#hai: body/article\n# bên cạnh\n"
        "a#hai/clauses/-/text: Câu một. # không phải lời ghi Câu hai.\n"
        "a#hai/clauses/-/points/-/text: x\na#hai/clauses/-/points/-/text: y\n# cuối tệp\n"
    )
    flow = TEXT.replace("{article: mot, text: Điều một.}", "article: mot\n    text: >-\n      Điều\n      một.")
    assert facts(flow) == facts(TEXT)


@pytest.mark.parametrize("text", ["a: [\n", "- {id: a}\n", "a: &x b\nc: *x\n", "a: !!set {b}\n", "a: b\na: c\n", "", "a: b\n---\nc: d\n"])
def test_what_has_no_facts_is_shown_as_it_is(text: str) -> None:
    assert facts(text) is None


def test_long_texts_are_a_sentence_a_line() -> None:
    text = "Một câu.\nCâu hai, ngày 30.6; Sở Nội vụ chủ trì.\n\nĐoạn hai?"
    assert list(sentences(text)) == ["Một câu.", "Câu hai, ngày 30.6;", "Sở Nội vụ chủ trì.", "¶", "Đoạn hai?"]
    assert facts('a: ""\nb:\nc: {}\nd: []\n') == 'a: ""\nb:\nc: {}\nd: []\n'
