"""The body of a document: articles with clauses and points, headings with passages, lists, tables.

``Content`` is what any part may hold; the parts differ in how they are numbered. Ids are permanent, numbers are worked
out in ``docgen.resolve``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from docgen.model.tasks import Actors
from docgen.model.values import AreaId, Bool, Day, Id, Int, KindId, Value

Only = Annotated[str | None, Field(description="Printed only under this declared condition, e.g. special-zone.")]
Printable = Literal["tasks", "phases", "drills", "persons", "agencies", "tables", "charts"]


class Counts(Value):
    """Numbers of units that must stand in the text and agree with the catalogue."""

    of: AreaId = Field(description="Province or city whose units are counted.")
    total: Int | None = Field(None, description="All units.")
    commune: Int | None = Field(None, description="Communes (xã).")
    ward: Int | None = Field(None, description="Wards (phường).")
    special_zone: Int | None = Field(None, alias="special-zone", description="Special zones (đặc khu).")


class TaskGroup(Value):
    """Rows of an assignment table under one title."""

    title: str = Field(description="Title of the group row.")
    tasks: tuple[Id, ...] = Field(description="Ids of the tasks, in order.")


def _text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Content(Value):
    """What a part may hold, in the order in which it is printed."""

    text: str | None = Field(None, description="Paragraphs: an empty line starts a new one.")
    counts: Counts | None = Field(None, description="Numbers of units the text must agree with.")
    clauses: tuple[Clause, ...] = Field((), description="Numbered clauses (khoản).")
    points: tuple[Point, ...] = Field((), description="Lettered points (điểm).")
    items: Annotated[tuple[Annotated[Item, BeforeValidator(_text)], ...], Field(description="Dashed lines.")] = ()
    tasks: Literal["all"] | tuple[Id, ...] | None = Field(None, description="Tasks printed here: all, or ids in order.")
    as_: Literal["clauses", "table", "tracked-only"] | None = Field(
        None, alias="as", description="How tasks or persons are printed; tracked-only prints nothing."
    )
    groups: tuple[TaskGroup, ...] = Field((), description="Group rows of the assignment table, instead of tasks.")
    columns: tuple[Literal["number", "do", "lead", "with", "person", "due", "product", "note", "source"], ...] = Field(
        (), description="Columns of the assignment table, in order."
    )
    heads: dict[str, str] = Field(
        default_factory=dict, description="Heads of columns where the usual ones do not fit: do → Nội dung thực hiện."
    )
    numbering: Literal["through", "restart"] = Field("through", description="Whether rows are numbered through the groups.")
    persons: Literal["all"] | tuple[Id, ...] | None = Field(None, description="Rows of persons printed here.")
    phases: Literal["all"] | tuple[Id, ...] | None = Field(None, description="Phases printed here.")
    drills: Literal["all"] | tuple[Id, ...] | None = Field(None, description="Drills printed here.")
    evaluation: Literal["all"] | tuple[Id, ...] | None = Field(None, description="Drills whose evaluation sheets are printed here.")
    agencies: Literal["all"] | None = Field(None, description="all: the changes of agencies are printed here.")
    table: Id | None = Field(None, description="Table printed here.")
    chart: Id | None = Field(None, description="Chart printed here.")
    then: str | None = Field(None, description="Paragraphs after the lists and tables.")
    only: Only = None


class Item(Content):
    """A dashed line; its own items are printed with a plus sign."""

    id: Id | None = Field(None, description="Permanent id, for cross-references.")


class Point(Content):
    """A point: a), b), c) … in the order of the Vietnamese alphabet."""

    id: Id | None = Field(None, description="Permanent id, for cross-references.")
    title: str | None = Field(None, description="Title, bold.")


class Clause(Content):
    """A clause: 1., 2., 3. …"""

    id: Id | None = Field(None, description="Permanent id, for cross-references.")
    title: str | None = Field(None, description="Title, bold.")


class Article(Content):
    """An article: Điều N. The number is worked out from the order."""

    article: Id = Field(description="Permanent id; cross-references use it, the number is worked out.")
    title: str | None = Field(None, description="Title after the number.")


class Passage(Content):
    """A passage, with a numbered heading or without one."""

    id: Id | None = Field(None, description="Permanent id, for cross-references.")
    heading: str | None = Field(None, description="Heading; its number is worked out from the outline.")
    unnumbered: Bool = Field(False, description="true: the heading bears no number.")
    body: tuple[Block, ...] = Field((), description="Parts under the heading.")


class Division(Value):
    """A part, chapter or section (phần, chương, mục) of a long text."""

    part: Id | None = Field(None, description="Permanent id of a part (Phần).")
    chapter: Id | None = Field(None, description="Permanent id of a chapter (Chương).")
    section: Id | None = Field(None, description="Permanent id of a section (Mục).")
    title: str = Field(description="Title, printed in capitals.")
    body: tuple[Block, ...] = Field(description="Articles, sections or passages.")
    only: Only = None

    @property
    def kind(self) -> Literal["part", "chapter", "section"]:
        """Return which of the three this is."""
        return "part" if self.part else "chapter" if self.chapter else "section"

    @property
    def id(self) -> str:
        """Return the permanent id."""
        return self.part or self.chapter or self.section or ""


def _block_tag(value: Any) -> str:
    if isinstance(value, str):
        return "print"
    if isinstance(value, Value):
        return {Article: "article", Division: "division"}.get(type(value), "passage")
    if isinstance(value, dict):
        if "article" in value:
            return "article"
        if any(key in value for key in ("part", "chapter", "section")):
            return "division"
    return "passage"


Block = Annotated[
    Annotated[Printable, Tag("print")]
    | Annotated[Article, Tag("article")]
    | Annotated[Division, Tag("division")]
    | Annotated[Passage, Tag("passage")],
    Discriminator(_block_tag),
]


class Column(Value):
    """A column of a table."""

    title: str = Field(description="Head of the column.")
    width: Int | None = Field(None, description="Share of the width; the columns' shares are added up.")
    align: Literal["left", "center", "right"] | None = Field(None, description="Alignment; numbers are right where absent.")


class AgencyFigures(Value):
    """Numbers of agencies before and after a reorganisation, as catalogue and decisions give them."""

    area: AreaId = Field(description="Province or city.")
    before: Day = Field(description="A day before the reorganisation.")
    after: Day = Field(description="A day after it.")
    class_: str = Field(alias="class", description="Column that names the class of agencies.")
    figures: tuple[str, str, str] = Field(description="Columns of the numbers before and after and of their difference.")


class Table(Value):
    """A table of rows, with sums that are checked."""

    id: Id = Field(description="Permanent id.")
    title: str | None = Field(None, description="Title above the table.")
    columns: dict[str, Annotated[Column, BeforeValidator(lambda v: {"title": v} if isinstance(v, str) else v)]] = Field(
        description="Key → head of the column."
    )
    rows: tuple[dict[str, str | None], ...] = Field(description="One map a row; a row with only group: is a group row.")
    number: str | None = Field(None, description="Head of a column of running numbers, put first.")
    sums: tuple[str, ...] = Field((), description="Columns whose total is printed in a last row.")
    difference: dict[str, tuple[str, str]] = Field(default_factory=dict, description="Column → the two columns it is the difference of.")
    agencies: AgencyFigures | None = Field(None, description="Says that the rows count agencies: they must agree with the catalogue.")
    note: str | None = Field(None, description="Line under the table.")
    dense: Bool = Field(False, description="true: printed in the smallest letters the law allows, for tables of many columns.")

    def groups(self, row: Mapping[str, str | None]) -> bool:
        """Return whether a row only opens a group."""
        return "group" in row and "group" not in self.columns


class Annex(Value):
    """An annex (phụ lục) of the document."""

    id: Id = Field(description="Permanent id.")
    title: str = Field(description="Title, printed in capitals.")
    page: Literal["portrait", "landscape"] = Field("portrait", description="Orientation of its pages.")
    body: tuple[Block, ...] = Field(description="What the annex holds.")


class Attached(Value):
    """A text that an indirect decision issues: regulation, rules, scheme."""

    id: Id = Field(description="Permanent id.")
    kind: KindId = Field(description="Kind of the attached text, e.g. regulation.")
    subject: str = Field(description="Subject as printed under the kind.")
    body: tuple[Block, ...] = Field(description="Chapters and articles.")


class MeetingLine(Value):
    """A line of minutes or an invitation: label and text."""

    label: str = Field(description="What stands before the colon.")
    text: str = Field(description="What stands after it.")


class Meeting(Value):
    """The meeting a notice of conclusion, an invitation or minutes speak of."""

    date: Day = Field(description="Day of the meeting.")
    at: str | None = Field(None, description="Hour it begins: 08:00.")
    until: str | None = Field(None, description="Hour it ends.")
    place: str | None = Field(None, description="Where.")
    name: str | None = Field(None, description="Name of the meeting in running text.")
    chair: Actors = Field((), description="Who chairs.")
    secretary: Actors = Field((), description="Who writes the minutes.")
    present: Actors = Field((), description="Who takes part.")
    heard: Actors = Field((), description="Whose report was heard.")
    online: str | None = Field(None, description="How one takes part from afar.")
    lines: tuple[MeetingLine, ...] = Field((), description="Further lines.")
