"""Posts on a day: who holds which, from the catalogue of people and the personnel documents of the office.

Compared are dates of effect, never of signing. A provisional assignment and a trial document give no post.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.model.document import Document, PersonRow
from docgen.model.office import Office

Day = datetime.date
_DAY = datetime.timedelta(days=1)
ENDING = frozenset({"retire", "early-retire"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post from a day until a day; None where the catalogue does not say."""

    person: str
    post: str
    from_: Day | None = None
    until: Day | None = None

    def on(self, day: Day) -> bool:
        """Return whether the person holds the post on a day; an unknown end of the tenure counts as held."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


Tenures = Mapping[str, Sequence[Tenure]]


def effect_of(row: PersonRow, document: Document) -> Day | None:
    """Return the day a row takes effect: its own, else the document's, else the day of signing."""
    signed: Day | None = document.day
    return row.effect or document.effect or signed


def tenures(office: Office) -> Tenures:
    """Return the tenures of every person, those of the catalogue first, changed by the rows of dated documents in order."""
    held: dict[str, list[Tenure]] = {
        id_: [Tenure(id_, held.post, held.from_, held.until) for held in person.held] for id_, person in office.people.items()
    }
    for effect, row in sorted(_events(office), key=lambda event: event[0]):
        mine = held.setdefault(row.person, [])
        leaving = {tenure.post for tenure in mine} if row.action in ENDING and not row.leaves else set(row.leaves)
        if leaving:
            mine[:] = [_ended(tenure, effect) if tenure.post in leaving and tenure.on(effect) else tenure for tenure in mine]
        mine += [Tenure(row.person, post, effect, None) for post in row.takes]
    return held


def holders(tenures: Iterable[Tenure], day: Day) -> set[str]:
    """Return the ids of all whose tenure lasts on a day."""
    return {tenure.person for tenure in tenures if tenure.on(day)}


def _events(office: Office) -> Iterator[tuple[Day, PersonRow]]:
    """Yield the rows that give or end posts, with their day of effect; rows of a series belong to no single post."""
    for document in office.documents.values():
        if document.trial or document.each is not None:
            continue
        for row in document.persons:
            effect = effect_of(row, document)
            if effect is not None and row.provisional is None:
                yield effect, row


def _ended(tenure: Tenure, effect: Day) -> Tenure:
    return replace(tenure, until=effect - _DAY if effect > Day.min else effect)
