"""Charts: told whole, of columns and rows there are, of figures that can be drawn as the length of a bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.check.paper import Node, Paper
from docgen.check.totals import amount
from docgen.model.body import Table
from docgen.model.chart import LABEL, MOST_SERIES, Bars, Chart, Span, Timeline
from docgen.model.findings import Finding
from docgen.words.nearest import nearest

EITHER = " | "


def told(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every chart that does not say what it draws, or says it twice."""
    for node in paper.every(Chart):
        chart: Chart = node.value
        if (chart.bars is None) == (chart.timeline is None):
            yield paper.finding("E460", node.steps("id"), value=chart.id, key=EITHER.join(("bars", "timeline")))
    for node in paper.every(Bars):
        for key in _lacking(node.value):
            yield paper.finding("E460", node.steps(), value=_chart_of(node).id, key=key)
        for index, row in enumerate(node.value.rows):
            if not (row.get(LABEL) or "").strip():
                yield paper.finding("E460", node.steps("rows", index), value=_chart_of(node).id, key=LABEL)
    for node in paper.every(Timeline):
        if node.value.of is not None and node.value.rows:
            yield paper.finding("E460", node.steps("of"), value=_chart_of(node).id, key=EITHER.join(("of", "rows")))


def bars(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every table, column, category or series of a chart there is not, and for one series too many."""
    tables = {table.id: table for table in paper.document.tables}
    for node in paper.every(Bars):
        chart: Bars = node.value
        if chart.of is not None and chart.of not in tables:
            yield paper.finding("E204", node.steps("of"), value=chart.of, noun="tables", nearest=nearest(chart.of, tables) or "")
        elif chart.of is not None:
            yield from _of_table(paper, node, tables[chart.of])
        for index, row in enumerate(chart.rows):
            for key in sorted(row.keys() - {LABEL, *chart.series}):
                words = {"value": key, "known": ", ".join(chart.series), "nearest": nearest(key, chart.series) or ""}
                yield paper.finding("E461", node.steps("rows", index, key), chart=_chart_of(node).id, **words)
        drawn = chart.values or tuple(chart.series)
        if len(drawn) > MOST_SERIES:
            yield paper.finding("E463", node.steps("values" if chart.values else "series"), value=len(drawn), found=MOST_SERIES)


def figures(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every figure that is no number or below 0, and every chart without any row."""
    tables = {table.id: table for table in paper.document.tables}
    places = {id_: index for index, id_ in enumerate(tables)}
    for node in paper.every(Bars):
        chart: Bars = node.value
        table = tables.get(chart.of or "")
        if table is None:
            yield from _wrong_rows(paper, node)
            continue
        rows = {index: row for index, row in enumerate(table.rows) if not table.groups(row) and _label(chart, row) not in chart.without}
        if not rows:
            yield paper.finding("E464", node.steps("of"), value=_chart_of(node).id)
        for index, row in rows.items():
            for key in chart.values:
                if not _can_be_drawn(row.get(key)):
                    words = {"value": row[key], "chart": _chart_of(node).id}
                    yield paper.finding("E462", ("tables", places[table.id], "rows", index, key), **words)


def timelines(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every timeline without rows, and every bar that ends before it begins."""
    for node in paper.every(Timeline):
        if not node.value.rows and not (node.value.of and paper.document.phases):
            yield paper.finding("E464", node.steps(), value=_chart_of(node).id)
    for node in paper.every(Span):
        if node.value.until < node.value.from_:
            yield paper.finding("E304", node.steps("until"), value=node.value.until.isoformat(), start=node.value.from_.isoformat())


def _lacking(chart: Bars) -> Iterator[str]:
    """Yield what a bar chart does not say; rows of its own go without ``of``."""
    if (chart.of is None) == (not chart.series):
        yield EITHER.join(("of", "series"))
    elif chart.of is not None:
        yield from (key for key, held in (("label", chart.label), ("values", chart.values)) if not held)


def _of_table(paper: Paper, node: Node, table: Table) -> Iterator[Finding]:
    chart: Bars = node.value
    named = [(("values", index), key) for index, key in enumerate(chart.values)]
    for steps, key in [*named, *([(("label",), chart.label)] if chart.label else [])]:
        if key not in table.columns:
            words = {"value": key, "table": table.id, "nearest": nearest(key, table.columns) or "", "known": ", ".join(table.columns)}
            yield paper.finding("E205", node.steps(*steps), **words)
    labels = {_label(chart, row) for row in table.rows} - {""}
    for index, label in enumerate(chart.without):
        if label not in labels:
            words = {"value": label, "nearest": nearest(label, labels) or "", "known": ", ".join(sorted(labels))}
            yield paper.finding("E461", node.steps("without", index), chart=_chart_of(node).id, **words)


def _wrong_rows(paper: Paper, node: Node) -> Iterator[Finding]:
    chart: Bars = node.value
    if chart.of is None and not chart.rows:
        yield paper.finding("E464", node.steps(), value=_chart_of(node).id)
    for index, row in enumerate(chart.rows):
        for key in sorted(row.keys() & chart.series.keys()):
            if not _can_be_drawn(row[key]):
                yield paper.finding("E462", node.steps("rows", index, key), value=row[key], chart=_chart_of(node).id)


def _label(chart: Bars, row: Mapping[str, str | None]) -> str:
    return row.get(chart.label or "") or ""


def _can_be_drawn(cell: str | None) -> bool:
    number = amount(cell)
    return number is not None and number >= 0


def _chart_of(node: Node) -> Chart:
    assert node.parent is not None
    chart: Chart = node.parent.value
    return chart
