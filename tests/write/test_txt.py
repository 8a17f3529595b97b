"""Plain text: what the office reads."""

from __future__ import annotations

from docgen.model.blocks import Cell, Grid, Row, Sheet
from docgen.model.format import Format
from docgen.write import WRITERS
from docgen.write.txt import txt
from tests.write import sheets
from tests.write.sheets import para


def test_columns_are_read_one_after_the_other(nd30: Format) -> None:
    lines = txt(sheets.decision(nd30)).decode().split("\n")
    assert lines[:8] == [
        "TỈNH MẪU",
        "ỦY BAN NHÂN DÂN",
        "Số: 145/QĐ-UBND",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tỉnh Mẫu, ngày 30 tháng 6 năm 2025",
        "",
    ]
    assert lines.index("- Lưu: VT, NV (2).") < lines.index("TM. ỦY BAN NHÂN DÂN") < lines.index("Nguyễn Văn A")


def test_table_has_a_line_for_each_row(nd30: Format) -> None:
    lines = txt(sheets.decision(nd30, 12)).decode().split("\n")
    assert "TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn" in lines
    assert "II | NHÓM NHIỆM VỤ THỨ 2" in lines
    assert "Tổng cộng | 12" in lines
    assert sum(line.count(" | ") == 4 for line in lines) == 13


def test_footnotes_stand_at_the_end_under_their_numbers(nd30: Format) -> None:
    text = txt(sheets.with_annex(nd30)).decode()
    assert "chỉ đạo 114 đơn vị[1] thực hiện" in text and "ngân sách tỉnh.[2] Sở" in text
    assert text.endswith("[1] Theo thống kê của Sở Nội vụ đến hết ngày 31 tháng 5 năm 2025.\n[2] Dự toán năm 2025.\n")


def test_marks_outside_the_text_are_left_out(nd30: Format) -> None:
    assert "LƯU HÀNH NỘI BỘ" not in txt(sheets.with_annex(nd30)).decode()


def test_rows_of_a_plain_grid_are_read_across() -> None:
    rows = tuple(Row((Cell((para("to-label", label),)), Cell((para("to-item", who),)))) for label, who in (("Kính gửi:", "A"), ("", "B")))
    assert txt(sheets.sheet((Grid("plain", (100, 300), rows),))) == "Kính gửi:\nA\nB\n".encode()


def test_layout_changes_nothing(nd30: Format) -> None:
    broken = sheets.sheet((para("text", "một\nhai"), para("sign-gap"), para("text", "ba")))
    assert txt(broken) == "một hai\nba\n".encode()


def test_writers_by_name_are_the_writers(sheet: Sheet, nd30: Format) -> None:
    assert sorted(WRITERS) == ["docx", "html", "pdf", "txt"]
    assert WRITERS["txt"](sheet, nd30) == txt(sheet)
