"""Entries edited by slices: whatever stands in a file, only what is meant changes, and what is written is what is read back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.edit.entries import Page, flow, whole
from docgen.edit.matching import plain
from docgen.files.slices import apply
from docgen.read.progress import one_line
from docgen.read.tree import parse

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20).map(one_line)
TRICKY = st.sampled_from(
    ["a: b", "a #b", "- a", "{x}", "[[id]]", "**b**", "null", "~", "12", "01", "2025-06-01", "x:", "=1+1", "yes", "'", '"', "a, b"]
)
TEXTS = st.one_of(WORDS, TRICKY).filter(bool)
VALUES: Any = st.one_of(
    TEXTS,
    st.dates(datetime.date(1900, 1, 1)),
    st.integers(0, 999),
    st.lists(TEXTS, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["post", "from", "text"]), TEXTS, min_size=1),
)
FIELDS = st.dictionaries(st.sampled_from(["do", "lead", "due", "note", "product"]), VALUES, min_size=1)
IDS = st.sampled_from(["a", "b", "c", "d", "e"])


def written(entries: dict[str, Any], style: str) -> Page:
    """Return a file that holds entries, with comments, in one of the styles a clerk writes."""
    if style == "flow":
        rows = ", ".join(flow({"id": id_, **one}) for id_, one in entries.items())
        return Page(f"id: x\ntasks: [{rows}]   # một dòng\nsign: {{by: a}}\n", "tasks", lines=True)
    if style == "map":
        return Page("# đầu\n" + "".join(f"{id_}: {flow(one)}   # {id_}\n" for id_, one in entries.items()), None)
    start = Page("id: x\nbody: []\ntasks:\n  # đầu\n" if entries else "id: x\nbody: []\n", "tasks", lines=True)
    items = "".join(f"{start.written(id_, one)}  # {id_}\n" for id_, one in entries.items())
    return Page(f"{start.text}{items}sign: {{by: a}}\n", "tasks", lines=True)


def held(text: str, key: str | None) -> dict[str, Any]:
    tree = parse("a.yaml", text.encode())
    data = tree.data or {}
    return data if key is None else {one["id"]: {name: held for name, held in one.items() if name != "id"} for one in data.get(key) or ()}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["flow", "block", "map"]), st.dictionaries(IDS, FIELDS, max_size=4), st.data())
def test_only_what_is_meant_changes(style: str, entries: dict[str, Any], data: Any) -> None:
    page = written(entries, style)
    assert held(page.text, page.key) == plain(entries)
    want, cuts = dict(entries), []
    for id_ in data.draw(st.sets(st.sampled_from(sorted(entries))) if entries else st.just(set())):
        keys = sorted(entries[id_])
        new = {**data.draw(FIELDS), **dict.fromkeys(data.draw(st.sets(st.sampled_from(keys), max_size=len(keys) - 1)))}
        new = new if any({**want[id_], **new}.values()) else {}
        cuts += page.changed(id_, new)
        want[id_] = {key: value for key, value in {**want[id_], **new}.items() if value is not None}
    fresh = data.draw(st.dictionaries(st.sampled_from(["f", "g"]), FIELDS, max_size=2))
    cuts += page.added([(id_, one, data.draw(st.sampled_from([None, *entries]))) for id_, one in fresh.items()])
    text = apply(page.text, whole(page.text, cuts))
    assert held(text, page.key) == plain({**want, **fresh})
    assert all(f"# {id_}\n" in text for id_ in entries) or style == "flow"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["flow", "block", "map"]), st.dictionaries(IDS, FIELDS, min_size=1, max_size=4), st.data())
def test_entries_taken_out_take_no_other_with_them(style: str, entries: dict[str, Any], data: Any) -> None:
    page = written(entries, style)
    gone = data.draw(st.sets(st.sampled_from(sorted(entries)), min_size=1))
    text = apply(page.text, page.removed(gone))
    assert held(text, page.key) == plain({id_: one for id_, one in entries.items() if id_ not in gone})


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        ("", None, "a: {do: x}\n"),
        ("# trống\n", None, "# trống\na: {do: x}\n"),
        ("b: {do: y}", None, "b: {do: y}\na: {do: x}\n"),
        ("id: x\ntasks:\nsign: z\n", "tasks", "id: x\ntasks:\n  - id: a\n    do: x\nsign: z\n"),
        ("id: x\ntasks: []\nsign: z\n", "tasks", "id: x\ntasks: [{id: a, do: x}]\nsign: z\n"),
        ("id: x\n", "tasks", "id: x\ntasks:\n  - id: a\n    do: x\n"),
        (
            "body:\n  - text: |\n      Câu.\n\nsign: z\n",
            "tasks",
            "body:\n  - text: |\n      Câu.\ntasks:\n  - id: a\n    do: x\n\nsign: z\n",
        ),
        ("tasks:\n- id: b\n  do: y", "tasks", "tasks:\n- id: b\n  do: y\n- id: a\n  do: x\n"),
    ],
)
def test_where_a_first_entry_stands(text: str, key: str | None, after: str) -> None:
    page = Page(text, key, lines=True)
    assert apply(text, whole(text, page.added([("a", {"do": "x"}, None)]))) == after


def test_a_block_of_text_and_a_list_in_block_style_are_replaced() -> None:
    text = "tasks:\n  - id: a\n    do: |\n      Một.\n      Hai.\n    lead:\n      - x\n      - y\n    note: z   # giữ\n"
    page = Page(text, "tasks", lines=True)
    after = apply(text, page.changed("a", {"do": "Ba, bốn", "lead": "x", "note": None}))
    assert after == "tasks:\n  - id: a\n    do: Ba, bốn\n    lead: x\n"


def test_the_first_field_of_an_entry_leaves_the_hyphen() -> None:
    text = "tasks:\n  - note: z\n    id: a\n    do: x\n"
    assert apply(text, Page(text, "tasks", lines=True).changed("a", {"note": None})) == "tasks:\n  - id: a\n    do: x\n"
