"""Fingerprints in citations: found, and never part of the target."""

from __future__ import annotations

import pytest

from docgen.words.markup import citations, parse
from docgen.words.pins import Pin, apart, pins


@pytest.mark.parametrize(
    ("written", "target", "fingerprint"),
    [
        ("kh-mau", "kh-mau", ""),
        ("kh-mau@9f3c2a7d", "kh-mau", "9f3c2a7d"),
        ("kh-mau#muc@9f3c2a7d", "kh-mau#muc", "9f3c2a7d"),
        ("loat@hai-phong/cat-hai", "loat@hai-phong/cat-hai", ""),
        ("loat@hai-phong/cat-hai@9f3c2a7d", "loat@hai-phong/cat-hai", "9f3c2a7d"),
        ("kh-mau@9F3C2A7D", "kh-mau@9F3C2A7D", ""),
    ],
)
def test_apart(written: str, target: str, fingerprint: str) -> None:
    assert apart(written) == (target, fingerprint)


def test_a_citation_is_the_same_with_and_without() -> None:
    with_pin, without = "Theo **[[a@00000000]]** và [[#b]].", "Theo **[[a]]** và [[#b]]."
    assert parse(with_pin) == parse(without)
    assert citations(with_pin) == citations(without) == [("a", False), ("b", True)]


def test_pins_have_places_and_leave_cross_references_out() -> None:
    text = "Theo [[a]], [[#b]] và [[c@0123abcd]]."
    assert pins(text) == [Pin("a", "", 7, 8), Pin("c", "0123abcd", 24, 34)]
    assert [text[pin.start : pin.end] for pin in pins(text)] == ["a", "c@0123abcd"]
