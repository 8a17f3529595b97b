"""A series becomes one ordinary document for each unit."""

from __future__ import annotations

from textwrap import dedent

from docgen.derive.series import members, units_of_series
from docgen.resolve.document import resolve
from tests.conftest import DECISION, Lay, office_of

SERIES = (
    dedent(DECISION)
    .replace("subject: về việc mẫu", 'subject: "về việc thành lập tại {unit.full}, {area.name}"')
    .replace(
        "Quyết định này có hiệu lực kể từ ngày ký.}",
        "Quyết định này có hiệu lực kể từ ngày ký., points: [{text: Riêng xã., only: commune}, {text: Chung.}]}",
    )
    .replace('number: "5"\n', "")
    .replace("kind: decision", "kind: decision\neach: {unit: all, of: mau}")
)


def test_each_unit_gets_a_document_in_the_order_of_the_resolution(lay: Lay) -> None:
    office, findings = office_of(lay({"directives/qd-mau.yaml": SERIES}))
    assert findings == ()
    series = office.documents["qd-mau"]
    assert units_of_series(office, series) == ("mau/xa-1", "mau/phuong-2")
    first, second = members(office, series)
    assert (first.id, second.id) == ("qd-mau@mau/xa-1", "qd-mau@mau/phuong-2")
    assert first.each is None
    assert resolve(office, first).subject.text == "Về việc thành lập tại xã Một, tỉnh Mẫu"
    assert resolve(office, second).subject.text == "Về việc thành lập tại phường Hai, tỉnh Mẫu"


def test_part_under_a_condition_stays_only_where_it_holds(lay: Lay) -> None:
    office, _ = office_of(lay({"directives/qd-mau.yaml": SERIES}))
    first, second = members(office, office.documents["qd-mau"])
    assert [len(document.body[1].points) for document in (first, second)] == [2, 1]  # type: ignore[union-attr]


def test_a_document_that_is_no_series_is_itself(lay: Lay) -> None:
    office, _ = office_of(lay({"directives/qd-mau.yaml": DECISION}))
    document = office.documents["qd-mau"]
    assert list(members(office, document)) == [document]


def test_what_holds_no_placeholder_is_shared(lay: Lay) -> None:
    office, _ = office_of(lay({"directives/qd-mau.yaml": SERIES}))
    series = office.documents["qd-mau"]
    first, second = members(office, series)
    assert first.bases is series.bases and second.sign is series.sign
