"""Translations beside a document: every address leads to a text, every text that is printed has its translation."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.check.known import unknown
from docgen.check.paper import Paper
from docgen.check.parts import may_be_translated, text_addresses
from docgen.model.findings import Finding, Place
from docgen.words.nearest import nearest

PRINTED = frozenset({"subject", "opening", "closing", "text", "title", "heading", "then", "do", "product", "name", "label"})
"""Keys whose text a reader of another language needs; numbers, symbols and marks stay as they are."""


def translations(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every address of a translation that leads nowhere, and a note for texts without translation."""
    for (id_, language), translation in desk.office.translations.items():
        path = desk.office.files.get(f"translation:{id_}.{language}", "")
        document = desk.office.documents.get(id_)
        if document is None:
            yield unknown(desk, "document", id_, Place(path, ("translates",)))
            continue
        paper = Paper(desk, document)
        texts = dict(text_addresses(paper))
        known = texts.keys() | set(may_be_translated(paper))
        for address in translation.texts:
            if address not in known:
                yield Finding("E351", Place(path, ("texts", address), True), {"value": address, "nearest": nearest(address, texts) or ""})
        missing = [address for address, key in texts.items() if key in PRINTED and address not in translation.texts]
        if missing:
            words = {"count": str(len(missing)), "value": missing[0], "language": language}
            yield Finding("N352", Place(path, ("texts",)), words)
