"""Sheets made by hand that show every block a writer must know. All persons and numbers are invented."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from html import escape

from docgen.compose.xhtml import blocks as composed
from docgen.model.blocks import Block, Cell, Grid, Para, Row, Rule, Run, Section, Sheet
from docgen.model.format import Format
from docgen.words.measure import width

DOCUMENT = "qd-thanh-lap-to-cong-tac"
TEXT = 467.72  # A4 less 30 mm and 15 mm


def para(style: str, *runs: Run | str, address: str = "", keep: bool = False, outline: int = 0) -> Para:
    """Return a paragraph; a text is a plain run."""
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Para(style, made, f"{DOCUMENT}#{address}" if address else "", keep, outline)


def rule(format: Format, key: str, text: str) -> Rule:
    """Return the ruled line below ``text``."""
    line = format.rules[key]
    style = format.styles[line.below]
    return Rule(key, line.share * width(text, style.size, bold=style.bold))


def letterhead(format: Format, issuer: str = "ỦY BAN NHÂN DÂN", extra: tuple[Para, ...] = ()) -> Grid:
    """Return the two columns at the top of a State document."""
    motto = "Độc lập - Tự do - Hạnh phúc"
    left = (para("parent", "TỈNH MẪU"), para("issuer", issuer), rule(format, "issuer", issuer), para("number", "Số: 145/QĐ-UBND"), *extra)
    right = (
        para("national", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        para("motto", motto),
        rule(format, "motto", motto),
        para("place-date", "Tỉnh Mẫu, ngày 30 tháng 6 năm 2025"),
    )
    return Grid("letterhead", (TEXT * 0.4, TEXT * 0.6), (Row((Cell(left), Cell(right))),))


def signature(recipients: int = 5) -> Grid:
    """Return recipients on the left and the signer on the right."""
    left = (
        para("recipients-title", "Nơi nhận:"),
        para("recipient", "- Như Điều 3;"),
        *(para("recipient", f"- Sở mẫu số {n};") for n in range(1, recipients)),
        para("recipient", "- Lưu: VT, NV (2)."),
    )
    right = (
        para("sign-authority", "TM. ỦY BAN NHÂN DÂN"),
        para("sign-authority", "KT. CHỦ TỊCH"),
        para("sign-authority", "PHÓ CHỦ TỊCH"),
        para("sign-gap"),
        para("sign-name", "Nguyễn Văn A"),
    )
    return Grid("signature", (TEXT * 0.46, TEXT * 0.54), (Row((Cell(left), Cell(right))),), keep=True)


def head(*names: str) -> Row:
    """Return the head row of a table."""
    return Row(tuple(Cell((para("table-head", name),)) for name in names), "head")


def task_table(rows: int, widths: tuple[float, ...] = (30, 190, 90, 90, 67.72)) -> Grid:
    """Return an assignment table with a group row before every tenth row and a sum at the end."""
    found = [head("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")]
    for n in range(1, rows + 1):
        if n % 10 == 1:
            title = Cell((para("table-group", f"NHÓM NHIỆM VỤ THỨ {n // 10 + 1}"),), span=4)
            found.append(Row((Cell((para("table-group-number", "I" * (n // 10 + 1)),)), title), "group"))
        found.append(_task(n))
    label = Cell((para("table-sum-text", "Tổng cộng"),), span=4)
    found.append(Row((label, Cell((para("table-sum", str(rows)),))), "sum"))
    return Grid("table", widths, tuple(found), f"{DOCUMENT}#bang")


def _task(n: int) -> Row:
    lead = "Sở Nội vụ" if n % 3 else "Văn phòng Ủy ban nhân dân tỉnh"
    what = f"Rà soát, lập danh sách cán bộ của {n + 3} đơn vị và gửi kèm hồ sơ 2020-2025 theo Công văn số {n}/UBND-NC"
    texts = (("table-center", str(n)), ("table-text", what), ("table-text", lead), ("table-text", "Các sở, ngành có liên quan"))
    cells = (*(Cell((para(style, text),)) for style, text in texts), Cell((para("table-center", f"{n % 28 + 1:02}/7/2025"),)))
    return Row(cells, address=f"{DOCUMENT}#viec-{n}")


def title(format: Format) -> list[Block]:
    """Return kind, subject, ruled line."""
    subject = "Về việc thành lập Tổ công tác sắp xếp đơn vị hành chính"
    return [para("kind", "QUYẾT ĐỊNH", outline=1, address="ten"), para("subject", subject), rule(format, "subject", subject)]


def bases() -> list[Block]:
    """Return the ruling head of a decision."""
    texts = [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 25 tháng 6 năm 2025.",
    ]
    lines: list[Block] = [para("authority", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU")]
    return [*lines, *(para("basis", text, address=f"can-cu-{n}") for n, text in enumerate(texts, 1)), para("ruling", "QUYẾT ĐỊNH:")]


def article(n: int, *runs: Run | str) -> Para:
    """Return a numbered article."""
    return para("article", Run(f"Điều {n}. ", bold=True), *runs, address=f"dieu-{n}")


def articles() -> list[Block]:
    """Return articles with clauses, points, a link, a footnote, a line break and every look."""
    note = (Run("Theo thống kê của "), Run("Sở Nội vụ", italic=True), Run(" đến hết ngày 31 tháng 5 năm 2025."))
    return [
        article(1, "Thành lập Tổ công tác sắp xếp đơn vị hành chính cấp xã gồm các ông, bà có tên trong danh sách kèm theo."),
        article(2, Run("Nhiệm vụ và quyền hạn.", bold=True)),
        para("clause", "1. Tham mưu giúp Ủy ban nhân dân tỉnh chỉ đạo 114 đơn vị", Run("", note=note), " thực hiện đúng tiến độ."),
        para("clause", "2. Đôn đốc các cơ quan nêu tại ", Run("Điều 3", href=f"{DOCUMENT}#dieu-3"), " của Quyết định này:"),
        para("point", "a) Bàn giao trụ sở, tài sản, hồ sơ, con dấu & tài liệu <mật> theo quy định của pháp luật về lưu trữ;"),
        para("point", "b) Chuẩn bị ", Run("nhân sự", bold=True), ", ", Run("kinh phí", italic=True), ", ",
             Run("trụ sở", underline=True), "."),
        para("line", "Thời gian: 08 giờ 00\nĐịa điểm: Hội trường\tTrung tâm hội nghị tỉnh"),
        article(3, "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành ",
                Run("Quyết định", bold=True, italic=True), " này./."),
    ]  # fmt: skip


def decision(format: Format, rows: int = 0) -> Sheet:
    """Return a decision of one page, with a table of ``rows`` tasks before its last article when asked."""
    *before, last = articles()
    table: list[Block] = [para("table-title", "BẢNG PHÂN CÔNG NHIỆM VỤ"), task_table(rows)] if rows else []
    return sheet((letterhead(format), *title(format), *bases(), *before, *table, last, para("spacer"), signature()))


def with_annex(format: Format) -> Sheet:
    """Return a decision with a landscape annex, marks, urgency and a footnote in the annex."""
    name = "DANH SÁCH THÀNH VIÊN TỔ CÔNG TÁC"
    wide = (40.0, 300.0, 150.0, 150.0, 88.0)
    start = decision(format)
    urgent = (para("mark", "HỎA TỐC"),)
    annex: tuple[Block, ...] = (
        Section("landscape", address=f"{DOCUMENT}#phu-luc"),
        para("annex-label", "Phụ lục", outline=1),
        para("annex-title", name),
        para("annex-ref", "(Kèm theo Quyết định số 145/QĐ-UBND ngày 30 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh)"),
        task_table(44, wide),
        Section("portrait", address=f"{DOCUMENT}#phu-luc-2"),
        para("annex-label", "Phụ lục II", outline=1),
        para("text", "Kinh phí bảo đảm từ ngân sách tỉnh", Run(".", note=(Run("Dự toán năm 2025."),)), " Sở Tài chính hướng dẫn."),
    )
    marks = (("foot-first", "Số 01 đường Mẫu, phường Mẫu. Điện thoại: 0123.456.789. Thư điện tử: vanthu@mau.example"),
             ("head-first", "LƯU HÀNH NỘI BỘ"))  # fmt: skip
    return sheet((letterhead(format, extra=urgent), *start.blocks[1:], *annex), marks)


def thai() -> Sheet:
    """Return a notice in Thai with a table."""
    row = Row((Cell((para("table-center", "1"),)), Cell((para("table-text", "จัดพิธีประกาศ"),))))
    blocks: tuple[Block, ...] = (
        para("kind", "ประกาศ", outline=1),
        para("subject", "เรื่อง การจัดตั้งคณะทำงาน"),
        *(para("text", "ให้หน่วยงานที่เกี่ยวข้องดำเนินการตามแผนภายในวันที่ ๓๐ มิถุนายน พ.ศ. ๒๕๖๘ และรายงานผลต่อคณะกรรมการ Hải Phòng ทุกสัปดาห์")
          for _ in range(6)),
        Grid("table", (40, 427), (head("ลำดับ", "งาน"), row)),
    )  # fmt: skip
    return sheet(blocks, language="th", name="ประกาศ")


def english() -> Sheet:
    """Return a short notice in English whose contact line stands on the last page."""
    text = "The agencies named below report every week to the Steering Committee on the progress of the tasks assigned to them. " * 3
    blocks: tuple[Block, ...] = (para("kind", "NOTICE", outline=1), *(para("text", f"{n}. {text.strip()}") for n in range(1, 16)))
    return sheet(blocks, (("foot-last", "1 Example Street. Telephone: 0123.456.789"),), language="en", name="Notice")


LONG = "Ban Quản lý Khu kinh tế biển và các khu công nghiệp, phối hợp với Văn phòng Uỷ ban nhân dân tỉnh"
STATES = ("Hoàn thành đúng hạn", "Hoàn thành trễ hạn", "Đang thực hiện trong hạn", "Quá hạn")
Rows = Mapping[str, Iterable[object]]


def chart(style: str, series: Iterable[str], rows: Rows, *, more: str = "", title: str = "Biểu đồ 1. Kết quả thực hiện nhiệm vụ") -> str:
    """Return a chart as templates write it."""
    heads = "".join(f"<th>{escape(name)}</th>" for name in series)
    lines = (f'<tr title="{escape(label)}">{"".join(f"<td>{value}</td>" for value in values)}</tr>' for label, values in rows.items())
    return f'<figure class="{style}" id="{DOCUMENT}#bd-{style}" {more}>{heads}{"".join(lines)}<p class="chart-title">{title}</p></figure>'


def drawn(format: Format, *charts: str, language: str = "vi") -> Sheet:
    """Return a report that is charts, with a line before and after."""
    around = '<p class="text">Kết quả như sau:</p>', '<p class="text">Báo cáo để xem xét./.</p>'
    text = "".join((f'<doc><p class="kind" outline="1">BÁO CÁO</p>{around[0]}', *charts, f"{around[1]}</doc>"))
    return sheet(composed(text, format, language), language=language, name="Báo cáo")


def charts(format: Format) -> Sheet:
    """Return a report with a chart of each style, long names, and a part too small for its figure."""
    rows = {"Sở Nội vụ": (12, 1, 3, 0), LONG: (250, 0, 2, 1)}
    days = {"Chuẩn bị": ("2025-06-17", "2025-06-20"), "Vận hành thử": ("2025-06-20", "2025-06-30")}
    return drawn(
        format,
        chart("bars", ("Quá hạn",), {"Sở Nội vụ": ("1500",), "Sở Tài chính": ("12.5",)}, more='title="Đơn vị tính: hồ sơ"'),
        chart("stacked", STATES, rows, more='title="Đơn vị tính: nhiệm vụ"', title="Biểu đồ 2. Theo cơ quan chủ trì"),
        chart("timeline", (), days, more='day="2025-06-25" mark="25/6/2025"', title="Biểu đồ 3. Các giai đoạn"),
    )


def thai_chart(format: Format) -> Sheet:
    """Return a chart in Thai, whose letters bear marks above and below."""
    rows = {"สำนักงานคณะกรรมการ": (5, 1), "กรมกิจการภายในประเทศที่รับผิดชอบการจัดตั้งคณะทำงาน": (3, 4)}
    return drawn(format, chart("stacked", ("เสร็จทันกำหนด", "ล่าช้า"), rows, title="แผนภูมิที่ 1 ผลการดำเนินงาน"), language="th")


def sheet(blocks: tuple[Block, ...], marks: tuple[tuple[str, str], ...] = (), language: str = "vi", name: str = "") -> Sheet:
    """Return a sheet of the sample office."""
    name = name or "Quyết định số 145/QĐ-UBND"
    day = datetime.date(2025, 6, 30)
    return Sheet(DOCUMENT, "nd30", language, name, "Ủy ban nhân dân tỉnh Mẫu", "Thành lập Tổ công tác", day, blocks, marks)
