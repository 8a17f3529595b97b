"""Totals: rows that must be there, numbers of communes that must agree with the catalogue, tables that must add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from docgen.check.paper import Day, Node, Paper, Text
from docgen.derive.units import addressed, count_on
from docgen.model.body import Article, Attached, Counts, Table
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.words.numbers import parse_amount

COUNTED = ("commune", "ward", "special-zone")
ALL_KINDS = "đơn vị hành chính cấp xã"
_KINDS = {"xã": "commune", "phường": "ward", "đặc khu": "special-zone", "thị trấn": "town"}
_KIND = r"(?:xã(?! hội)|phường|đặc khu|thị trấn)\b"
_SPOKEN = re.compile(rf"([0-9]{{1,6}})\s+({ALL_KINDS}|{_KIND}(?:(?:\s*,\s*|\s+và\s+|\s+){_KIND})*)")
FEW = 10
"""Fewer communes or wards than this are seldom a total: "3 xã" of one team agrees with no catalogue and is right."""
NOTHING = frozenset({None, "", "-", "–", "0"})


def expected(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every total of ``expect`` that does not hold; group rows of tables are titles and do not count."""
    expect = paper.document.expect
    if expect is None:
        return
    for key, wanted in expect:
        if isinstance(wanted, int) and wanted != (found := _found(paper, key)):
            yield paper.finding("E310", ("expect", key), value=wanted, noun=key, found=found)
    tables = {table.id: table for table in paper.document.tables}
    for id_, wanted in expect.rows.items():
        found = sum(not tables[id_].groups(row) for row in tables[id_].rows) if id_ in tables else 0
        if found != wanted:
            yield paper.finding("E310", ("expect", "rows", id_), value=wanted, noun=f"rows of {id_}", found=found)


def counts(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every number of units that the catalogue or the text beside it contradicts."""
    for node in paper.every(Counts):
        given = _given(node.value)
        known = _agreeing(paper, node.value, given)
        text = " ".join(filter(None, (node.parent.value.text, node.parent.value.then))) if node.parent else ""
        for key, number in given.items():
            if known is not None and number != known[key]:
                yield paper.finding("E311", node.steps(key), value=number, noun=key, found=known[key], area=node.value.of)
            if not re.search(rf"(?<![\d.])0*{number}(?!\d|\.\d)", text):
                yield paper.finding("E312", node.steps(key), value=number, noun=key)


def spoken_numbers(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every number of communes, wards or zones in a text that agrees with nothing in the catalogue."""
    if not paper.desk.office.units:
        return
    for text in paper.unit_texts:
        yield from _spoken(paper, text)


def tables(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every cell of a summed column that is no number, and every difference that is wrong."""
    for node in paper.every(Table):
        table: Table = node.value
        numeric = {*table.sums, *table.difference, *(key for two in table.difference.values() for key in two)}
        for index, row in enumerate(table.rows):
            if table.groups(row):
                continue
            numbers: dict[str, int | Decimal] = {}
            for key in sorted(numeric & row.keys()):
                number = amount(row[key])
                if number is None:
                    yield paper.finding("E314", node.steps("rows", index, key), value=row[key], column=key)
                else:
                    numbers[key] = number
            yield from _differences(paper, node, index, numbers)


def amount(cell: str | None) -> int | Decimal | None:
    """Return the number in a cell; an empty one and a dash are nothing; None for what is no number."""
    if cell in NOTHING:
        return 0
    try:
        return parse_amount(cell or "")
    except ValueError:
        return None


def _found(paper: Paper, key: str) -> int:
    document: Document = paper.document
    if key == "units":
        return len(addressed(paper.desk.office, document, paper.desk.areas))
    if key == "articles":
        return sum(not _is_attached(node) for node in paper.every(Article))
    return len(getattr(document, key))


def _is_attached(node: Node) -> bool:
    """Return whether a part belongs to an attached text, whose articles are counted apart."""
    return node.parent is not None and (isinstance(node.parent.value, Attached) or _is_attached(node.parent))


def _given(counts: Counts) -> Mapping[str, int]:
    values = {"total": counts.total, "commune": counts.commune, "ward": counts.ward, "special-zone": counts.special_zone}
    return {key: number for key, number in values.items() if number is not None}


def _agreeing(paper: Paper, counts: Counts, given: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the catalogue's numbers on the day that agrees best: of the document, of its effect, or of a later founding.

    None where the catalogue has no units of the area.
    """
    members = paper.desk.areas.get(counts.of, ())
    if not members:
        return None
    start = paper.day or Day.min
    days = sorted({start, paper.effect or start, *(day for day in paper.desk.epochs if day > start)})
    known = [_with_total(count_on(paper.desk.office, members, day)) for day in days]
    return max(known, key=lambda numbers: sum(numbers[key] == number for key, number in given.items()))


def _with_total(numbers: Counter[str]) -> Mapping[str, int]:
    return {"total": sum(numbers.values()), **{kind: numbers[kind] for kind in COUNTED}}


def _spoken(paper: Paper, place: Text) -> Iterator[Finding]:
    text = place.text
    for match in _SPOKEN.finditer(text):
        number = int(match[1])
        kinds = set() if match[2] == ALL_KINDS else {_KINDS[word] for word in re.findall(_KIND, match[2])}
        is_few = number < FEW and kinds not in (set(), {"special-zone"})
        is_piece = match.start() > 0 and text[match.start() - 1] in "0123456789.,/-–"
        if is_few or is_piece or (match[2] in ("xã", "phường") and _is_name(text, match.end())):
            continue
        if not any(number == sum(n for kind, n in area.items() if not kinds or kind in kinds) for area in paper.desk.unit_counts):
            yield paper.finding("W311", place.steps(), value=f"{match[1]} {match[2]}")


def _is_name(text: str, end: int) -> bool:
    """Return whether a name follows, so that the number belongs to what stands before: "Quận 12 phường Thạnh Lộc"."""
    rest = text[end:].lstrip()
    return bool(rest) and rest[0].isupper()


def _differences(paper: Paper, node: Node, index: int, numbers: Mapping[str, int | Decimal]) -> Iterator[Finding]:
    for key, (left, right) in node.value.difference.items():
        if not {key, left, right} <= numbers.keys():
            continue
        right_number = numbers[left] - numbers[right]
        if numbers[key] != right_number:
            words = {"value": numbers[key], "column": key, "left": left, "right": right, "found": right_number}
            yield paper.finding("E313", node.steps("rows", index, key), **words)
