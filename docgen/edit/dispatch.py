"""Where numbered documents go, and numbers without a document: lines of the register, appended under the lock.

In: a workspace and what happened. Out: the lines written. Rules: NĐ 30/2020 Điều 18 (dispatch the same day or the next; a document
sent by mistake is taken back), Điều 15 (every number is accounted for).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.derive.register import history, issued, sequence_of, standing
from docgen.edit import ledger, numbered
from docgen.edit.issue import PATIENCE, Refused, document_of
from docgen.files.locks import hold
from docgen.model.office import Office
from docgen.model.register import Event, RegisterEntry
from docgen.read import read
from docgen.read.register import Row

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Trip:
    """A document sent, received or recalled: to whom, on which day, who signed for it, why."""

    event: Literal["send", "receive", "recall"]
    documents: Sequence[str]
    day: Day
    to: Sequence[str] = ()
    by: str | None = None
    why: str | None = None


def record(root: Path, templates: Sequence[Path], trip: Trip) -> Sequence[RegisterEntry]:
    """Append a line for every document and recipient; return the lines. Raises ``Refused`` before anything is written."""
    with hold(root, trip.event, timeout=PATIENCE):
        office, _ = read(root, templates)
        known = issued(office)
        made = [(known.sequence(id_), entry) for id_ in trip.documents for entry in _lines(office, id_, trip)]
        for sequence in dict.fromkeys(name for name, _ in made):
            ledger.append(root, sequence, [entry for name, entry in made if name == sequence])
    return [entry for _, entry in made]


def recipients_of(office: Office, id_: str) -> Sequence[str]:
    """Return to whom a document was sent and not recalled from since."""
    known = issued(office)
    if id_ not in known:
        return ()
    gone: dict[str, None] = {}
    for line in history(office, known.sequence(id_), known[id_].number):
        if line.event == "send" and line.to:
            gone[line.to] = None
        elif line.event == "recall":
            for name in [line.to] if line.to else list(gone):
                gone.pop(name, None)
    return tuple(gone)


def _lines(office: Office, id_: str, trip: Trip) -> list[RegisterEntry]:
    known = issued(office)
    document_of(office, id_)
    if id_ not in known:
        raise Refused("not-issued", document=id_)
    given, out = known[id_], recipients_of(office, id_)
    if trip.day < given.date:
        raise Refused("before-issue", document=id_, day=trip.day.isoformat(), other_day=given.date.isoformat())
    to = list(trip.to) or (list(out) if trip.event != "send" else [])
    if trip.event != "send" and (not out or set(to) - set(out)):
        raise Refused("not-sent", document=id_, to=", ".join(sorted(set(to) - set(out))) or "-")
    return [
        RegisterEntry(number=given.number, event=trip.event, date=trip.day, document=id_, to=name, by=trip.by, why=trip.why) for name in to
    ]


@dataclass(frozen=True, slots=True)
class Aside:
    """A number reserved or cancelled, in the sequence of that name or in the one a document belongs to."""

    event: Literal["reserve", "cancel"]
    number: str
    sequence: str | None
    document: str | None
    day: Day
    why: str


def set_aside(root: Path, templates: Sequence[Path], aside: Aside) -> RegisterEntry:
    """Append the line and return it. A number that a document bears and that was not sent is taken from it when cancelled.

    Raises ``Refused`` before anything is written.
    """
    with hold(root, "issue", timeout=PATIENCE):
        office, _ = read(root, templates)
        sequence = aside.sequence or _of(office, aside)
        held = standing(office, sequence).get(aside.number)
        if held is not None and (aside.event == "reserve" or held.event == "cancel"):
            raise Refused("cancelled" if held.event == "cancel" else "taken", number=aside.number, other=held.document or "-")
        bearer = _bearer(office, aside, held)
        if any(line.event == "send" and line.document == bearer for line in history(office, sequence, aside.number)):
            raise Refused("sent", document=bearer, number=aside.number)
        event: Event = aside.event
        entry = RegisterEntry(number=aside.number, event=event, date=aside.day, document=bearer or None, why=aside.why)
        ledger.append(root, sequence, [entry])
        if bearer and bearer in office.documents:
            numbered.erase(root / office.files[f"document:{bearer}"])
    return entry


def _bearer(office: Office, aside: Aside, held: Row | None) -> str:
    """Return the document that loses the number: the one named where a number was given twice, else who has it."""
    line = issued(office).get(aside.document or "")
    if line is not None and line.number == aside.number:
        return aside.document or ""
    return held.document if held is not None and held.event != "reserve" else ""


def renumber(root: Path, templates: Sequence[Path], id_: str, why: str, day: Day) -> RegisterEntry:
    """Take the number from a document not yet sent, so that the next issue gives it another; return the line.

    For a number that two people gave on two branches. Raises ``Refused``.
    """
    office, _ = read(root, templates)
    known = issued(office)
    if id_ not in known:
        raise Refused("not-issued", document=id_)
    return set_aside(root, templates, Aside("cancel", known[id_].number, known.sequence(id_), id_, day, why))


def _of(office: Office, aside: Aside) -> str:
    if aside.document is None:
        raise Refused("which-sequence", known=", ".join(sorted(office.register)) or "-")
    return sequence_of(office, document_of(office, aside.document), aside.day)
