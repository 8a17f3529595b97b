"""What is in force: nothing stands on, cites or changes a text that has ended, is not in force yet, or is younger.

Days of effect are compared, not of signing. A draft without any day is judged by the day of the run, and only for what has
ended already: it will be signed on that day or later.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.dates import shown
from docgen.check.desk import Desk
from docgen.check.paper import Day, Mention, Paper, id_of
from docgen.check.parts import own_id, parts
from docgen.derive.graph import End
from docgen.derive.relations import CHANGING, effect_of
from docgen.model.findings import Finding


def cited(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every text named that was not yet signed, no longer in force, or not yet in force."""
    day = paper.day
    for mention in paper.mentions:
        signed = _signed(paper.desk, mention.id)
        end = _end(paper.desk, mention) if mention.use != "change" else None
        if day is not None and signed is not None and signed > day:
            yield paper.finding("E301", mention.steps, value=mention.id, date=shown(signed), day=shown(day))
        elif paper.document.date and _is_draft(paper.desk, mention.id):
            yield paper.finding("W310", mention.steps, value=mention.id)
        elif end is not None and _is_over(paper, end) and end.by != id_of(paper.document.id):
            yield paper.finding("W306", mention.steps, value=_named(mention), date=shown(end.last), other=end.by)
        elif mention.use == "basis" and day is not None:
            yield from _not_yet(paper, mention)


def changed(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every text that the document changes or ends although it has ended before."""
    effect = paper.effect or paper.desk.as_of
    for key in CHANGING:
        for index, change in enumerate(getattr(paper.document, key)):
            wholes = [Mention(id_of(change.document), (key, index, "document"))]
            mentions = [Mention(wholes[0].id, (key, index, "parts", n), part=part) for n, part in enumerate(change.parts)] or wholes
            for mention in mentions:
                end = _end(paper.desk, mention)
                if end is not None and effect is not None and end.by != id_of(paper.document.id) and _is_before(end, effect):
                    yield paper.finding("W380", mention.steps, value=_named(mention), date=shown(end.last), other=end.by)


def _is_before(end: End, effect: Day) -> bool:
    """Return whether a text ended before a change: on the same day where another text ended it."""
    return end.last < effect if end.by else (effect - end.last).days > 1


def _is_over(paper: Paper, end: End) -> bool:
    day = paper.day or paper.desk.as_of
    return day is not None and end.last < day


def _end(desk: Desk, mention: Mention) -> End | None:
    """Return the end of what is named: of the text, of the part, or of a part that holds it; the earliest."""
    ends = desk.part_ends.get(mention.id, {})
    found = [ends[part] for part in _with_parents(desk, mention) if part in ends] if ends and mention.part else []
    whole = desk.ends.get(mention.id)
    return min([*found, *([whole] if whole else [])], default=None)


def _with_parents(desk: Desk, mention: Mention) -> Iterator[str]:
    """Yield the part and, in a document of the office, every part that holds it."""
    yield mention.part
    document = desk.office.documents.get(mention.id)
    known = {part.id: part.node for part in parts(Paper(desk, document))} if document else {}
    node = known.get(mention.part)
    while node is not None and node.parent is not None:
        node = node.parent
        yield own_id(node.value)


def _named(mention: Mention) -> str:
    return f"{mention.id}#{mention.part}" if mention.part else mention.id


def _is_draft(desk: Desk, id_: str) -> bool:
    document = desk.office.documents.get(id_)
    return document is not None and document.date is None


def _signed(desk: Desk, id_: str) -> Day | None:
    reference = desk.office.references.get(id_)
    if reference is not None:
        return reference.date or Day.min  # a text without a day is not younger than anything
    document = desk.office.documents.get(id_)
    if document is None:
        return Day.min
    day: Day | None = document.day
    return day


def _not_yet(paper: Paper, mention: Mention) -> Iterator[Finding]:
    """Yield the finding for a basis that takes effect only after the document itself does."""
    reference, document = paper.desk.office.references.get(mention.id), paper.desk.office.documents.get(mention.id)
    begins = reference.effect if reference else effect_of(document) if document else None
    if begins is not None and paper.effect is not None and begins > paper.effect:
        yield paper.finding("W307", mention.steps, value=mention.id, date=shown(begins), effect=shown(paper.effect))
