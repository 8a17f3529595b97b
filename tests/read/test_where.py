"""Where a thing stands: ids, addresses, numbers and printed names."""

from __future__ import annotations

import pytest

from docgen.read import excerpt, where
from tests.conftest import DECISION, Lay, office_of


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("qd-mau", "id: qd-mau"),
        ("qd-mau#hai", "  - {article: hai, text: Quyết định này có hiệu lực kể từ ngày ký.}"),
        ("qd-mau#body/2/text", "  - {article: hai, text: Quyết định này có hiệu lực kể từ ngày ký.}"),
        ("qd-mau#sign", "sign: {by: le-van-c, post: mau/ubnd/chu-tich}"),
        ("5/QĐ-UBND", 'number: "5"'),
        ("mau/so-noi-vu", "mau/so-noi-vu: {name: Sở Nội vụ, side: state, parent: mau/ubnd, letters: SNV}"),
        ("Sở Nội vụ", "mau/so-noi-vu: {name: Sở Nội vụ, side: state, parent: mau/ubnd, letters: SNV}"),
        ("18-NQ/TW", 'nq-tw: {kind: resolution, number: "18"'),
    ],
)
def test_address_leads_to_its_line(lay: Lay, address: str, line: str) -> None:
    root = lay({"directives/qd-mau.yaml": DECISION})
    office, findings = office_of(root)
    assert findings == ()
    (source,) = where(root, office, address)
    assert excerpt(root, source).startswith(line)


def test_unknown_address_stands_nowhere(lay: Lay) -> None:
    root = lay({"directives/qd-mau.yaml": DECISION})
    office, _ = office_of(root)
    assert where(root, office, "khong-co") == ()
