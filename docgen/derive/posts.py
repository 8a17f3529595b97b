"""Posts on a day: who holds which, from the catalogue of people and the personnel documents of the office.

Compared are dates of effect, never of signing. A provisional assignment and a trial document give no post; a draft only
where it is asked for. In a series ``unit/bi-thu`` is the post of each unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from docgen.derive.agencies import Bodies, Change, changes, counted
from docgen.model.document import Document, PersonRow
from docgen.model.office import Office

Day = datetime.date
_DAY = datetime.timedelta(days=1)
ENDING = frozenset({"retire", "early-retire"})
SERIES_POST = "unit/"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of ``persons:`` with its day of effect, its document (``DOC@UNIT`` in a series), its place, its posts."""

    effect: Day
    document: str
    index: int
    row: PersonRow
    takes: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post from a day until a day; None where the catalogue does not say.

    ``by`` and ``ended_by`` are the documents that gave and ended it, ``index`` is the row of the first, or the place in
    ``held`` of the catalogue. The term runs from ``counted``: a renamed body keeps the terms it had.
    """

    person: str
    post: str
    from_: Day | None = None
    until: Day | None = None
    by: str = ""
    ended_by: str = ""
    index: int = 0
    years: int | None = None
    term: str | None = None
    counted: Day | None = None

    def on(self, day: Day) -> bool:
        """Return whether the person holds the post on a day; an unknown end of the tenure counts as held."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


Tenures = Mapping[str, Sequence[Tenure]]


@dataclass(frozen=True)
class Roll:
    """Who holds what: the tenures of every person."""

    tenures: Tenures

    @cached_property
    def by_post(self) -> Mapping[str, Sequence[Tenure]]:
        """Return the tenures of every post."""
        posts: dict[str, list[Tenure]] = {}
        for mine in self.tenures.values():
            for tenure in mine:
                posts.setdefault(tenure.post, []).append(tenure)
        return posts

    @cached_property
    def _sitting(self) -> dict[tuple[str, Day], Collection[str]]:
        return {}

    def holders(self, post: str, day: Day) -> Collection[str]:
        """Return the ids of all who hold a post on a day."""
        if (post, day) not in self._sitting:
            self._sitting[post, day] = holders(self.by_post.get(post, ()), day)
        return self._sitting[post, day]

    def held(self, person: str, day: Day) -> Sequence[Tenure]:
        """Return the tenures of a person that last on a day."""
        return [tenure for tenure in self.tenures.get(person, ()) if tenure.on(day)]


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with its agency and its days: those of the catalogue, within those of its agency. No seats: not catalogued."""

    post: str
    name: str
    agency: str
    seats: int = 0
    from_: Day | None = None
    until: Day | None = None

    def on(self, day: Day) -> bool:
        """Return whether the post exists on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


def effect_of(row: PersonRow, document: Document) -> Day | None:
    """Return the day a row takes effect: its own, else the document's, else the day of signing."""
    signed: Day | None = document.day
    return row.effect or document.effect or signed


def agency_of(post: str) -> str:
    """Return the agency of a post: its id begins with the agency's."""
    return post.rpartition("/")[0]


def events(office: Office, *, drafts: bool = False) -> Sequence[Event]:
    """Return every event of a person whose day of effect is known, provisional ones too, in the order of effect and signing."""
    found = list(_events(office, drafts=drafts))
    signed = {id_: document.day or Day.max for id_, document in office.documents.items()}
    return sorted(found, key=lambda event: (event.effect, signed[event.document.partition("@")[0]]))


def tenures(office: Office, *, drafts: bool = False) -> Tenures:
    """Return the tenures of every person, those of the catalogue first, changed by the rows of dated documents in order."""
    held: dict[str, list[Tenure]] = {
        id_: [Tenure(id_, held.post, held.from_, held.until, index=n) for n, held in enumerate(person.held)]
        for id_, person in office.people.items()
    }
    renames = [change for change in changes(office, drafts=drafts) if change.row.action == "rename"]
    for event in events(office, drafts=drafts):
        while renames and renames[0].effect <= event.effect:
            _rename(office, held, renames.pop(0))
        if event.row.provisional is None:
            _apply(held.setdefault(event.row.person, []), event)
    for change in renames:
        _rename(office, held, change)
    return held


def holders(tenures: Iterable[Tenure], day: Day) -> set[str]:
    """Return the ids of all whose tenure lasts on a day."""
    return {tenure.person for tenure in tenures if tenure.on(day)}


def seats(office: Office, roll: Roll, bodies: Bodies) -> tuple[Seat, ...]:
    """Return every post: those of the catalogue in its order, then those that only a series gave."""
    known = [
        Seat(
            id_,
            post.name,
            agency_of(id_),
            post.seats,
            _latest(post.from_, bodies[agency_of(id_)].from_ if agency_of(id_) in bodies else None),
            _earliest(post.until, bodies[agency_of(id_)].until if agency_of(id_) in bodies else None),
        )
        for id_, post in office.posts.items()
    ]
    return (*known, *(Seat(id_, id_, agency_of(id_)) for id_ in roll.by_post if id_ not in office.posts))


def _events(office: Office, *, drafts: bool) -> Iterator[Event]:
    for document in counted(office, "persons", drafts=drafts):
        unit = document.id.partition("@")[2]
        places = {row.id: index for index, row in enumerate(office.documents[document.id.partition("@")[0]].persons)}
        for row in document.persons:
            effect = effect_of(row, document)
            if effect is not None:
                takes, leaves = (tuple(_of_unit(post, unit) for post in posts) for posts in (row.takes, row.leaves))
                yield Event(effect, document.id, places[row.id], row, takes, leaves)


def _of_unit(post: str, unit: str) -> str:
    return f"{unit}/{post.removeprefix(SERIES_POST)}" if unit and post.startswith(SERIES_POST) else post


def _apply(mine: list[Tenure], event: Event) -> None:
    """Change the tenures of a person: who retires leaves all posts, who takes a post again begins a new term in it."""
    everything = event.row.action in ENDING and not event.leaves
    leaving = {tenure.post for tenure in mine} if everything else {*event.leaves, *event.takes}
    mine[:] = [_ended(tenure, event.effect, event.document) if tenure.post in leaving else tenure for tenure in mine]
    mine[:] = [tenure for tenure in mine if tenure.from_ is None or tenure.until is None or tenure.from_ <= tenure.until]
    years, term = event.row.years, event.row.term
    mine += [Tenure(event.row.person, post, event.effect, None, event.document, "", event.index, years, term) for post in event.takes]


def _rename(office: Office, held: Mapping[str, list[Tenure]], change: Change) -> None:
    """Let everybody go on in the same post of the renamed body, the term with it (NĐ 170/2025 Điều 34.1.b)."""
    old, new = change.row.from_, change.row.into
    if len(old) != 1 or len(new) != 1 or old == new:
        return
    for mine in held.values():
        for place, tenure in enumerate(mine):
            post = f"{new[0]}/{tenure.post.rpartition('/')[2]}"
            if agency_of(tenure.post) == old[0] and post in office.posts and tenure.on(change.effect):
                mine[place] = _ended(tenure, change.effect, change.document)
                mine.append(replace(tenure, post=post, from_=change.effect, counted=tenure.counted or tenure.from_))


def _ended(tenure: Tenure, effect: Day, by: str) -> Tenure:
    if not tenure.on(effect):
        return tenure
    return replace(tenure, until=effect - _DAY if effect > Day.min else effect, ended_by=by)


def _latest(*days: Day | None) -> Day | None:
    return max((day for day in days if day), default=None)


def _earliest(*days: Day | None) -> Day | None:
    return min((day for day in days if day), default=None)
