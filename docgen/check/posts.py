"""Posts: no more holders than seats, no two posts that must stay apart, no post in a body that is not there on the day.

A dated document is judged by dated documents, a draft also by the other drafts that say when they take effect.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docgen.check.desk import Desk
from docgen.check.paper import Day, Paper
from docgen.derive.agencies import Body
from docgen.derive.posts import Event, Roll, agency_of
from docgen.model.findings import Finding
from docgen.model.office import Office


def events(paper: Paper) -> Iterator[Event]:
    """Yield the events of the document's rows; of a series those of every unit."""
    if paper.document.persons:
        yield from paper.view.of_document.get(paper.document.id, ())


def seats(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every post that a row gives to more persons than it has seats."""
    for event in events(paper):
        for place, post_id in enumerate(() if event.row.provisional else event.takes):
            words = _crowded(paper.desk.office, paper.view.roll, post_id, event.effect)
            if words:
                yield paper.finding("W334", ("persons", event.index, "takes", place), **words)


def catalogue_seats(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every post that the catalogue of people gives to more persons than it has seats."""
    for id_, person in desk.office.people.items():
        for index, held in enumerate(person.held):
            words = _crowded(desk.office, desk.posts.roll, held.post, held.from_ or Day.min)
            if words:
                yield Finding("W334", desk.place("person", id_, "held", index, "post"), words)


def apart(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every post a row gives to a person who then holds another that must stay apart from it."""
    for event in events(paper):
        for place, post_id in enumerate(() if event.row.provisional else event.takes):
            for words in _together(paper.desk.office, paper.view.roll, event.row.person, (post_id, event.effect)):
                yield paper.finding("W387", ("persons", event.index, "takes", place), **words)


def catalogue_apart(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every two posts in the catalogue of people that must stay apart, at the one that came last."""
    for id_, person in desk.office.people.items():
        for index, held in enumerate(person.held if len(person.held) > 1 else ()):
            later = [other.post for other in person.held[index + 1 :] if other.from_ == held.from_]
            for words in _together(desk.office, desk.posts.roll, id_, (held.post, held.from_ or Day.min)):
                if words["id"] not in later:
                    yield Finding("W387", desk.place("person", id_, "held", index, "post"), words)


def existing(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every row that gives a post in a body, or moves somebody to one, that is not there on the day."""
    for event in events(paper):
        bodies, posts = paper.view.bodies, paper.desk.office.posts
        targets: list[tuple[tuple[str | int, ...], str]] = [
            (("takes", place), agency_of(post)) for place, post in enumerate(event.takes) if post in posts
        ]
        targets += [(("to",), event.row.to)] if event.row.to else []
        for steps, agency_id in targets:
            body = bodies.get(agency_id)
            if body is not None and not body.on(event.effect):
                words = {"value": body.name, "day": event.effect, "span": span(body)}
                yield paper.finding("E386", ("persons", event.index, *steps), **words)


def span(body: Body) -> str:
    """Return the days of a body as a message says them."""
    return " ".join(part for part in (f"from {body.from_}" if body.from_ else "", f"until {body.until}" if body.until else "") if part)


def _crowded(office: Office, roll: Roll, post_id: str, day: Day) -> dict[str, str] | None:
    """Return the words of the finding where more persons hold the post on a day than it has seats."""
    post = office.posts.get(post_id)
    sitting = roll.holders(post_id, day) if post else ()
    if post is None or len(sitting) <= post.seats:
        return None
    return {"value": post.name, "seats": str(post.seats), "names": names(office, sitting)}


def names(office: Office, people: Collection[str]) -> str:
    """Return the names of persons, always in the same order."""
    return ", ".join(sorted(name(office, id_) for id_ in people))


def name(office: Office, person: str) -> str:
    """Return the name of a person, or the id where the catalogue has none."""
    return office.people[person].name if person in office.people else person


def _together(office: Office, roll: Roll, person: str, taken: tuple[str, Day]) -> Iterator[dict[str, str]]:
    """Yield the words of a finding for each post the person holds on the day that must stay apart from the one taken."""
    post_id, day = taken
    post = office.posts.get(post_id)
    if post is None:
        return
    for tenure in roll.held(person, day):
        other = office.posts.get(tenure.post)
        if other is not None and (tenure.post in post.apart or post_id in other.apart):
            yield {"person": name(office, person), "value": post.name, "other": other.name, "id": tenure.post, "day": day.isoformat()}
