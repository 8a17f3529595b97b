"""Marks in texts: citations, cross-references, placeholders of a series, bold and footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.known import printed
from docgen.check.paper import Paper, Text, id_of
from docgen.check.parts import addresses, parts
from docgen.check.series import fields, without_rows
from docgen.derive.holes import BRACES
from docgen.model.body import Attached, Item, Passage
from docgen.model.findings import Finding
from docgen.model.values import Value
from docgen.words.markup import citations, unbalanced
from docgen.words.nearest import nearest


def marks(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every citation, cross-reference, placeholder or mark that leads nowhere."""
    for text in paper.texts:
        if "[[" in text.text:
            yield from _cited(paper, text)
        if "{" in text.text:
            yield from _placeholders(paper, text)
        mark = unbalanced(text.text)
        if mark:
            yield paper.finding("W222", text.steps(), value=mark)


def blanks(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every text of a new document that is still to be written."""
    return (paper.finding("W337", text.steps()) for text in paper.blanks)


def changed_parts(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every part of another document of the office that is changed but does not exist."""
    document = paper.document
    for key in ("amends", "replaces", "repeals", "corrects"):
        for index, change in enumerate(getattr(document, key)):
            other = paper.desk.office.documents.get(change.document)
            if other is None or not change.parts:
                continue
            known = addresses(Paper(paper.desk, other))
            for place, part in enumerate(change.parts):
                if part not in known:
                    yield _no_part(paper, (key, index, "parts", place), f"{other.id}#{part}", nearest(part, known))


def _cited(paper: Paper, text: Text) -> Iterator[Finding]:
    known = paper.desk.known["cited"]
    for target, is_part in citations(text.text):
        if is_part:
            yield from _part(paper, text, paper, target)
            continue
        id_, part = id_of(target), target.partition("#")[2].partition("@")[0]
        other = paper.desk.office.documents.get(id_)
        if id_ not in known:
            near = nearest(id_, known) or ""
            yield paper.finding("E220", text.steps(), value=id_, nearest=near, name=printed(paper.desk, "cited", near) if near else "")
        elif part and other is not None:
            yield from _part(paper, text, Paper(paper.desk, other), part)


def _part(paper: Paper, text: Text, other: Paper, target: str) -> Iterator[Finding]:
    """Yield the finding for a part that ``other`` does not have, or that bears no number a reference could print."""
    known = {part.id: part.node.value for part in parts(other)}
    shown = f"#{target}" if other is paper else f"{other.document.id}#{target}"
    if target not in known:
        yield _no_part(paper, text.steps(), shown, nearest(target, known))
    elif _is_unnumbered(known[target]):
        yield paper.finding("E227", text.steps(), value=shown)


def _is_unnumbered(part: Value) -> bool:
    return isinstance(part, (Item, Attached)) or (isinstance(part, Passage) and (part.heading is None or part.unnumbered))


def _no_part(paper: Paper, steps: tuple[str | int, ...], shown: str, near: str | None) -> Finding:
    return paper.finding("E221", steps, value=shown, nearest=near or "")


def _placeholders(paper: Paper, text: Text) -> Iterator[Finding]:
    known = fields(paper) if paper.document.each else ()
    for match in BRACES.finditer(text.text):
        if not paper.is_series:
            yield paper.finding("E223", text.steps(), value=match[0])
        elif paper.document.each and match[1] not in known and not without_rows(paper):
            words = {"value": match[0], "nearest": nearest(match[1], known) or "", "known": ", ".join(sorted(known))}
            yield paper.finding("E224", text.steps(), **words)
