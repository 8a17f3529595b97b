"""Scalars and the base class of everything that is read from YAML.

Every YAML scalar reaches the model as text (see ``docgen.read.tree``); the types here say what the text means, so
``010``, ``no`` and ``12:30`` stay what the clerk typed until a field asks for a number or a truth value. A type that
refuses a text raises ``PydanticCustomError`` whose type is the code of the finding.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 60
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"0|-?[1-9]\d{0,17}")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Value(BaseModel):
    """Base of all values: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, regex_engine="rust-regex", defer_build=True)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field that holds an id of the catalogue ``to``; ``docgen.check.known`` verifies all of them."""

    to: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-ref": self.to}


def _fail(code: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{value}", {"value": str(value)})


def parse_id(value: object) -> str:
    """Return a permanent id: lower-case words of letters and digits joined by ``-``, at most 60 characters."""
    if not isinstance(value, str) or not ID.fullmatch(value) or len(value) > ID_LENGTH or value in RESERVED:
        raise _fail("E106", value)
    return value


def parse_path_id(value: object) -> str:
    """Return a catalogue id: ids joined by ``/``."""
    if not isinstance(value, str):
        raise _fail("E106", value)
    for part in value.split("/"):
        parse_id(part)
    return value


def parse_day(value: object) -> datetime.date:
    """Return the day written ``YYYY-MM-DD``; anything else, or a day no calendar has, is refused."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise _fail("E108", value)
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise _fail("E108", value) from None


def parse_int(value: object) -> int:
    """Return a whole number in decimal digits without leading zeros."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise _fail("E109", value)
    return int(value)


def parse_bool(value: object) -> bool:
    """Return a truth value written ``true`` or ``false``; ``yes``, ``no``, ``on`` and ``off`` are refused."""
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise _fail("E110", value)
    return value == "true"


def parse_clock(value: object) -> str:
    """Return a time of day written ``HH:MM``."""
    if not isinstance(value, str) or not CLOCK.fullmatch(value):
        raise _fail("E111", value)
    return value


Id = Annotated[str, BeforeValidator(parse_id), WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"})]
PathId = Annotated[str, BeforeValidator(parse_path_id), WithJsonSchema({"type": "string"})]
Day = Annotated[datetime.date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
Int = Annotated[int, BeforeValidator(parse_int), WithJsonSchema({"type": "integer"})]
Bool = Annotated[bool, BeforeValidator(parse_bool), WithJsonSchema({"type": "boolean"})]
Clock = Annotated[str, BeforeValidator(parse_clock), WithJsonSchema({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"})]

ActorId = Annotated[str, Ref("actor")]
AgencyId = Annotated[str, Ref("agency")]
PostId = Annotated[str, Ref("post")]
PersonId = Annotated[str, Ref("person")]
UnitId = Annotated[str, Ref("unit")]
AreaId = Annotated[str, Ref("area")]
ReferenceId = Annotated[str, Ref("reference")]
DocumentId = Annotated[str, Ref("document")]
KindId = Annotated[str, Ref("kind")]
GroupId = Annotated[str, Ref("group")]
