"""The rule book: an office goes in, what is wrong with it comes out.

A rule is a function that yields findings: about one document (``Paper``), or about the whole office (``Desk``). A new
rule is a function, its line below, and its code with an example in ``docgen/model/codes.yaml``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from docgen.check import (
    actors,
    bases,
    bodies,
    charts,
    complete,
    dates,
    drafts,
    followed,
    ids,
    in_force,
    known,
    numbers,
    packets,
    posts,
    progress,
    provisional,
    register,
    reports,
    series,
    signers,
    terms,
    texts,
    totals,
    translated,
)
from docgen.check.desk import Desk
from docgen.check.paper import Paper
from docgen.check.waivers import settle
from docgen.files.collector import resting
from docgen.model.findings import Finding
from docgen.model.office import Office

__all__ = ["DOCUMENT_RULES", "OFFICE_RULES", "check"]

DOCUMENT_RULES: tuple[Callable[[Paper], Iterable[Finding]], ...] = (
    known.ids_of_documents,
    texts.marks,
    texts.blanks,
    texts.changed_parts,
    series.source,
    series.conditions,
    series.overrides,
    ids.twice,
    ids.listed,
    ids.table_columns,
    in_force.cited,
    in_force.changed,
    dates.effects,
    dates.deadlines,
    followed.handed_on,
    dates.forms_of_due,
    dates.phases,
    dates.drills,
    dates.meetings,
    totals.expected,
    totals.counts,
    totals.spoken_numbers,
    totals.tables,
    charts.told,
    charts.bars,
    charts.figures,
    charts.timelines,
    complete.no_issuer,
    complete.must,
    complete.issuers,
    complete.unprinted,
    complete.secret,
    bases.order,
    drafts.layout,
    drafts.undated,
    drafts.private_fields,
    signers.signers,
    signers.sides,
    actors.leads,
    actors.persons,
    actors.existing,
    posts.seats,
    posts.apart,
    posts.existing,
    terms.lengths,
    terms.named,
    provisional.differs,
    bodies.tasks_left,
    bodies.dates,
    bodies.figures,
)
OFFICE_RULES: tuple[Callable[[Desk], Iterable[Finding]], ...] = (
    known.ids_of_catalogues,
    ids.circles,
    dates.catalogue_spans,
    numbers.form,
    numbers.given_once,
    register.lines,
    register.documents,
    register.both,
    progress.lines,
    reports.reports,
    followed.parts_open,
    followed.leads_ended,
    translated.translations,
    posts.catalogue_seats,
    posts.catalogue_apart,
    terms.over,
    provisional.outlived,
    bodies.people_left,
    packets.packets,
)


def check(office: Office, as_of: datetime.date, found: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Return all findings of an office, sorted by file and place; waivers that silence a warning have been heard.

    ``as_of`` is the day on which a waiver must still hold, and by which drafts without any day are judged. ``found`` are
    findings made before, those of reading: they are returned with the others, and waivers silence their warnings too.
    """
    with resting():  # what the rules make lives as long as the run
        return tuple(sorted(settle(office, [*found, *_judge(Desk(office, as_of))], as_of), key=_order))


def _judge(desk: Desk) -> Iterator[Finding]:
    for rule in OFFICE_RULES:
        yield from rule(desk)
    for document in desk.office.documents.values():
        paper = Paper(desk, document)
        if document.each is None:
            for document_rule in DOCUMENT_RULES:
                yield from document_rule(paper)
        else:
            found = [finding for document_rule in DOCUMENT_RULES for finding in document_rule(paper)]
            yield from (*found, *series.members(paper, DOCUMENT_RULES, found))


def _order(finding: Finding) -> tuple[str, int, list[tuple[int, str]], str]:
    """Return the key that sorts by file, then by line where it is known, then by place, then by code."""
    steps = [(step, "") if isinstance(step, int) else (-1, step) for step in finding.place.steps]
    return finding.place.path, finding.source.line if finding.source else 0, steps, finding.code
