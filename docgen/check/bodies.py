"""Bodies that end: nobody is left in their posts, no task is left with them; days and figures agree with the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.check.paper import Paper
from docgen.check.posts import names
from docgen.check.totals import amount
from docgen.derive.agencies import Body, compare
from docgen.derive.deadlines import last_day
from docgen.derive.posts import agency_of
from docgen.derive.relations import effect_of
from docgen.model.body import Table
from docgen.model.findings import Finding
from docgen.model.tasks import Task

_DAY = datetime.timedelta(days=1)


def people_left(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every body that has ended by the day ``as_of`` while somebody still holds a post in it."""
    if desk.as_of is None:
        return
    left: dict[str, set[str]] = {}
    for post, tenures in desk.posts.roll.by_post.items():
        body = desk.posts.bodies.get(agency_of(post))
        if body is not None and body.until is not None and body.until < desk.as_of:
            left.setdefault(body.id, set()).update(tenure.person for tenure in tenures if tenure.on(desk.as_of))
    for id_, people in left.items():
        if people:
            words = {"date": str(desk.posts.bodies[id_].until), "value": desk.posts.bodies[id_].name, "names": names(desk.office, people)}
            yield Finding("W393", desk.place("agency", id_), words)


def tasks_left(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every task whose deadline lies after the last day of its lead.

    A body that had already ended when the document was signed is a finding of its own.
    """
    for node in paper.every(Task):
        task: Task = node.value
        for place, actor in enumerate(task.lead if task.due else ()):
            body = paper.view.bodies.get(actor) if isinstance(actor, str) else None
            if body is None or body.until is None or paper.day is None or paper.day > body.until:
                continue
            last = last_day(task.due, paper.document) if task.due else None  # asked last: it may need the calendar of holidays
            if last is not None and last > body.until:
                words = {"value": body.name, "date": body.until, "due": last, "heirs": _heirs(paper, body)}
                yield paper.finding("W394", node.steps("lead", place), **words)


def dates(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every body that a row begins or ends on another day than the catalogue says."""
    for index, row in enumerate(paper.document.agencies):
        effect = row.effect or effect_of(paper.document)
        if effect is None or effect == datetime.date.min:
            continue
        for key, ids, others in (("from", row.from_, row.into), ("into", row.into, row.from_)):
            for place, id_ in enumerate(ids):
                agency = paper.desk.office.agencies.get(id_)
                day = (agency.until if key == "from" else agency.from_) if agency and id_ not in others else None
                expected = effect - _DAY if key == "from" else effect
                if agency is not None and day is not None and day != expected:
                    words = {"value": agency.name, "key": "until" if key == "from" else "from", "day": day, "expected": expected}
                    yield paper.finding("W395", ("agencies", index, key, place), **words)


def figures(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every cell of a table that counts agencies otherwise than catalogue and decisions do."""
    for node in paper.every(Table):
        table: Table = node.value
        asked = table.agencies
        if asked is None:
            continue
        mine = [body for body in paper.view.bodies.values() if body.id.startswith(f"{asked.area}/")]
        known = {line.class_: (line.before, line.after, line.difference) for line in compare(mine, asked.before, asked.after)}
        for index, row in enumerate(table.rows):
            class_ = row.get(asked.class_)
            for column, right in zip(asked.figures, known.get(class_ or "", (0, 0, 0)), strict=True):
                if class_ and column in row and amount(row[column]) != right:
                    words = {"value": row[column], "class": class_, "column": column, "found": right}
                    yield paper.finding("E396", node.steps("rows", index, column), **words)


def _heirs(paper: Paper, body: Body) -> str:
    return ", ".join(body_.name for id_ in body.into if (body_ := paper.view.bodies.get(id_)))
