"""One document: what stands in one YAML file under ``directives/``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from docgen.model.body import Annex, Attached, Block, Meeting, Table
from docgen.model.catalogue import Language
from docgen.model.chart import Chart
from docgen.model.series import Condition, Each
from docgen.model.tasks import Actors, Drill, Phase, Task, listed
from docgen.model.values import ActorId, AgencyId, AreaId, Bool, Day, DocumentId, Id, Int, KindId, PersonId, PostId, Ref, Value

CitedId = Annotated[str, Ref("cited")]
Action = Literal["appoint", "designate", "approve", "transfer", "assign", "release", "retire", "early-retire"]


class Basis(Value):
    """One line of the bases (căn cứ)."""

    ref: CitedId | None = Field(None, description="Reference or document the decision stands on.")
    fingerprint: str | None = Field(
        None, pattern=r"^[0-9a-f]{8}$", description="Fingerprint of the document it was read from, written by docgen refs --pin."
    )
    proposal: Actors = Field((), description="Who proposed it: printed last, as the proposal line.")
    application: PersonId | None = Field(None, description="Person whose application it grants.")
    about: str | None = Field(None, description="What the application asks for.")
    date: Day | None = Field(None, description="Day of the application or of the proposal.")
    text: str | None = Field(None, description="A basis in words.")


def _ref(value: Any) -> Any:
    return {"ref": value} if isinstance(value, str) else value


class Changed(Value):
    """A text this document amends, replaces, repeals or corrects."""

    document: CitedId = Field(description="The text.")
    parts: tuple[str, ...] = Field((), description="Ids of its parts; the whole text where absent.")


class Provisional(Value):
    """A provisional assignment: gives no post and no right to sign."""

    until: Day = Field(description="Last day.")


class PersonRow(Value):
    """One event of one person: appointed, designated, transferred, retired …"""

    id: Id = Field(description="Permanent id of the row.")
    person: PersonId = Field(description="The person.")
    action: Action = Field(description="What happens.")
    takes: Annotated[tuple[PostId, ...], BeforeValidator(listed)] = Field((), description="Posts taken.")
    leaves: Annotated[tuple[PostId, ...], BeforeValidator(listed)] = Field((), description="Posts left.")
    position: str | None = Field(None, description="Present position in words, where it is not a post of the catalogue.")
    to: AgencyId | None = Field(None, description="Agency the person is transferred or assigned to.")
    duty: str | None = Field(None, description="New duty in words, where it is not a post of the catalogue.")
    effect: Day | None = Field(None, description="First day; the document's own effect where absent.")
    years: Int | None = Field(None, description="Term in years; the rule's where absent.")
    term: str | None = Field(None, description="Term of the committee: 2020-2025.")
    provisional: Provisional | None = Field(None, description="Assignment that ends by itself.")
    reason: str | None = Field(None, description="Why, as printed.")
    note: str | None = Field(None, description="Remark column.")


class AgencyChange(Value):
    """A body founded, ended, merged or renamed."""

    action: Literal["found", "end", "merge", "rename"] = Field(description="What happens.")
    from_: Annotated[tuple[AgencyId, ...], BeforeValidator(listed)] = Field((), alias="from", description="Bodies that end.")
    into: Annotated[tuple[AgencyId, ...], BeforeValidator(listed)] = Field((), description="Bodies that begin.")
    effect: Day | None = Field(None, description="Day of effect; the document's own where absent.")


class Signer(Value):
    """Who signs, by which authority."""

    by: PersonId = Field(description="Person who signs.")
    post: PostId = Field(description="Post the person signs with.")
    as_: Literal[
        "head",
        "on-behalf",
        "deputy-for-head",
        "acting",
        "by-order",
        "by-delegation",
        "in-charge",
        "concurrent",
        "recorder",
        "chair",
        "party-to",
    ] = Field("head", alias="as", description="By which authority: TM., KT., Q., TL., TUQ., kiêm.")
    behalf: str | None = Field(None, description="Body after TM. or T/M; the agency's collective where absent.")
    also: str | None = Field(None, description="Post in the steering committee, with as: concurrent.")
    side: Literal["left", "right"] = Field("right", description="Side, where two sign; the lead signs on the right.")
    label: str | None = Field(None, description="Line above the name where the authority is none of the usual.")


class Recipient(Value):
    """A line of the recipients (nơi nhận)."""

    to: ActorId | None = Field(None, description="Agency, person or group of the catalogue.")
    text: str | None = Field(None, description="Recipient in words.")
    units: Literal["all"] | None = Field(None, description="all: the units of the province in of.")
    of: AreaId | None = Field(None, description="Province or city whose units receive it.")
    for_: str | None = Field(None, alias="for", description="Purpose, in brackets: để báo cáo.")
    same: Literal["articles", "above"] | None = Field(None, description="Như Điều N, or Như trên.")
    file: str | None = Field(None, description="Where the copy is filed: VT, or the Party office's name.")
    copies: Int | None = Field(None, description="Number of copies filed.")


def _recipient(value: Any) -> Any:
    return {"to": value} if isinstance(value, str) else value


class Waiver(Value):
    """Silences a warning, with the reason."""

    code: str = Field(pattern=r"^W\d{3}$", description="Code of the warning.")
    why: str = Field(description="Reason, for the reviewer.")
    until: Day | None = Field(None, description="Last day the waiver holds.")


class Expect(Value):
    """Totals that must hold, so that a row lost in a merge is an error."""

    tasks: Int | None = Field(None, description="Number of tasks.")
    persons: Int | None = Field(None, description="Number of persons.")
    units: Int | None = Field(None, description="Number of units followed or addressed.")
    articles: Int | None = Field(None, description="Number of articles.")
    drills: Int | None = Field(None, description="Number of drills.")
    rows: Mapping[str, Int] = Field(default_factory=dict, description="Table id → number of its rows, group rows left out.")


class Override(Value):
    """What is different in the documents of a series that meet a condition, or in those named."""

    only: str | None = Field(None, description="Condition, or kind of unit, under which this holds.")
    for_: tuple[str, ...] = Field((), alias="for", description="Units, rows or persons this holds for, by id.")
    issuer: Annotated[tuple[AgencyId, ...], BeforeValidator(listed)] | None = Field(None, description="Issuing agency.")
    author: str | None = Field(None, description="Party author line.")
    authority: str | None = Field(None, description="Line above the ruling words.")
    symbol: str | None = Field(None, description="Symbol.")
    place: str | None = Field(None, description="Place before the date.")
    subject: str | None = Field(None, description="What the document is about.")
    planned: Day | None = Field(None, description="Day it is expected to be signed.")
    effect: Day | None = Field(None, description="Day of effect.")
    until: Day | None = Field(None, description="Last day in force.")
    bases: tuple[Annotated[Basis, BeforeValidator(_ref)], ...] | None = Field(None, description="Texts and proposals it stands on.")
    to: Actors | None = Field(None, description="Addressees.")
    opening: str | None = Field(None, description="Opening paragraphs.")
    closing: str | None = Field(None, description="Closing sentence.")
    sign: Annotated[tuple[Signer, ...], BeforeValidator(listed)] | None = Field(None, description="Who signs.")
    recipients: tuple[Annotated[Recipient, BeforeValidator(_recipient)], ...] | None = Field(None, description="Who receives it.")
    drafter: str | None = Field(None, description="Mark of the drafter.")
    contact: str | None = Field(None, description="Contact line.")


class Document(Value):
    """A document of the office, or a series of them."""

    id: Id = Field(description="Permanent id, unique in the workspace; the file bears it.")
    kind: KindId = Field(description="Kind of document, from kinds.yaml.")
    issuer: Annotated[tuple[AgencyId, ...], BeforeValidator(listed)] = Field(
        description="Issuing agency; of a joint document the lead comes first."
    )
    author: str | None = Field(None, description="Party author line under the kind: của đồng chí Bí thư Thành uỷ.")
    authority: str | None = Field(None, description="Line above the ruling words, where it is not the issuer or its head.")
    format: Literal["nd30", "hd36", "hd05"] | None = Field(None, description="Layout of the law; chosen by issuer and date where absent.")
    subject: str = Field(description="What the document is about (trích yếu).")
    number: str | None = Field(None, description="Number, given by docgen issue.")
    symbol: str | None = Field(None, description="Symbol where it does not follow from kind and issuer.")
    unit_symbol: str | None = Field(
        None, alias="unit-symbol", description="Letters of the drafting unit in the symbol of an official letter."
    )
    date: Day | None = Field(None, description="Day of signing; absent in a draft.")
    planned: Day | None = Field(None, description="Day a draft is expected to be signed.")
    place: str | None = Field(None, description="Place before the date, where it is not the issuer's.")
    effect: Day | None = Field(None, description="Day of effect; the day of signing where absent.")
    until: Day | None = Field(None, description="Last day in force.")
    language: Language | None = Field(None, description="Language of the text; the workspace's where absent.")
    each: Each | None = Field(None, description="Makes the document a series: one for each unit, person or row.")
    conditions: Mapping[Id, Condition] = Field(default_factory=dict, description="Name of a condition → when it holds; only: names it.")
    override: tuple[Override, ...] = Field((), description="What is different in some documents of a series; a later one wins.")
    bases: tuple[Annotated[Basis, BeforeValidator(_ref)], ...] = Field((), description="Texts and proposals it stands on, in legal order.")
    amends: tuple[Changed, ...] = Field((), description="Texts it amends.")
    replaces: tuple[Changed, ...] = Field((), description="Texts it replaces.")
    repeals: tuple[Changed, ...] = Field((), description="Texts it repeals.")
    corrects: tuple[Changed, ...] = Field((), description="Texts whose form it corrects.")
    to: Actors = Field((), description="Addressees (Kính gửi).")
    meeting: Meeting | None = Field(None, description="Meeting the document speaks of.")
    opening: str | None = Field(None, description="Opening paragraphs, where the kind's own sentence does not fit.")
    body: tuple[Block, ...] = Field((), description="Articles, or headings with passages.")
    closing: str | None = Field(None, description="Closing sentence.")
    outline: Literal["roman", "arabic", "articles"] | None = Field(
        None, description="How headings are numbered; the kind's way where absent."
    )
    tasks: tuple[Task, ...] = Field((), description="Tasks the document assigns.")
    phases: tuple[Phase, ...] = Field((), description="Phases of a plan.")
    drills: tuple[Drill, ...] = Field((), description="Rehearsed scenarios.")
    persons: tuple[PersonRow, ...] = Field((), description="Events of persons.")
    agencies: tuple[AgencyChange, ...] = Field((), description="Bodies founded, ended, merged.")
    tables: tuple[Table, ...] = Field((), description="Tables.")
    charts: tuple[Chart, ...] = Field((), description="Charts: bars by category, timelines.")
    annexes: tuple[Annex, ...] = Field((), description="Annexes.")
    attached: tuple[Attached, ...] = Field((), description="Texts an indirect decision issues.")
    expect: Expect | None = Field(None, description="Totals that must hold.")
    sign: Annotated[tuple[Signer, ...], BeforeValidator(listed)] = Field((), description="Who signs.")
    recipients: tuple[Annotated[Recipient, BeforeValidator(_recipient)], ...] = Field((), description="Who receives it (nơi nhận).")
    drafter: str | None = Field(None, description="Mark of the drafter after the file line, with the number of copies.")
    contact: str | None = Field(None, description="Contact line at the foot of the page.")
    secrecy: Literal["none", "secret", "top-secret", "absolute-secret"] = Field("none", description="Secrecy mark.")
    urgency: Literal["none", "urgent", "very-urgent", "express"] = Field("none", description="Urgency mark.")
    circulation: str | None = Field(None, description="Circulation note: LƯU HÀNH NỘI BỘ.")
    trial: Bool = Field(False, description="true prints VẬN HÀNH THỬ and stays out of the register.")
    draft: str | None = Field(None, description="Draft mark of a Party document: Dự thảo lần 2.")
    notes: tuple[str, ...] = Field((), description="Remarks for the office; never printed.")
    waive: tuple[Waiver, ...] = Field((), description="Warnings that are silenced, with the reason.")

    @property
    def day(self) -> Any:
        """Return the day that counts: of signing, else the planned one, else None."""
        return self.date or self.planned


class Translation(Value):
    """``ID.en.yaml`` beside a document: its texts in another language, address by address."""

    translates: DocumentId = Field(description="Id of the document.")
    language: Language = Field(description="Language of the texts.")
    texts: Mapping[str, str] = Field(description="Address inside the document (subject, tien-do/text, le-cong-bo/do) → text.")


class PrivatePerson(Value):
    """Private fields of a person, in ``directives/private/`` only; every one is kept as typed."""

    birth: Day | None = Field(None, description="Date of birth.")
    birth_place: str | None = Field(None, description="Place of birth.")
    insurance: str | None = Field(None, description="Number of the social insurance book.")
    residence: str | None = Field(None, description="Residence after retirement.")
    amounts: Mapping[str, str] = Field(
        default_factory=dict,
        description="Allowances by cell of the document's tables: table id/row/column (che-do/2/so-tien) → amount in đồng.",
    )
