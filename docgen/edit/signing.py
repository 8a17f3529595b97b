"""What lies with the leader: the slip or the signing book as a document, and the tick list that keeps what came back.

In: the documents submitted, to whom, on which day. Out: a document like any other, and the text of
``directives/signing/NAME.txt``: a line a document, ``[ ]`` submitted, ``[x]`` signed, ``[-]`` returned, the day and the reason
behind ``#``. A clerk may tick by hand; ``docgen issue`` numbers what is ticked.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.model.body import Passage, Table
from docgen.model.catalogue import Person
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.words.messages import translate

FOLDER = "directives/signing"
State = Literal["submitted", "signed", "returned"]
TICKS: Mapping[str, State] = {" ": "submitted", "x": "signed", "X": "signed", "-": "returned"}
MARKS: Mapping[State, str] = {"submitted": " ", "signed": "x", "returned": "-"}
_TICK = re.compile(r"\[([ xX-])\] *([^\s#]+)")


@dataclass(frozen=True, slots=True)
class Submission:
    """Documents submitted together under one name: that of a series, else of the document; the first is shown on the slip."""

    name: str
    documents: Sequence[Document]
    leader: str | None
    day: datetime.date


def path_of(name: str) -> str:
    """Return the path of the tick list of a series or a document."""
    return f"{FOLDER}/{name}.txt"


def states(text: str) -> Mapping[str, State]:
    """Return document → state as a tick list says; what is no tick is a remark."""
    found = (_TICK.match(line.strip()) for line in text.splitlines())
    return {match[2]: TICKS[match[1]] for match in found if match}


def ticked(text: str, documents: Sequence[str], state: State, said: str) -> str:
    """Return the tick list with these documents in a state; ``said`` stands behind: the day, to whom, why. Others stay."""
    lines = text.splitlines()
    at = {match[2]: index for index, line in enumerate(lines) if (match := _TICK.match(line.strip()))}
    for id_ in documents:
        line = f"[{MARKS[state]}] {id_}  # {' '.join(said.split())}"
        if id_ in at:
            lines[at[id_]] = line
        else:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def slip(office: Office, submission: Submission) -> Document:
    """Return the submission slip of one document, or the signing book of several: rows to tick, in the order given."""
    first, many = submission.documents[0], len(submission.documents) > 1
    language = first.language or office.settings.language
    leader = office.people[submission.leader] if submission.leader else None
    table = _book(submission, language) if many else _slip(office, submission, (leader, language))
    return Document.model_validate(
        {
            "id": f"{'signing-book' if many else 'slip'}-{submission.name}"[:60].rstrip("-"),
            "kind": "signing-book" if many else "submission-slip",
            "issuer": first.issuer,
            "format": first.format,
            "subject": _subject(submission, (leader, language)),
            "date": submission.day,
            "language": language,
            "body": (Passage.model_validate({"table": table.id}),),
            "tables": (table,),
        }
    )


def _subject(submission: Submission, reader: tuple[Person | None, str]) -> str:
    leader, language = reader
    name = leader.name if leader else "…"
    count = len(submission.documents)
    if count > 1:
        return translate("submitted to {leader}: {count} documents", language, count=count, leader=name)
    return translate("submitted to {leader}", language, leader=name)


def _book(submission: Submission, language: str) -> Table:
    columns = {
        "subject": translate("Document", language),
        "signed": translate("Signed", language),
        "returned": translate("Returned", language),
        "note": translate("Remarks", language),
    }
    rows = [{"subject": document.subject, "signed": "", "returned": "", "note": ""} for document in submission.documents]
    return Table.model_validate({"id": "book", "number": translate("No.", language), "columns": columns, "rows": rows})


def _slip(office: Office, submission: Submission, reader: tuple[Person | None, str]) -> Table:
    document, (leader, language) = submission.documents[0], reader
    kind = office.kinds[document.kind]
    said = {
        translate("Document", language): f"{kind.name} {document.subject}",
        translate("Submitted to", language): leader.name if leader else "…",
        translate("Drafted by", language): document.drafter or "…",
        translate("Annexes", language): "; ".join(annex.title for annex in document.annexes) or translate("none", language),
        translate("Opinion of the leader", language): "…",
        translate("Signed, or returned with remarks", language): "…",
    }
    columns = {"what": translate("Item", language), "said": translate("Content", language)}
    return Table.model_validate({"id": "slip", "columns": columns, "rows": [{"what": key, "said": value} for key, value in said.items()]})
