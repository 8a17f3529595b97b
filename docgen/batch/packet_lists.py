"""What is made once for all units of a packet: index, print list, and a zip for each who receives from all of them.

In: the records of the units as they lie on the disk. Out: files by name, and the lists still to be laid out. Lists are documents like
any other, and Excel files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.batch.make import content_key
from docgen.batch.packet_parts import PacketWork, composed
from docgen.batch.packet_records import PartRecord, UnitRecord
from docgen.batch.packets import receives
from docgen.derive.packets import bundles
from docgen.files import zips
from docgen.files.tree import safe_part
from docgen.model.blocks import Sheet as Blocks
from docgen.model.format import Format
from docgen.model.packet import PacketRecipient
from docgen.resolve.packets import Columns, Rows, Sheets
from docgen.write.workbook import Column, Sheet, Workbook
from docgen.write.xlsx import xlsx

INDEX, PRINT_LIST = "index", "print-list"
OF_INDEX: Columns = {
    "number": (6, "center"),
    "full": (20, "left"),
    "title": (42, "left"),
    "issuer": (22, "left"),
    "date": (14, "center"),
}
OF_PRINTS: Columns = {
    "number": (6, "center"),
    "full": (22, "left"),
    "title": (42, "left"),
    "pages": (10, "center"),
    "copies": (10, "center"),
    "sheets": (12, "center"),
}
WIDTHS: Mapping[str, float] = {"unit": 24, "full": 20, "title": 60, "issuer": 34, "date": 12}
"""Columns of the Excel files in letters; those of numbers take ``NARROW``."""
NARROW = 10
WHOLE = frozenset({"pages", "copies", "sheets", "number"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A list composed and not yet laid out, which takes seconds where there are many units; papers are told apart by the name."""

    name: str
    sheet: Blocks = field(compare=False)
    format: Format = field(compare=False)

    @property
    def content(self) -> str:
        """Return the hash of what is printed."""
        return content_key(self.sheet, self.format)


def lists(work: PacketWork, records: Sequence[UnitRecord]) -> tuple[dict[str, bytes], list[Paper]]:
    """Return the files, the lists as Excel and zips where they are asked for; and the lists to be made as PDF, where that is. Raises
    ``Stopped``."""
    sheets = Sheets(work.office, next(iter(bundles(work.office, work.packet))))
    tables: dict[str, tuple[Columns, Rows]] = {INDEX: (OF_INDEX, list(_index(sheets, records)))}
    if "pdf" in work.formats:
        tables[PRINT_LIST] = OF_PRINTS, list(_prints(work, sheets, records))
    files = {f"{name}.xlsx": _excel(sheets, name, *table) for name, table in tables.items()}
    if "zip" in work.formats:
        files |= {f"{safe_part(one.to)}.zip": _zip(work, one, records) for one in work.packet.recipients if one.to is not None}
    return files, [_paper(work, sheets, name, *table) for name, table in tables.items()] if "pdf" in work.formats else []


def printed(paper: Paper) -> bytes:
    """Return the PDF of a list."""
    from docgen.write.pdf import pdf

    return pdf(paper.sheet, paper.format)


def copies(work: PacketWork, part: PartRecord) -> int:
    """Return how many copies of a part are printed: those of the unit and of everybody else who receives it."""
    own = next((one for one in work.packet.recipients if one.to is None), None)
    of_unit = (own.copies or part.copies) if own and receives(own, part.key) else 0
    return of_unit + sum(one.copies or 1 for one in work.packet.recipients if one.to is not None and receives(one, part.key))


def _index(sheets: Sheets, records: Sequence[UnitRecord]) -> Iterator[dict[str, str]]:
    for record in records:
        yield {"group": sheets.context.first(record.title) or sheets.bundle.packet.title}
        for number, part in enumerate(record.parts, 1):
            day = sheets.context.date(datetime.date.fromisoformat(part.day)) if part.day else ""
            yield {"number": str(number), "full": part.number, "title": part.title, "issuer": part.issuer, "date": day}


def _prints(work: PacketWork, sheets: Sheets, records: Sequence[UnitRecord]) -> Iterator[dict[str, str]]:
    total = 0
    for record in records:
        yield {"group": sheets.context.first(record.title) or sheets.bundle.packet.title}
        for number, part in enumerate(record.parts, 1):
            printed = copies(work, part)
            total += printed * part.pages
            amounts = {"pages": str(part.pages), "copies": str(printed), "sheets": str(printed * part.pages)}
            yield {"number": str(number), "full": part.number, "title": part.title, **amounts}
    yield {"title": sheets.words["sum"], "sheets": str(total)}


def _paper(work: PacketWork, sheets: Sheets, name: str, columns: Columns, rows: Rows) -> Paper:
    return Paper(f"{name}.pdf", *composed(work, sheets.listing(f"packet-{name}", columns, rows)))


def _excel(sheets: Sheets, name: str, columns: Columns, rows: Rows) -> bytes:
    """Return the list as Excel: the unit is a column, so that it can be filtered."""
    keys = ("unit", *columns)
    heads = tuple(Column(key, sheets.words[key], WIDTHS.get(key, NARROW), "int" if key in WHOLE else "text") for key in keys)
    cells, unit = list[list[str | int | None]](), ""
    for row in rows:
        if "group" in row:
            unit = row["group"] or ""
        else:
            cells.append([_cell(key, unit if key == "unit" and "number" in row else row.get(key)) for key in keys])
    packet = sheets.bundle.packet
    sheet = Sheet(sheets.kind(f"packet-{name}"), heads, cells, titles=(packet.title,), still=1)
    return xlsx(Workbook((sheet,), packet.title, sheets.context.agency(packet.issuer), packet.day))


def _cell(key: str, text: str | None) -> str | int | None:
    return int(text) if text and key in WHOLE else text


def _zip(work: PacketWork, recipient: PacketRecipient, records: Sequence[UnitRecord]) -> bytes:
    """Return the zip of one who receives from all units: a folder for each."""
    names = [name for record in records for part in record.parts if receives(recipient, part.key) for name in part.files]
    names += [f"{record.name}.pdf" for record in records if not recipient.receives and f"{record.name}.pdf" in record.files]
    day = work.packet.day
    return zips.join([zips.packed(name, (work.out / name).read_bytes()) for name in sorted(names)], (day.year, day.month, day.day))
