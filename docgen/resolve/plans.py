"""Phases, drills and changes of agencies as printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model.body import Content
from docgen.model.document import AgencyChange
from docgen.model.tasks import Drill, Phase
from docgen.resolve.context import Context
from docgen.resolve.printed import CellView, Inline, Node, RowView, TableView, plain
from docgen.resolve.tables import head_row
from docgen.resolve.text import inline, inlines


def chosen(values: Sequence[Any], wanted: Any) -> list[Any]:
    """Return the values a part names: all, or those whose ids it lists, in their own order."""
    return [value for value in values if wanted == "all" or (wanted and value.id in wanted)]


def phase_nodes(context: Context, content: Content) -> Sequence[Node]:
    """Return each phase as a point with its days, its text and its contents."""
    return [_phase(context, phase, n) for n, phase in enumerate(chosen(context.document.phases, content.phases), 1)]


def _phase(context: Context, phase: Phase, n: int) -> Node:
    name = context.text(f"{phase.id}/name", phase.name)
    one_day = phase.from_ == phase.until
    fields = {"name": name, "from": context.date(phase.from_), "until": context.date(phase.until)}
    title = plain(context.say("phase_day" if one_day else "phase", **fields), bold=True)
    items = [
        Node("item", number="-", paragraphs=inlines(context, context.text(f"{phase.id}/items/{place}", item)))
        for place, item in enumerate(phase.items, 1)
    ]
    texts = inlines(context, context.text(f"{phase.id}/text", phase.text))
    return Node("point", context.address(phase.id), f"{context.letter(n)})", title, texts, tuple(items), run_in=False)


def drill_nodes(context: Context, content: Content) -> Sequence[Node]:
    """Return each drill with its time, place, who answers, steps and what is judged; or all of them as a table."""
    drills = chosen(context.document.drills, content.drills)
    if not drills:
        return ()
    return (_drill_table(context, drills),) if content.as_ == "table" else [_drill(context, drill, n) for n, drill in enumerate(drills, 1)]


def drill_time(context: Context, drill: Drill) -> str:
    """Return day and hours of a drill in words."""
    if drill.day is None:
        return ""
    span = drill.until is not None and drill.until != drill.day
    days = context.say(
        "drill_time", "days_span" if span else "days", day=context.date(drill.day), until=context.date(drill.until) if drill.until else ""
    )
    if not drill.from_:
        return days
    return context.say(
        "drill_time", "between", **{"from": context.clock(drill.from_), "to": context.clock(drill.to) if drill.to else "", "days": days}
    )


def responsible(context: Context, drill: Drill) -> str:
    """Return who answers for a drill: by post, by name, or both."""
    by_post = context.text(f"{drill.id}/responsible", drill.responsible)
    return "; ".join(part for part in (by_post, context.person(drill.person) if drill.person else "") if part)


def _drill(context: Context, drill: Drill, n: int) -> Node:
    facts = {
        "time": drill_time(context, drill),
        "place": context.text(f"{drill.id}/place", drill.place),
        "lead": context.actors(drill.lead),
        "person": responsible(context, drill),
    }
    children = [
        Node(
            "item",
            number="-",
            paragraphs=(inline(context, context.first(context.say("drill", key, text=text))).ended(context.formula("item_last")),),
        )
        for key, text in facts.items()
        if text
    ]
    for key, lines in (("roles", drill.roles), ("materials", drill.materials), ("steps", drill.steps)):
        children += _listed(context, drill, key, lines)
    if drill.figures:
        figures = "; ".join(context.text(f"{drill.id}/figures/{key}", text) for key, text in drill.figures.items())
        children.append(
            Node("item", number="-", paragraphs=(plain(context.say("drill", "figures", text=figures)).ended(context.formula("item_last")),))
        )
    children += _listed(context, drill, "evaluate", drill.evaluate)
    title = inline(context, context.text(f"{drill.id}/title", drill.title)).styled(bold=True)
    return Node("clause", context.address(drill.id), f"{n}.", title, (), tuple(children), run_in=False)


def _listed(context: Context, drill: Drill, key: str, lines: Sequence[str]) -> list[Node]:
    if not lines:
        return []
    shown = [
        Node(
            "item",
            number="+",
            paragraphs=(
                inline(context, context.text(f"{drill.id}/{key}/{n}", line)).ended(
                    context.formula("item_between" if n < len(lines) else "item_last")
                ),
            ),
        )
        for n, line in enumerate(lines, 1)
    ]
    return [Node("item", number="-", paragraphs=(plain(context.say("drill", key)),), children=tuple(shown))]


def _drill_table(context: Context, drills: Sequence[Drill]) -> Node:
    heads = context.table("drills_table")
    keys = ("number", "title", "time", "person", "evaluate")
    rows = [head_row([plain(str(heads.get(key, key))) for key in keys])]
    for n, drill in enumerate(drills, 1):
        judged = tuple(
            inline(context, "- " + context.text(f"{drill.id}/evaluate/{place}", line)) for place, line in enumerate(drill.evaluate, 1)
        )
        texts: list[tuple[Inline, ...]] = [
            (plain(str(n)),),
            inlines(context, context.text(f"{drill.id}/title", drill.title)),
            inlines(context, context.first(drill_time(context, drill))),
            inlines(context, context.first(responsible(context, drill))),
            judged,
        ]
        cells = tuple(
            CellView("table-center" if key in ("number", "time") else "table-text", text) for key, text in zip(keys, texts, strict=True)
        )
        rows.append(RowView(cells, address=context.address(drill.id)))
    return Node("table", table=TableView((6.0, 28.0, 18.0, 20.0, 28.0), tuple(rows), context.address("drills")))


def agency_nodes(context: Context, content: Content) -> Sequence[Node]:
    """Return the changes of agencies as a table: before, what happens, after, from which day."""
    changes = context.document.agencies
    if content.agencies is None or not changes:
        return ()
    heads = context.table("agencies_table")
    keys = ("number", "before", "action", "after", "effect")
    rows = [head_row([plain(str(heads.get(key, key))) for key in keys])]
    rows += (_agency_row(context, change, n) for n, change in enumerate(changes, 1))
    return (Node("table", table=TableView((6.0, 36.0, 14.0, 30.0, 14.0), tuple(rows), context.address("agencies"))),)


def _agency_row(context: Context, change: AgencyChange, n: int) -> RowView:
    effect = change.effect or context.document.effect
    names = [tuple(plain(context.agency(id_)) for id_ in ids) for ids in (change.from_, change.into)]
    action = (plain(context.formula("agency_actions", change.action)),)
    cells = (
        CellView("table-center", (plain(str(n)),)),
        CellView("table-text", names[0]),
        CellView("table-center", action),
        CellView("table-text", names[1]),
        CellView("table-center", (plain(context.date(effect)),) if effect else ()),
    )
    return RowView(cells)
