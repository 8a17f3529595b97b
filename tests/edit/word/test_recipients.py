"""Lines of the recipients come back."""

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
