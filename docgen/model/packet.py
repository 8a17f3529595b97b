"""Packets as written: what is handed over to whom on which day, in which order, and who attends.

One file ``directives/packets/NAME.yaml`` is one packet, or one for each of several units. What was announced stands line by line in
``directives/packets/announced/NAME.yaml``: appended, never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from docgen.model.catalogue import Language
from docgen.model.series import Condition
from docgen.model.tasks import Units, listed
from docgen.model.values import ActorId, AgencyId, Clock, Day, DocumentId, Id, Int, PersonId, UnitId, Value

PageName = Literal["programme", "attendance", "delegates", "receipt"]
Only = Annotated[str | None, Field(description="Only in packets that meet this condition: a declared one, or a kind of unit.")]


class DocumentPart(Value):
    """A document of the office; of a series the one of the packet's unit."""

    document: DocumentId = Field(description="Document, or series.")
    title: str | None = Field(None, description="Title in the contents, where it is not the document's own.")
    language: Language | None = Field(None, description="Language; the document's own where absent.")
    copies: Int | None = Field(None, description="Copies for the unit; those of the packet where absent.")
    only: Only = None

    @property
    def key(self) -> str:
        """Return the name of the part inside its packet."""
        return self.document if self.language is None else f"{self.document}.{self.language}"


class FilePart(Value):
    """A finished PDF of another body."""

    file: str = Field(pattern=r"^[^\\]+\.pdf$", description="PDF below directives: incoming/nq-1669.pdf.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file: the very text that was received.")
    title: str = Field(description="Title in the contents.")
    number: str | None = Field(None, description="Number as printed.")
    symbol: str | None = Field(None, description="Symbol as printed.")
    issuer: str | None = Field(None, description="Who issued it, as printed in the lists.")
    date: Day | None = Field(None, description="Day of signing.")
    copies: Int | None = Field(None, description="Copies for the unit; those of the packet where absent.")
    only: Only = None

    @property
    def key(self) -> str:
        """Return the name of the part inside its packet."""
        return self.file


class DividerPart(Value):
    """A sheet that opens a part of the packet."""

    divider: str = Field(description="What stands on it: Phần II. Các quyết định của Thành uỷ.")
    only: Only = None

    @property
    def key(self) -> str:
        """Return the name of the part inside its packet."""
        return f"divider:{self.divider}"


class PagePart(Value):
    """A page made from the packet itself."""

    page: PageName = Field(description="programme, attendance, delegates or receipt.")
    title: str | None = Field(None, description="What it is about, under its name.")
    copies: Int | None = Field(None, description="Copies for the unit; those of the packet where absent.")
    only: Only = None

    @property
    def key(self) -> str:
        """Return the name of the part inside its packet."""
        return self.page


def _part_tag(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next((name for name in ("file", "divider", "page") if name in keys), "document")


def _part(value: Any) -> Any:
    return {"document": value} if isinstance(value, str) else value


Part = Annotated[
    Annotated[DocumentPart, Tag("document")]
    | Annotated[FilePart, Tag("file")]
    | Annotated[DividerPart, Tag("divider")]
    | Annotated[PagePart, Tag("page")],
    Discriminator(_part_tag),
]


class ProgrammeLine(Value):
    """A line of the programme; the times that are not given are worked out from the lines before."""

    at: Clock | None = Field(None, description="Hour it begins: 08:00; the end of the line before where absent.")
    minutes: Int | None = Field(None, description="How long it takes; until the next line where absent.")
    what: str = Field(description="What happens.")
    who: str | None = Field(None, description="Who does it.")
    only: Only = None


class Delegate(Value):
    """Somebody invited, with a seat."""

    person: PersonId | None = Field(None, description="Person of the catalogue.")
    name: str | None = Field(None, description="Name, for somebody the catalogue does not have.")
    position: str | None = Field(None, description="Position; that of the catalogue where absent.")
    seat: str | None = Field(None, description="Seat: A1.")
    note: str | None = Field(None, description="Remark column.")
    only: Only = None


class AttendingGroup(Value):
    """Who goes to which units, at what time."""

    id: Id = Field(description="Permanent id.")
    head: PersonId | None = Field(None, description="Who leads the group.")
    members: tuple[PersonId, ...] = Field((), description="Further members.")
    units: tuple[UnitId, ...] = Field((), description="Units it attends; of a packet without each the packet itself.")
    day: Day | None = Field(None, description="Day; that of the packet where absent.")
    from_: Clock | None = Field(None, alias="from", description="Hour it begins; that of the packet where absent.")
    until: Clock | None = Field(None, description="Hour it ends; that of the packet where absent.")
    at: Literal["in-person", "online"] = Field("in-person", description="In person, or at an online point.")
    place: str | None = Field(None, description="Place; that of the packet where absent.")


class PacketRecipient(Value):
    """Who receives what of the packet: each gets one zip."""

    to: ActorId | None = Field(None, description="Agency, person or group of the catalogue; the unit itself where absent.")
    receives: tuple[str, ...] = Field((), description="Documents, files and pages by id, path and name; everything where absent.")
    copies: Int | None = Field(None, description="Copies printed of each; one, for the unit those of the packet, where absent.")


class Packet(Value):
    """What is handed over together: documents, files of other bodies, pages of its own."""

    id: Id = Field(description="Permanent id; the file bears it.")
    title: str = Field(description="Title on the cover.")
    issuer: AgencyId = Field(description="Who hands it over; cover and lists are in its layout.")
    language: Language | None = Field(None, description="Language of cover and lists; the workspace's where absent.")
    each: Units | tuple[UnitId, ...] | None = Field(
        None, description="Units: all or some kinds of a province, or a list; one packet where absent."
    )
    conditions: Mapping[Id, Condition] = Field(default_factory=dict, description="Name of a condition → when it holds; only: names it.")
    day: Day = Field(description="Day it is handed over.")
    from_: Clock | None = Field(None, alias="from", description="Hour the ceremony begins.")
    until: Clock | None = Field(None, description="Hour it ends.")
    place: str | None = Field(None, description="Where.")
    contents: tuple[Annotated[Part, BeforeValidator(_part)], ...] = Field(description="What lies in it, in order.")
    programme: tuple[ProgrammeLine, ...] = Field((), description="Lines of the programme.")
    delegates: tuple[Delegate, ...] = Field((), description="Delegates with their seats.")
    groups: tuple[AttendingGroup, ...] = Field((), description="Who attends which unit.")
    copies: Int = Field(1, description="Copies of each document for the unit.")
    recipients: Annotated[tuple[PacketRecipient, ...], BeforeValidator(listed)] = Field(
        (PacketRecipient(),), description="Who receives a zip; the unit alone where absent."
    )
    names: str | None = Field(
        None,
        description="Name of a unit's PDF: {order} {unit.name}.pdf where absent; {number}, {packet}, {day}, {year} …",
    )

    @property
    def pattern(self) -> str:
        """Return the pattern of names, without its ending."""
        return (self.names or ("{packet}" if self.each is None else "{order} {unit.name}")).removesuffix(".pdf")


class Announcement(Value):
    """One line: what was announced to whom. Documents are named with the fingerprints of what they said."""

    unit: str | None = Field(None, description="Unit; absent for a packet that is not made for units.")
    day: Day = Field(description="Day it was announced.")
    documents: Mapping[str, str] = Field(description="Document, file or page → its fingerprint.")
