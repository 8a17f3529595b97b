"""What the office names once and uses by id: agencies, posts, people, units, groups, references, settings.

Names, letters, parents and posts are dated: ``earlier`` holds what was true before, and a document prints what was
true on its own date (``docgen.derive.names``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from docgen.model.values import ActorId, AgencyId, AreaId, Bool, Day, Int, KindId, PostId, ReferenceId, Value

Side = Literal["party", "state", "front"]
Language = Literal["vi", "en", "th"]
UnitKind = Literal["commune", "ward", "special-zone", "town"]


class Settings(Value):
    """``directives/office.yaml``: what holds for the whole workspace."""

    schema_: Int = Field(1, alias="schema", description="Version of the file schema; the reader knows every earlier one.")
    name: str = Field("", description="Name of the office, shown by the program.")
    language: Language = Field("vi", description="Language of the documents.")
    due_soon: Int = Field(7, description="A task is due soon this many days before its deadline.")
    confirm_done: Bool = Field(False, description="A task counts as done only once it was accepted.")
    sequences: Mapping[AgencyId, Mapping[str, tuple[KindId, ...]]] = Field(
        default_factory=dict,
        description="Agency of the State → number sequence → kinds it holds; each kind has a sequence of its own where absent.",
    )
    offline: Bool = Field(False, description="Allows documents marked secret: this workspace never leaves the machine.")


class AgencyEpoch(Value):
    """How an agency stood before: the fields given here held until the day ``until``."""

    until: Day = Field(description="Last day on which this held.")
    name: str | None = Field(None, description="Name at that time.")
    letters: str | None = Field(None, description="Letters in document symbols at that time.")
    parent: AgencyId | None = Field(None, description="Superior agency at that time.")
    place: str | None = Field(None, description="Place name at that time.")


class Letterhead(Value):
    """Lines at the top left, where they are not simply the parent and the agency."""

    parent: tuple[str, ...] = Field((), description="Lines of the superior body, regular.")
    name: tuple[str, ...] = Field((), description="Lines of the issuing body, bold.")


class Term(Value):
    """A term of a Party committee: its documents are numbered from 01 in each."""

    name: str = Field(description="Name of the term: 2020-2025.")
    from_: Day = Field(alias="from", description="First day.")
    until: Day | None = Field(None, description="Last day, where it has ended.")


class Agency(Value):
    """A body of the Party, the State or the Front that issues documents or carries out tasks."""

    name: str = Field(description="Full name as it stands in running text, e.g. Sở Nội vụ.")
    side: Side = Field(description="Whose layout of documents the agency follows.")
    parent: AgencyId | None = Field(None, description="Direct superior agency.")
    letters: str | None = Field(None, description="Letters of the agency in document symbols, e.g. UBND, TU, BTCTU.")
    place: str | None = Field(None, description="Place name before the date of a document; the parent's where absent.")
    short: str | None = Field(None, description="Short name for tables, e.g. BTC Thành uỷ.")
    collective: str | None = Field(None, description="Name after TM. or T/M and in the ruling line, e.g. Ban Thường vụ.")
    body: Literal["committee", "advisory", "council", "people-committee", "court", "unit", "other"] = Field(
        "other", description="Nature of the body; decides which documents it may issue."
    )
    seal: Bool = Field(True, description="false: the agency uses the seal of its parent, and its signer signs with the post held there.")
    header: Letterhead | None = Field(None, description="Lines of the letterhead where they are not parent and name.")
    from_: Day | None = Field(None, alias="from", description="First day of the agency.")
    until: Day | None = Field(None, description="Last day of the agency.")
    terms: tuple[Term, ...] = Field(
        (), description="Terms of a Party committee; bodies below it follow the nearest superior that has them."
    )
    earlier: tuple[AgencyEpoch, ...] = Field((), description="Earlier names, letters, parents and places.")
    class_: str | None = Field(
        None, alias="class", description="Class in tables of a reorganisation, e.g. Sở; bodies without a class are not counted there."
    )
    count: Int = Field(1, description="How many bodies alike the entry stands for, where nobody needs their names.")
    per: str | None = Field(None, description="Unit the count is for, e.g. mỗi huyện, thành phố; such a class adds up with no other.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name in other languages.")
    note: str | None = Field(None, description="Remark for the office; never printed.")


class Post(Value):
    """A post in an agency: its id begins with the agency's id."""

    name: str = Field(description="Post with its body, e.g. Bí thư Thành uỷ.")
    title: str | None = Field(None, description="Post as signed, without the body, e.g. Bí thư; the name where absent.")
    seats: Int = Field(1, description="How many persons hold the post at once.")
    rank: Literal["head", "deputy", "member", "staff"] = Field(description="Who signs for whom.")
    from_: Day | None = Field(None, alias="from", description="First day of the post.")
    until: Day | None = Field(None, description="Last day of the post.")
    apart: tuple[PostId, ...] = Field((), description="Posts that nobody may hold together with this one.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name of the post in other languages.")


class Holding(Value):
    """One person in one post for a time."""

    post: PostId = Field(description="Post held.")
    from_: Day | None = Field(None, alias="from", description="First day in the post, where known.")
    until: Day | None = Field(None, description="Last day in the post.")


class Person(Value):
    """A person as the office names them; birth date and other private fields stand in ``directives/private/``."""

    name: str = Field(description="Full name in Vietnamese order.")
    honorific: Literal["ông", "bà"] = Field(description="ông or bà, before the name in documents of the State.")
    held: tuple[Holding, ...] = Field((), description="Posts held before the documents of this office say more.")
    position: str | None = Field(None, description="Position in words, for a person without a post in the catalogue.")
    agency: AgencyId | None = Field(None, description="Agency of a person without a post in the catalogue.")
    order: Int | None = Field(None, description="Order of rank in lists.")


class Unit(Value):
    """A commune-level unit: commune, ward, special zone."""

    kind: UnitKind = Field(description="Commune (xã), ward (phường), special zone (đặc khu), town (thị trấn).")
    name: str = Field(description="Proper name, e.g. Cát Hải.")
    of: AreaId | None = Field(None, description="Province or city; the first part of the id where absent.")
    order: Int | None = Field(None, description="Clause of the resolution that founded the unit; the order of lists.")
    formerly: AreaId | None = Field(None, description="Province or city before the merger.")
    from_: Day | None = Field(None, alias="from", description="First day of the unit.")
    until: Day | None = Field(None, description="Last day of the unit.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name in other languages.")


class Area(Value):
    """A province or a city under the central government."""

    name: str = Field(description="Name with the word for its kind, e.g. thành phố Hải Phòng.")
    place: str = Field(description="Place name before dates, e.g. Hải Phòng.")
    from_: Day | None = Field(None, alias="from", description="First day.")
    until: Day | None = Field(None, description="Last day.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name in other languages.")


class Group(Value):
    """A declared group that leads or helps in tasks, or is invited as one."""

    name: str = Field(description="Name of the group in running text.")
    members: tuple[ActorId, ...] = Field((), description="Ids of agencies or people.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Name in other languages.")


class Reference(Value):
    """A text of somebody that our documents cite: law, resolution, plan, official letter."""

    kind: KindId = Field(description="Kind of the text; law and code are cited without number.")
    name: str | None = Field(None, description="Name of a law or code, e.g. Luật Bảo hiểm xã hội.")
    number: str | None = Field(None, description="Number as printed, with the year where it belongs to it: 178/2024.")
    symbol: str | None = Field(None, description="What follows the number: NĐ-CP, NQ-UBTVQH15, NQ/TW.")
    issuer: AgencyId | None = Field(None, description="Agency that issued the text.")
    author: str | None = Field(None, description="Author in words where it is not the issuer, e.g. Bộ Chính trị.")
    date: Day | None = Field(None, description="Day of signing.")
    subject: str | None = Field(None, description="What the text is about, as cited: về việc …, quy định …")
    effect: Day | None = Field(None, description="First day in force; the day of signing where absent.")
    until: Day | None = Field(None, description="Last day in force.")
    by: ReferenceId | None = Field(None, description="Text that ended it.")
    note: str | None = Field(None, description="Remark for the office; never printed.")
    translated: Mapping[Language, str] = Field(default_factory=dict, description="Whole citation in other languages.")


CATALOGUES: Mapping[str, tuple[str, type[Value]]] = {
    "agencies": ("agency", Agency),
    "areas": ("area", Area),
    "groups": ("group", Group),
    "people": ("person", Person),
    "posts": ("post", Post),
    "references": ("reference", Reference),
    "units": ("unit", Unit),
}
"""File name in ``directives/catalogue/`` → what one entry is called, and its type."""
