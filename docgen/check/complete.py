"""Parts a kind of document must have, who may issue it, what is written but never printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docgen.check.paper import Paper
from docgen.model.body import Annex, Article, Attached, Division, Passage
from docgen.model.document import Document
from docgen.model.findings import Finding

PRINTED = ("tasks", "persons", "phases", "drills")
"""Lists that a part of the body prints. Changes of agencies are events too: an article may say them in words."""

HAS: Mapping[str, Callable[[Paper], object]] = {
    "articles": lambda paper: any(paper.every(Article)) or {"persons", "agencies"} & _printed_whole(paper),
    "proposal": lambda paper: any(basis.proposal for basis in paper.document.bases),
}


def must(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every part that the kind must have and the document lacks."""
    kind = paper.kind
    if kind is None:
        return
    parts = kind.must_party if paper.side == "party" and kind.must_party is not None else kind.must
    for part in parts:
        has = HAS.get(part, lambda paper, part=part: getattr(paper.document, part))
        if not has(paper):
            yield paper.finding("E320", ("kind",), part=part, kind=kind.name)


def issuers(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a document of a kind that its issuer may not issue, or has no letters for."""
    kind, office = paper.kind, paper.desk.office
    if kind is None:
        return
    if kind.cited:
        yield paper.finding("E323", ("kind",), kind=kind.name)
        return
    agency = office.agencies.get(paper.document.issuer[0]) if paper.document.issuer else None
    bodies = kind.issuers.get(paper.side)
    if agency is not None and bodies is not None and agency.body not in bodies:
        yield paper.finding("E321", ("issuer", 0), value=agency.name, kind=kind.name, known=", ".join(bodies))
    letters = kind.letters.party if paper.side == "party" else kind.letters.state
    title = (kind.title.party if paper.side == "party" else kind.title.state) if kind.title else None
    if kind.numbered and not letters and title != "" and paper.document.symbol is None and bodies != ():
        yield paper.finding("W321", ("kind",), kind=kind.name, side=paper.side)


def no_issuer(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a document that names nobody as its issuer."""
    if not paper.document.issuer:
        yield paper.finding("E328", ("issuer",))


def unprinted(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every task, person, phase, drill, table or chart that no part of the document prints."""
    document = paper.document
    whole = _printed_whole(paper)
    for key in PRINTED:
        entries = getattr(document, key)
        if not entries or key in whole:
            continue
        named = _named(paper, key)
        for index, entry in enumerate(entries):
            if entry.id not in named:
                yield paper.finding("W332", (key, index, "id"), value=entry.id, noun=key)
    for key, own in (("table", "tables"), ("chart", "charts")):
        shown = {getattr(node.value, key) for node in paper.printers}
        for index, entry in enumerate(() if own in whole else getattr(document, own)):
            if entry.id not in shown:
                yield paper.finding("W332", (own, index, "id"), value=entry.id, noun=own)


def secret(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a secret document in a workspace that has not been declared offline."""
    if paper.document.secrecy != "none" and not paper.desk.office.settings.offline:
        yield paper.finding("E343", ("secrecy",), value=paper.document.secrecy)


def _printed_whole(paper: Paper) -> set[str]:
    """Return the lists that a word in a body, or ``all`` in a part, prints whole."""
    bodies = [node.value.body for node in paper.every(Document, Passage, Division, Annex, Attached)]
    words = {block for body in bodies for block in body if isinstance(block, str)}
    return words | {key for node in paper.printers for key in PRINTED if getattr(node.value, key) == "all"}


def _named(paper: Paper, key: str) -> set[str]:
    """Return the ids of a list that parts of the document print, or keep for tracking only."""
    named: set[str] = set()
    for node in paper.printers:
        named.update(getattr(node.value, key) or ())
        if key == "tasks":
            named.update(id_ for group in node.value.groups for id_ in group.tasks)
    return named
