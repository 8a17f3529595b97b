"""The document that changes an issued one: of the same kind, with the relation written once, in the new document.

In: the issued document and how it is to be changed. Out: the wish for a new document. Corrections of the State go by official
letter (đính chính); what kind a relation asks for stands in ``starts/relations.yaml`` beside its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import yaml

from docgen.derive.names import side_of
from docgen.edit.starts import STARTS, Relation, Wish, free_id
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.titles import short_title

How = Literal["amends", "replaces", "repeals", "corrects"]
WAYS: tuple[How, ...] = ("amends", "replaces", "repeals", "corrects")


class Change(NamedTuple):
    """A change to be started: the document, one unit's address of a series where only that is meant, and how."""

    document: Document
    address: str
    how: How


def amendment(office: Office, change: Change, new_id: str | None, folder: str) -> Wish:
    """Return the wish for the document that carries the change out."""
    words = _words()[change.how]
    document = change.document
    kind = _kind(office, document, words)
    fields = {"text": short_title(office, document), "id": change.address, "this": office.kinds[kind].name}
    relation = Relation(change.how, change.address, words["subject"].format_map(fields), words["text"].format_map(fields))
    issuer = document.issuer[0] if len(document.issuer) == 1 else f"[{', '.join(document.issuer)}]"
    return Wish(kind, new_id or free_id(office, office.kinds[kind]), issuer, folder, relation)


def _kind(office: Office, document: Document, words: Mapping[str, Any]) -> str:
    """Return the kind of the new document: that of the old one, where the relation asks for no other."""
    instead: Mapping[str, str] = words.get("instead", {})
    chosen: str = words.get(side_of(office, document)) or instead.get(document.kind, document.kind)
    return chosen if chosen in office.kinds else document.kind


def _words() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load((STARTS / "relations.yaml").read_text(encoding="utf-8"))
    return found
