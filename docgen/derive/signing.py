"""Documents as they go to the leader: the number and the day are not known yet and stay blank, whatever the file says."""

from __future__ import annotations

from dataclasses import replace

from docgen.model.document import Document
from docgen.model.office import Office


def unsigned(document: Document) -> Document:
    """Return a document without number and day; its day becomes the planned one, so that names and layout stay."""
    return document.model_copy(update={"number": None, "date": None, "planned": document.day})


def for_signing(office: Office) -> Office:
    """Return the office with all its documents unsigned, those of series included."""
    return replace(office, documents={id_: unsigned(document) for id_, document in office.documents.items()}, register={})
