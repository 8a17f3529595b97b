"""Documents get their numbers: one program at a time, first the register line, then the document.

In: a workspace, documents, a day. Out: what was given. The line in the register takes the number, for good; a run stopped
before the document was written is named by ``check`` (E374) and finished by the next run. Steps are told by name, so that a
command can report them and a test can stop the program at any of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.check import check
from docgen.derive.names import exists_on
from docgen.derive.register import history, issued, next_number, sequence_of, standing, unfinished, withdrawn
from docgen.derive.series import named
from docgen.derive.taken import Taken, place_of
from docgen.edit import ledger, numbered
from docgen.files.locks import hold
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.model.register import RegisterEntry
from docgen.read import read
from docgen.read.register import Row, register_of
from docgen.resolve.document import resolve
from docgen.resolve.fingerprint import fingerprint

Day = datetime.date
Told = Callable[[str, str], None]
"""Is told the name of a step and the document it is about: locked, finished, checked, taken, written, released."""
PATIENCE = 60.0
NUMBER = re.compile(r"[1-9]\d*[a-z]?")


class Refused(Exception):
    """No number is given. ``reason`` names the rule, ``words`` fill its message."""

    def __init__(self, reason: str, **words: str) -> None:
        super().__init__(f"{reason}: {words}")
        self.reason, self.words = reason, words


@dataclass(frozen=True, slots=True)
class Wish:
    """Documents to number (``ID`` or ``ID@UNIT``) in this order, the day of signing, a number of the paper, the reason for a gap.

    ``again``: documents made again under the number they bear, because they were not yet sent. ``dated``: the day goes before
    one that a draft bears already.
    """

    documents: Sequence[str]
    day: Day
    number: str | None = None
    why: str | None = None
    again: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Gift:
    """A number for a document: the line for the register, and the file to write it into (None: it stands in the register only).

    ``printed`` is the number as the document prints it: Số: 145/QĐ-UBND.
    """

    sequence: str
    entry: RegisterEntry
    file: str | None
    skipped: Sequence[RegisterEntry] = ()
    printed: str = ""

    @property
    def document(self) -> str:
        """Return the id of the document."""
        return self.entry.document or ""


@dataclass(frozen=True)
class Given:
    """What a run did: numbers given now, documents of an earlier run that were finished, and why nothing was given."""

    gifts: Sequence[Gift] = ()
    finished: Sequence[str] = ()
    standing: Mapping[str, RegisterEntry] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def _silent(step: str, document: str) -> None:
    """Tell nobody."""


def issue(root: Path, templates: Sequence[Path], wish: Wish, told: Told = _silent) -> Given:
    """Give numbers to documents and return what was given; nothing where an error forbids it.

    Raises ``Refused`` before anything is written, ``Locked``, ``DiskError``, ``slices.Changed``.
    """
    with hold(root, "issue", timeout=PATIENCE):
        told("locked", "")
        office, found = read(root, templates)
        finished = finish(root, office, told)
        if finished is not None:
            office, found = read(root, templates)
        if any(finding.severity == "error" for finding in found):
            return Given((), finished or (), {}, _errors(office, found, wish.day))
        gifts, stood = plan(office, wish)
        errors = _errors(_proposed(office, gifts), found, wish.day)
        told("checked", "")
        if errors:
            return Given((), finished or (), stood, errors)
        gifts = [_signed(office, gift) for gift in gifts]
        for gift in gifts:
            give(root, gift, told)
    told("released", "")
    return Given(gifts, finished or (), stood)


def _errors(office: Office, found: Sequence[Finding], day: Day) -> Sequence[Finding]:
    return [finding for finding in check(office, day, found) if finding.severity == "error"]


def finish(root: Path, office: Office, told: Told = _silent) -> Sequence[str] | None:
    """Write the numbers of the register into the documents that do not bear them yet, take cancelled ones out; return their ids.

    Half a line at the end of a register, left by a power cut, is taken away: it never gave a number. None where nothing was to do.
    """
    cut = [name for name, file in register_of(office.register).files.items() if file.text and not file.text.endswith("\n")]
    left, gone = unfinished(office), withdrawn(office)
    for name in cut:
        ledger.mend(root, name)
    for id_ in gone:
        numbered.erase(root / office.files[f"document:{id_}"])
        told("finished", id_)
    for id_, line in left.items():
        numbered.write(root / office.files[f"document:{id_}"], line.number, line.date)
        told("finished", id_)
    return (*gone, *left) if cut or gone or left else None


def give(root: Path, gift: Gift, told: Told = _silent) -> None:
    """Write the line, then the document."""
    ledger.append(root, gift.sequence, (*gift.skipped, gift.entry))
    told("taken", gift.document)
    if gift.file is not None:
        numbered.write(root / gift.file, gift.entry.number, gift.entry.date)
        told("written", gift.document)


def plan(office: Office, wish: Wish) -> tuple[Sequence[Gift], Mapping[str, RegisterEntry]]:
    """Return the numbers to give in order, and the lines of documents that have theirs already. Raises ``Refused``."""
    known = issued(office)
    stood = {id_: known[id_] for id_ in wish.documents if id_ in known}
    if wish.again:
        return [_again(office, id_, wish) for id_ in wish.documents], {}
    if wish.number is not None and len(wish.documents) != 1:
        raise Refused("one-number")
    if wish.number is not None and not NUMBER.fullmatch(wish.number):
        raise Refused("form", number=wish.number)
    if wish.number is not None and stood:
        raise Refused("issued", document=wish.documents[0], number=next(iter(stood.values())).number)
    taken: dict[str, Taken] = {}
    gifts = [_gift(office, document_of(office, id_), wish, taken) for id_ in dict.fromkeys(wish.documents) if id_ not in stood]
    return gifts, stood


def document_of(office: Office, id_: str) -> Document:
    """Return a document, or one unit's document of a series. Raises ``Refused`` for a whole series and for what there is not."""
    document = named(office, id_)
    if document is None:
        raise Refused("unknown", document=id_)
    if document.each is not None:
        raise Refused("series", document=id_)
    return document


def _gift(office: Office, document: Document, wish: Wish, taken: dict[str, Taken]) -> Gift:
    own = document.number.lstrip("0") if document.number and document.date else None  # written by hand: found on paper
    day = document.date if document.date and (own or not wish.dated) else wish.day
    sequence = _sequence(office, document, day)
    if sequence not in taken:
        taken[sequence] = standing(office, sequence)
    known = taken[sequence]
    upcoming = next_number(known)
    number = wish.number or own or str(upcoming)
    _refuse_taken(known.get(number), number, document.id)
    paper = own is not None or (number not in known and number != str(upcoming))
    if not paper:
        _refuse_disorder(known, number, day, highest=number == str(upcoming))
    skipped = () if own else _skipped(known, (upcoming, place_of(number)[0]), day, wish.why)
    entry = RegisterEntry(number=number, date=day, document=document.id, paper=paper)
    for row in (*(Row(line.number, line.event, "", "") for line in skipped), Row(number, "", day.isoformat(), document.id)):
        known.add(row)
    return Gift(sequence, entry, None if own else office.files.get(f"document:{document.id}"), skipped)


def _refuse_taken(held: Row | None, number: str, document: str) -> None:
    if held is not None and held.event == "cancel":
        raise Refused("cancelled", number=number)
    if held is not None and held.event != "reserve" and held.document != document:
        raise Refused("taken", number=number, other=held.document or "-")


def _sequence(office: Office, document: Document, day: Day) -> str:
    if document.secrecy != "none" and not office.settings.offline:
        raise Refused("secret", document=document.id)
    sequence = sequence_of(office, document, day)
    if not exists_on(office.agencies[document.issuer[0]], day):
        raise Refused("issuer-gone", document=document.id, agency=document.issuer[0], day=day.isoformat())
    return sequence


def _refuse_disorder(known: Taken, number: str, day: Day, *, highest: bool) -> None:
    """Refuse a day before that of a lower number, or after that of a higher one; there is none above the ``highest``."""
    written, place = day.isoformat(), place_of(number)
    for other, event, other_day, _ in known.beside(number):
        if event in ("reserve", "cancel") or not other_day or other_day == written or (highest and other_day < written):
            continue
        if (place_of(other) < place) == (other_day > written):
            raise Refused("disorder", number=number, day=written, other=other, other_day=other_day)


def _skipped(known: Taken, numbers: tuple[int, int], day: Day, why: str | None) -> Sequence[RegisterEntry]:
    """Return lines that reserve the numbers left out, with the reason. A register may begin at any number."""
    first, after = numbers
    if first >= after or not known.highest:
        return ()
    if not why:
        raise Refused("gap", first=str(first), last=str(after - 1))
    return [RegisterEntry(number=str(number), event="reserve", date=day, why=why) for number in range(first, after)]


def _signed(office: Office, gift: Gift) -> Gift:
    """Return the gift with the fingerprint of the text that bears number and day; only a checked document can be printed."""
    given = {"number": gift.entry.number, "date": gift.entry.date}
    document = document_of(office, gift.document).model_copy(update=given)
    line = resolve(office, document).heads["number"]
    entry = gift.entry.model_copy(update={"fingerprint": fingerprint(office, document)})
    return replace(gift, entry=entry, printed=" ".join(part.text for part in line))


def _again(office: Office, id_: str, wish: Wish) -> Gift:
    """Return the line for a document made again under its number; one that was sent is changed by a new document only."""
    known = issued(office)
    if id_ not in known:
        raise Refused("not-issued", document=id_)
    if not wish.why:
        raise Refused("why")
    line, sequence = known[id_], known.sequence(id_)
    if any(event.event == "send" for event in history(office, sequence, line.number)):
        raise Refused("sent", document=id_, number=line.number)
    return Gift(sequence, RegisterEntry(number=line.number, event="again", date=line.date, document=id_, why=wish.why), None)


def _proposed(office: Office, gifts: Sequence[Gift]) -> Office:
    """Return the office as it will be: what only shows in a dated document stops the run before anything is written."""
    dated = {
        gift.document: office.documents[gift.document].model_copy(update={"number": gift.entry.number, "date": gift.entry.date})
        for gift in gifts
        if gift.file is not None
    }
    return replace(office, documents={**office.documents, **dated})
