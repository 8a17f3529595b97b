"""Numbered documents go out, are signed for, come back; numbers stay empty with a reason."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from docgen.edit.dispatch import Aside, Trip, recipients_of, record, set_aside
from docgen.edit.issue import Refused
from tests.register.small import NOTICES, SIGNED, TEMPLATES, codes, give, lay, numbers, office_of

Day = datetime.date
NEXT = Day(2025, 6, 26)


def lines(root: Path) -> list[str]:
    return (root / NOTICES).read_text(encoding="utf-8").splitlines()[1:]


def test_sent_received_recalled(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot")
    give(tmp_path, "tb-mot")
    record(tmp_path, TEMPLATES, Trip("send", ["tb-mot"], SIGNED, to=["tinh-mau/so-noi-vu", "Báo Mẫu"]))
    assert recipients_of(office_of(tmp_path), "tb-mot") == ("tinh-mau/so-noi-vu", "Báo Mẫu")
    record(tmp_path, TEMPLATES, Trip("receive", ["tb-mot"], NEXT, to=["Báo Mẫu"], by="Hoàng Văn E"))
    record(tmp_path, TEMPLATES, Trip("recall", ["tb-mot"], NEXT, why="Gửi nhầm nơi nhận"))
    assert lines(tmp_path) == [
        '- {number: 1, event: send, date: 2025-06-25, document: tb-mot, to: "tinh-mau/so-noi-vu"}',
        '- {number: 1, event: send, date: 2025-06-25, document: tb-mot, to: "Báo Mẫu"}',
        '- {number: 1, event: receive, date: 2025-06-26, document: tb-mot, to: "Báo Mẫu", by: "Hoàng Văn E"}',
        '- {number: 1, event: recall, date: 2025-06-26, document: tb-mot, to: "tinh-mau/so-noi-vu", why: "Gửi nhầm nơi nhận"}',
        '- {number: 1, event: recall, date: 2025-06-26, document: tb-mot, to: "Báo Mẫu", why: "Gửi nhầm nơi nhận"}',
    ]
    assert recipients_of(office_of(tmp_path), "tb-mot") == ()
    assert codes(tmp_path) == []
    assert numbers(tmp_path) == {"tb-mot": "1"}


@pytest.mark.parametrize(
    ("reason", "trip"),
    [
        ("not-issued", Trip("send", ["tb-hai"], SIGNED, to=["Báo Mẫu"])),
        ("unknown", Trip("send", ["tb-x"], SIGNED, to=["Báo Mẫu"])),
        ("before-issue", Trip("send", ["tb-mot"], Day(2025, 6, 24), to=["Báo Mẫu"])),
        ("not-sent", Trip("recall", ["tb-mot"], NEXT, why="Nhầm")),
        ("not-sent", Trip("receive", ["tb-mot"], NEXT, to=["Báo Mẫu"])),
    ],
)
def test_refused(tmp_path: Path, reason: str, trip: Trip) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    give(tmp_path, "tb-mot")
    with pytest.raises(Refused) as fault:
        record(tmp_path, TEMPLATES, trip)
    assert fault.value.reason == reason
    assert lines(tmp_path) == []


def aside(root: Path, event: str, number: str, document: str | None = "tb-hai") -> None:
    set_aside(root, TEMPLATES, Aside(event, number, None, document, SIGNED, "Đánh số nhầm"))  # type: ignore[arg-type]


def test_reserved_and_cancelled_numbers_are_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    aside(tmp_path, "reserve", "1")
    aside(tmp_path, "cancel", "2")
    give(tmp_path, "tb-mot")
    assert numbers(tmp_path) == {"tb-mot": "3"}
    with pytest.raises(Refused, match="cancelled"):
        give(tmp_path, "tb-hai", number="2")
    with pytest.raises(Refused, match="taken"):
        aside(tmp_path, "reserve", "3")
    assert codes(tmp_path) == []


def test_a_cancelled_number_leaves_its_document_a_draft(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    before = (tmp_path / "directives/tb-mot.yaml").read_bytes()
    give(tmp_path, "tb-mot")
    aside(tmp_path, "cancel", "1")
    assert (tmp_path / "directives/tb-mot.yaml").read_bytes() == before
    assert numbers(tmp_path) == {}
    give(tmp_path, "tb-mot")
    assert numbers(tmp_path) == {"tb-mot": "2"}
    record(tmp_path, TEMPLATES, Trip("send", ["tb-mot"], SIGNED, to=["Báo Mẫu"]))
    with pytest.raises(Refused, match="sent"):
        aside(tmp_path, "cancel", "2")
    assert codes(tmp_path) == []


def test_an_interrupted_cancel_is_named_and_finished(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    give(tmp_path, "tb-mot")
    before = (tmp_path / "directives/tb-mot.yaml").read_bytes()
    aside(tmp_path, "cancel", "1")
    (tmp_path / "directives/tb-mot.yaml").write_bytes(before)
    assert codes(tmp_path) == ["E369"]
    assert give(tmp_path, "tb-hai").finished == ("tb-mot",)
    assert codes(tmp_path) == []
    assert numbers(tmp_path) == {"tb-hai": "2"}


def test_a_number_without_a_sequence_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot")
    with pytest.raises(Refused, match="which-sequence"):
        aside(tmp_path, "reserve", "1", None)
