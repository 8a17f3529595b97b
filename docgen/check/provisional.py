"""Provisional assignments: they end by themselves, and a formal decision follows that says the same.

An assignment gives no post and no right to sign; what it leaves open is found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.check.desk import Desk, View
from docgen.check.paper import Paper
from docgen.check.posts import events, name
from docgen.derive.posts import Event, agency_of
from docgen.model.findings import Finding, Place


def outlived(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every assignment that is over on the day ``as_of`` and that no formal decision followed."""
    for event in desk.posts.events if desk.as_of else ():
        until = event.row.provisional.until if event.row.provisional else None
        if until is None or desk.as_of is None or desk.as_of <= until:
            continue
        if not any(formal.effect <= desk.as_of for formal in (*_formal_of(desk.posts, event), *_takers(desk.posts, event))):
            path = desk.office.files.get(f"document:{event.document.partition('@')[0]}", "")
            words = {"person": name(desk.office, event.row.person), "date": until.isoformat()}
            yield Finding("W391", Place(path, ("persons", event.index, "provisional", "until")), words)


def differs(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every formal row that gives a person, or a post, something else than the assignment before it did."""
    for event in events(paper):
        keys = () if event.row.provisional else (event.row.person, *event.takes)
        near = {assigned.document + str(assigned.index): assigned for key in keys for assigned in paper.view.assigned.get(key, ())}
        for assigned in near.values():
            if _is_first(paper.view, assigned, event) and _is_other(paper, assigned, event):
                person = name(paper.desk.office, assigned.row.person)
                words = {"person": person, "value": _goal(paper, assigned), "other": assigned.document}
                yield paper.finding("W392", ("persons", event.index, "person"), **words)


def _formal_of(view: View, assigned: Event) -> Sequence[Event]:
    """Return the formal rows of the person from the day of the assignment on, in order."""
    return [event for event in view.formal.get(assigned.row.person, ()) if event.effect >= assigned.effect]


def _takers(view: View, assigned: Event) -> Sequence[Event]:
    """Return the formal rows that give the post of the assignment to anybody, in order."""
    found = [event for post in assigned.takes for event in view.takers.get(post, ())]
    return [event for event in found if event.effect >= assigned.effect]


def _is_first(view: View, assigned: Event, event: Event) -> bool:
    """Return whether the row is the decision that follows the assignment: the first of the person, or for the post."""
    same_person = event.row.person == assigned.row.person
    if not same_person and not set(event.takes) & set(assigned.takes):
        return False
    following = _formal_of(view, assigned) if same_person else _takers(view, assigned)
    return bool(following) and event.effect == following[0].effect


def _is_other(paper: Paper, assigned: Event, event: Event) -> bool:
    """Return whether the decision says something else; an assignment in words can be compared with nothing.

    Another person in a post of several seats takes nobody's place.
    """
    if event.row.person != assigned.row.person:
        posts = paper.desk.office.posts
        return any(post in posts and posts[post].seats == 1 for post in set(event.takes) & set(assigned.takes))
    if assigned.takes:
        return bool(event.takes) and not set(event.takes) & set(assigned.takes)
    goes_to = {agency_of(post) for post in event.takes} | ({event.row.to} if event.row.to else set())
    return bool(assigned.row.to and goes_to) and assigned.row.to not in goes_to


def _goal(paper: Paper, assigned: Event) -> str:
    office = paper.desk.office
    posts = [office.posts[post].name if post in office.posts else post for post in assigned.takes]
    agency = office.agencies.get(assigned.row.to or "")
    return ", ".join(posts) or (agency.name if agency else "")
