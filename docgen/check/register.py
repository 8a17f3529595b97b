"""The register against itself and against the documents: every line readable, no number twice, none lost, both sides the same.

Rules: NĐ 30/2020 Điều 15 (a number is given once, numbers rise with the days); HD 05-HD/VPTW I.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

from docgen.check.desk import Desk
from docgen.derive.register import GIVING, cancels, is_cancelled, issued, sequence_or_none, unfinished, withdrawn
from docgen.derive.taken import place_of
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.read.register import RegisterFile, Row, register_of

Found = tuple[int, str, dict[str, str]]
"""A row that is wrong: its index, the code, the words."""


def lines(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with the lines of register files, each file by itself."""
    for file in register_of(desk.office.register).files.values():
        yield from file.findings
        if file.first is None:
            for index, code, words in (*_twice(file), *_gaps(file.rows), *_days(file.rows)):
                yield _at(file, index, code, words)


def documents(desk: Desk) -> Iterator[Finding]:
    """Yield what the register says of documents that are not here, are trials, or bear two numbers."""
    office = desk.office
    bearers: dict[str, tuple[RegisterFile, int]] = {}
    for file in register_of(office.register).files.values():
        ids, places = _bearers(file)
        here = _here(office, ids)
        for id_, index in zip(compress(ids, here), compress(places, here), strict=True):
            document, number = office.documents[id_.partition("@")[0]], file.columns.numbers[index]
            if document.trial:
                yield _at(file, index, "E378", {"value": id_, "number": number})
            elif id_ in bearers:
                other, at = bearers[id_]
                yield _at(file, index, "E379", {"value": id_, "number": number, "other": other.columns.numbers[at]})
            bearers[id_] = file, index
        if not all(here):  # one finding a file: an office may keep the documents of ten years elsewhere
            first = here.index(False)
            words = {"value": ids[first], "number": file.columns.numbers[places[first]], "count": str(here.count(False))}
            yield _at(file, places[first], "W376", words)


def _here(office: Office, ids: Sequence[str]) -> list[bool]:
    """Return for each id whether the workspace has the document, of a unit's document whether it has the series."""
    names = [id_.partition("@")[0] for id_ in ids] if "@" in "".join(ids) else ids
    return list(map(office.documents.__contains__, names))


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


def _bearers(file: RegisterFile) -> tuple[Sequence[str], Sequence[int]]:
    """Return the documents of all numbers that stand, in order, and the last line of each."""
    if file.only_gives:  # what a register nearly always does
        named, places = file.taken.documents, file.places
        if "" in named:
            return [id_ for id_ in named if id_], list(compress(places, named))
        return named, places
    cancelled, last = cancels(file), dict[tuple[str, str], int]()
    for index, (number, event, _, document) in enumerate(file.rows):
        if document and event in GIVING and not (cancelled and is_cancelled(cancelled, number, document, index)):
            last[number, document] = index
    return [document for _, document in last], list(last.values())


def _twice(file: RegisterFile) -> Iterator[Found]:
    """Yield every line that gives a number somebody has, or makes a document again under a number that is another's."""
    cancelled, holder = cancels(file), dict[str, Row]()
    for index, row in enumerate(file.rows):
        if row.event not in GIVING or (cancelled and is_cancelled(cancelled, row.number, row.document, index)):
            continue
        held = holder.setdefault(row.number, row)
        if held is not row and (row.event == "" or held.document != row.document):
            yield index, "E371", {"value": row.number, "document": row.document or "-", "other": held.document or "-"}


def _gaps(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the first line after every run of numbers that nobody gave, reserved or cancelled."""
    first = {place_of(row.number)[0]: len(rows) - back for back, row in enumerate(reversed(rows), 1)}
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
