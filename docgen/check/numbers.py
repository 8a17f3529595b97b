"""Numbers of documents: present with their day, well formed, given once, rising with the days.

NĐ 30/2020 Điều 15 (one run a year); HD 05-HD/VPTW I.3.1.1 (Party: one run a term of the committee).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docgen.check.desk import Desk
from docgen.check.paper import Day
from docgen.derive import register
from docgen.derive.names import side_of
from docgen.model.document import Document
from docgen.model.findings import Finding, Place

NUMBER = re.compile(r"0*[1-9][0-9]{0,5}[a-zđ]?")


class Issued(NamedTuple):
    """A numbered document in its run of numbers."""

    run: tuple[str, str, int]
    number: int
    letter: str
    day: Day
    id: str
    side: str


def form(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every number without a day, of no proper form, or in the file of a series."""
    for document in desk.office.documents.values():
        if document.number is None:
            continue
        if document.each is not None:
            yield _finding(desk, "E333", document)
        elif not NUMBER.fullmatch(document.number):
            yield _finding(desk, "E331", document)
        elif document.date is None:
            yield _finding(desk, "E330", document)


def given_once(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every number given twice, and for every day that goes back while the number goes up.

    In documents of the Party a doubled number is a warning: a new term of the committee begins again at 01.
    """
    before: Issued | None = None
    latest: Issued | None = None
    for issued in sorted(_issued(desk)):
        document = desk.office.documents[issued.id]
        if before is None or issued.run != before.run:
            before, latest = issued, issued
            continue
        if issued[:3] == before[:3]:
            yield _finding(desk, "W350" if issued.side == "party" else "E350", document, other=before.id)
        elif latest is not None and issued.day < latest.day:
            words = {"day": str(issued.day), "other": latest.id, "other_number": str(latest.number), "other_day": str(latest.day)}
            yield _finding(desk, "W353", document, **words)
        before = issued
        latest = issued if latest is None or issued.day >= latest.day else latest


def _issued(desk: Desk) -> Iterator[Issued]:
    known = register.issued(desk.office)  # the register judges what stands in it, by the right year or term
    for document in desk.office.documents.values():
        number, day = document.number, document.date
        if document.id in known or not number or day is None or document.trial or not document.issuer or not NUMBER.fullmatch(number):
            continue
        digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ")
        side = side_of(desk.office, document)
        run = (document.issuer[0], _symbol(desk, document, side), day.year)
        yield Issued(run, int(digits), number[len(digits) :], day, document.id, side)


def _symbol(desk: Desk, document: Document, side: str) -> str:
    """Return what tells the runs of one issuer apart: the symbol, else the letters of the kind."""
    if document.symbol:
        return document.symbol
    kind = desk.office.kinds.get(document.kind)
    letters = (kind.letters.party if side == "party" else kind.letters.state) if kind else document.kind
    return f"{letters or ''}-{document.unit_symbol or ''}"


def _finding(desk: Desk, code: str, document: Document, **words: str) -> Finding:
    place = Place(desk.office.files.get(f"document:{document.id}", ""), ("number",))
    return Finding(code, place, {"value": document.number or "", **words})
