"""Slices: only the words meant change, and nobody's work is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files.slices import Changed, Overlap, Slice, apply, digest, edit, edited, load

YAML = "id: a  # chú thích\nnumber:\ndate: 2025-06-19\n"


def number(text: str) -> Slice:
    """The slice that fills in the number, as `docgen issue` does."""
    at = text.index("number:") + len("number:")
    return Slice(at, at, " 145")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text("xyz", max_size=3)), max_size=6))
def test_what_stands_between_the_slices_stays(text: str, wishes: list[tuple[int, int, str]]) -> None:
    slices: list[Slice] = []
    expected, at = "", 0
    for start, length, new in sorted(wishes):
        if start >= at and start + length <= len(text):
            slices.append(Slice(start, start + length, new))
            expected += text[at:start] + new
            at = start + length
    assert apply(text, reversed(slices) if len({s.start for s in slices}) == len(slices) else slices) == expected + text[at:]


def test_insertions_at_one_place_stand_in_the_order_given() -> None:
    assert apply("ab", [Slice(1, 1, "2"), Slice(1, 1, "1"), Slice(1, 2, "B")]) == "a21B"


@pytest.mark.parametrize("slices", [[Slice(0, 2, ""), Slice(1, 3, "")], [Slice(3, 9, "")], [Slice(2, 1, "")], [Slice(-1, 1, "")]])
def test_overlaps_and_places_outside_are_refused(slices: list[Slice]) -> None:
    with pytest.raises(Overlap):
        apply("abcd", slices)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bom_line_ends_and_comments_stay(tmp_path: Path, mark: str, end: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((mark + YAML.replace("\n", end)).encode())
    read = load(path)
    assert read.text == YAML.replace("\n", end)
    after = edit(path, read.sha256, [number(read.text), Slice(len(read.text), len(read.text), "to: []\n")])
    wanted = mark + (YAML.replace("number:", "number: 145") + "to: []\n").replace("\n", end)
    assert path.read_bytes() == wanted.encode()
    assert after == digest(wanted.encode())


def test_a_file_saved_by_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML)
    read = load(path)
    path.write_text(YAML + "# mine\n")
    with pytest.raises(Changed) as caught:
        edit(path, read.sha256, [number(read.text)])
    assert caught.value.path == path
    assert path.read_text() == YAML + "# mine\n"
    path.unlink()
    with pytest.raises(Changed):
        edited(path, read.sha256, [])


def test_a_refused_slice_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML)
    with pytest.raises(Overlap):
        edit(path, load(path).sha256, [number(YAML), Slice(9999, 9999, "x")])
    assert path.read_text() == YAML
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_its_target_is_edited(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text(YAML)
    link.symlink_to(real.name)
    edit(link, load(link).sha256, [number(YAML)])
    assert link.is_symlink()
    assert "number: 145" in real.read_text()


def test_edits_follow_one_another_by_the_hash_returned(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    once = edit(path, load(path).sha256, [Slice(3, 4, "2")])
    edit(path, once, [Slice(3, 4, "3")])
    assert path.read_text() == "a: 3\n"
