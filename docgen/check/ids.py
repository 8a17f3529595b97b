"""Ids inside one document, and circles in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.desk import Desk
from docgen.check.paper import Node, Paper
from docgen.check.parts import parts
from docgen.model.body import Table, TaskGroup
from docgen.model.findings import Finding, Place
from docgen.words.nearest import nearest

LISTED = {"tasks": "tasks", "persons": "persons", "phases": "phases", "drills": "drills", "evaluation": "drills"}
"""Key of a part that lists ids → the parts of the document that bear them."""
SINGLE = {"table": "tables", "chart": "charts"}
GROUP_ROW = "group"
Steps = tuple[str | int, ...]


def twice(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every id that stands twice: an address would lead to two places."""
    seen: set[str] = set()
    for id_, node, key in parts(paper):
        if id_ in seen:
            yield paper.finding("E203", node.steps(key), value=id_)
        seen.add(id_)


def listed(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every id in a list of parts to print that no part bears."""
    if not paper.printers:
        return
    known = {key: {part.id for part in getattr(paper.document, bearers)} for key, bearers in LISTED.items()}
    single = {key: {part.id for part in getattr(paper.document, key)} for key in SINGLE.values()}
    for node in paper.printers:
        for key in LISTED:
            held = getattr(node.value, key)
            if isinstance(held, tuple):
                yield from _unknown(paper, node, key, held, known[key])
        for key, noun in SINGLE.items():
            id_ = getattr(node.value, key)
            if id_ is not None and id_ not in single[noun]:
                yield paper.finding("E204", node.steps(key), value=id_, noun=noun, nearest=nearest(id_, single[noun]) or "")
    for node in paper.every(TaskGroup):
        yield from _unknown(paper, node, "tasks", node.value.tasks, known["tasks"])


def table_columns(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every cell, sum or difference of a column the table does not have."""
    for node in paper.every(Table):
        table: Table = node.value
        known = table.columns.keys() | {GROUP_ROW}
        wrong: list[tuple[Steps, str]] = [(("sums", i), key) for i, key in enumerate(table.sums) if key not in table.columns]
        for index, row in enumerate(table.rows):
            wrong += [(("rows", index, key), key) for key in row.keys() - known]
        for key, two in table.difference.items():
            wrong += [(("difference", key), key)] if key not in table.columns else []
            wrong += [(("difference", key, i), each) for i, each in enumerate(two) if each not in table.columns]
        if table.agencies is not None:
            named: list[tuple[Steps, str]] = [(("agencies", "class"), table.agencies.class_)]
            named += [(("agencies", "figures", i), key) for i, key in enumerate(table.agencies.figures)]
            wrong += [(steps, key) for steps, key in named if key not in table.columns]
        for steps, key in sorted(wrong, key=str):
            words = {"value": key, "table": table.id, "nearest": nearest(key, table.columns) or "", "known": ", ".join(table.columns)}
            yield Finding("E205", Place(paper.path, node.steps(*steps), key=steps[0] == "rows"), words)


def circles(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every agency that is above itself."""
    parents = {id_: agency.parent for id_, agency in desk.office.agencies.items()}
    for id_ in parents:
        way = [id_]
        while (parent := parents.get(way[-1])) is not None and parent not in way:
            way.append(parent)
        if parent == id_:
            yield Finding("E206", desk.place("agency", id_, "parent"), {"value": " → ".join([*way, id_])})


def _unknown(paper: Paper, node: Node, key: str, ids: tuple[str, ...], known: set[str]) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        if id_ not in known:
            yield paper.finding("E204", node.steps(key, index), value=id_, noun=key, nearest=nearest(id_, known) or "")
