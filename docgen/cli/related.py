"""The answers of ``docgen refs`` as lines: text for people, JSON for other programs.

In: the graph, a text or none, the day. Out: lines. The keys of the JSON are the same in every language; ``docs/guide.md`` tells
what they mean.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from docgen.cli.speech import N_, _, plain
from docgen.derive.graph import CHANGES, Edge, Graph, How

Day = datetime.date
HOW: Mapping[How, str] = {
    "basis": N_("stands on"),
    "cites": N_("cites"),
    "amends": N_("amends"),
    "replaces": N_("replaces"),
    "repeals": N_("repeals"),
    "corrects": N_("corrects"),
    "ends": N_("ends"),
}
DONE: Mapping[How, str] = {
    "amends": N_("amended"),
    "replaces": N_("replaced"),
    "repeals": N_("repealed"),
    "corrects": N_("corrected"),
    "ends": N_("ended"),
}
"""The same relations as seen from the text to which they are done."""
STATES: Mapping[str, str] = {
    "draft": N_("draft"),
    "unsigned": N_("not yet signed"),
    "pending": N_("not yet in force"),
    "in-force": N_("in force"),
    "ended": N_("no longer in force"),
}
COLORS = {"in-force": "green", "ended": "red"}
GROUPS: tuple[tuple[str, str, tuple[How, ...], bool], ...] = (
    ("stands_on", N_("Stands on"), ("basis",), True),
    ("cites", N_("Cites"), ("cites",), True),
    ("changes", N_("Changes"), CHANGES, True),
    ("changed_by", N_("Changed by"), CHANGES, False),
    ("basis_of", N_("Basis of"), ("basis",), False),
    ("cited_by", N_("Cited by"), ("cites",), False),
)
"""Key in JSON, headline, the relations told, and whether the text is their source."""


def text_lines(graph: Graph, id_: str | None, day: Day) -> Iterator[str]:
    """Yield what people read: the relations of one text, or a table of all with what is in force."""
    if id_ is None:
        yield from _table(graph, day)
        return
    yield click.style(id_, bold=True) + f"  {graph.texts[id_].title}"
    yield f"  {_life(graph, id_, day)}"
    for part, end in sorted(graph.part_ends(id_).items()):
        yield "  " + _("{part}: last day {day}, ended by {text}", part=part, day=end.last, text=end.by)
    for _key, headline, how, is_source in GROUPS:
        edges = graph.out(id_, *how) if is_source else graph.into(id_, *how)
        if edges:
            yield plain(headline)
            yield from (_line(graph, edge, day, is_source=is_source) for edge in edges)
    falls = graph.falls(id_)
    if falls:
        yield _("Falls with it")
        yield from (f"{'  ' * fall.step}{_named(graph, fall.id, day)}" + _through(fall.through, id_) for fall in falls)


def _through(through: str, id_: str) -> str:
    said = _("through {text}", text=through)
    return "" if through == id_ else f"  ({said})"


def _line(graph: Graph, edge: Edge, day: Day, *, is_source: bool) -> str:
    parts = f" ({', '.join(edge.parts)})" if edge.parts else ""
    other = _named(graph, edge.target if is_source else edge.source, day)
    if edge.how not in CHANGES:
        return f"  {other}{parts}"
    begins = graph.texts[edge.source].begins
    since = " " + _("from {day}", day=begins) if begins else ""
    return f"  {plain((HOW if is_source else DONE)[edge.how])}{parts}{since}: {other}"


def _named(graph: Graph, id_: str, day: Day) -> str:
    state = graph.state(id_, day)
    return f"{id_}  {graph.texts[id_].title}  [{click.style(plain(STATES[state]), fg=COLORS.get(state))}]"


def _life(graph: Graph, id_: str, day: Day) -> str:
    """Return the days of a text and its state: signed, in force from, last day, by what."""
    text, end, state = graph.texts[id_], graph.end(id_), graph.state(id_, day)
    pieces = [_("signed {day}", day=text.date)] if text.date else []
    pieces += [_("in force from {day}", day=text.begins)] if text.begins else []
    if end is not None:
        pieces.append(_("last day {day}, ended by {text}", day=end.last, text=end.by) if end.by else _("last day {day}", day=end.last))
    said = click.style(plain(STATES[state]), fg=COLORS.get(state), bold=True)
    return "; ".join([*pieces, _("on {day}: {state}", day=day, state=said)])


def _table(graph: Graph, day: Day) -> Iterator[str]:
    """Yield all texts, a line each: what they are on the day, signed, first day, last day, by what, id, title."""
    heads = [_("on {day}", day=day), _("signed"), _("from"), _("until"), _("ended by"), _("id"), _("title")]
    rows = [_row(graph, id_, day) for id_ in graph.texts]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(graph: Graph, id_: str, day: Day) -> list[str]:
    text, end = graph.texts[id_], graph.end(id_)
    days = [str(one) if one else "" for one in (text.date, text.begins, end.last if end else None)]
    return [plain(STATES[graph.state(id_, day)]), *days, end.by if end else "", id_, text.title]


def json_lines(graph: Graph, id_: str | None, day: Day) -> Iterator[str]:
    """Yield one JSON value: the relations of one text, or the whole graph."""
    facts: dict[str, Any] = {"as_of": day.isoformat()}
    if id_ is None:
        facts["texts"] = [_facts(graph, one, day) for one in graph.texts]
        facts["edges"] = [{"from": edge.source, "to": edge.target, "how": edge.how, "parts": list(edge.parts)} for edge in graph.edges]
    else:
        facts["text"] = _facts(graph, id_, day)
        for key, _headline, how, is_source in GROUPS:
            edges = graph.out(id_, *how) if is_source else graph.into(id_, *how)
            facts[key] = [_relation(graph, edge, day, is_source=is_source) for edge in edges]
        facts["falls"] = [{**_facts(graph, fall.id, day), "step": fall.step, "through": fall.through} for fall in graph.falls(id_)]
    yield json.dumps(facts, ensure_ascii=False, indent=2)


def _facts(graph: Graph, id_: str, day: Day) -> dict[str, Any]:
    text, end = graph.texts[id_], graph.end(id_)
    found: dict[str, Any] = {"id": id_, "title": text.title, "own": text.own, "state": graph.state(id_, day)}
    found |= {"date": _said(text.date), "effect": _said(text.begins), "until": _said(end.last if end else None)}
    found["by"] = end.by or None if end else None
    parts = {part: {"until": _said(one.last), "by": one.by} for part, one in sorted(graph.part_ends(id_).items())}
    return found | ({"parts_ended": parts} if parts else {})


def _relation(graph: Graph, edge: Edge, day: Day, *, is_source: bool) -> dict[str, Any]:
    other = edge.target if is_source else edge.source
    return {**_facts(graph, other, day), "how": edge.how, "parts": list(edge.parts), "from": _said(graph.texts[edge.source].begins)}


def _said(day: Day | None) -> str | None:
    return day.isoformat() if day else None


LINES: Mapping[str, Callable[[Graph, str | None, Day], Iterator[str]]] = {"text": text_lines, "json": json_lines}
