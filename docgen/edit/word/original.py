"""The document a Word file was made from, printed again with other words in its file.

In: the office, the document's id and language. Out: the sheet of its file as it stands, or as it would be with other words.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from yaml import YAMLError

from docgen.compose.sheet import compose as lay_out
from docgen.derive.series import named
from docgen.edit.lookup import Lookup
from docgen.edit.word.scalars import Steps, data_of
from docgen.model.blocks import Sheet
from docgen.model.catalogue import Language
from docgen.model.document import Document, Translation
from docgen.model.office import Office
from docgen.read.tree import compose
from docgen.read.values import build
from docgen.resolve.document import resolve
from docgen.write.saying import saying_key


@dataclass(frozen=True, eq=False)
class Original:
    """Which document, in which language, from which file of the workspace. ``as_of`` chooses the format of a draft without a day."""

    office: Office
    id_: str
    language: Language
    templates: Sequence[Path]
    as_of: datetime.date

    @property
    def document(self) -> Document:
        """Return the document; of a series the one of the unit."""
        found = named(self.office, self.id_)
        if found is None:
            raise LookupError(self.id_)
        return found

    @property
    def translated(self) -> bool:
        """Return whether the words stand in a translation of the document."""
        return self.language != (self.document.language or self.office.settings.language)

    @property
    def path(self) -> str:
        """Return the file the words stand in."""
        series = self.id_.partition("@")[0]
        return self.office.files[f"translation:{series}.{self.language}" if self.translated else f"document:{series}"]

    @cached_property
    def names(self) -> Lookup:
        """Return what finds agencies, persons and posts by their names, those of the issuer's area first."""
        return Lookup(self.office, self.document.issuer[0].partition("/")[0])

    def said(self) -> str:
        """Return the key of what the document says as the office has it; nothing where it cannot be laid out."""
        sheet = lay_out(resolve(self.office, self.document, language=self.language, as_of=self.as_of), self.templates)[0]
        return saying_key(sheet) if sheet is not None else ""

    def sheet(self, text: str, instead: Mapping[Steps, str] | None = None) -> tuple[Sheet | None, list[Steps]]:
        """Return the sheet of the document with this text in its file, or where in the file the reader refuses it.

        ``instead`` holds other words for some scalars, by the steps that lead to them.
        """
        try:
            root = compose(text)
        except (YAMLError, RecursionError):
            return None, []
        office, refused = self._office(data_of(root, instead or {}))
        document = named(office, self.id_) if office is not None else None
        if office is None or document is None:
            return None, refused
        printed = resolve(office, document, language=self.language, as_of=self.as_of)
        return lay_out(printed, self.templates)[0], []

    def _office(self, data: object) -> tuple[Office | None, list[Steps]]:
        kind: Any = Translation if self.translated else Document
        value, findings = build(kind, data, self.path)
        if value is None:
            return None, [finding.place.steps for finding in findings]
        if isinstance(value, Translation):
            return replace(self.office, translations={**self.office.translations, (value.translates, value.language): value}), []
        return replace(self.office, documents={**self.office.documents, value.id: value}), []
