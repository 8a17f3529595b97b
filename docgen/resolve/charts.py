"""Charts as printed: caption with its number, and the figures, taken from where they stand in the document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.model.body import Table
from docgen.model.chart import LABEL, Bars, Chart, Timeline
from docgen.resolve.context import Context
from docgen.resolve.printed import ChartRow, ChartView, Inline, Node, plain
from docgen.resolve.tables import amount
from docgen.resolve.text import inline
from docgen.words.numbers import grouped

Named = tuple[str, datetime.date, datetime.date]


def chart_node(context: Context, chart: Chart) -> Node:
    """Return a chart of the document with its figures as printed."""
    number = context.labels.get(chart.id, "")
    title = context.say("chart", "title", number=number, title="\n").partition("\n")
    caption = plain(title[0]) + inline(context, context.text(f"{chart.id}/title", chart.title)) + plain(title[2])
    view = _bars(context, chart, chart.bars, caption) if chart.bars is not None else _timeline(context, chart, caption)
    return Node("chart", chart=view)


def _bars(context: Context, chart: Chart, bars: Bars, caption: Inline) -> ChartView:
    table = next((table for table in context.document.tables if table.id == bars.of), None)
    series, rows = _of_table(context, table, bars) if table is not None else _own(context, chart, bars)
    unit = context.say("chart", "unit", unit=context.text(f"{chart.id}/unit", chart.unit)) if chart.unit else ""
    return ChartView("stacked" if bars.stacked else "bars", caption, rows, series, unit, address=context.address(chart.id))


def _own(context: Context, chart: Chart, bars: Bars) -> tuple[tuple[str, ...], tuple[ChartRow, ...]]:
    here = f"{chart.id}/bars"
    series = tuple(context.text(f"{here}/series/{key}", name) for key, name in bars.series.items())
    labels = (context.text(f"{here}/rows/{n}/{LABEL}", row.get(LABEL)) for n, row in enumerate(bars.rows, 1))
    rows = (_row(context, label, [row.get(key) for key in bars.series]) for label, row in zip(labels, bars.rows, strict=True))
    return series, tuple(rows)


def _of_table(context: Context, table: Table, bars: Bars) -> tuple[tuple[str, ...], tuple[ChartRow, ...]]:
    """Return the columns and rows of a table that a chart shows; group rows and what is left out are none of them."""
    heads = {key: context.text(f"{table.id}/columns/{key}", column.title) for key, column in table.columns.items()}
    label = bars.label or ""
    rows = tuple(
        _row(context, context.text(f"{table.id}/rows/{n}/{label}", row.get(label)), [row.get(key) for key in bars.values])
        for n, row in enumerate(table.rows, 1)
        if not table.groups(row) and row.get(label) not in bars.without
    )
    return tuple(inline(context, heads[key]).text for key in bars.values), rows


def _row(context: Context, label: str, cells: Sequence[str | None]) -> ChartRow:
    figures = [amount(cell) or Decimal(0) for cell in cells]
    return ChartRow(inline(context, label).text, tuple((f"{figure:f}", grouped(figure, context.language)) for figure in figures))


def _timeline(context: Context, chart: Chart, caption: Inline) -> ChartView:
    timeline = chart.timeline or Timeline()
    rows = tuple(
        ChartRow(label, ((first.isoformat(), context.date(first)), (last.isoformat(), context.date(last))))
        for label, first, last in _spans(context, chart, timeline)
    )
    day = (timeline.day.isoformat(), context.date(timeline.day)) if timeline.day else None
    return ChartView("timeline", caption, rows, day=day, address=context.address(chart.id))


def _spans(context: Context, chart: Chart, timeline: Timeline) -> Iterator[Named]:
    if timeline.of is not None:
        for phase in context.document.phases:
            yield context.text(f"{phase.id}/name", phase.name), phase.from_, phase.until
    for n, span in enumerate(timeline.rows, 1):
        yield inline(context, context.text(f"{chart.id}/timeline/rows/{n}/label", span.label)).text, span.from_, span.until
