"""Kinds of document and kinds of text that are cited: rows of ``templates/kinds.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from docgen.model.catalogue import Language
from docgen.model.values import Bool, Int, Value

Part = Literal[
    "bases", "articles", "body", "sign", "recipients", "to", "meeting", "persons", "tasks", "phases", "drills", "attached", "proposal"
]


class Sided(Value):
    """A text that differs between documents of the State and of the Party."""

    state: str | None = Field(None, description="In documents of the State.")
    party: str | None = Field(None, description="In documents of the Party.")


class Kind(Value):
    """One kind of document."""

    name: str = Field(description="Name of the kind, e.g. Quyết định.")
    title: Sided | None = Field(None, description="Line printed as the kind, where it is not the name; empty for an official letter.")
    letters: Sided = Field(Sided(), description="Letters in the symbol.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name in other languages.")
    outline: Literal["articles", "roman", "arabic"] = Field("roman", description="How its parts are numbered.")
    outline_party: Literal["articles", "roman", "arabic"] | None = Field(
        None, description="The same in documents of the Party, where it differs."
    )
    template: str = Field("document.html", description="Template that lays the kind out.")
    bases: Literal["block", "none"] = Field("none", description="block: bases, each a line of its own, and the line of the authority.")
    ruling: str | None = Field(None, description="Ruling words: QUYẾT ĐỊNH, QUYẾT NGHỊ.")
    opening: str | None = Field(None, description="Name of the formula of the opening sentence, filled from the meeting.")
    closing: str | None = Field(None, description="Name of the formula of the closing sentence.")
    addressee: Sided = Field(Sided(), description="Word before the addressees: Kính gửi, Kính trình.")
    same: Literal["articles", "above", "none"] = Field("none", description="First line of the recipients: Như Điều N, Như trên.")
    must: tuple[Part, ...] = Field((), description="Parts without which the document is not complete.")
    must_party: tuple[Part, ...] | None = Field(None, description="The same in documents of the Party, where it differs.")
    issuers: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Side → bodies that may issue the kind; any body where absent."
    )
    numbered: Bool = Field(True, description="false: the kind has no number of its own.")
    dated: Bool = Field(True, description="false: no place and date line (minutes).")
    law: Bool = Field(False, description="Cited by name, without number and issuer.")
    rank: Int | None = Field(None, description="Place among the bases, 1 first; none where the order is free.")
    cited: Bool = Field(False, description="Only cited; no document of this kind is written here.")
    source: str = Field("", description="Where the rule stands.")
