"""Slices and comments: what is changed in a file, and that nothing else is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from docgen.edit.comments import comment_messages, translated
from docgen.edit.fixes import repairs, write
from docgen.edit.templates import copied, names, rows
from docgen.files.slices import Changed
from docgen.model.findings import Finding, Fix, Place
from docgen.read.tree import parse
from tests.conftest import ROOT

YAML = """\
# yaml-language-server: $schema=x.json
# Agencies, each once.
a: {name: Một}  # The first.
# - {id: example}
# tasks:
b: "# no comment"
"""


def test_comments_are_translated_and_examples_are_not() -> None:
    assert translated(YAML, str.upper) == YAML.replace("Agencies, each once.", "AGENCIES, EACH ONCE.").replace("The first.", "THE FIRST.")


def test_comments_are_gathered_with_their_lines() -> None:
    found = [(line, text) for line, _, text, _ in comment_messages(io.BytesIO(YAML.encode()), (), (), {})]
    assert found == [(2, "Agencies, each once."), (3, "The first.")]


def fixed(root: Path, text: str) -> str:
    """Return a file after its certain cures."""
    (root / "f.yaml").write_bytes(text.encode())
    found = repairs(root, parse("f.yaml", text.encode()).findings)
    return found[0].after.decode() if found else text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("a: Họp: lúc tám giờ\nb: 1\n", 'a: "Họp: lúc tám giờ"\nb: 1\n'),
        ("a:\n  - text: **quan trọng** là\n", 'a:\n  - text: "**quan trọng** là"\n'),
        ("a: [[nq-1]] và sau đó\n", 'a: "[[nq-1]] và sau đó"\n'),
        ("a: Kế hoạch #5 của tỉnh\n", 'a: "Kế hoạch #5 của tỉnh"\n'),
        ("x: Một: hai\ny: Ba: bốn\n", 'x: "Một: hai"\ny: "Ba: bốn"\n'),
        ("\ufeffa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("a: Ho\u0323p\n", "a: Họp\n"),
    ],
)
def test_certain_cures(tmp_path: Path, wrong: str, right: str) -> None:
    assert fixed(tmp_path, wrong) == right
    assert parse("f.yaml", right.encode()).findings == []


@pytest.mark.parametrize(
    "text",
    [
        "a: Sở Nội vụ # hỏi lại\n",  # a comment, perhaps
        "- {id: a, text: Một: hai}\n",  # quotes around the whole would not help
        "a: [1, 2\nb: 3\n",
        "a: 1\na: 2\n",
    ],
)
def test_what_is_not_certain_is_left_alone(tmp_path: Path, text: str) -> None:
    assert fixed(tmp_path, text) == text


def test_a_fix_that_a_finding_brings_along_is_a_slice(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("day: 1.7.2025  # stays\n", encoding="utf-8")
    finding = Finding("E108", Place("f.yaml", ("day",)), {}, None, Fix(5, 13, "2025-07-01"))
    (repair,) = repairs(tmp_path, [finding])
    write(tmp_path, repair)
    assert (tmp_path / "f.yaml").read_text(encoding="utf-8") == "day: 2025-07-01  # stays\n"


def test_a_file_saved_in_between_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("a: Một: hai\n", encoding="utf-8")
    (repair,) = repairs(tmp_path, parse("f.yaml", b"a: M: h\n").findings)
    (tmp_path / "f.yaml").write_text("a: saved meanwhile\n", encoding="utf-8")
    with pytest.raises(Changed):
        write(tmp_path, repair)
    assert (tmp_path / "f.yaml").read_text(encoding="utf-8") == "a: saved meanwhile\n"


def test_rows_of_a_file_of_kinds() -> None:
    text = "# Head.\n\none:\n  name: Một\n\n# About two.\ntwo: {name: Hai}\n"
    assert rows(text) == {"one": "one:\n  name: Một\n", "two": "two: {name: Hai}\n"}
    assert rows("") == {}


def test_everything_offered_can_be_copied(tmp_path: Path) -> None:
    for name in names(ROOT / "templates"):
        copy = copied(ROOT / "templates", tmp_path, name)
        assert copy is not None
        assert copy.text
    with pytest.raises(KeyError):
        copied(ROOT / "templates", tmp_path, "../pyproject.toml")
