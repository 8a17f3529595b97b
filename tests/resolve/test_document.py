"""What a document says once numbers, citations and formulas are worked out."""

from __future__ import annotations

import datetime
from textwrap import dedent

import pytest

from docgen.resolve.document import resolve
from docgen.resolve.printed import Node, Printed
from tests.conftest import DECISION, Lay, office_of

PARTY = (
    dedent(DECISION)
    .replace("mau/ubnd\n", "mau/tinh-uy\n")
    .replace("by: le-van-c, post: mau/ubnd/chu-tich", "by: nguyen-van-a, post: mau/tinh-uy/bi-thu, as: on-behalf")
)


def printed(lay: Lay, text: str, language: str | None = None, extra: dict[str, str | bytes] | None = None) -> Printed:
    office, findings = office_of(lay({"directives/qd-mau.yaml": text} | (extra or {})))
    assert findings == ()
    return resolve(office, office.documents["qd-mau"], language=language, as_of=datetime.date(2025, 7, 1))  # type: ignore[arg-type]


def head(document: Printed, name: str) -> str:
    return " / ".join(line.text for line in document.heads.get(name, ()))


def texts(document: Printed) -> list[str]:
    def of(node: Node) -> list[str]:
        first = " ".join(
            part for part in (node.number, node.title.text, node.paragraphs[0].text if node.paragraphs and node.run_in else "") if part
        )
        rest = [line.text for line in node.paragraphs[1 if node.run_in else 0 :]]
        return [first, *rest, *(line for child in node.children for line in of(child))]

    return [line for node in document.body for line in of(node) if line]


def body(text: str) -> str:
    """Return the decision with another body."""
    kept = dedent(DECISION).partition("body:")[0]
    return kept + dedent(text) + "sign: {by: le-van-c, post: mau/ubnd/chu-tich}\nrecipients: [{same: articles}, {file: VT, copies: 2}]\n"


def test_state_decision_has_the_parts_of_the_law(lay: Lay) -> None:
    document = printed(lay, DECISION)
    assert head(document, "number") == "Số: 05/QĐ-UBND"
    assert head(document, "place-date") == "Mẫu, ngày 01 tháng 7 năm 2025"
    assert document.subject.text == "Về việc mẫu"
    assert document.authority.text == "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"
    assert [line.text for line in document.bases] == [
        "Căn cứ Luật Mẫu ngày 18 tháng 02 năm 2025;",
        "Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về việc mẫu;",
        "Theo đề nghị của Sở Nội vụ.",
    ]
    assert document.ruling.text == "QUYẾT ĐỊNH:"
    assert texts(document) == [
        "Điều 1. Điều thứ nhất theo Nghị quyết số 202/2025/QH15; xem Điều 2.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
    ]
    assert [line.text for line in document.recipients] == ["- Như Điều 2;", "- Lưu: VT."]


def test_party_decision_has_its_own(lay: Lay) -> None:
    document = printed(lay, PARTY)
    assert document.format.id == "hd36"
    assert head(document, "number") == "Số 05-QĐ/TU"
    assert document.subject.text == "về việc mẫu"
    assert [line.text for line in document.bases] == [
        "- Căn cứ Luật Mẫu;",
        "- Căn cứ Nghị quyết số 202/2025/QH15, ngày 12/6/2025 của Quốc hội về việc mẫu;",
        "- Xét đề nghị của Sở Nội vụ,",
    ]
    assert document.ruling.text == "Ban Thường vụ Tỉnh uỷ Mẫu QUYẾT ĐỊNH"
    assert texts(document)[-1].endswith("kể từ ngày ký.")
    assert [line.text for line in document.recipients] == ["- Như Điều 2,", "- Lưu VT."]
    assert [line.text for _, line in document.signatures[0].lines] == ["T/M Ban Thường vụ", "Bí thư"]


def test_format_follows_the_day_of_signing(lay: Lay) -> None:
    document = printed(lay, PARTY.replace("2025-07-01", "2026-06-01"))
    assert document.format.id == "hd05"
    assert document.bases[-1].text == "- Xét đề nghị của Sở Nội vụ."


@pytest.mark.parametrize(
    ("sign", "lines"),
    [
        ("{by: le-van-c, post: mau/ubnd/chu-tich}", ["Chủ tịch"]),
        ("{by: le-van-c, post: mau/ubnd/chu-tich, as: on-behalf}", ["TM. Ủy ban nhân dân", "Chủ tịch"]),
        ("{by: tran-thi-b, post: mau/ubnd/pho-chu-tich, as: on-behalf}", ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]),
        ("{by: tran-thi-b, post: mau/ubnd/pho-chu-tich, as: deputy-for-head}", ["KT. Chủ tịch", "Phó Chủ tịch"]),
        ("{by: tran-thi-b, post: mau/ubnd/pho-chu-tich, as: in-charge}", ["Phó Chủ tịch"]),
        ("{by: le-van-c, post: mau/ubnd/chu-tich, as: acting}", ["Q. Chủ tịch"]),
    ],
)
def test_signature_names_the_authority(lay: Lay, sign: str, lines: list[str]) -> None:
    document = printed(lay, dedent(DECISION).replace("{by: le-van-c, post: mau/ubnd/chu-tich}", sign))
    assert [line.text for _, line in document.signatures[0].lines] == lines


def test_draft_leaves_room_for_number_and_day(lay: Lay) -> None:
    draft = dedent(DECISION).replace('number: "5"\n', "").replace("date: 2025-07-01", "planned: 2025-07-01")
    document = printed(lay, draft)
    assert head(document, "number").replace("\xa0", "_") == "Số: _______/QĐ-UBND"
    assert head(document, "place-date").replace("\xa0", "_") == "Mẫu, ngày______tháng______năm_2025"


def test_cross_references_follow_renumbering(lay: Lay) -> None:
    parts = """\
        body:
          - {article: moi, text: Điều mới đặt trước.}
          - article: mot
            title: Đề mục
            clauses:
              - {id: khoan, text: "Khoản này.", points: [{text: Một;}, {id: diem, text: Hai.}]}
              - {text: "Xem [[#khoan]], [[#diem]], [[#moi]] và [[#phu-luc]]."}
        annexes: [{id: phu-luc, title: Bảng, body: [{text: Nội dung.}]}]
        """
    assert texts(printed(lay, body(parts)))[-1] == "2. Xem khoản 1 Điều 2, điểm b khoản 1 Điều 2, Điều 1 và Phụ lục./."


def test_headings_are_numbered_by_the_outline(lay: Lay) -> None:
    plan = body(
        """\
        body:
          - heading: Mục đích
            body: [{heading: Một, items: [a, b]}, {heading: Hai, text: Đoạn.}]
          - {heading: Nội dung, clauses: [{text: Khoản một.}, {text: Khoản hai., points: [{text: Điểm.}]}]}
        """
    ).replace("kind: decision", "kind: plan")
    assert texts(printed(lay, plan)) == [
        "I. Mục đích",
        "1. Một",
        "- a",
        "- b",
        "2. Hai",
        "Đoạn.",
        "II. Nội dung",
        "1. Khoản một.",
        "2. Khoản hai.",
        "a) Điểm./.",
    ]


def test_party_headings_carry_the_number_above(lay: Lay) -> None:
    plan = PARTY.replace("kind: decision", "kind: conclusion-notice").partition("body:")[0] + dedent(
        """\
        opening: Kết luận như sau.
        body:
          - {heading: Chung, clauses: [{text: Khoản một.}]}
          - {heading: Riêng, body: [{heading: Trong, text: Đoạn.}]}
        sign: {by: nguyen-van-a, post: mau/tinh-uy/bi-thu, as: on-behalf}
        """
    )
    assert texts(printed(lay, plan)) == ["1. Chung", "1.1. Khoản một.", "2. Riêng", "2.1. Trong", "Đoạn."]


TASKS = """\
    tasks:
      - {id: a, do: Lập danh sách, lead: mau/so-noi-vu, with: [mau/so-tai-chinh, mau/ubnd], due: {before: 2025-07-15}, product: Danh sách}
      - {id: b, do: Báo cáo kết quả, lead: mau/so-noi-vu, with: [mau/so-tai-chinh, mau/ubnd], due: {quarter: 2025-Q3}}
      - {id: c, do: Cấp kinh phí, lead: mau/so-tai-chinh, due: {working_days: 5, after: issue}}
      - {id: d, do: Vận hành, lead: {each: {unit: all, of: mau}}, due: {every: month, day: "25"}}
    """


def test_tasks_as_clauses_name_lead_and_helpers_once(lay: Lay) -> None:
    document = printed(lay, body("body:\n  - {article: giao, title: Giao việc, tasks: all, as: clauses}\n" + dedent(TASKS)))
    assert texts(document) == [
        "Điều 1. Giao việc",
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân tỉnh Mẫu:",
        "a) Lập danh sách; hoàn thành trước ngày 15/7/2025; sản phẩm: danh sách;",
        "b) Báo cáo kết quả; hoàn thành trong quý III năm 2025.",
        "2. Sở Tài chính: cấp kinh phí; hoàn thành trong 05 ngày làm việc kể từ ngày ký ban hành.",
        "3. Các xã, phường: vận hành; định kỳ ngày 25 hằng tháng./.",
    ]


def test_assignment_table_has_the_columns_chosen(lay: Lay) -> None:
    block = """\
        body:
          - article: giao
            title: Giao việc
            columns: [number, do, lead, due]
            heads: {do: Nội dung}
            groups: [{title: Nhóm một, tasks: [a]}, {title: Nhóm hai, tasks: [b, c]}]
            numbering: restart
        """
    (article,) = printed(lay, body(dedent(block) + dedent(TASKS))).body
    table = article.children[0].table
    assert table is not None
    rows = [[" ".join(line.text for line in cell.paragraphs) for cell in row.cells] for row in table.rows]
    assert rows == [
        ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn hoàn thành"],
        ["I", "Nhóm một"],
        ["1", "Lập danh sách", "Sở Nội vụ", "Trước ngày 15/7/2025"],
        ["II", "Nhóm hai"],
        ["1", "Báo cáo kết quả", "Sở Nội vụ", "Quý III/2025"],
        ["2", "Cấp kinh phí", "Sở Tài chính", "05 ngày làm việc kể từ ngày ký ban hành"],
    ]
    assert [row.kind for row in table.rows] == ["head", "group", "row", "group", "row", "row"]
    assert sum(table.widths) == pytest.approx(100)


def test_appointment_is_one_sentence_on_the_line_of_its_article(lay: Lay) -> None:
    row = """\
        body: [{article: mot, persons: all}]
        persons: [{id: x, person: pham-thi-d, action: appoint, takes: mau/so-noi-vu/giam-doc, effect: 2025-07-15}]
        """
    document = printed(lay, body(row).replace("kind: decision", "kind: personnel-decision"))
    assert texts(document) == [
        "Điều 1. Bổ nhiệm bà Phạm Thị D, Trưởng phòng Sở Nội vụ, giữ chức vụ Giám đốc Sở Nội vụ; "
        "thời hạn giữ chức vụ là 05 năm, kể từ ngày 15/7/2025./."
    ]


def test_no_term_is_printed_where_no_rule_of_the_day_gives_one(lay: Lay) -> None:
    row = """\
        body: [{article: mot, persons: all}]
        persons: [{id: x, person: pham-thi-d, action: appoint, takes: mau/so-noi-vu/giam-doc, effect: 2025-06-30}]
        """
    (line,) = texts(printed(lay, body(row).replace("kind: decision", "kind: personnel-decision")))
    assert line.endswith("giữ chức vụ Giám đốc Sở Nội vụ, kể từ ngày 30/6/2025./.")


def test_retirement_follows_the_form_with_blanks_without_the_private_file(lay: Lay) -> None:
    row = """\
        body: [{article: mot, persons: all}, {article: hai, text: Thi hành.}]
        persons: [{id: x, person: pham-thi-d, action: retire, effect: 2026-01-01}]
        """
    text = body(row).replace("kind: decision", "kind: personnel-decision")
    blank = texts(printed(lay, text))
    assert blank[0] == "Điều 1. Bà Phạm Thị D; số sổ BHXH: ……………………"
    assert "Được nghỉ hưu để hưởng chế độ bảo hiểm xã hội từ ngày 01 tháng 01 năm 2026." in blank
    private = {"directives/private/people.yaml": 'pham-thi-d: {birth: 1965-12-20, insurance: "0100"}\n'}
    filled = texts(printed(lay, text, extra=private))
    assert filled[0].endswith("0100") and "Sinh ngày 20 tháng 12 năm 1965" in filled


def test_sums_are_worked_out_from_the_rows(lay: Lay) -> None:
    table = """\
        body: [{article: mot, title: Bảng, table: t}]
        tables:
          - id: t
            number: TT
            columns: {loai: Loại, truoc: Trước, sau: Sau}
            rows: [{group: Nhóm}, {loai: Sở, truoc: "1.020", sau: "15"}, {loai: Phòng, truoc: "8", sau: "6"}]
            sums: [truoc, sau]
        """
    (article,) = printed(lay, body(table)).body
    view = article.children[0].table
    assert view is not None
    rows = [[" ".join(line.text for line in cell.paragraphs) for cell in row.cells] for row in view.rows]
    assert rows == [
        ["TT", "Loại", "Trước", "Sau"],
        ["I", "Nhóm"],
        ["1", "Sở", "1.020", "15"],
        ["2", "Phòng", "8", "6"],
        ["Tổng cộng", "1.028", "21"],
    ]
    assert [sum(cell.span for cell in row.cells) for row in view.rows] == [4] * 5


def test_footnotes_and_looks_become_runs(lay: Lay) -> None:
    document = printed(lay, body("body: [{article: mot, text: 'Một **đậm** và *nghiêng*^[Chú [[nq-tw]].] hết.'}]\n"))
    runs = document.body[0].paragraphs[0].runs
    assert [(run.text, run.bold, run.italic) for run in runs if not run.note] == [
        ("Một ", False, False),
        ("đậm", True, False),
        (" và ", False, False),
        ("nghiêng", False, True),
        (" hết./.", False, False),
    ]
    (note,) = [run.note for run in runs if run.note]
    assert (
        "".join(run.text for run in note) == "Chú Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương về bộ máy."
    )


def test_translation_stands_in_for_each_text(lay: Lay) -> None:
    translation = """\
        translates: qd-mau
        language: th
        texts: {subject: ตัวอย่าง, mot/text: "ข้อความ [[nq-1]]", to/1: x}
        """
    document = printed(lay, DECISION, "th", {"directives/qd-mau.th.yaml": translation})
    assert document.subject.text == "ตัวอย่าง"
    assert head(document, "place-date") == "Mẫu วันที่ 1 กรกฎาคม 2568"
    assert texts(document)[0] == "ข้อ 1. ข้อความ มติเลขที่ 202/2025/QH15"


def test_agency_bears_the_name_of_the_documents_day(lay: Lay) -> None:
    renamed = "quoc-gia/bo: {name: Bộ Mới, side: state, letters: B, earlier: [{until: 2025-06-30, name: Bộ Cũ}]}\n"
    text = dedent(DECISION).replace("{proposal: mau/so-noi-vu}", "{proposal: quoc-gia/bo}")
    extra: dict[str, str | bytes] = {"directives/catalogue/trung-uong/agencies.yaml": renamed}
    assert printed(lay, text, extra=extra).bases[-1].text == "Theo đề nghị của Bộ Mới."
    earlier = text.replace("date: 2025-07-01", "date: 2025-06-30")
    assert printed(lay, earlier, extra=extra).bases[-1].text == "Theo đề nghị của Bộ Cũ."


def test_part_of_another_document_is_cited_by_its_number_there(lay: Lay) -> None:
    other = dedent(DECISION).replace("id: qd-mau", "id: qd-khac").replace('number: "5"', 'number: "4"')
    text = body("body: [{article: mot, text: 'Theo [[qd-khac#hai]] và [[qd-khac#hai]].'}]\n")
    document = printed(lay, text, extra={"directives/qd-khac.yaml": other})
    cited = "Điều 2 Quyết định số 04/QĐ-UBND"
    whole = "ngày 01 tháng 7 năm 2025 của Ủy ban nhân dân tỉnh Mẫu về việc mẫu"
    assert texts(document) == [f"Điều 1. Theo {cited} {whole} và {cited}./."]
