"""Another agency, person or text in the place of one of the catalogue comes back as its id."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from tests.conftest import CATALOGUE, Lay
from tests.edit.word.files import PLAN, Came, reword

MORE = """\
nq-2: {kind: resolution, number: 203/2025, symbol: QH15, issuer: quoc-hoi, date: 2025-06-16, subject: về việc khác}
luat-hai: {kind: law, name: Luật Hai, date: 2025-02-19}
"""
CITING = (
    PLAN.replace("subject:", "bases: [luat-mau, {proposal: mau/so-noi-vu}]\nsubject:")
    .replace("kind: plan", "kind: decision")
    .replace("  - id: muc-dich\n    heading: Mục đích, yêu cầu\n", "  - article: mot\n")
)
BODY = (
    CITING[: CITING.index("  - id: noi-dung")] + "sign: {by: le-van-c, post: mau/ubnd/chu-tich}\nrecipients: [mau/so-noi-vu, {file: VT}]\n"
)


@pytest.fixture
def came(lay: Lay) -> Came:
    references = dedent(CATALOGUE["references"]) + MORE
    files = {"directives/kh-mau.yaml": PLAN, "directives/qd-mau.yaml": BODY.replace("kh-mau", "qd-mau")}
    return Came(lay({**files, "directives/catalogue/references.yaml": references}), "qd-mau")


FIRST = "202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về việc mẫu"
NAMED: dict[str, tuple[Callable[[Any], object], str]] = {
    "a basis": (
        lambda document: reword(document, "Luật Mẫu ngày 18 tháng 02", "Luật Hai ngày 19 tháng 02"),
        "bases: [luat-hai, {proposal",
    ),
    "who proposed it": (lambda document: reword(document, "của Sở Nội vụ.", "của Sở Tài chính."), "{proposal: mau/so-tai-chinh}"),
    "a citation in a text": (
        lambda document: reword(document, FIRST, FIRST.replace("202/", "203/").replace("12 tháng", "16 tháng").replace("mẫu", "khác")),
        "thực hiện [[nq-2]] tại **các đơn vị**",
    ),
    "a recipient": (lambda document: reword(document, "- Sở Nội vụ;", "- Sở Tài chính;"), "recipients: [mau/so-tai-chinh, {file: VT}]"),
    "who signs": (lambda document: reword(document, "Lê Văn C", "Trần Thị B"), "sign: {by: tran-thi-b, post"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_another_name_of_the_catalogue_is_another_id(came: Came, name: str) -> None:
    edit, written = NAMED[name]
    outcome = came.edited(edit).taken()
    assert written in outcome.after, [came.lines(), outcome.left]
    assert outcome.left == ()
    assert came.lines(outcome.after) == came.lines()


def test_a_name_two_agencies_bear_is_listed(lay: Lay) -> None:
    twins = "".join(f"mau/{id_}: {{name: Sở Công Thương, side: state, parent: mau/ubnd, letters: SCT}}\n" for id_ in ("mot", "hai"))
    came = Came(lay({"directives/kh-mau.yaml": PLAN, "directives/catalogue/agencies.yaml": dedent(CATALOGUE["agencies"]) + twins}))
    outcome = came.edited(lambda document: reword(document, "Sở Tài chính", "Sở Công Thương")).taken()
    assert outcome.after == outcome.before
    assert [(left.cause, left.about) for left in outcome.left] == [("name", "mau/so-tai-chinh")]


def test_a_lead_of_a_clause(lay: Lay) -> None:
    came = Came(lay({"directives/kh-mau.yaml": PLAN.replace(", as: table}", ", as: clauses}")}))
    outcome = came.edited(lambda document: reword(document, "Sở Tài chính", "Ban Tổ chức Tỉnh ủy")).taken()
    assert "    lead: mau/ban-to-chuc\n    due: 2025-09-30\n" in outcome.after
    assert outcome.left == ()
