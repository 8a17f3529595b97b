"""A series becomes one ordinary document for each unit, person or row."""

from __future__ import annotations

import datetime
from textwrap import dedent

from docgen.check import check
from docgen.derive.series import keys, members, named
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.resolve.document import resolve
from tests.conftest import DECISION, Lay, office_of

AS_OF = datetime.date(2025, 7, 1)
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
ROWS = SERIES.replace("each: {unit: all, of: mau}", "each: {row: danh-sach.csv, key: ma}")


def errors(office: Office) -> list[Finding]:
    return [finding for finding in check(office, AS_OF) if finding.severity != "note"]


def test_each_unit_gets_a_document_in_the_order_of_the_resolution(lay: Lay) -> None:
    office, findings = office_of(lay({"directives/qd-mau.yaml": SERIES}))
    assert findings == ()
    series = office.documents["qd-mau"]
    assert keys(office, series) == ("mau/xa-1", "mau/phuong-2")
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


def test_a_declared_condition_and_an_override_choose_units(lay: Lay) -> None:
    text = SERIES.replace("only: commune", "only: xa-dau") + dedent(
        """\
        conditions: {xa-dau: {units: [mau/xa-1]}}
        override:
          - {only: ward, subject: "về {unit.name}", place: Hai}
          - {for: [mau/xa-1], effect: 2025-08-01}
        """
    )
    office, findings = office_of(lay({"directives/qd-mau.yaml": text}))
    assert findings == () and errors(office) == []
    first, second = members(office, office.documents["qd-mau"])
    assert [len(document.body[1].points) for document in (first, second)] == [2, 1]  # type: ignore[union-attr]
    assert (first.effect, second.effect) == (datetime.date(2025, 8, 1), None)
    assert (second.subject, second.place, first.place) == ("về Hai", "Hai", None)


def test_rows_of_a_csv_file_make_documents(lay: Lay) -> None:
    csv = "\ufeffMã;Họ và tên;Xã\n# nháp\nmot;Nguyễn  Văn A;mau/xa-1\nhai;Trần Thị B;mau/phuong-2\n"
    text = ROWS.replace("{unit.full}, {area.name}", "{row.ho-va-ten}").replace(
        "points: [{text: Riêng xã., only: commune}, {text: Chung.}]", "points: [{text: Riêng., only: la-mot}, {text: Chung.}]"
    )
    text += "conditions: {la-mot: {row: {ma: mot}}}\n"
    office, findings = office_of(lay({"directives/qd-mau.yaml": text, "directives/danh-sach.csv": csv}))
    assert findings == () and errors(office) == []
    first, second = members(office, office.documents["qd-mau"])
    assert (first.id, resolve(office, first).subject.text) == ("qd-mau@mot", "Về việc thành lập tại Nguyễn Văn A")
    assert [len(document.body[1].points) for document in (first, second)] == [2, 1]  # type: ignore[union-attr]
    assert named(office, "qd-mau@hai") == second and named(office, "qd-mau@ba") is None


def test_a_row_with_a_unit_knows_its_unit(lay: Lay) -> None:
    csv = "id,unit,ten\nmot,mau/xa-1,Nguyễn Văn A\nhai,mau/phuong-2,Trần Thị B\n"
    text = ROWS.replace(", key: ma", "")
    office, _ = office_of(lay({"directives/qd-mau.yaml": text, "directives/danh-sach.csv": csv}))
    assert errors(office) == []
    first, second = members(office, office.documents["qd-mau"])
    assert [len(document.body[1].points) for document in (first, second)] == [2, 1]  # type: ignore[union-attr]
    assert first.subject == "về việc thành lập tại xã Một, tỉnh Mẫu"


def test_each_person_gets_a_document_with_that_row_alone(lay: Lay) -> None:
    text = SERIES.replace("each: {unit: all, of: mau}", "each: {persons: all}").replace("{unit.full}, {area.name}", "{person.full}")
    text = text.replace(", only: commune", "")
    text += dedent(
        """\
        persons:
          - {id: mot, person: nguyen-van-a, action: transfer, to: mau/ubnd, effect: 2025-08-01}
          - {id: hai, person: nguyen-van-a, action: release}
        """
    )
    office, _ = office_of(lay({"directives/qd-mau.yaml": text}))
    first, second = members(office, office.documents["qd-mau"])
    assert [one.id for one in first.persons] == ["mot"] and first.effect == datetime.date(2025, 8, 1) and second.effect is None
    assert first.subject == "về việc thành lập tại ông Nguyễn Văn A, tỉnh Mẫu".replace(", tỉnh Mẫu", "")


def test_what_is_wrong_in_some_documents_names_them(lay: Lay) -> None:
    text = SERIES.replace("{text: Chung.}", "{text: 'Theo [[#rieng]].'}").replace(
        "{text: Riêng xã., only: commune}", "{id: rieng, text: Riêng xã., only: commune}"
    )
    text += "to: ['{unit.id}/ubnd']\n"
    office, _ = office_of(lay({"directives/qd-mau.yaml": text}))
    found = {(finding.code, finding.members) for finding in errors(office)}
    assert ("E221", ("mau/phuong-2",)) in found, "only the ward lacks the point"
    assert {("E218", ("mau/xa-1",)), ("E218", ("mau/phuong-2",))} <= found


def test_findings_stand_where_the_pattern_has_them(lay: Lay) -> None:
    text = SERIES.replace("{text: Riêng xã., only: commune}, {text: Chung.}", "{text: Riêng., only: commune}, {text: 'Theo [[#rieng]].'}")
    text = text.replace("points: [", "points: [{id: rieng, text: Một., only: commune}, ")
    office, _ = office_of(lay({"directives/qd-mau.yaml": text}))
    (finding,) = [finding for finding in errors(office) if finding.code == "E221"]
    assert finding.place.steps == ("body", 1, "points", 2, "text") and finding.members == ("mau/phuong-2",)
