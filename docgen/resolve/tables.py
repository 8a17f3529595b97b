"""Tables of rows, with group rows, running numbers and sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from docgen.model.body import Column, Table
from docgen.resolve.context import Context
from docgen.resolve.printed import CellView, Inline, Node, RowView, TableView, plain
from docgen.resolve.text import inline, inlines
from docgen.words.numbers import grouped, parse_amount, roman

NUMBER_WIDTH = 7.0
STYLES = {"left": "table-text", "center": "table-center", "right": "table-right"}


def head_row(titles: Sequence[Inline]) -> RowView:
    """Return the row that repeats on every page."""
    return RowView(tuple(CellView("table-head", (title,)) for title in titles), "head")


def group_row(number: str, title: Inline, columns: int, *, numbered: bool) -> RowView:
    """Return a row that opens a group: its number in the first column, its title over the others."""
    if not numbered:
        return RowView((CellView("table-group", (title,), columns),), "group")
    return RowView((CellView("table-group-number", (plain(number),)), CellView("table-group", (title,), columns - 1)), "group")


def amount(text: str | None) -> Decimal | None:
    """Return the number a cell holds, or None."""
    try:
        return Decimal(str(parse_amount(text.strip()))) if text and text.strip() else None
    except (ValueError, InvalidOperation):
        return None


def table_node(context: Context, table: Table) -> Node:
    """Return a table of the document."""
    keys = list(table.columns)
    numbered = table.number is not None
    titles = [plain(table.number or "")] if numbered else []
    titles += [inline(context, context.text(f"{table.id}/columns/{key}", column.title)) for key, column in table.columns.items()]
    widths = ([NUMBER_WIDTH] if numbered else []) + _widths(table.columns, 100.0 - (NUMBER_WIDTH if numbered else 0.0))
    rows = [head_row(titles), *_rows(context, table, numbered)]
    if table.sums:
        rows.append(_sum_row(context, table, keys, numbered))
    rows = [_dense(row) for row in rows] if table.dense else rows
    title = inline(context, context.text(f"{table.id}/title", table.title)) if table.title else plain("")
    note = inline(context, context.text(f"{table.id}/note", table.note)) if table.note else plain("")
    return Node("table", table=TableView(tuple(widths), tuple(rows), context.address(table.id), title, note))


def _dense(row: RowView) -> RowView:
    """Return a row in the styles of small letters."""
    return replace(row, cells=tuple(replace(cell, style=cell.style.replace("table-", "dense-", 1)) for cell in row.cells))


def _widths(columns: Mapping[str, Column], room: float) -> list[float]:
    shares = [float(column.width or 20) for column in columns.values()]
    return [room * share / sum(shares) for share in shares]


def _rows(context: Context, table: Table, numbered: bool) -> list[RowView]:
    rows, count, groups = [], 0, 0
    keys = list(table.columns)
    columns = len(keys) + numbered
    for place, row in enumerate(table.rows, 1):
        if table.groups(row):
            groups += 1
            title = inline(context, context.text(f"{table.id}/rows/{place}/group", row["group"]))
            rows.append(group_row(roman(groups), title, columns, numbered=numbered))
            continue
        count += 1
        cells = [CellView("table-center", (plain(str(count)),))] if numbered else []
        cells += [_cell(context, table, key, (place, row.get(key))) for key in keys]
        rows.append(RowView(tuple(cells)))
    return rows


def _cell(context: Context, table: Table, key: str, at: tuple[int, str | None]) -> CellView:
    place, original = at
    text = context.text(f"{table.id}/rows/{place}/{key}", original) or _private(context, f"{table.id}/{place}/{key}")
    column = table.columns[key]
    style = STYLES[column.align] if column.align else STYLES["center" if amount(text) is not None else "left"]
    return CellView(style, inlines(context, text))


def _private(context: Context, cell: str) -> str:
    """Return the amount a private file holds for an empty cell, or nothing."""
    people = (context.office.private.get(row.person) for row in context.document.persons)
    return next((person.amounts[cell] for person in people if person and cell in person.amounts), "")


def _sum_row(context: Context, table: Table, keys: Sequence[str], numbered: bool) -> RowView:
    """Return the last row: the totals of the columns in ``sums``, worked out from the rows."""
    first = next(n for n, key in enumerate(keys) if key in table.sums)
    cells = [CellView("table-sum-text", (plain(str(context.table("table").get("sum", ""))),), max(first + numbered, 1))]
    for key in keys[first if first + numbered else 1 :]:
        total = sum((amount(row.get(key)) or Decimal(0) for row in table.rows), Decimal(0)) if key in table.sums else None
        cells.append(
            CellView(
                "table-group-number" if total is not None else "table-text",
                (plain(grouped(total, context.language)),) if total is not None else (),
            )
        )
    return RowView(tuple(cells), "sum")
