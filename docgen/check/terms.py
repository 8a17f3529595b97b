"""Terms of posts: not longer than the rule in force on the day, not over without a new decision.

NĐ 170/2025/NĐ-CP Điều 28 khoản 1; posts in a Party committee follow its term. The rules themselves are ``templates/terms.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.check.paper import Paper
from docgen.check.posts import events, name
from docgen.derive.posts import SERIES_POST, Event, Tenure, agency_of
from docgen.derive.terms import covers, last_day_of, rule_of, terms_of
from docgen.model.findings import Finding, Place


def lengths(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every row that gives a post for more years than the rule of the day allows."""
    for event in events(paper):
        rules = [rule_of(paper.desk.office, post, event.effect) for post in event.takes]
        rule = next((rule for rule in rules if rule and rule.years and (event.row.years or 0) > rule.years), None)
        if rule is not None:
            words = {"value": event.row.years, "years": rule.years, "source": rule.source}
            yield paper.finding("W388", ("persons", event.index, "years"), **words)


def named(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every row that names a term the committee does not have on the day."""
    for event in events(paper):
        known = _terms(paper, event) if event.row.term else ()
        if known and not any(term_name == event.row.term and fits for term_name, fits in known):
            words = {"value": event.row.term, "day": event.effect, "known": ", ".join(term_name for term_name, _ in known)}
            yield paper.finding("W390", ("persons", event.index, "term"), **words)


def over(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for everybody who holds a post by a decision whose term is over on the day ``as_of``."""
    if desk.as_of is None or not desk.office.terms:
        return
    for mine in desk.posts.roll.tenures.values():
        for tenure in mine:
            last = last_day_of(desk.office, tenure) if tenure.on(desk.as_of) else None
            if last is not None and last < desk.as_of:
                post = desk.office.posts[tenure.post]
                words = {"person": name(desk.office, tenure.person), "value": post.name, "date": last.isoformat()}
                yield Finding("W389", origin(desk, tenure), words)


def origin(desk: Desk, tenure: Tenure) -> Place:
    """Return the place of the row that gave a post, in a document or in the catalogue of people."""
    if not tenure.by:
        return desk.place("person", tenure.person, "held", tenure.index, "post")
    path = desk.office.files.get(f"document:{tenure.by.partition('@')[0]}", "")
    return Place(path, ("persons", tenure.index, "takes"))


def _terms(paper: Paper, event: Event) -> list[tuple[str, bool]]:
    """Return the terms of the committees whose posts a row gives, each with whether it covers the day of effect."""
    office = paper.desk.office
    found: dict[str, bool] = {}
    for post in event.takes:
        rule = None if post.startswith(SERIES_POST) else rule_of(office, post, event.effect)
        if rule is not None and rule.follows == "committee":
            found |= {term.name: covers(term, event.effect) for term in terms_of(office, agency_of(post), event.effect)}
    return list(found.items())
