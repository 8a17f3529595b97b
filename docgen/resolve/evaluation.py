"""Evaluation sheets of drills (phiếu đánh giá): what the judge fills in by hand on the spot.

In: the drills a part names under ``evaluation``. Out: for each a heading, lines to fill in, a table of what is judged with room for
passed, failed and a note, and the figures to declare.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.model.body import Content
from docgen.model.tasks import Drill
from docgen.resolve.context import Context
from docgen.resolve.plans import chosen, drill_time, responsible
from docgen.resolve.printed import CellView, Inline, Node, RowView, TableView, plain
from docgen.resolve.tables import group_row, head_row
from docgen.resolve.text import inline, inlines
from docgen.words.numbers import roman

COLUMNS = {"number": 7.0, "evaluate": 47.0, "passed": 11.0, "failed": 11.0, "note": 24.0}
EMPTY = CellView("table-center", ())


def evaluation_nodes(context: Context, content: Content) -> Sequence[Node]:
    """Return the sheet of each drill that the part names."""
    return [_sheet(context, drill, n) for n, drill in enumerate(chosen(context.document.drills, content.evaluation), 1)]


def _sheet(context: Context, drill: Drill, n: int) -> Node:
    title = inline(context, context.text(f"{drill.id}/title", drill.title)).styled(bold=True)
    blank = context.formula("blank")
    lines = {"unit": blank, "time": drill_time(context, drill) or blank, "person": responsible(context, drill) or blank}
    before = [_line(context, key, context.first(text)) for key, text in lines.items()]
    after = [_line(context, key, blank, keep=key != "judge") for key in ("result", "problems", "judge")]
    return Node("clause", number=f"{n}.", title=title, children=(*before, _table(context, drill), *after), run_in=False)


def _line(context: Context, key: str, text: str, *, keep: bool = True) -> Node:
    return Node("item", number="-", paragraphs=(plain(context.say("evaluation", key, text=text)),), keep=keep)


def _table(context: Context, drill: Drill) -> Node:
    heads = context.table("evaluation_table")
    rows = [head_row([plain(str(heads.get(key, key))) for key in COLUMNS])]
    judged = [inlines(context, context.text(f"{drill.id}/evaluate/{place}", line)) for place, line in enumerate(drill.evaluate, 1)]
    counted = [inlines(context, context.text(f"{drill.id}/figures/{key}", line)) for key, line in drill.figures.items()]
    parts = [(name, lines) for name, lines in (("judged", judged), ("figures", counted)) if lines]
    for place, (name, lines) in enumerate(parts, 1):
        if len(parts) > 1:
            rows.append(group_row(roman(place), plain(str(heads.get(name, name))), len(COLUMNS), numbered=True))
        rows += (_row(n, line, counted=name == "figures") for n, line in enumerate(lines, 1))
    return Node("table", table=TableView(tuple(COLUMNS.values()), tuple(rows), context.address(f"{drill.id}/evaluation"), keep=True))


def _row(n: int, text: tuple[Inline, ...], *, counted: bool) -> RowView:
    """Return a row with room for a cross, or for the number where something is counted."""
    room = (CellView("table-center", (), 2), EMPTY) if counted else (EMPTY, EMPTY, EMPTY)
    return RowView((CellView("table-center", (plain(str(n)),)), CellView("table-text", text), *room))
