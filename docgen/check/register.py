"""The register against itself and against the documents: every line readable, no number twice, none lost, both sides the same.

Rules: NĐ 30/2020 Điều 15 (a number is given once, numbers rise with the days); HD 05-HD/VPTW I.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docgen.check.desk import Desk
from docgen.derive.register import GIVING, cancels, is_cancelled, issued, place_of, sequence_or_none, unfinished, withdrawn
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.read.register import RegisterFile, Row, register_of

Found = tuple[int, str, dict[str, str]]
"""A row that is wrong: its index, the code, the words."""


def lines(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with the lines of register files, each file by itself."""
    for file in register_of(desk.office.register).files.values():
        yield from file.findings
        if not _plain(file.rows):
            for index, code, words in (*_twice(file.rows), *_gaps(file.rows), *_days(file.rows)):
                yield _at(file, index, code, words)


def documents(desk: Desk) -> Iterator[Finding]:
    """Yield what the register says of documents that are not here, are trials, or bear two numbers."""
    office = desk.office
    bearers: dict[str, tuple[RegisterFile, int]] = {}
    for file in register_of(office.register).files.values():
        missing: list[int] = []
        for id_, index in _bearers(file.rows):
            document = office.documents.get(id_.partition("@")[0])
            if document is None:
                missing.append(index)
                continue
            number = file.rows[index].number
            if document.trial:
                yield _at(file, index, "E378", {"value": id_, "number": number})
            elif id_ in bearers:
                other, at = bearers[id_]
                yield _at(file, index, "E379", {"value": id_, "number": number, "other": other.rows[at].number})
            bearers[id_] = file, index
        if missing:  # one finding a file: an office may keep the documents of ten years elsewhere
            row = file.rows[missing[0]]
            yield _at(file, missing[0], "W376", {"value": row.document, "number": row.number, "count": str(len(missing))})


def both(desk: Desk) -> Iterator[Finding]:
    """Yield every document whose file and line in the register differ, and every number the register does not know."""
    office, known = desk.office, issued(desk.office)
    names = register_of(office.register).files
    if not names:
        return
    for id_, line in unfinished(office).items():
        words = {"value": line.number, "document": id_, "date": line.date.isoformat()}
        yield Finding("E374", Place(office.files.get(f"document:{id_}", ""), ("id",)), words)
    gone = withdrawn(office)
    for id_, number in gone.items():
        yield Finding("E369", Place(office.files.get(f"document:{id_}", ""), ("number",)), {"value": number, "document": id_})
    for id_, document in office.documents.items():
        if document.number is None or document.trial or id_ in gone:
            continue
        if id_ in known:
            yield from _differs(desk, document, known[id_].number, known[id_].date.isoformat())
        elif document.date and (name := sequence_or_none(office, document, document.date)) in names:
            place = Place(office.files.get(f"document:{id_}", ""), ("number",))
            yield Finding("W377", place, {"value": document.number, "document": id_, "register": name or ""})


def _differs(desk: Desk, document: Document, number: str, day: str) -> Iterator[Finding]:
    path = desk.office.files.get(f"document:{document.id}", "")
    if place_of(document.number or "") != place_of(number):
        yield Finding("E375", Place(path, ("number",)), {"value": document.number or "", "other": number})
    elif (document.date.isoformat() if document.date else "") != day:
        yield Finding("E375", Place(path, ("date",)), {"value": str(document.date or "-"), "other": day})


def _at(file: RegisterFile, index: int, code: str, words: dict[str, str]) -> Finding:
    return Finding(code, Place(file.path, (index,)), words, file.source(index))


def _plain(rows: Sequence[Row]) -> bool:
    """Return whether the rows are what they nearly always are: whole numbers, each one more, days rising."""
    numbers, events, days, _ = zip(*rows, strict=True) if rows else ((), (), (), ())
    first = int(numbers[0]) if rows and numbers[0].isdigit() else 0
    return not any(events) and numbers == tuple(map(str, range(first, first + len(rows)))) and list(days) == sorted(days)


def _bearers(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """Yield document and last line of every number that stands."""
    if not any(row[1] for row in rows):  # what a register nearly always is
        return ((row[3], index) for index, row in enumerate(rows) if row[3])
    cancelled, last = cancels(rows), dict[tuple[str, str], int]()
    for index, (number, event, _, document) in enumerate(rows):
        if document and event in GIVING and not is_cancelled(cancelled, number, document, index):
            last[number, document] = index
    return ((document, index) for (_, document), index in last.items())


def _twice(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield every line that gives a number somebody has, or makes a document again under a number that is another's."""
    cancelled, holder = cancels(rows), dict[str, Row]()
    for index, row in enumerate(rows):
        if row.event not in GIVING or is_cancelled(cancelled, row.number, row.document, index):
            continue
        held = holder.setdefault(row.number, row)
        if held is not row and (row.event == "" or held.document != row.document):
            yield index, "E371", {"value": row.number, "document": row.document or "-", "other": held.document or "-"}


def _gaps(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the first line after every run of numbers that nobody gave, reserved or cancelled."""
    first: dict[int, int] = {}
    for index, row in enumerate(rows):
        first.setdefault(place_of(row.number)[0], index)
    known = sorted(first)
    for before, after in pairwise(known):
        if after > before + 1:
            missing = str(before + 1) if after == before + 2 else f"{before + 1}-{after - 1}"
            yield first[after], "W372", {"value": rows[first[after]].number, "missing": missing}


def _days(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield every number given on an earlier day than a lower number of the same run."""
    given = sorted((place_of(row.number), index) for index, row in enumerate(rows) if row.event == "" and row.date)
    latest: Row | None = None
    for _, index in given:
        row = rows[index]
        if latest is not None and row.date < latest.date:
            words = {"value": row.number, "date": row.date, "other": latest.number, "day": latest.date}
            yield index, "W373", words
        else:
            latest = row
