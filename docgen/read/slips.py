"""The daily slip of a rehearsal: its columns, the words for results and classes, and the keys by which its rows are known again.

In: the sheet that was filled in. Out: one row for each line with a key, its cells by name; or findings. The writer
(``docgen.write.slip``) and the reader share what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.model.findings import Finding, Place, Source
from docgen.read.excel import Cell, Workbook, whole
from docgen.read.forms import ANSWERS
from docgen.read.sheets import Heading, fold

KIND = "slip"
RESULTS: Mapping[str, tuple[str, ...]] = {
    "passed": ("Đạt", "Passed"),
    "failed": ("Không đạt", "Chưa đạt", "Failed"),
    "not-done": ("Chưa thực hiện", "Không thực hiện", "Không làm", "Not done"),
}
CLASSES: Mapping[str, tuple[str, ...]] = {
    "staff": ("Nhân sự", "Staff"),
    "office": ("Trụ sở", "Office"),
    "equipment": ("Trang thiết bị", "Thiết bị", "Equipment"),
    "line": ("Đường truyền", "Line"),
    "software": ("Phần mềm, tài khoản", "Phần mềm", "Tài khoản", "Software and accounts"),
    "seal": ("Con dấu, chữ ký", "Con dấu", "Chữ ký số", "Seal and signature"),
    "authority": ("Thẩm quyền", "Authority"),
    "procedure": ("Quy trình, thủ tục", "Quy trình", "Thủ tục", "Procedure"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("TT", "STT"),
    "what": ("Nội dung diễn tập, số liệu",),
    "result": ("Kết quả, số",),
    "from": ("Từ giờ",),
    "to": ("Đến giờ",),
    "person": ("Người chịu trách nhiệm",),
    "note": ("Ghi chú, bài học",),
    "key": ("Mã",),
}
"""Column → its heads, the first one printed. Below, in the second table, the same columns hold the difficulties."""
DIFFICULTY: Mapping[str, str] = {
    "number": "TT",
    "what": "Khó khăn, vướng mắc",
    "result": "Loại",
    "from": "Nội dung số",
    "to": "Hạn xử lý",
    "person": "Gửi cơ quan",
    "note": "Đề xuất",
}
FIGURES, PROBLEM = "/figures/", "vm-"
MOST_PROBLEMS = 8
"""Rows for difficulties on a slip."""
RESULT = Heading("result", COLUMNS["result"], "choice", choices=RESULTS)
CLASS = Heading("result", (DIFFICULTY["result"],), "choice", choices=CLASSES)
NUMBER = Heading("result", COLUMNS["result"], "int")
DUE = Heading("to", (DIFFICULTY["to"],), "day")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the key that the program wrote into it, and its cells by column."""

    key: str
    cells: Mapping[str, Cell]

    @property
    def row(self) -> int:
        """Return the row as Excel counts it."""
        return self.cells["key"].row + 1

    @property
    def kind(self) -> Literal["drill", "figure", "problem"]:
        """Return what the row speaks of."""
        return "figure" if FIGURES in self.key else "problem" if self.key.startswith(PROBLEM) else "drill"

    def filled(self, *keys: str) -> bool:
        """Return whether anything stands in one of these columns."""
        return any(self.cells[key].value is not None or self.cells[key].formula for key in keys)


def lines(book: Workbook) -> tuple[Sequence[Line], tuple[Finding, ...]]:
    """Return the rows with a key; findings where a column is missing, cells are merged, a formula stands in a cell, a key twice."""
    sheet = book.sheet(ANSWERS) or next((sheet for sheet in book.shown if sheet.rows), None)
    if sheet is None:
        return (), (whole("E452", book.file, value=book.file),)
    top, head = _head(sheet.rows)
    missing = [names[0] for key, names in COLUMNS.items() if key not in head]
    if missing:
        where = Source(book.file, top + 1, 1, 2, f"{sheet.name}!A{top + 1}")
        return (), tuple(Finding("E443", Place(book.file), {"value": name}, where) for name in missing)
    found = [Line(row[head["key"]].text, {key: row[column] for key, column in head.items()}) for row in sheet.rows[top + 1 :]]
    kept = [line for line in found if line.key]
    faults = [cell.finding("E445", value=cell.text) for line in kept for cell in line.cells.values() if cell.formula]
    merged = {area: cell for line in reversed(kept) for cell in line.cells.values() if (area := sheet.merged(cell))}
    faults += [cell.finding("E446", value=area) for area, cell in merged.items()]
    return kept, (*faults, *_twice(kept))


def _head(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    """Return the row that bears most of the heads, and the column of each."""
    best: tuple[int, dict[str, int]] = (0, {})
    names = {fold(name): key for key, known in COLUMNS.items() for name in known}
    for number, row in enumerate(rows):
        found = {names[fold(cell.text)]: cell.column for cell in reversed(row) if fold(cell.text) in names}
        if len(found) > len(best[1]):
            best = number, found
    return best


def _twice(found: Sequence[Line]) -> list[Finding]:
    seen: dict[str, Line] = {}
    faults = []
    for line in found:
        if line.key in seen:
            faults.append(line.cells["what"].finding("E444", value=line.key, other=seen[line.key].cells["what"].source.cell))
        seen.setdefault(line.key, line)
    return faults
