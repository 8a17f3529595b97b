"""What the register says: which number a document bears, which sequence it belongs to, which number comes next.

In: the office with its register. Out: names of register files, numbers, entries. Rules: NĐ 30/2020 Điều 15 (State: from 01 on
1 January, by kind or group of kinds, secret documents apart); HD 05-HD/VPTW I.3.1 (Party: by symbol through the term of the
committee). A body without a seal of its own has a folder of its own and so a run of its own, a new or merged body begins at 01.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from docgen.derive.taken import Taken, place_of
from docgen.model.catalogue import Agency, Term
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.register import RegisterEntry
from docgen.read.register import Register, RegisterFile, Row, register_of
from docgen.words.letters import slug

Day = datetime.date
GIVING = frozenset({"", "again"})
"""Events after which a document bears the number; an empty event is the issue."""


class NoSequence(LookupError):
    """A document that belongs to no sequence; ``reason``: ``trial``, ``kind`` (has no numbers), ``issuer`` (is not known) or ``term``."""

    def __init__(self, reason: str, about: str) -> None:
        super().__init__(f"{reason}: {about}")
        self.reason, self.about = reason, about


class Issued(Mapping[str, RegisterEntry]):
    """Documents that bear a number, each with the line that gave it; made into values one by one."""

    def __init__(self, at: Mapping[str, int], runs: Sequence[tuple[int, str, RegisterFile]]) -> None:
        self._at, self._runs = at, runs  # lines are counted through all files; a run is one file and where its lines begin

    def __getitem__(self, document: str) -> RegisterEntry:
        start, _, file = self._run(self._at[document])
        return file.entry(self._at[document] - start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, document: object) -> bool:
        return document in self._at

    def sequence(self, document: str) -> str:
        """Return the name of the register file the document's number stands in."""
        return self._run(self._at[document])[1]

    def date(self, line: int) -> str:
        """Return the day of a line as written, the lines counted through all files."""
        start, _, file = self._run(line)
        return file.columns.dates[line - start]

    def _run(self, line: int) -> tuple[int, str, RegisterFile]:
        return self._runs[bisect_right(self._runs, line, key=itemgetter(0)) - 1]


def issued(office: Office) -> Issued:
    """Return the standing number of every document and of every unit's document of a series (``ID@UNIT``).

    Where a document was made again under its number, the last line; a cancelled number is nobody's.
    """
    return _issued(register_of(office.register))


@lru_cache(maxsize=2)
def _issued(register: Register) -> Issued:
    found: dict[str, int] = {}
    runs: list[tuple[int, str, RegisterFile]] = []
    start = 0
    for name, file in register.files.items():
        runs.append((start, name, file))
        given = _bearers(file, start)
        older = Issued(found, runs)
        for document in found.keys() & given.keys():
            if older.date(found[document]) > older.date(given[document]):
                del given[document]
        found |= given
        start += len(file.columns.numbers)
    return Issued(found, runs)


def _bearers(file: RegisterFile, start: int) -> dict[str, int]:
    """Return document → index of the last line that gave it a number not cancelled later, counted from ``start``."""
    if file.only_gives:  # what a register nearly always does
        places = file.places if start == 0 else [start + place for place in file.places]
        given = dict(zip(file.taken.documents, places, strict=True))
        given.pop("", None)
        return given
    cancelled = cancels(file)
    return {
        document: start + index
        for index, (number, event, _, document) in enumerate(file.rows)
        if document and event in GIVING and not (cancelled and is_cancelled(cancelled, number, document, index))
    }


def cancels(file: RegisterFile) -> Mapping[tuple[str, str], int]:
    """Return number and document → index of the last line that cancels it; an empty document: the number is nobody's."""
    numbers, events, _, documents = file.columns
    return {(numbers[index], documents[index]): index for index, event in enumerate(events) if event == "cancel"}


def is_cancelled(cancelled: Mapping[tuple[str, str], int], number: str, document: str, index: int) -> bool:
    """Return whether a line after ``index`` takes the number from the document."""
    return cancelled.get((number, document), -1) > index or cancelled.get((number, ""), -1) > index


def standing(office: Office, sequence: str) -> Taken:
    """Return what each number of a sequence is: the last line that gave, reserved or cancelled it.

    A number that stands in a document's file only, written by hand, counts as given.
    """
    return Taken(register_of(office.register).files.get(sequence), _by_hand(office, sequence))


def next_number(taken: Taken) -> int:
    """Return the number after the highest one given, reserved or cancelled; 1 where the sequence has not begun."""
    return taken.highest + 1


def _by_hand(office: Office, sequence: str) -> Iterator[Row]:
    """Yield a row for each of the sequence's documents whose files bear a number the register does not know."""
    known = issued(office)
    for id_, document in office.documents.items():
        if document.number and document.date and id_ not in known and sequence_or_none(office, document, document.date) == sequence:
            yield Row(document.number.lstrip("0"), "", document.date.isoformat(), id_)


def sequence_or_none(office: Office, document: Document, day: Day) -> str | None:
    """Return the sequence of a document, None where it has none."""
    try:
        return sequence_of(office, document, day)
    except NoSequence:
        return None


def unfinished(office: Office) -> Mapping[str, RegisterEntry]:
    """Return the lines whose document does not bear its number yet: a run was stopped between the two writes."""
    known = issued(office)
    return {id_: known[id_] for id_, document in office.documents.items() if document.number is None and id_ in known}


def history(office: Office, sequence: str, number: str) -> tuple[RegisterEntry, ...]:
    """Return all that happened to one number, in order."""
    file = register_of(office.register).files.get(sequence)
    return tuple(file.entry(index) for index, row in enumerate(file.rows) if row.number == number) if file else ()


def sequence_of(office: Office, document: Document, day: Day) -> str:
    """Return the sequence a document signed on a day belongs to: ``<issuer>/<sequence>-<year or term>``, the name of its file.

    A joint document belongs to its lead's. Raises ``NoSequence``.
    """
    kind = office.kinds.get(document.kind)
    if document.trial:
        raise NoSequence("trial", document.id)
    if kind is None or not kind.numbered:
        raise NoSequence("kind", document.kind)
    lead = document.issuer[0] if document.issuer else ""
    agency = office.agencies.get(lead)
    if agency is None:
        raise NoSequence("issuer", lead)
    if agency.side == "party":
        return f"{lead}/{_party(office, document)}-{slug(_term(office, lead, day).name)}"
    apart = "" if document.secrecy == "none" else "-secret"
    return f"{lead}/{_group(office, document, lead)}{apart}-{day.year}"


def _party(office: Office, document: Document) -> str:
    """Return the letters of the symbol: decisions and rules are both QĐ and share one run."""
    kind = office.kinds[document.kind]
    own = re.split(r"[/-]", document.symbol)[0] if document.symbol else ""
    return slug(own or kind.letters.party or document.kind)


def _group(office: Office, document: Document, lead: str) -> str:
    """Return the group of kinds the office numbers together, or the kind."""
    groups = office.settings.sequences.get(lead, {})
    return next((name for name, kinds in groups.items() if document.kind in kinds), document.kind)


def _term(office: Office, agency: str, day: Day) -> Term:
    """Return the term on a day of the nearest committee above that has terms. Raises ``NoSequence``."""
    for above in _upwards(office, agency):
        for term in above.terms:
            if term.from_ <= day and (term.until is None or day <= term.until):
                return term
        if above.terms:
            break
    raise NoSequence("term", agency)


def _upwards(office: Office, agency: str) -> Iterator[Agency]:
    seen: set[str] = set()
    current: str | None = agency
    while current is not None and current not in seen and current in office.agencies:
        seen.add(current)
        yield office.agencies[current]
        current = office.agencies[current].parent


def withdrawn(office: Office) -> Mapping[str, str]:
    """Return the documents that still bear a number cancelled for them: a run was stopped between the two writes."""
    known = issued(office)
    files = [file for file in register_of(office.register).files.values() if not file.only_gives]
    lines = [row for file in files for row in file.rows if row.event == "cancel" and row.document]
    found: dict[str, str] = {}
    for row in lines:
        document = office.documents.get(row.document)
        if document is not None and document.number and row.document not in known and place_of(document.number) == place_of(row.number):
            found[row.document] = row.number
    return found
