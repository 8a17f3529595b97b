"""Drafts the program writes: they read back as the same document, and no word of a clerk is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.edit.drafts import draft, free_id, save, untouched
from docgen.edit.issue import Refused
from docgen.edit.written import written
from docgen.model.body import Item, Passage, Table
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read.tree import parse
from docgen.read.values import build
from tests.conftest import ROOT, office_of

SAMPLE, _ = office_of(ROOT)


def again(document: Document) -> Document:
    """Return a document written and read."""
    tree = parse("x.yaml", written(document).encode())
    assert tree.findings == []
    value, findings = build(Document, tree.data, "x.yaml")
    assert value is not None
    assert findings == []
    return value


@pytest.mark.parametrize("id_", SAMPLE.documents)
def test_what_is_written_reads_back_the_same(id_: str) -> None:
    assert again(SAMPLE.documents[id_]) == SAMPLE.documents[id_]


def test_the_text_is_what_a_clerk_writes() -> None:
    """The whole of a sample document as written by hand, but for quotes that YAML does not need."""
    id_ = "bc-quy-1-2024"
    by_hand = (ROOT / SAMPLE.files[f"document:{id_}"]).read_text(encoding="utf-8")
    assert written(SAMPLE.documents[id_]) == by_hand.replace(
        '"Nhiệm vụ chậm, nguyên nhân và giải pháp"', "Nhiệm vụ chậm, nguyên nhân và giải pháp"
    )


WORDS = st.text(st.sampled_from(" \n\t-?:,[]{}#&*!|>'\"%@`\\~=<.0123456789eYn ôệđ…\u2028\u00a0"), max_size=24) | st.sampled_from(
    (
        "no",
        "null",
        "~",
        "08:00",
        "2024-03-31",
        "1_000",
        "0x1F",
        "<<",
        "=",
        "- a",
        "a: b",
        "[[nq-1]]",
        "**a** b",
        "{unit.name}",
        "a\n\nb\n",
        "A.\nB.\n\n",
    )
)


@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_any_words_read_back_the_same(first: str, second: str, more: list[str]) -> None:
    parts = (Passage(heading=first, text=second, items=tuple(Item(text=text) for text in more), heads={"do": second}),)
    table = Table(
        id="bang", columns={"a": {"title": first}, "b": {"title": "B", "width": 2}}, rows=({"a": second, "b": None}, {"group": first})
    )
    document = Document(id="a", kind="report", issuer=("a",), subject=first, body=parts, tables=(table,), notes=tuple(more))
    assert again(document) == document


def made(text: str = "Một.") -> Document:
    return Document(id="bc-mau", kind="report", issuer=("mau/ubnd",), subject="về việc mẫu", closing=text)


def test_a_draft_is_written_once_and_again_while_nobody_changed_it(tmp_path: Path) -> None:
    first = draft(Office(), made(), 2024, "By docgen {mark}")
    assert first.path == "directives/mau/2024/bc-mau.yaml"
    assert save(tmp_path, first)
    assert not save(tmp_path, first)
    assert save(tmp_path, draft(Office(), made("Hai."), 2024, "By docgen {mark}"))
    path = tmp_path / first.path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert untouched(path.read_bytes())
    assert save(tmp_path, first)


def test_words_of_a_clerk_are_kept(tmp_path: Path) -> None:
    first = draft(Office(), made(), 2024, "By docgen {mark}")
    save(tmp_path, first)
    path = tmp_path / first.path
    path.write_text(first.text.replace("Một.", "Một, hai."), encoding="utf-8")
    with pytest.raises(Refused):
        save(tmp_path, draft(Office(), made("Ba."), 2024, "By docgen {mark}"))
    assert "Một, hai." in path.read_text(encoding="utf-8")
    assert save(tmp_path, first, force=True)


def test_a_signed_document_keeps_its_id() -> None:
    assert free_id(SAMPLE, "bc-quy-1-2024") == "bc-quy-1-2024-2"
    assert free_id(SAMPLE, "bc-khac") == "bc-khac"
    drafted = SAMPLE.documents["cv-cu-nguoi-tap-huan"]
    assert free_id(SAMPLE, drafted.id) == drafted.id
    assert draft(SAMPLE, drafted, 2026, "{mark}").path == SAMPLE.files[f"document:{drafted.id}"]
