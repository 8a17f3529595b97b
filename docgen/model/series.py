"""Series as written: for whom one document is made many times, under which conditions parts stay, what differs for some.

A series is made for each unit, for each row of ``persons:``, or for each row of a table: one of the same file, a CSV or an Excel
file beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from docgen.model.catalogue import UnitKind
from docgen.model.tasks import Units
from docgen.model.values import AreaId, Id, UnitId, Value


class EachPerson(Value):
    """One document for each row of ``persons:``; it holds that row alone."""

    persons: Literal["all"] | tuple[Id, ...] = Field(description="all, or ids of rows of persons.")


class EachRow(Value):
    """One document for each row of a table."""

    row: str = Field(description="Id of a table of this file, or the name of a CSV or Excel file beside it.")
    key: Id = Field("id", description="Column whose value names the row; the document of a row is SERIES@VALUE.")
    sheet: str | None = Field(None, description="Sheet of the Excel file; the first where absent.")


def _each_tag(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return "row" if "row" in keys else "persons" if "persons" in keys else "units"


Each = Annotated[
    Annotated[Units, Tag("units")] | Annotated[EachPerson, Tag("persons")] | Annotated[EachRow, Tag("row")],
    Discriminator(_each_tag),
]


class Condition(Value):
    """When a part under ``only:`` stays; all that is said must hold."""

    unit: tuple[UnitKind, ...] = Field((), description="Kinds of units.")
    units: tuple[UnitId, ...] = Field((), description="Units by name.")
    formerly: AreaId | None = Field(None, description="Units that belonged to this province before.")
    row: Mapping[str, str] = Field(default_factory=dict, description="Column → the value it has in the row.")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a file a series is made from: its texts by column, and the line it stands at, from 1."""

    texts: Mapping[str, str]
    line: int
