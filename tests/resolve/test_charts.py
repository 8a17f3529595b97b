"""Charts as printed: numbers in the order of printing, figures from where they stand, in every language."""

from __future__ import annotations

from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.resolve.fingerprint import fingerprint
from docgen.resolve.printed import ChartView, Node
from tests.conftest import Lay, office_of
from tests.resolve.test_document import body

BODY = """\
body:
  - article: so-lieu
    text: "Tiến độ theo [[#tien-do]], số cơ quan theo [[#so-co-quan]]."
    chart: tien-do
  - article: to-chuc
    text: Sắp xếp tổ chức như sau.
    clauses:
      - {text: Số cơ quan giảm., table: truoc-sau, chart: so-co-quan}
charts:
  - {id: so-co-quan, title: Số cơ quan, unit: cơ quan, bars: {of: truoc-sau, label: loai, values: [truoc, sau], without: [Khác]}}
  - {id: tien-do, title: Các giai đoạn, timeline: {of: phases, day: 2025-07-10}}
  - id: ket-qua
    title: Kết quả
    bars: {stacked: true, series: {xong: Hoàn thành, tre: Quá hạn}, rows: [{label: Sở Nội vụ, xong: "1.250", tre: ""}]}
phases: [{id: dot-1, name: Chuẩn bị, from: 2025-07-01, until: 2025-07-20}]
tables:
  - id: truoc-sau
    columns: {loai: Loại, truoc: Trước, sau: Sau}
    rows: [{group: Khối chính quyền}, {loai: Sở, truoc: 20, sau: 15}, {loai: Khác, truoc: 3, sau: 3}]
annexes: [{id: phu-luc, title: Số liệu, body: [{text: Như sau., chart: ket-qua}, phases]}]
"""
ENGLISH = """\
translates: qd-mau
language: en
texts:
  so-co-quan/title: Agencies
  so-co-quan/unit: agencies
  truoc-sau/columns/truoc: Before
  ket-qua/bars/series/xong: Done
  ket-qua/bars/rows/1/label: Department of Home Affairs
"""


def charts(office: Office, language: str | None = None) -> list[ChartView]:
    printed = resolve(office, office.documents["qd-mau"], language=language)  # type: ignore[arg-type]
    bodies: tuple[Node, ...] = (*printed.body, *(node for annex in printed.annexes for node in annex.body))
    return [node.chart for top in bodies for node in top.walk() if node.chart is not None]


def laid(lay: Lay, text: str = BODY) -> Office:
    office, findings = office_of(lay({"directives/qd-mau.yaml": body(text), "directives/qd-mau.en.yaml": ENGLISH}))
    assert findings == ()
    return office


def test_charts_are_numbered_as_they_are_printed(lay: Lay) -> None:
    office = laid(lay)
    assert [chart.caption.text for chart in charts(office)] == [
        "Biểu đồ 1. Các giai đoạn",
        "Biểu đồ 2. Số cơ quan",
        "Biểu đồ 3. Kết quả",
    ]
    first = resolve(office, office.documents["qd-mau"]).body[0]
    assert first.paragraphs[0].text == "Tiến độ theo Biểu đồ 1, số cơ quan theo Biểu đồ 2."
    assert [run.href for run in first.paragraphs[0].runs if run.href] == ["qd-mau#tien-do", "qd-mau#so-co-quan"]


def test_figures_come_from_the_table_the_phases_or_the_chart(lay: Lay) -> None:
    timeline, table, own = charts(laid(lay))
    assert (timeline.style, table.style, own.style) == ("timeline", "bars", "stacked")
    assert [(row.label, row.values) for row in timeline.rows] == [("Chuẩn bị", (("2025-07-01", "01/7/2025"), ("2025-07-20", "20/7/2025")))]
    assert timeline.day == ("2025-07-10", "10/7/2025")
    assert (table.series, table.unit) == (("Trước", "Sau"), "Đơn vị tính: cơ quan")
    assert [(row.label, row.values) for row in table.rows] == [("Sở", (("20", "20"), ("15", "15")))]
    assert own.rows[0].values == (("1250", "1.250"), ("0", "0"))


def test_charts_are_translated(lay: Lay) -> None:
    _, table, own = charts(laid(lay), "en")
    assert (table.caption.text, table.unit, table.series) == ("Chart 2. Agencies", "Unit: agencies", ("Before", "Sau"))
    assert (own.series[0], own.rows[0].label, own.rows[0].values[0][1]) == ("Done", "Department of Home Affairs", "1,250")


def test_a_figure_is_part_of_what_the_document_says(lay: Lay) -> None:
    def taken(text: str) -> str:
        office = laid(lay, text)
        document: Document = office.documents["qd-mau"]
        return fingerprint(office, document)

    assert taken(BODY) == taken(BODY.replace("1.250", "1250"))
    assert len({taken(BODY), taken(BODY.replace("1.250", "1.251")), taken(BODY.replace("title: Kết quả", "title: Tiến độ"))}) == 3


def test_a_word_prints_all_charts(lay: Lay) -> None:
    text = BODY.replace("annexes: [{id: phu-luc, title: Số liệu, body: [{text: Như sau., chart: ket-qua}, phases]}]\n", "")
    office = laid(lay, text.replace("charts:\n", "  - charts\n  - phases\ncharts:\n", 1))
    captions = [chart.caption.text for chart in charts(office)]
    assert captions[2:] == ["Biểu đồ 2. Số cơ quan", "Biểu đồ 1. Các giai đoạn", "Biểu đồ 3. Kết quả"]
