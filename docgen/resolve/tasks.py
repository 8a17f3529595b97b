"""Tasks as printed: an assignment table, or clauses that name the lead and list what it is charged with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docgen.model.body import Content
from docgen.model.format import OutlineLevel
from docgen.model.tasks import Due, Task
from docgen.resolve.context import Context, date_fields
from docgen.resolve.formula import fill
from docgen.resolve.printed import CellView, Inline, Node, RowView, TableView, plain
from docgen.resolve.tables import group_row, head_row
from docgen.resolve.text import inline, inlines
from docgen.words.dates import day_parts, long_period, weekday
from docgen.words.letters import lower_first
from docgen.words.numbers import roman

A_MONDAY = datetime.date(2024, 1, 1)
COLUMNS = ("number", "do", "lead", "with", "due", "product")
WIDTHS = {"number": 6.0, "do": 32.0, "lead": 17.0, "with": 17.0, "person": 14.0, "due": 16.0, "product": 14.0, "note": 11.0, "source": 15.0}


def task_nodes(context: Context, content: Content, address: str, above: tuple[OutlineLevel, str] | None) -> Sequence[Node]:
    """Return the tasks a part prints: a table, clauses, or nothing where they are only tracked.

    ``above`` is the level of the clauses and the number of the part they stand under; None inside an article.
    """
    if (content.tasks is None and not content.groups) or content.as_ == "tracked-only":
        return ()
    if content.as_ == "clauses":
        return _clauses(context, chosen(context, content), above)
    return (_table(context, content, address),)


def chosen(context: Context, content: Content) -> list[Task]:
    """Return the tasks a part names, in its order."""
    tasks = {task.id: task for task in context.document.tasks}
    if content.tasks == "all":
        return list(tasks.values())
    return [tasks[id_] for id_ in content.tasks or () if id_ in tasks]


def due_text(context: Context, due: Due | None, table: str) -> str:
    """Return a deadline as printed: ``table`` is ``due`` for running text, ``due_cell`` for a cell."""
    if due is None:
        return ""
    form, fields = _due_fields(context, due)
    return fill(context.formula(table, form), **fields)


def _due_fields(context: Context, due: Due) -> tuple[str, dict[str, str]]:
    """Return the name of the formula of a deadline and its fields."""
    if due.every is not None:
        return f"every_{due.every}", _every_fields(context, due)
    if due.before is not None:
        return "before", {"date": context.date(due.before)} | date_fields(due.before, context.language)
    if due.until is not None:
        return "span", {"from": context.date(due.from_) if due.from_ else "", "until": context.date(due.until)}
    if due.working_days is not None or isinstance(due.days, int):
        form = "working_days" if due.working_days is not None else "days"
        return form, {"n": f"{due.working_days or due.days:02d}", "event": context.formula("events", due.after or "issue")}
    return _period_fields(context, due)


def _every_fields(context: Context, due: Due) -> dict[str, str]:
    """Return the day on which a regular task comes back: a day of the week has its name."""
    days = ", ".join(map(_day_of_year, due.days)) if isinstance(due.days, tuple) else ""
    if due.every == "week" and isinstance(due.day, int):
        return {"weekday": weekday(A_MONDAY + (due.day - 1) * datetime.timedelta(days=1), context.language)}
    return {"day": str(due.day or ""), "days": days}


def _day_of_year(written: str) -> str:
    """Return a day of the year as the law writes it: 01/6, 15/11."""
    day, month, _ = day_parts(datetime.date.fromisoformat(f"2000-{written}"))
    return f"{day}/{month}"


def _period_fields(context: Context, due: Due) -> tuple[str, dict[str, str]]:
    period = due.month or due.quarter or due.year
    words = {"period": long_period(period, context.language)} if period else {}
    if due.month:
        year, month = due.month.split("-")
        return "month", {"month": month if int(month) < 3 else month.lstrip("0"), "year": year} | words
    if due.quarter:
        year, quarter = due.quarter.split("-Q")
        return "quarter", {"quarter": roman(int(quarter)), "year": year} | words
    if due.year:
        return "year", {"year": due.year} | words
    if due.when or due.regular:
        return ("when", {"text": inline(context, due.when).text}) if due.when else ("regular", {"text": due.regular or ""})
    day: Any = due.day
    return ("at" if due.at else "day"), {"date": context.date(day), "at": context.clock(due.at) if due.at else ""}


def _lead(context: Context, task: Task, *, short: bool) -> str:
    return context.actors(task.lead, short=short, address=f"{task.id}/lead")


def _with(context: Context, task: Task, *, short: bool) -> str:
    return context.actors(task.with_, short=short, address=f"{task.id}/with")


def _do(context: Context, task: Task) -> str:
    return context.text(f"{task.id}/do", task.do)


def _clauses(context: Context, tasks: Sequence[Task], above: tuple[OutlineLevel, str] | None) -> list[Node]:
    """Return a clause for each run of tasks with the same leads, its tasks as points."""
    level, parent = above or (None, "")
    runs = [list(run) for _, run in groupby(tasks, key=lambda task: task.lead)]
    numbers = (
        f"{n}." if level is None else fill(level.number, n=str(n), roman=roman(n), letter=context.letter(n), parent=parent)
        for n in range(1, len(runs) + 1)
    )
    style = level.run_in if level else "clause"
    return [_clause(context, run, style, number) for run, number in zip(runs, numbers, strict=True)]


def _clause(context: Context, run: Sequence[Task], style: str, number: str) -> Node:
    lead = context.first(_lead(context, run[0], short=False))
    helpers = {_with(context, task, short=False) for task in run}
    if len(run) == 1:
        shared = next(iter(helpers))
        head = context.say("task_lead" if shared else "task_lead_plain", lead=lead, **{"with": shared})
        text = plain(head + ": ", bold=True) + inline(context, lower_first(_sentence(context, run[0], with_helpers=False)))
        return Node(style, context.address(run[0].id), number, paragraphs=(text.ended(context.formula("item_last")),))
    shared = next(iter(helpers)) if len(helpers) == 1 else ""
    head = context.say("task_lead" if shared else "task_lead_plain", lead=lead, **{"with": shared})
    points = [
        Node(
            "point",
            context.address(task.id),
            f"{context.letter(n)})",
            paragraphs=(
                inline(context, _sentence(context, task, with_helpers=not shared)).ended(
                    context.formula("item_between" if n < len(run) else "item_last")
                ),
            ),
        )
        for n, task in enumerate(run, 1)
    ]
    return Node(style, "", number, paragraphs=(plain(head + ":", bold=True),), children=tuple(points))


def _sentence(context: Context, task: Task, *, with_helpers: bool) -> str:
    """Return a task in one sentence: what, with whom, by when, what comes out."""
    product = context.text(f"{task.id}/product", task.product)
    helpers = _with(context, task, short=False) if with_helpers else ""
    due = context.text(f"{task.id}/due", due_text(context, task.due, "due"))
    parts = [
        _do(context, task).rstrip(". "),
        context.say("task_with", **{"with": helpers}) if helpers else "",
        context.say("task_due", due=due) if due else "",
        context.say("task_product", product=lower_first(product)) if product else "",
    ]
    return "".join(parts)


def _table(context: Context, content: Content, address: str) -> Node:
    columns = content.columns or COLUMNS
    usual = context.table("table")
    heads = (context.text(f"{address}/heads/{column}", content.heads.get(column)) or str(usual.get(column, column)) for column in columns)
    rows = [head_row([inline(context, head) for head in heads])]
    groups = [(group.title, group.tasks) for group in content.groups]
    tasks = {task.id: task for task in context.document.tasks}
    if not groups:
        rows += (_row(context, task, columns, n) for n, task in enumerate(chosen(context, content), 1))
    count = 0
    for place, (title, ids) in enumerate(groups, 1):
        shown = inline(context, context.text(f"{address}/groups/{place}", title))
        rows.append(group_row(roman(place), shown, len(columns), numbered="number" in columns))
        count = 0 if content.numbering == "restart" else count
        for task in (tasks[id_] for id_ in ids if id_ in tasks):
            count += 1
            rows.append(_row(context, task, columns, count))
    widths = [WIDTHS[column] for column in columns]
    return Node(
        "table", table=TableView(tuple(100 * width / sum(widths) for width in widths), tuple(rows), context.address(f"{address}/tasks"))
    )


def _row(context: Context, task: Task, columns: Sequence[str], n: int) -> RowView:
    return RowView(tuple(_cell(context, task, column, n) for column in columns), address=context.address(task.id))


def _cell(context: Context, task: Task, column: str, n: int) -> CellView:
    if column == "number":
        return CellView("table-center", (plain(str(n)),))
    lines = tuple([line for line in _lines(context, task, column) if line])
    return CellView("table-center" if column == "due" else "table-text", lines)


def _lines(context: Context, task: Task, column: str) -> tuple[Inline, ...]:
    if column in ("do", "product", "note", "source"):
        return inlines(context, context.text(f"{task.id}/{column}", getattr(task, column)))
    if column == "person":
        return (plain(context.person(task.person, position=False)),) if task.person else ()
    if column == "due":
        return (plain(context.first(context.text(f"{task.id}/due", due_text(context, task.due, "due_cell")))),)
    text = (_lead if column == "lead" else _with)(context, task, short=True)
    return (plain(context.first(text)),)
