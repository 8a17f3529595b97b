"""Suspect citations: a citation that holds a fingerprint, of a document that says something else by now.

In: an office without errors, its history in git where there is one. Out: findings that show the change itself. The fingerprint is
taken of the text without number and day, so that issuing a document makes no citation suspect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from docgen.check.desk import Desk
from docgen.check.paper import Paper, id_of
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.resolve.difference import difference
from docgen.resolve.fingerprint import said, unnumbered
from docgen.resolve.past import Past
from docgen.words.pins import pins

_MARK = re.compile(r"@[0-9a-f]{8}\]\]")


class Pinned(NamedTuple):
    """A citation with a fingerprint: the document cited, the fingerprint, and where it stands."""

    id: str
    fingerprint: str
    steps: tuple[str | int, ...]


def suspect(office: Office, past: Past) -> Iterator[Finding]:
    """Yield a finding for every citation whose fingerprint is not that of the document cited."""
    desk = Desk(office)

    @cache
    def now(id_: str) -> str:
        return unnumbered(office, office.documents[id_])

    for document in office.documents.values():
        if not _holds_pins(document):
            continue
        paper = Paper(desk, document)
        for one in pinned(paper):
            if one.id in office.documents and now(one.id) != one.fingerprint:
                yield paper.finding("W382", one.steps, value=one.id, document=document.id, change=_change(office, one, past))


def _holds_pins(document: Document) -> bool:
    """Return whether a document may hold a fingerprint: most hold none, and are not walked."""
    return any(basis.fingerprint for basis in document.bases) or _MARK.search(document.model_dump_json(warnings=False)) is not None


def pinned(paper: Paper) -> Iterator[Pinned]:
    """Yield the citations of a document that hold a fingerprint."""
    for index, basis in enumerate(paper.document.bases):
        if basis.ref and basis.fingerprint:
            yield Pinned(id_of(basis.ref), basis.fingerprint, ("bases", index, "fingerprint"))
    for text in paper.texts:
        found = [pin for pin in pins(text.text) if pin.fingerprint]
        yield from (Pinned(id_of(pin.target), pin.fingerprint, text.steps()) for pin in found)


def _change(office: Office, one: Pinned, past: Past) -> str:
    """Return what changed since, or nothing where no history tells."""
    old = past.find(office.documents[one.id], partial(_fits, one))
    if old is None:
        return ""
    before, after = old.documents[one.id], office.documents[one.id]
    return difference(said(old, before, numbered=False), said(office, after, numbered=False))


def _fits(one: Pinned, office: Office, document: Document) -> bool:
    return unnumbered(office, document) == one.fingerprint
