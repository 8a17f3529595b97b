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


Tasks = list[dict[str, str]]
START: Tasks = [{"id": f"viec-{n}", "do": f"Việc thứ {n} của kế hoạch", "due": f"2025-06-{n:02d}", "note": f"# {n}"} for n in range(1, 6)]


def written(tasks: Tasks) -> str:
    """Return tasks as a clerk writes them, a comment above each."""
    rows = (f"  {one['note']}\n  - id: {one['id']}\n    do: {one['do']}\n    due: {one['due']}\n" for one in tasks)
    return f"id: a\ntasks:\n{''.join(rows)}"


@st.composite
def some_edits(draw: st.DrawFn, side: str) -> Tasks:
    """Return the tasks after a few edits: one changed, moved, taken away, added, its comment changed."""
    tasks = [dict(one) for one in START]
    for count in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(tasks) - 1))
        what = draw(st.sampled_from(["do", "due", "note", "move", "drop", "add", "add"]))
        if what == "move":
            tasks.insert(draw(st.integers(0, len(tasks) - 1)), tasks.pop(place))
        elif what == "drop" and len(tasks) > 2:
            tasks.pop(place)
        elif what == "add":
            tasks.insert(
                place, {"id": f"{side}-{count}", "do": f"Việc mới {side} {count}", "due": "2025-12-01", "note": f"# {side} {count}"}
            )
        elif what in tasks[place]:
            tasks[place][what] = {"do": f"Sửa {side}", "due": "2025-11-30", "note": f"# sửa {side}"}[what]
    return tasks


def wanted(ours: Tasks, theirs: Tasks) -> dict[str, dict[str, str]] | None:
    """Return what a merge must hold, by id; None where the sides contradict each other."""
    base, mine, other = ({one["id"]: one for one in tasks} for tasks in (START, ours, theirs))
    found: dict[str, dict[str, str]] = {}
    for id_ in {**base, **mine, **other}:
        was, left, right = base.get(id_), mine.get(id_), other.get(id_)
        if was is None:
            found[id_] = left or right or {}
        elif left is None or right is None:
            kept = left or right
            if kept is not None and kept != was:
                return None
        else:
            found[id_] = {}
            for key in was:
                if was[key] not in (left[key], right[key]) and left[key] != right[key]:
                    return None
                found[id_][key] = left[key] if right[key] == was[key] else right[key]
    return found


@settings(max_examples=400, deadline=None)
@given(some_edits("ta"), some_edits("ho"))
def test_a_merge_of_tasks_holds_each_as_both_sides_want_it(ours: Tasks, theirs: Tasks) -> None:
    texts = [written(tasks).encode() for tasks in (START, ours, theirs)]
    made, turned = merge(*texts), merge(texts[0], texts[2], texts[1])
    assert (made is None) == (turned is None)
    expected = wanted(ours, theirs)
    moved = [[one["id"] for one in tasks if one in START or one["id"].startswith("viec")] for tasks in (ours, theirs)]
    if expected is None:
        assert made is None
    elif all(ids == sorted(ids) for ids in moved):
        assert made is not None
    if made is not None:
        blocks = [block.splitlines() for block in made.decode().removeprefix("id: a\ntasks:\n").split("  #")[1:]]
        found = {row[1].split(": ")[1]: [row[0].strip(), row[2].strip(), row[3].strip()] for row in blocks}
        assert expected is not None
        assert found == {id_: [one["note"][1:].strip(), f"do: {one['do']}", f"due: {one['due']}"] for id_, one in expected.items()}


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
