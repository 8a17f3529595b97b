"""Tasks as written: who does what with whom by when. What became of them is the matter of ``docgen.track``."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.catalogue import UnitKind
from docgen.model.values import ActorId, AreaId, Bool, Clock, Day, Id, Int, PersonId, Ref, UnitId, Value, parse_day, parse_int

TaskAddress = Annotated[str, Ref("task")]


class Units(Value):
    """A choice of units: all or some kinds of one province, less exceptions."""

    unit: Literal["all"] | tuple[UnitKind, ...] = Field(description="all, or a list of kinds of units.")
    of: AreaId = Field(description="Province or city the units belong to.")
    except_: tuple[UnitId, ...] = Field((), alias="except", description="Units left out.")
    formerly: AreaId | None = Field(None, description="Only units that belonged to this province before.")


class EachActor(Value):
    """One followed row for each unit."""

    each: Units = Field(description="The units.")


class TextActor(Value):
    """Somebody the catalogue does not name; printed as written, not followed."""

    text: str = Field(description="As printed.")


def _actor_tag(value: Any) -> str:
    if isinstance(value, str):
        return "id"
    each = isinstance(value, EachActor) or (isinstance(value, dict) and "each" in value)
    return "each" if each else "text"


def listed(value: Any) -> Any:
    """Return one value as a list of one: a field that takes one or many reads both."""
    return value if isinstance(value, (list, tuple)) else (value,)


Actor = Annotated[
    Annotated[ActorId, Tag("id")] | Annotated[EachActor, Tag("each")] | Annotated[TextActor, Tag("text")],
    Discriminator(_actor_tag),
]
Actors = Annotated[tuple[Actor, ...], BeforeValidator(listed)]


def _day_or_number(value: Any) -> datetime.date | int:
    """Return a day, or a day of the month."""
    return parse_int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdigit()) else parse_day(value)


def _number_or_days(value: Any) -> int | tuple[str, ...]:
    """Return a count of days, or days of the year written ``MM-DD``."""
    if not isinstance(value, (list, tuple)):
        return parse_int(value)
    for day in value:
        parse_day(f"2000-{day}")
    return tuple(str(day) for day in value)


DayOrNumber = Annotated[datetime.date | int, PlainValidator(_day_or_number), WithJsonSchema({"type": ["string", "integer"]})]
NumberOrDays = Annotated[
    int | tuple[str, ...], PlainValidator(_number_or_days), WithJsonSchema({"type": ["array", "integer"], "items": {"type": "string"}})
]


class Due(Value):
    """A deadline. One form: a day (with ``at``), before, month, quarter, year, days or working_days with after,
    from with until, when, every, regular."""

    day: DayOrNumber | None = Field(
        None, description="The last day; with every: of the week (Monday is 1), of the month or of the quarter's last month."
    )
    at: Clock | None = Field(None, description="Hour of the last day.")
    before: Day | None = Field(None, description="The day before this one is the last.")
    month: str | None = Field(None, pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="Ends on the last day of the month: 2025-06.")
    quarter: str | None = Field(None, pattern=r"^\d{4}-Q[1-4]$", description="Ends on the last day of the quarter: 2025-Q4.")
    year: str | None = Field(None, pattern=r"^\d{4}$", description="Ends on 31 December: 2025.")
    days: NumberOrDays | None = Field(None, description="Calendar days after the event; with every: year the days, 06-01.")
    working_days: Int | None = Field(None, description="Working days after the event.")
    after: Literal["issue", "effect"] | None = Field(None, description="The event: issue or effect of this document.")
    from_: Day | None = Field(None, alias="from", description="First day of a span, or from which it comes back.")
    until: Day | None = Field(None, description="Last day of a span, or until which it comes back.")
    when: str | None = Field(None, description="A condition in words: sau khi có quy chế.")
    every: Literal["week", "month", "quarter", "year"] | None = Field(None, description="Comes back in each period.")
    regular: str | None = Field(None, description="No deadline, in words: thường xuyên.")

    @model_validator(mode="after")
    def _one_form(self) -> Due:
        forms = ("every", "regular", "when", "until", "working_days", "days", "year", "quarter", "month", "before", "day")
        chosen = [form for form in forms if getattr(self, form) is not None]
        if self.every is not None:
            chosen = [form for form in chosen if form not in ("day", "days", "until")]
        if len(chosen) != 1:
            raise PydanticCustomError("E115", "{value}", {"value": ", ".join(chosen) or "-"})
        return self


def _due(value: Any) -> Any:
    return {"day": value} if isinstance(value, str) else value


class Task(Value):
    """One assigned task: printed as a row or a clause, and followed until it is done."""

    id: Id = Field(description="Permanent id, unique in the document.")
    do: str = Field(description="What is to be done.")
    lead: Actors = Field(description="One lead (chủ trì); several need joint: true.")
    joint: Bool = Field(False, description="true: the leads answer together.")
    with_: Actors = Field((), alias="with", description="Cooperating agencies (phối hợp).")
    person: PersonId | None = Field(None, description="Person who answers for the task.")
    due: Annotated[Due, BeforeValidator(_due)] | None = Field(None, description="Deadline: a day or a mapping.")
    product: str | None = Field(None, description="What comes out (sản phẩm).")
    note: str | None = Field(None, description="Remark column.")
    part_of: TaskAddress | None = Field(None, description="Address of the task this one was handed on from.")
    source: str | None = Field(None, description="Document that gave the task earlier, as printed in lists of late tasks.")
    only: str | None = Field(None, description="Only for units of this kind, in a series.")


class Phase(Value):
    """A phase of a plan."""

    id: Id = Field(description="Permanent id.")
    name: str = Field(description="Name of the phase.")
    from_: Day = Field(alias="from", description="First day.")
    until: Day = Field(description="Last day.")
    text: str | None = Field(None, description="What happens in the phase.")
    items: tuple[str, ...] = Field((), description="Contents, one a line.")


class Drill(Value):
    """A rehearsed scenario: when, where, who answers, what is measured, what is judged."""

    id: Id = Field(description="Permanent id.")
    title: str = Field(description="Name of the scenario.")
    day: Day | None = Field(None, description="Day of the drill.")
    until: Day | None = Field(None, description="Last day where it takes several.")
    from_: Clock | None = Field(None, alias="from", description="Start.")
    to: Clock | None = Field(None, description="End.")
    place: str | None = Field(None, description="Where.")
    lead: Actors = Field((), description="Agency that leads.")
    units: Units | None = Field(None, description="Units that rehearse, where another body leads: one followed row for each.")
    person: PersonId | None = Field(None, description="Person responsible.")
    responsible: str | None = Field(None, description="Person responsible by post, where each unit has its own.")
    roles: tuple[str, ...] = Field((), description="Who plays which part, one a line.")
    materials: tuple[str, ...] = Field((), description="What must be at hand, one a line.")
    steps: tuple[str, ...] = Field((), description="Steps in order.")
    figures: dict[str, str] = Field(default_factory=dict, description="What is counted: key → what it means.")
    evaluate: tuple[str, ...] = Field((), description="What is judged right after the drill.")
