"""The title of every text in one line, for lists and pictures: kind, number, subject.

In: the office. Out: id → title, in the office's language.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.derive.names import format_of
from docgen.model.catalogue import Reference
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.context import Context
from docgen.resolve.text import cited_document, symbol_of
from docgen.words.symbols import full_number


def titles(office: Office) -> dict[str, str]:
    """Return the titles of all references and documents."""
    return dict(_titles(office))


def _titles(office: Office) -> Iterator[tuple[str, str]]:
    for id_, reference in office.references.items():
        yield id_, _of_reference(office, reference)
    for id_, document in office.documents.items():
        yield id_, _of_document(office, document)


def _of_reference(office: Office, reference: Reference) -> str:
    if reference.name:
        return reference.name
    kind = office.kinds.get(reference.kind)
    return _joined(kind.name if kind else reference.kind, full_number(reference.number, reference.symbol), reference.subject or "")


def _of_document(office: Office, document: Document) -> str:
    kind = office.kinds.get(document.kind)
    if kind is None or not document.issuer or not office.formats:
        return document.subject
    context = Context(office, document, next(iter(office.formats.values())), office.settings.language, {})
    return _joined(kind.name, full_number(document.number, symbol_of(context, document)) if document.number else "", document.subject)


def short_title(office: Office, document: Document) -> str:
    """Return kind and number of a document, its subject where it has no number: Quyết định số 145/QĐ-UBND."""
    if not document.number or not document.issuer or not office.formats:
        return _of_document(office, document)
    context = Context(office, document, office.formats[format_of(office, document, None) or next(iter(office.formats))], "vi", {})
    return cited_document(context, document, full=False)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
