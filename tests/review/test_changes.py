"""Changes as data: applied to the old office they give the new one, whatever was edited."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model.office import Office
from docgen.read import read
from docgen.review import Change, apply, diff
from docgen.review.align import aligned, keys_of, likeness
from docgen.review.changes import compare
from docgen.review.data import office_of, sections
from tests.conftest import TEMPLATES

OFFICE, _ = read(Path(__file__).parents[2], TEMPLATES)
WHOLE = sections(OFFICE)
texts = st.sampled_from(["", "Một", "Rà soát trụ sở của xã", "Rà soát trụ sở của các xã, phường", "hai", "ba bốn năm sáu"])
leaves = texts | st.integers(0, 3) | st.none()
items = st.dictionaries(st.sampled_from(["id", "text", "lead", "rows"]), leaves, max_size=3)
trees: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda below: st.lists(below | items, max_size=6) | st.dictionaries(st.sampled_from(["id", "a", "b", "c"]), below, max_size=4),
    max_leaves=20,
)


def rebuilt(old: Any, new: Any) -> Any:
    """Return what the changes make of the old data."""
    from docgen.review.changes import _made, _Trie

    trie = _Trie()
    for change in compare({"it": old}, {"it": new}, ()):
        node = trie
        for step in change.path:
            node = node.below.setdefault(step, _Trie())
        node.changes.append(change)
    return _made(trie, {"it": old})["it"]


@settings(max_examples=400)
@given(trees, trees)
def test_changes_make_any_data_into_any_other(old: Any, new: Any) -> None:
    assert rebuilt(old, new) == new and list(compare(new, new, ())) == []


@settings(max_examples=200)
@given(st.lists(items, max_size=7), st.lists(items, max_size=7))
def test_every_item_has_a_key_of_its_own(old: list[Any], new: list[Any]) -> None:
    first, second = keys_of(old), aligned(old, new)
    assert len(set(first)) == len(old) and len(set(second)) == len(new)
    assert aligned(old, old) == first


def mutated(data: Any, draw: st.DrawFn) -> Any:
    """Return plain data with one edit somewhere below: a list shuffled, an item lost or doubled, a text changed."""
    if isinstance(data, dict) and data:
        key = draw(st.sampled_from(sorted(data)))
        return {**data, key: mutated(data[key], draw)}
    if isinstance(data, list) and data:
        place = draw(st.integers(0, len(data) - 1))
        what = draw(st.sampled_from(["below", "drop", "swap", "below"]))
        if what == "drop":
            return data[:place] + data[place + 1 :]
        if what == "swap":
            return [data[place], *data[:place], *data[place + 1 :]]
        return [*data[:place], mutated(data[place], draw), *data[place + 1 :]]
    return f"{data} sửa" if isinstance(data, str) and " " in data else data


@st.composite
def offices(draw: st.DrawFn) -> Office:
    data = dict(WHOLE)
    for _ in range(draw(st.integers(1, 5))):
        section = draw(
            st.sampled_from(
                [
                    name
                    for name in ["documents", "documents", "agencies", "people", "references", "units", "groups", "translations"]
                    if data[name]
                ]
            )
        )
        entries = dict(data[section])
        key = draw(st.sampled_from(sorted(entries)))
        what = draw(st.sampled_from(["edit", "edit", "edit", "drop"]))
        if what == "drop":
            del entries[key]
        else:
            entries[key] = mutated(copy.deepcopy(entries[key]), draw)
        data = {**data, section: entries}
    try:
        return office_of(OFFICE, data)
    except ValueError:
        return OFFICE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(offices(), offices())
def test_applied_changes_give_the_other_office(before: Office, after: Office) -> None:
    changes = diff(before, after)
    assert sections(apply(before, changes)) == sections(after)
    assert (changes == ()) == (sections(before) == sections(after))


def test_an_office_is_the_same_as_its_data() -> None:
    again = office_of(OFFICE, WHOLE)
    assert diff(OFFICE, again) == () and sections(again) == WHOLE


def test_edited_moved_added_and_removed_are_told_apart() -> None:
    old = [{"article": "mot", "text": "Một điều"}, {"article": "hai", "text": "Hai điều"}, {"text": "Nội dung không có mã, ba từ"}]
    new = [{"article": "ba", "text": "Mới"}, {"article": "hai", "text": "Hai điều"}, {"text": "Nội dung không có mã, bốn từ"}]
    assert list(compare(old, new, ("body",))) == [
        Change(("body", "mot"), "removed", old[0]),
        Change(("body", "~3", "text"), "changed", "Nội dung không có mã, ba từ", "Nội dung không có mã, bốn từ"),
        Change(("body", "ba"), "added", None, new[0]),
        Change(("body",), "ordered", ["mot", "hai", "~3"], ["ba", "hai", "~3"]),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("hai-phong/so-noi-vu", "hai-phong/so-noi-vu", False),
        ("Rà soát trụ sở của xã", "Rà soát trụ sở của các xã", True),
        ({"id": "a", "text": "Rà soát trụ sở"}, {"id": "b", "text": "Rà soát trụ sở"}, False),
        ({"text": "Rà soát trụ sở"}, "Rà soát trụ sở", False),
    ],
)
def test_likeness_counts_words_but_never_overrules_ids(one: Any, other: Any, alike: bool) -> None:
    assert (likeness(one, other) >= 0.5) is alike or one == other


def test_a_change_that_does_not_fit_is_refused() -> None:
    with pytest.raises(KeyError):
        apply(OFFICE, [Change(("documents", "khong-co", "subject"), "changed", "a", "b")])
