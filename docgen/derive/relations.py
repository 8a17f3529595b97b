"""What is in force: the last day of every text, from its own dates and from the documents that replace or repeal it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from docgen.model.document import Document
from docgen.model.office import Office

Day = datetime.date


class End(NamedTuple):
    """The last day a text is in force, and the id of the text that ended it where that is known."""

    last: Day
    by: str


def effect_of(document: Document) -> Day | None:
    """Return the day a document takes effect: the day of signing where it says nothing."""
    signed: Day | None = document.day
    return document.effect or signed


def ends(office: Office) -> Mapping[str, End]:
    """Return the end of every reference and document that has one; the earliest where several texts end it."""
    found = {id_: End(text.until, text.by or "") for id_, text in office.references.items() if text.until}
    found |= {id_: End(document.until, "") for id_, document in office.documents.items() if document.until}
    for id_, document in office.documents.items():
        effect = effect_of(document)
        if effect is None or document.trial or effect == Day.min:
            continue
        last = effect - datetime.timedelta(days=1)
        for change in (*document.replaces, *document.repeals):
            known = found.get(change.document)
            if not change.parts and (known is None or last < known.last):
                found[change.document] = End(last, id_)
    return found
