"""Terms of posts: which rule binds a post on a day, and the last day of a tenure under it.

The rules are data (``templates/terms.yaml``); the terms of a Party committee stand with the agency, and bodies below it
follow the nearest superior that has them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.derive.names import agency_on
from docgen.derive.posts import Tenure, agency_of
from docgen.model.catalogue import Term
from docgen.model.office import Office
from docgen.model.terms import TermRule

Day = datetime.date


def rule_of(office: Office, post_id: str, day: Day) -> TermRule | None:
    """Return the rule that binds an appointment to the post with effect on a day."""
    post, agency = office.posts.get(post_id), office.agencies.get(agency_of(post_id))
    if post is None or agency is None:
        return None
    for rule in office.terms.values():
        in_force = (rule.from_ is None or rule.from_ <= day) and (rule.until is None or day <= rule.until)
        body = (not rule.bodies or agency.body in rule.bodies) and agency.body not in rule.except_
        if in_force and body and rule.side == agency.side and post.rank in rule.ranks:
            return rule
    return None


def terms_of(office: Office, agency_id: str, day: Day) -> Sequence[Term]:
    """Return the terms of a committee, or of the nearest superior that has some."""
    seen: set[str] = set()
    current: str | None = agency_id
    while current is not None and current not in seen and current in office.agencies:
        seen.add(current)
        agency = agency_on(office.agencies[current], day)
        if agency.terms:
            return agency.terms
        current = agency.parent
    return ()


def covers(term: Term, day: Day) -> bool:
    """Return whether a day lies in a term."""
    return term.from_ <= day and (term.until is None or day <= term.until)


def last_day_of(office: Office, tenure: Tenure) -> Day | None:
    """Return the last day of the term a tenure was given for; None where no rule binds it or its beginning is unknown."""
    start = tenure.counted or tenure.from_
    rule = rule_of(office, tenure.post, start) if start else None
    if rule is None or start is None:
        return None
    if rule.follows == "committee":
        terms = terms_of(office, agency_of(tenure.post), start)
        return next((term.until for term in terms if term.name == tenure.term or (tenure.term is None and covers(term, start))), None)
    years = tenure.years or rule.years
    return _years_later(start, years) if years else None


def _years_later(start: Day, years: int) -> Day | None:
    """Return the last day of so many years; None where the calendar ends before."""
    try:
        return start.replace(year=start.year + years) - datetime.timedelta(days=1)
    except ValueError:  # 29 February, or beyond the last year
        return Day(start.year + years, 2, 28) if start.year + years <= Day.max.year else None
