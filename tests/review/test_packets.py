"""Packets and what was announced are part of a review: what changed in them, and who must be told again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from tests.cases.workspace import build, commit

PACKET = "directives/packets/goi-mau.yaml"
FILES = {
    PACKET: "id: goi-mau\ntitle: Tài liệu công bố\nissuer: tinh-mau/ubnd\neach: [tinh-mau/xa-mot, tinh-mau/xa-hai]\nday: 2025-06-30\n"
    "contents:\n  - {document: tb-mau}\n",
}


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A workspace in git whose packet was announced to both of its units."""
    build(tmp_path, {"files": FILES})
    monkeypatch.chdir(tmp_path)

    def call(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["--lang", "en", *words]) == code, capsys.readouterr()
        told: Any = capsys.readouterr()
        return str(told.out)

    call("packet", "goi-mau", "--announced", "--date", "2025-06-30")
    commit(tmp_path)
    return call


def changed(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_document_names_the_packet_and_counts_the_units_to_tell(say: Callable[..., str], tmp_path: Path) -> None:
    changed(tmp_path, "directives/tb-mau.yaml", "theo lịch", "theo lịch mới")
    assert "packet goi-mau: 2 units must be told again" in say("diff", "HEAD")
    changed(tmp_path, "directives/tb-mau.yaml", "theo lịch mới", "theo lịch")
    assert "told again" not in say("diff", "HEAD")


def test_a_change_of_the_packet_and_an_announcement_are_told(say: Callable[..., str], tmp_path: Path) -> None:
    changed(tmp_path, PACKET, "Tài liệu công bố", "Tài liệu lễ công bố")
    changed(tmp_path, "directives/tb-mau.yaml", "theo lịch", "theo lịch mới")
    say("packet", "goi-mau", "--announced", "--date", "2025-07-01", "--unit", "tinh-mau/xa-hai")
    told = say("diff", "HEAD")
    assert "title Tài liệu công bố → Tài liệu lễ công bố" in told and "packet goi-mau: 1 unit must be told again" in told
    assert "announced to xã Hai on 01/7/2025: 1 part" in told and told.rstrip().endswith("1 packet, 1 announcement")


def test_the_life_of_a_document_says_to_whom_it_was_announced(say: Callable[..., str]) -> None:
    told = say("log", "tb-mau")
    assert "announced to xã Một on 30/6/2025: 1 part" in told and "announced to xã Hai" in told
