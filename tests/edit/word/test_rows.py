"""Rows of tables come back: new ones as entries written like their neighbours, gone ones when asked, moved ones with their comments."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.edit.word.outcome import Outcome
from tests.conftest import Lay
from tests.edit.word.files import Came, by_office

PLAN = """\
id: kh-bang
kind: plan
issuer: mau/ubnd
subject: kiểm tra hồ sơ
body:
  - {id: so-lieu, heading: Số liệu, table: so-ho-so}
  - {id: giao-viec, heading: Phân công, tasks: all, as: table}
tasks:
  - id: kiem-dem
    do: Kiểm đếm hồ sơ giấy tại kho lưu trữ
    lead: mau/so-noi-vu
    due: {before: 2025-08-15}
    product: Biên bản kiểm đếm
  # the second one was asked for by the chairman
  - id: so-hoa
    do: Số hoá toàn bộ hồ sơ hộ tịch còn giá trị
    lead: mau/so-tai-chinh
    with: mau/so-noi-vu
    due: 2025-09-30   # a Tuesday
    product: Kho dữ liệu
  - {id: bao-cao, do: Báo cáo kết quả với Ủy ban nhân dân tỉnh, lead: mau/so-noi-vu, due: 2025-10-10}
tables:
  - id: so-ho-so
    number: TT
    columns: {loai: Loại hồ sơ, giay: Hồ sơ giấy, so: Đã số hoá}
    rows:
      - {loai: Hộ tịch, giay: "120", so: "80"}
      # counted twice
      - {loai: Đất đai, giay: "300", so: "20"}
      - {loai: Xây dựng, giay: "41", so: "5"}
    sums: [giay, so]
expect: {tasks: 3, rows: {so-ho-so: 3}}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{file: VT}]
"""


def row(document: Any, words: str) -> Any:
    """Return the first row that says these words."""
    return next(tr for tr in document.element.body.iter(qn("w:tr")) if words in "".join(t.text or "" for t in tr.iter(qn("w:t"))))


def drop(document: Any, words: str) -> None:
    """Take a row out."""
    row(document, words).getparent().remove(row(document, words))


def add(document: Any, behind: str, cells: Sequence[str]) -> Any:
    """Add a row behind another, as Word does: the same cells with other words, no bookmark."""
    old = row(document, behind)
    new = copy.deepcopy(old)
    for mark in [*new.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for cell, text in zip(new.iter(qn("w:tc")), cells, strict=True):
        say(cell, text)
    old.addnext(new)
    return new


def say(cell: Any, text: str) -> None:
    """Let a cell say something else."""
    document = cell.find(qn("w:p"))
    for run in [*document.iter(qn("w:r"))]:
        run.getparent().remove(run)
    if text:
        run = document.makeelement(qn("w:r"), {})
        words = document.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
        words.text = text
        run.append(words)
        document.append(run)


def cell(document: Any, words: str, column: int) -> Any:
    return list(row(document, words).iter(qn("w:tc")))[column]


@pytest.fixture
def came(lay: Lay) -> Came:
    return Came(lay({"directives/kh-bang.yaml": PLAN}), "kh-bang")


def whole(came: Came, outcome: Outcome) -> None:
    """The print says what the Word file says, and a file taken once has nothing more to give."""
    assert outcome.left == ()
    assert bare(came.lines(outcome.after)) == bare(came.lines())


def bare(lines: Sequence[str]) -> list[str]:
    """Return the lines without those that only count: docgen's numbers and sums follow by themselves."""
    return [line for line in lines if not line.isdigit()]


ADDED: dict[str, tuple[str, Sequence[str], Sequence[str]]] = {
    "a data row": (
        "Đất đai",
        ["3", "Lưu trú: tạm thời", "12", "7"],
        ['"20"}\n      - {loai: "Lưu trú: tạm thời", giay: "12", so: "7"}\n      - {loai: Xây', "rows: {so-ho-so: 4}"],
    ),
    "a data row that is the first": ("Loại hồ sơ", ["", "Cư trú", "1", "1"], ['rows:\n      - {loai: Cư trú, giay: "1", so: "1"}\n']),
    "a data row with an empty cell": ("Xây dựng", ["4", "Thuế", "9", ""], ['"5"}\n      - {loai: Thuế, giay: "9"}\n    sums']),
    "a task": (
        "Kiểm đếm hồ sơ",
        ["2", "Niêm phong kho lưu trữ cũ", "Sở Tài chính", "Sở Nội vụ", "Trước 05/9/2025", "Biên bản: bản chính"],
        [
            "Biên bản kiểm đếm\n  - id: niem-phong-kho-luu-tru-cu\n    do: Niêm phong kho lưu trữ cũ\n    lead: mau/so-tai-chinh\n"
            "    with: mau/so-noi-vu\n    due: {before: 2025-09-05}\n    product: \"Biên bản: bản chính\"\n  # the second",
            "tasks: 4",
        ],
    ),
    "a task of two leads without a deadline": (
        "Số hoá toàn bộ",
        ["", "Họp rút kinh nghiệm", "Sở Tài chính và Sở Nội vụ", "", "", ""],
        ["    do: Họp rút kinh nghiệm\n    lead: [mau/so-tai-chinh, mau/so-noi-vu]\n    joint: true\n  - {id: bao-cao"],
    ),
    "a task with a day typed shortly": (
        "Báo cáo kết quả",
        ["4", "Lưu hồ sơ", "Sở Nội vụ", "", "5/11/2025", ""],
        ["due: 2025-10-10}\n  - {id: luu-ho-so, do: Lưu hồ sơ, lead: mau/so-noi-vu, due: 2025-11-05}\n"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_a_new_row_becomes_an_entry(came: Came, name: str) -> None:
    behind, cells, written = ADDED[name]
    outcome = came.edited(lambda document: add(document, behind, cells)).taken()
    for text in written:
        assert text in outcome.after
    assert len(outcome.taken) == 1
    assert outcome.left == ()


def test_a_new_row_of_an_agency_nobody_knows_is_listed_with_its_cells(came: Came) -> None:
    cells = ["4", "Kiểm tra việc bảo quản", "Sở Lạ", "", "30/11/2025", "Báo cáo"]
    outcome = came.edited(lambda document: add(document, "Báo cáo kết quả", cells)).taken()
    assert outcome.after == outcome.before
    assert [(left.cause, left.after) for left in outcome.left] == [("row", "Kiểm tra việc bảo quản | Sở Lạ | 30/11/2025 | Báo cáo")]


def test_a_row_of_merged_cells_is_listed(lay: Lay) -> None:
    def edit(document: Any) -> None:
        new = add(document, "Đất đai", ["Khối mới", "", ""])
        cells = list(new.iter(qn("w:tc")))
        for one in cells[1:]:
            new.remove(one)

    came = Came(lay({"directives/kh-bang.yaml": PLAN.replace("    number: TT\n", "")}), "kh-bang")
    outcome = came.edited(edit).taken()
    assert outcome.after == outcome.before
    assert [(left.cause, left.after) for left in outcome.left] == [("row", "Khối mới")]


def test_a_sum_the_leader_typed_wrong_is_listed_and_one_left_alone_follows(came: Came) -> None:
    def edit(document: Any) -> None:
        add(document, "Đất đai", ["3", "Thuế", "9", "1"])
        say(cell(document, "Tổng", 1), "999")

    outcome = came.edited(edit).taken()
    assert [(left.cause, left.before, left.after) for left in outcome.left] == [("number", "470", "999")]


def test_numbers_of_the_file_beside_numbers_of_docgen(lay: Lay) -> None:
    """A table may hold numbers of its own under the same head: there they are words like others."""
    own = """\
  - id: rieng
    columns: {tt: TT, ten: Tên kho}
    rows: [{tt: "1", ten: Kho cũ}, {tt: "2", ten: Kho mới}]
expect:"""
    text = PLAN.replace("expect:", own).replace("  - {id: giao-viec", "  - {id: kho, heading: Kho, table: rieng}\n  - {id: giao-viec")
    came = Came(lay({"directives/kh-bang.yaml": text}), "kh-bang")
    assert (came.taken().taken, came.taken().left) == ((), ())

    def edit(document: Any) -> None:
        say(cell(document, "Kho mới", 0), "7")
        add(document, "Kho mới", ["8", "Kho chung"])
        add(document, "Đất đai", ["3", "Thuế", "9", "1"])

    outcome = came.edited(edit).taken()
    assert outcome.left == ()
    assert '{tt: "7", ten: Kho mới}, {tt: "8", ten: Kho chung}]' in outcome.after
    assert '      - {loai: Thuế, giay: "9", so: "1"}\n' in outcome.after


def test_another_head_of_the_numbers_and_numbers_typed_anew(came: Came) -> None:
    def edit(document: Any) -> None:
        say(cell(document, "Loại hồ sơ", 0), "Số TT")
        for words, number in (("Hộ tịch", "10"), ("Đất đai", ""), ("Xây dựng", "3.")):
            say(cell(document, words, 0), number)
        add(document, "Đất đai", ["9", "Thuế", "9", "1"])

    outcome = came.edited(edit).taken()
    assert "    number: Số TT\n" in outcome.after
    assert '      - {loai: Thuế, giay: "9", so: "1"}\n      - {loai: Xây' in outcome.after
    assert outcome.left == ()


GONE = {
    "a data row": ("Đất đai", ["Đất đai"], "rows: {so-ho-so: 2}"),
    "a task": ("Kiểm đếm hồ sơ", ["kiem-dem", "Biên bản"], "tasks: 2"),
    "a task on one line": ("Báo cáo kết quả", ["bao-cao"], "tasks: 2"),
}


@pytest.mark.parametrize("name", GONE)
def test_a_row_that_is_gone_is_taken_out_only_when_asked(came: Came, name: str) -> None:
    words, gone, expect = GONE[name]
    came.edited(lambda document: drop(document, words))
    listed = came.taken()
    assert listed.after == listed.before
    assert [left.cause for left in listed.left] == ["gone"]
    outcome = came.taken(remove=True)
    whole(came, outcome)
    assert expect in outcome.after
    assert not [word for word in gone if word in outcome.after]


OTHER = PLAN.replace("kh-bang", "kh-hai")
CITED: dict[str, tuple[str, dict[str, str], str]] = {
    "another part": (
        PLAN.replace("heading: Phân công", 'heading: Phân công, text: "Theo [[#so-hoa]]."'),
        {},
        "directives/kh-bang.yaml",
    ),
    "another document": (
        PLAN,
        {"directives/kh-hai.yaml": OTHER.replace("heading: Số liệu", 'heading: Số liệu, text: "Xem [[kh-bang#so-hoa]]."')},
        "kh-hai",
    ),
    "a journal": (
        PLAN,
        {"directives/progress/mau/so-tai-chinh.yaml": "- {id: 4f1c09ab, task: kh-bang#so-hoa, day: 2025-07-01, told: 2025-07-01}\n"},
        "directives/progress/mau/so-tai-chinh.yaml",
    ),
    "a task handed on": (
        PLAN,
        {"directives/kh-hai.yaml": OTHER.replace("product: Kho", "part_of: kh-bang#so-hoa\n    product: Kho")},
        "kh-hai",
    ),
}


@pytest.mark.parametrize("name", CITED)
def test_a_task_that_something_speaks_of_stays(lay: Lay, name: str) -> None:
    text, files, about = CITED[name]
    came = Came(lay({"directives/kh-bang.yaml": text, **files}), "kh-bang")
    outcome = came.edited(lambda document: drop(document, "Số hoá toàn bộ")).taken(remove=True)
    assert outcome.after == outcome.before
    assert [(left.cause, left.about) for left in outcome.left] == [("kept", about)]


def test_moved_rows_take_their_comments_along(came: Came) -> None:
    def edit(document: Any) -> None:
        row(document, "Báo cáo kết quả").addnext(row(document, "Số hoá toàn bộ"))
        row(document, "Hộ tịch").addprevious(row(document, "Đất đai"))

    outcome = came.edited(edit).taken()
    whole(came, outcome)
    assert "due: 2025-10-10}\n  # the second one was asked for by the chairman\n  - id: so-hoa\n" in outcome.after
    assert "    due: 2025-09-30   # a Tuesday\n    product: Kho dữ liệu\ntables:" in outcome.after
    assert '      # counted twice\n      - {loai: Đất đai, giay: "300", so: "20"}\n      - {loai: Hộ tịch' in outcome.after


def test_a_row_that_moved_and_was_reworded(came: Came) -> None:
    def edit(document: Any) -> None:
        row(document, "Báo cáo kết quả").addnext(row(document, "Số hoá toàn bộ"))
        say(cell(document, "Số hoá toàn bộ", 5), "Kho dữ liệu dùng chung")

    outcome = came.edited(edit).taken()
    whole(came, outcome)
    assert outcome.after.index("bao-cao") < outcome.after.index("product: Kho dữ liệu dùng chung")


CELLS: dict[str, tuple[str, int, str, str]] = {
    "a product where there was none": ("Báo cáo kết quả", 5, "Tờ trình", ", due: 2025-10-10, product: Tờ trình}"),
    "a product that is gone": ("Kiểm đếm hồ sơ", 5, "", "due: {before: 2025-08-15}\n  # the second"),
    "a helper where there was none": ("Kiểm đếm hồ sơ", 3, "Sở Tài chính", "    with: mau/so-tai-chinh\n"),
    "another deadline in another form": ("Số hoá toàn bộ", 4, "Quý IV/2025", "    due: {quarter: 2025-Q4}   # a Tuesday\n"),
    "another lead": ("Báo cáo kết quả", 2, "Sở Tài chính", "lead: mau/so-tai-chinh, due: 2025-10-10}"),
    "a second lead": ("Báo cáo kết quả", 2, "Sở Nội vụ và Sở Tài chính", "mau/so-tai-chinh], due: 2025-10-10, joint: true}"),
    "a figure": ("Xây dựng", 3, "6", '- {loai: Xây dựng, giay: "41", so: "6"}'),
    "a figure that is gone": ("Xây dựng", 3, "", '- {loai: Xây dựng, giay: "41"}'),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_says_something_else(came: Came, name: str) -> None:
    words, column, text, written = CELLS[name]
    outcome = came.edited(lambda document: say(cell(document, words, column), text)).taken()
    assert written in outcome.after
    assert len(outcome.taken) == 1
    assert outcome.left == ()


def test_a_day_printed_in_two_tables_is_listed(lay: Lay) -> None:
    """Were it changed by either, a file taken twice would turn it back."""
    twice = PLAN.replace("  - {id: giao-viec", "  - {id: rieng, heading: Việc riêng, tasks: [so-hoa], as: table}\n  - {id: giao-viec")
    came = Came(lay({"directives/kh-bang.yaml": twice}), "kh-bang")
    outcome = came.edited(lambda document: say(cell(document, "Số hoá toàn bộ", 4), "15/10/2025")).taken()
    assert outcome.after == outcome.before
    assert [left.after for left in outcome.left] == ["15/10/2025"]


GROUPS = PLAN.replace(
    "tasks: all, as: table}",
    "as: table, groups: [{title: Chuẩn bị, tasks: [kiem-dem]}, {title: Thực hiện, tasks: [so-hoa, bao-cao]}]}",
)


def test_rows_in_groups_follow_the_lists_of_ids(lay: Lay) -> None:
    def edit(document: Any) -> None:
        add(document, "Kiểm đếm hồ sơ", ["2", "Niêm phong kho lưu trữ cũ", "Sở Tài chính", "", "", ""])
        row(document, "Báo cáo kết quả").addnext(row(document, "Số hoá toàn bộ"))

    came = Came(lay({"directives/kh-bang.yaml": GROUPS}), "kh-bang")
    outcome = came.edited(edit).taken()
    whole(came, outcome)
    assert "tasks: [kiem-dem, niem-phong-kho-luu-tru-cu]}, {title: Thực hiện, tasks: [bao-cao, so-hoa]}" in outcome.after


def test_a_row_that_moved_into_another_group(lay: Lay) -> None:
    came = Came(lay({"directives/kh-bang.yaml": GROUPS}), "kh-bang")
    outcome = came.edited(lambda document: row(document, "Kiểm đếm hồ sơ").addnext(row(document, "Số hoá toàn bộ"))).taken()
    whole(came, outcome)
    assert "tasks: [kiem-dem, so-hoa]}, {title: Thực hiện, tasks: [bao-cao]}" in outcome.after


PERSONS = """\
id: tb-nguoi
kind: conclusion-notice
issuer: mau/ubnd
subject: phân công cán bộ
meeting: {date: 2025-06-18, chair: le-van-c}
body:
  - heading: Danh sách
    body: [persons]
persons:
  - {id: mot, person: tran-thi-b, action: transfer, to: mau/so-tai-chinh, effect: 2025-07-01}
  - {id: hai, person: pham-thi-d, action: transfer, to: mau/so-tai-chinh, effect: 2025-07-01}
expect: {persons: 2}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{file: VT}]
"""


def test_a_person_of_the_catalogue_is_added_and_a_stranger_listed(lay: Lay) -> None:
    came = Came(lay({"directives/tb-nguoi.yaml": PERSONS}), "tb-nguoi")

    def edit(document: Any) -> None:
        add(document, "Phạm Thị D", ["4", "Bà Lý Thị Lạ", "Chuyên viên", "Sở Nội vụ", "01/7/2025"])
        add(document, "Phạm Thị D", ["3", "Ông Nguyễn Văn A", "Bí thư Tỉnh ủy", "Sở Nội vụ", "01/8/2025"])

    outcome = came.edited(edit).taken()
    assert "id: nguyen-van-a, person: nguyen-van-a, action: transfer, to: mau/so-noi-vu, effect: 2025-08-01}" in outcome.after
    assert "expect: {persons: 3}" in outcome.after
    assert [(left.cause, left.after) for left in outcome.left] == [("row", "Bà Lý Thị Lạ | Chuyên viên | Sở Nội vụ | 01/7/2025")]


DRILLS = """\
id: kh-tap
kind: plan
issuer: mau/ubnd
subject: diễn tập
body:
  - {heading: Nội dung diễn tập, drills: all, as: table}
drills:
  - {id: tiep-nhan, title: Tiếp nhận hồ sơ trực tuyến, day: 2025-07-02, evaluate: [Đúng hạn]}
  # after lunch
  - {id: chuyen-tiep, title: Chuyển tiếp văn bản hoả tốc, day: 2025-07-03}
  - {id: hop, title: Họp trực tuyến ba cấp, day: 2025-07-04}
expect: {drills: 3}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{file: VT}]
"""


def test_drills_in_a_table_move_and_go(lay: Lay) -> None:
    def edit(document: Any) -> None:
        row(document, "Họp trực tuyến").addnext(row(document, "Chuyển tiếp"))
        drop(document, "Tiếp nhận")
        say(cell(document, "Họp trực tuyến", 2), "Ngày 05/7/2025")

    came = Came(lay({"directives/kh-tap.yaml": DRILLS}), "kh-tap")
    outcome = came.edited(edit).taken(remove=True)
    assert outcome.left == ()
    assert "drills:\n  - {id: hop, title: Họp trực tuyến ba cấp, day: 2025-07-05}\n  # after lunch\n  - {id: chuyen-tiep" in outcome.after
    assert "expect: {drills: 2}" in outcome.after


def test_rows_and_cells_of_a_file_saved_by_libreoffice(came: Came, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        add(document, "Kiểm đếm hồ sơ", ["2", "Niêm phong kho lưu trữ cũ", "Sở Tài chính", "", "05/9/2025", ""])
        row(document, "Hộ tịch").addprevious(row(document, "Đất đai"))
        say(cell(document, "Báo cáo kết quả", 5), "Tờ trình")
        drop(document, "Xây dựng")

    came.edited(edit)
    came.data = by_office(came.data, tmp_path / "office")
    outcome = came.taken(remove=True)
    assert outcome.left == ()
    assert "  - id: niem-phong-kho-luu-tru-cu\n" in outcome.after
    assert "product: Tờ trình}" in outcome.after
    assert '# counted twice\n      - {loai: Đất đai, giay: "300", so: "20"}\n      - {loai: Hộ tịch' in outcome.after


ROWS = ["Hộ tịch", "Đất đai", "Xây dựng", "Cư trú", "Thuế", "Giáo dục"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_rows_added_removed_and_moved_come_back(lay: Lay, data: st.DataObject) -> None:
    """Shuffle the rows, drop some, add some: the print then has the rows of Word, and the rows that stayed their comments."""
    rows = "".join(f'      # {name}\n      - {{loai: {name}, giay: "{n + 11}", so: "{n}"}}\n' for n, name in enumerate(ROWS))
    start, end = PLAN.index("      - {loai: Hộ"), PLAN.index("    sums:")
    came = Came(lay({"directives/kh-bang.yaml": (PLAN[:start] + rows + PLAN[end:]).replace("so: 3", "so: 6")}), "kh-bang")
    kept = data.draw(st.lists(st.sampled_from(ROWS), min_size=2, unique=True))
    new = data.draw(st.lists(st.sampled_from(["Thú y", "Lâm nghiệp", "Nội vụ cũ"]), unique=True))

    def edit(document: Any) -> None:
        held = {name: row(document, name) for name in ROWS}
        head = row(document, "Loại hồ sơ")
        for one in held.values():
            one.getparent().remove(one)
        for name in reversed(kept):
            head.addnext(held[name])
        for name in new:
            add(document, data.draw(st.sampled_from(kept)), ["", name, "77", "3"])

    outcome = came.edited(edit).taken(remove=True)
    whole(came, outcome)
    for name in kept:
        assert f"# {name}\n      - {{loai: {name}" in outcome.after
