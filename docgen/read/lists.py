"""Lists of people, units and tasks that offices keep in Excel or CSV: their columns, and how one is read.

In: a workbook and what it lists. Out: one record a row with every finding at its cell; nothing of a private column is in a finding. The
headings are those that offices use; accents, case, spaces and signs do not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.model.findings import Finding, Place, Source
from docgen.read.excel import Cell, Sheet, Workbook
from docgen.read.sheets import Heading, Record, fold, table
from docgen.words.nearest import nearest

VEIL = "…"
HONORIFICS: Mapping[str, tuple[str, ...]] = {"ông": ("Ông", "Nam", "Mr", "Male", "M"), "bà": ("Bà", "Nữ", "Mrs", "Ms", "Female", "F")}
KINDS: Mapping[str, tuple[str, ...]] = {
    "commune": ("Xã", "Commune"),
    "ward": ("Phường", "Ward"),
    "special-zone": ("Đặc khu", "Special zone"),
    "town": ("Thị trấn", "Town"),
}
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "appoint": ("Bổ nhiệm",),
    "designate": ("Chỉ định",),
    "approve": ("Chuẩn y", "Phê chuẩn"),
    "transfer": ("Điều động", "Luân chuyển"),
    "assign": ("Phân công", "Biệt phái"),
    "release": ("Miễn nhiệm", "Thôi giữ chức vụ", "Cho thôi giữ chức vụ"),
    "retire": ("Nghỉ hưu", "Nghỉ hưu hưởng chế độ bảo hiểm xã hội"),
    "early-retire": ("Nghỉ hưu trước tuổi",),
}
WHO = (
    Heading("name", ("Họ và tên", "Họ tên", "Họ, tên", "Họ và tên cán bộ", "Full name", "Name"), needed=False),
    Heading("family", ("Họ", "Họ đệm", "Họ và đệm", "Họ lót", "Họ và tên đệm", "Họ và chữ đệm", "Surname", "Family name"), needed=False),
    Heading("middle", ("Đệm", "Tên đệm", "Chữ đệm", "Chữ lót", "Middle name"), needed=False),
    Heading("given", ("Tên", "Given name", "First name"), needed=False),
    Heading("id", ("Mã", "Mã cán bộ", "ID"), needed=False),
    Heading("honorific", ("Ông/Bà", "Ông (bà)", "Danh xưng", "Giới tính", "Giới", "Honorific", "Sex"), "choice", False, HONORIFICS),
    Heading("agency", ("Cơ quan", "Đơn vị", "Đơn vị công tác", "Cơ quan, đơn vị", "Nơi công tác", "Agency"), needed=False),
)
PRIVATE = (
    Heading("birth", ("Ngày sinh", "Ngày tháng năm sinh", "Sinh ngày", "Birth date", "Date of birth", "Birth"), "day", False),
    Heading("birth_place", ("Nơi sinh", "Birth place", "Place of birth"), needed=False),
    Heading("insurance", ("Số sổ BHXH", "Sổ BHXH", "Số BHXH", "Mã số BHXH", "Số sổ bảo hiểm xã hội", "Insurance"), needed=False),
    Heading("residence", ("Nơi cư trú", "Nơi cư trú khi nghỉ hưu", "Nơi ở", "Residence"), needed=False),
)
PEOPLE = (
    *WHO,
    Heading("post", ("Chức vụ", "Chức danh", "Chức vụ hiện nay", "Chức vụ, chức danh", "Post", "Position"), needed=False),
    Heading("from", ("Từ ngày", "Giữ chức vụ từ", "Ngày giữ chức vụ", "Ngày bổ nhiệm", "From"), "day", False),
    Heading("until", ("Đến ngày", "Until"), "day", False),
    Heading("order", ("Thứ bậc", "Thứ tự", "Order"), "int", False),
    *PRIVATE,
)
PERSONS = (
    *WHO,
    Heading("row", ("Mã dòng", "Row ID"), needed=False),
    Heading("action", ("Hình thức", "Quyết định", "Việc", "Action"), "choice", True, ACTIONS),
    Heading("takes", ("Chức vụ mới", "Giữ chức vụ", "Bổ nhiệm giữ chức vụ", "Takes"), needed=False),
    Heading("leaves", ("Thôi giữ", "Chức vụ thôi giữ", "Leaves"), needed=False),
    Heading("position", ("Chức vụ hiện nay", "Chức vụ hiện tại", "Chức vụ", "Position"), needed=False),
    Heading("to", ("Đơn vị mới", "Cơ quan mới", "Đến đơn vị", "To"), needed=False),
    Heading("duty", ("Nhiệm vụ mới", "Nhiệm vụ", "Duty"), needed=False),
    Heading("effect", ("Ngày hiệu lực", "Hiệu lực", "Từ ngày", "Effect"), "day", False),
    Heading("years", ("Thời hạn (năm)", "Số năm", "Years"), "int", False),
    Heading("term", ("Nhiệm kỳ", "Nhiệm kì", "Term"), needed=False),
    Heading("reason", ("Lý do", "Lí do", "Reason"), needed=False),
    Heading("note", ("Ghi chú", "Note"), needed=False),
    *PRIVATE,
)
UNITS = (
    Heading("name", ("Tên đơn vị", "Tên", "Tên xã, phường, đặc khu", "Xã, phường, đặc khu", "Tên xã, phường", "Đơn vị hành chính", "Name")),
    Heading("id", ("Mã", "ID"), needed=False),
    Heading("kind", ("Loại", "Loại đơn vị", "Loại hình", "Kind"), "choice", False, KINDS),
    Heading("order", ("Khoản", "Thứ tự", "STT", "TT", "Số TT", "Order", "No."), "int", False),
    Heading("of", ("Tỉnh, thành phố", "Tỉnh", "Thuộc tỉnh", "Province"), needed=False),
    Heading("formerly", ("Trước thuộc", "Tỉnh cũ", "Thuộc tỉnh cũ", "Trước sáp nhập thuộc", "Formerly"), needed=False),
    Heading("from", ("Từ ngày", "Ngày hoạt động", "From"), "day", False),
    Heading("until", ("Đến ngày", "Until"), "day", False),
    Heading("en", ("Tên tiếng Anh", "English name"), needed=False),
)
TASKS = (
    Heading("do", ("Nhiệm vụ", "Nội dung", "Nội dung nhiệm vụ", "Nội dung công việc", "Công việc", "Task")),
    Heading("id", ("Mã", "Mã việc", "ID"), needed=False),
    Heading("lead", ("Chủ trì", "Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan, đơn vị chủ trì", "Lead")),
    Heading("with", ("Phối hợp", "Cơ quan phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp", "With", "Cooperating"), needed=False),
    Heading("person", ("Người phụ trách", "Người chịu trách nhiệm", "Cán bộ phụ trách", "Phụ trách", "Person"), needed=False),
    Heading(
        "due",
        ("Thời hạn", "Thời gian hoàn thành", "Thời hạn hoàn thành", "Hạn", "Thời gian", "Hoàn thành", "Due", "Deadline"),
        needed=False,
    ),
    Heading("product", ("Sản phẩm", "Sản phẩm, kết quả", "Kết quả", "Product"), needed=False),
    Heading("source", ("Văn bản giao", "Nguồn giao", "Source"), needed=False),
    Heading("note", ("Ghi chú", "Note"), needed=False),
)
COUNTS = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
"""Columns that only count rows: nobody misses them."""
HIDDEN = frozenset(heading.key for heading in PRIVATE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as read: its records, the keys its columns have, and the headings nobody takes."""

    records: tuple[Record, ...]
    keys: frozenset[str]
    left_out: tuple[str, ...]


def read_list(book: Workbook, headings: Sequence[Heading], sheet_name: str | None = None) -> tuple[Listed | None, tuple[Finding, ...]]:
    """Return the list on a sheet, by name or the first that holds something; None where it has not the columns it must have."""
    sheet, faults = chosen(book, sheet_name)
    if sheet is None:
        return None, faults
    found, wrong = table(sheet, headings)
    if found is None:
        return None, wrong
    hidden = {cell.column for key, cell in found.head.items() if key in HIDDEN}
    records, more = _joined(sheet, found.head, found.records)
    lost = _nameless(sheet, found.head) if any(heading.key == "family" for heading in headings) else ()
    if lost:
        return None, lost
    top = next(iter(found.head.values())).row
    taken = {cell.column for cell in found.head.values()}
    others = tuple(
        cell.text for cell in sheet.rows[top] if cell.value is not None and cell.column not in taken and fold(cell.text) not in COUNTS
    )
    return Listed(records, frozenset(found.head), others), tuple(_veiled(finding, hidden) for finding in (*wrong, *more))


def chosen(book: Workbook, name: str | None) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """Return the sheet of a name, or the first Excel shows that holds anything; else the finding that says what there is."""
    filled = [sheet for sheet in book.shown if any(cell.value is not None for row in sheet.rows for cell in row)]
    found = book.sheet(name) if name else next(iter(filled), None)
    if found is not None:
        return found, ()
    names = [sheet.name for sheet in book.sheets]
    words = {"value": name or "-", "known": ", ".join(names), "nearest": nearest(name or "", names) or ""}
    return None, (Finding("E529", Place(book.file), words, Source(book.file, 0, 0, 0)),)


def _nameless(sheet: Sheet, head: Mapping[str, Cell]) -> tuple[Finding, ...]:
    """Return the finding for a list of persons without a column of names."""
    if {"name", "given"} & set(head):
        return ()
    row = min((cell.row for cell in head.values()), default=0)
    place = f"{sheet.name}!A{row + 1}" if sheet.name else f"A{row + 1}"
    return (Finding("E443", Place(sheet.file), {"value": WHO[0].names[0]}, Source(sheet.file, row + 1, 1, 2, place)),)


def _joined(sheet: Sheet, head: Mapping[str, Cell], records: Sequence[Record]) -> tuple[tuple[Record, ...], list[Finding]]:
    """Return records whose name is whole: a heading over two columns (họ đệm, tên) means both; so do columns of their own."""
    columns = _under(sheet, head)
    made, faults = [], []
    for record in records:
        cells = [sheet.rows[record.row - 1][column] for column in columns]
        faults += [cell.finding("E445") for cell in cells[1:] if cell.formula]
        parts = [cell.text for cell in cells if cell.value is not None and not cell.formula]
        name = " ".join(parts or [str(record.values[key]) for key in ("family", "middle", "given") if key in record.values])
        made.append(replace(record, values={**record.values, "name": name}) if name else record)
    return tuple(made), faults


def _under(sheet: Sheet, head: Mapping[str, Cell]) -> range:
    """Return the columns under the heading of the name; none where the parts of the name have columns of their own."""
    cell = head.get("name")
    if cell is None:
        return range(0)
    areas = (area for area in sheet.marks.merged if area[0] <= cell.row <= area[2] and area[1] == cell.column)
    return range(cell.column, next((area[3] for area in areas), cell.column) + 1)


def _veiled(finding: Finding, hidden: set[int]) -> Finding:
    """Return a finding without the words of a private cell."""
    if finding.source is None or finding.source.column - 1 not in hidden or finding.code == "E446":
        return finding
    return replace(finding, words=dict.fromkeys(finding.words, VEIL))
