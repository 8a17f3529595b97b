"""Forms that agencies fill in with Excel: their columns, and the stamp by which a form is known again when it comes back.

In: a workbook. Out: the stamp (which kind of form, for whom, of which day, which tasks) and the table; or findings. The writer
(``docgen.write.form``) and the reader share the columns below, so that what is printed is what is recognised.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath

from docgen.model.findings import Finding
from docgen.read.excel import Workbook, whole
from docgen.read.sheets import Heading, Record, Table, table
from docgen.words.typed import typed_day

Day = datetime.date
SCHEMA = 1
STAMP, ANSWERS = "docgen", "Báo cáo"
"""Names of the hidden sheet and of the one to fill in."""
FIELDS = ("kind", "schema", "body", "day", "seal")
"""First column of the first rows of the hidden sheet; under them one row for each line of the form: address, seal of what is locked."""
LENGTH = 12
"""Hex digits of a seal: enough to notice a change, too short to prove who made it."""
STATES: Mapping[str, tuple[str, ...]] = {
    "done": ("Đã hoàn thành", "Hoàn thành", "Xong", "Done"),
    "in-progress": ("Đang thực hiện", "Đang làm", "In progress"),
    "not-started": ("Chưa thực hiện", "Chưa làm", "Not started"),
}
PROGRESS = (
    Heading("number", ("STT", "TT", "No."), needed=False),
    Heading("do", ("Nhiệm vụ", "Nội dung nhiệm vụ", "Task"), needed=False),
    Heading("document", ("Văn bản giao", "Document"), needed=False),
    Heading("due", ("Thời hạn", "Deadline"), needed=False),
    Heading("last", ("Báo cáo gần nhất", "Last told"), needed=False),
    Heading("state", ("Tình trạng", "State"), "choice", choices=STATES),
    Heading("percent", ("Tỷ lệ (%)", "Tỉ lệ (%)", "%", "Percent"), "percent"),
    Heading("day", ("Ngày thực hiện, hoàn thành", "Ngày hoàn thành", "Ngày thực hiện", "Day"), "day"),
    Heading("note", ("Kết quả đã làm", "Kết quả thực hiện", "What was done")),
    Heading("evidence", ("Số, ký hiệu văn bản chứng minh", "Minh chứng", "Evidence")),
    Heading("cause", ("Nguyên nhân chậm", "Cause")),
    Heading("remedy", ("Giải pháp", "Biện pháp khắc phục", "Remedy")),
    Heading("key", ("Mã việc", "Key")),
)
LOCKED = ("do", "document", "due", "last")
FREE = ("state", "percent", "day", "note", "evidence", "cause", "remedy")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form says of itself: kind, for which body, as of which day, and the seal of the locked cells of each address."""

    kind: str
    body: str
    day: Day
    lines: Mapping[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def seal(self) -> str:
        """Return the seal of the whole."""
        return seal((self.kind, str(self.schema), self.body, self.day.isoformat(), *self.lines, *self.lines.values()))

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the rows of the hidden sheet."""
        held = {"kind": self.kind, "schema": str(self.schema), "body": self.body, "day": self.day.isoformat(), "seal": self.seal}
        return (*held.items(), *self.lines.items())


def seal(texts: Sequence[str]) -> str:
    """Return the seal of some texts; spaces and line ends do not count."""
    return sha256("\n".join(" ".join(text.split()) for text in texts).encode()).hexdigest()[:LENGTH]


def stamp_of(book: Workbook) -> tuple[Stamp | None, tuple[Finding, ...]]:
    """Return the stamp of a form, or the finding that it is none: no hidden sheet, a changed one, one of a later docgen."""
    sheet = book.sheet(STAMP)
    pairs = [(row[0].text, row[1].text) for row in sheet.rows[1:] if len(row) > 1] if sheet else []
    held = dict(pairs[: len(FIELDS)])
    day = typed_day(held.get("day", ""))
    if tuple(held) == FIELDS and day and held["schema"].isdigit():
        stamp = Stamp(held["kind"], held["body"], day, dict(pairs[len(FIELDS) :]), int(held["schema"]))
        if stamp.seal == held["seal"] and stamp.schema <= SCHEMA:
            return stamp, ()
    return None, (whole("E452", book.file, value=PurePath(book.file).name),)


def answers(book: Workbook, headings: Sequence[Heading] = PROGRESS) -> tuple[Table | None, tuple[Finding, ...]]:
    """Return the table that was filled in; a row whose task has a row already is a finding."""
    sheet = book.sheet(ANSWERS) or next((sheet for sheet in book.shown if sheet.rows), None)
    if sheet is None:
        return None, (whole("E452", book.file, value=PurePath(book.file).name),)
    found, faults = table(sheet, headings)
    if found is None:
        return None, faults
    return Table(_rows(found, headings), found.head), (*faults, *_twice(found))


def changed(record: Record, stamp: Stamp) -> bool:
    """Return whether locked cells of a row are no longer what the form was made with."""
    known = stamp.lines.get(str(record.values.get("key", "")))
    return known is not None and known != seal([record.cells[key].text if key in record.cells else "" for key in LOCKED])


def _rows(found: Table, headings: Sequence[Heading]) -> tuple[Record, ...]:
    """Return the rows of tasks, and those somebody added; remarks under the table, which fill no column of answers, are left out."""
    keys = [heading.key for heading in headings if heading.needed]
    return tuple(record for record in found.records if any(record.cells[key].value is not None for key in keys))


def _twice(found: Table) -> list[Finding]:
    seen: dict[str, Record] = {}
    faults = []
    for record in found.records:
        key = str(record.values.get("key", ""))
        if key and key in seen:
            faults.append(record.finding("E444", "key", value=key, other=seen[key].cells["key"].source.cell))
        seen.setdefault(key, record)
    return faults
