"""Journals and registers that grew, told without reading what stood before; the order of what moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model.office import Office
from docgen.read.progress import progress_from
from docgen.read.register import register_from
from docgen.review import apply, diff
from docgen.review.data import sections
from docgen.review.order import moved_keys

NUMBER = "- {{number: {n}, date: 2025-07-01, document: qd-{n}}}\n"
ENTRY = "- {{id: {n:08x}, task: kh#viec, day: 2025-06-20, told: 2025-06-20, percent: {n}}}\n"
numbers = st.lists(st.integers(1, 9), max_size=6)


def office(lines: list[int], form: str) -> Office:
    text = "".join(form.format(n=n) for n in lines).encode()
    if form is NUMBER:
        return Office(register=register_from({"directives/register/mau/qd-2025.yaml": text}))
    return Office(progress=progress_from({"directives/progress/mau/so.yaml": text}))


@pytest.mark.parametrize("form", [NUMBER, ENTRY], ids=["register", "journal"])
@given(old=numbers, more=numbers, grows=st.booleans())
def test_lines_that_came_make_the_new_file(form: str, old: list[int], more: list[int], grows: bool) -> None:
    before, after = office(old, form), office([*old, *more] if grows else more, form)
    changes = diff(before, after)
    assert sections(apply(before, changes)) == sections(after)
    if grows and (form is NUMBER or len(set(old + more)) == len(old + more)):
        assert [change.kind for change in changes] == ["added"] * len(more)


@given(st.permutations("abcdef"))
def test_the_fewest_move(new: list[str]) -> None:
    moved = moved_keys("abcdef", new)
    stay = [key for key in new if key not in moved]
    assert stay == sorted(stay)
    assert (moved == []) == (new == list("abcdef"))


@pytest.mark.parametrize(("new", "moved"), [("bcda", "a"), ("dabc", "d"), ("bacd", "b"), ("abcd", "")])
def test_one_that_moves_is_told_alone(new: str, moved: str) -> None:
    assert len(moved_keys("abcd", new)) == len(moved)
