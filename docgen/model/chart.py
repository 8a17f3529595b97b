"""Charts of a document: bars by category and timelines, as data; the picture is drawn from them, never kept.

In: what ``charts:`` of a document says. Figures stand here, or are taken from a table or the phases of the same document, so
that no figure is written twice.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.model.values import Bool, Day, Id, Value

LABEL = "label"
"""The key of a row that names its category; the other keys are series."""
MOST_SERIES = 6
"""So many fillings can be told apart on a page printed in black."""


class Bars(Value):
    """Bars by category: the rows of a table, or rows of their own."""

    of: Id | None = Field(None, description="Table of this document the figures are taken from; group rows are left out.")
    label: str | None = Field(None, description="With of: column that names the categories.")
    values: tuple[str, ...] = Field((), description="With of: columns of figures, one series each; their heads name the series.")
    without: tuple[str, ...] = Field((), description="With of: categories that are left out, as the table writes them.")
    series: dict[str, str] = Field(default_factory=dict, description="With rows: key → name of the series, in the order drawn.")
    rows: tuple[dict[str, str | None], ...] = Field((), description="One map a category: label and a figure for each series.")
    stacked: Bool = Field(False, description="true: the series of a category stand in one bar, with the total at its end.")


class Span(Value):
    """A bar of a timeline."""

    label: str = Field(description="What it is.")
    from_: Day = Field(alias="from", description="First day.")
    until: Day = Field(description="Last day.")


class Timeline(Value):
    """Bars from a first to a last day over a line of days."""

    of: Literal["phases"] | None = Field(None, description="phases: one bar for each phase of the document.")
    rows: tuple[Span, ...] = Field((), description="Bars of its own.")
    day: Day | None = Field(None, description="Day marked by a line across, such as the day a report speaks of.")


class Chart(Value):
    """A chart, printed where a part names it."""

    id: Id = Field(description="Permanent id.")
    title: str = Field(description="Caption; its number is worked out.")
    unit: str | None = Field(None, description="What the figures count: nhiệm vụ, cơ quan, tỷ đồng.")
    bars: Bars | None = Field(None, description="Bars by category.")
    timeline: Timeline | None = Field(None, description="Bars over days.")
