"""Lines of the recipients and of the bases come back."""

from __future__ import annotations

import pytest

from tests.conftest import Lay
from tests.edit.word.files import PLAN, Came, after, paragraph, remove

FORMS = {
    "flow": "recipients: [mau/ubnd, {text: Các đơn vị trực thuộc, for: để thực hiện}, {file: VT}]\n",
    "block": "recipients:\n  - mau/ubnd\n  - {text: Các đơn vị trực thuộc, for: để thực hiện}  # all of them\n  - file: VT\n",
}


@pytest.fixture(params=FORMS)
def came(lay: Lay, request: pytest.FixtureRequest) -> Came:
    return Came(lay({"directives/kh-mau.yaml": PLAN[: PLAN.index("recipients:")] + FORMS[request.param]}))


ADDED = {
    "an agency of the catalogue": ("- Sở Tài chính (để phối hợp);", "{to: mau/so-tai-chinh, for: để phối hợp}"),
    "an agency without a sign at the end": ("- Sở Nội vụ", "{to: mau/so-noi-vu}"),
    "somebody the catalogue does not know": ("- Báo Mẫu (để đưa tin);", "{text: Báo Mẫu, for: để đưa tin}"),
}


@pytest.mark.parametrize("name", ADDED)
def test_a_new_recipient_is_led_back(came: Came, name: str) -> None:
    line, written = ADDED[name]
    outcome = came.edited(lambda document: after(document, "- Các đơn vị", line)).taken()
    assert outcome.left == ()
    assert written in outcome.after
    assert outcome.after.index("trực thuộc") < outcome.after.index(written) < outcome.after.index("file")


def test_recipients_that_moved_and_went(came: Came) -> None:
    came.edited(lambda document: paragraph(document, "- Các đơn vị").addnext(paragraph(document, "- Ủy ban nhân dân")))
    outcome = came.taken()
    assert outcome.left == ()
    assert outcome.after.index("trực thuộc") < outcome.after.rindex("mau/ubnd") < outcome.after.index("file")
    came.edited(lambda document: remove(document, "- Ủy ban nhân dân"))
    assert [left.cause for left in came.taken().left] == ["gone"]
    gone = came.taken(remove=True)
    assert gone.left == ()
    assert "mau/ubnd" not in gone.after[gone.after.index("recipients") :]


DECISION = """\
id: qd-can-cu
kind: decision
issuer: mau/ubnd
subject: sắp xếp kho lưu trữ
bases:
  - luat-mau   # the first of all
  - {text: "Biên bản họp ngày 01/6/2025"}
  - {proposal: mau/so-noi-vu}
body:
  - {article: mot, text: Sắp xếp kho.}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{file: VT}]
"""
CITED = "Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về việc mẫu;"
BASES = {
    "a text of the catalogue": (CITED, "# the first of all\n  - nq-1\n  - {text"),
    "a text nobody knows": ("Căn cứ Công văn số 9/UBND-VX;", "# the first of all\n  - {text: Công văn số 9/UBND-VX}\n  - {text"),
}


@pytest.mark.parametrize("name", BASES)
def test_a_new_basis_is_led_back(lay: Lay, name: str) -> None:
    line, written = BASES[name]
    came = Came(lay({"directives/qd-can-cu.yaml": DECISION}), "qd-can-cu")
    outcome = came.edited(lambda document: after(document, "Căn cứ Luật Mẫu", line)).taken()
    assert outcome.left == ()
    assert written in outcome.after


def test_bases_that_moved_and_went(lay: Lay) -> None:
    came = Came(lay({"directives/qd-can-cu.yaml": DECISION}), "qd-can-cu")
    came.edited(lambda document: paragraph(document, "Căn cứ Biên bản").addnext(paragraph(document, "Căn cứ Luật Mẫu")))
    outcome = came.taken()
    assert outcome.left == ()
    assert 'bases:\n  - {text: "Biên bản họp ngày 01/6/2025"}\n  - luat-mau   # the first of all\n  - {proposal' in outcome.after
    came.edited(lambda document: remove(document, "Căn cứ Luật Mẫu"))
    assert "luat-mau" not in came.taken(remove=True).after
