"""Numbers of the parts of a document, and how each part is called in a cross-reference.

One walk in printed order, before any text is resolved: a reference may point forward. The numbers live in
``Numbers``: address of the part inside the document → the number as printed before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.derive.charts import printed_charts
from docgen.model.body import Article, Clause, Content, Division, Passage, Point
from docgen.model.format import OutlineLevel
from docgen.resolve.context import Context
from docgen.resolve.formula import fill
from docgen.words.numbers import roman


@dataclass
class Numbers:
    """The numbers of one body: ``at`` by address; the outline gives their form."""

    context: Context
    outline: Sequence[OutlineLevel]
    at: dict[str, str] = field(default_factory=dict)
    articles: int = 0

    def level(self, depth: int) -> OutlineLevel:
        """Return the form of headings and clauses at a depth."""
        return self.outline[min(depth, len(self.outline) - 1)]

    def outlined(self, level: OutlineLevel, count: int, parent: str) -> str:
        """Return the number of the ``count``-th heading or clause of a level."""
        return fill(level.number, roman=roman(count), n=str(count), letter=self.context.letter(count), parent=parent)


Bodies = Iterator[tuple[Sequence[Any], str, str]]


def labels_of(context: Context) -> Mapping[str, str]:
    """Return how every part of the context's document is called: Điều 2, khoản 1 Điều 3, Phụ lục II."""
    label_annexes(context)
    for body, outline, prefix in bodies_of(context):
        number_body(context, body, outline, prefix)
    return context.labels


def bodies_of(context: Context) -> Bodies:
    """Yield every body of the document in printed order, with its outline and the address it begins with."""
    document, kind = context.document, context.kind
    yield document.body, document.outline or (kind.outline_party if context.side == "party" else None) or kind.outline, "body"
    yield from ((annex.body, "arabic", f"{annex.id}/body") for annex in document.annexes)
    for attached in document.attached:
        own = context.office.kinds.get(attached.kind)
        yield attached.body, own.outline if own else "articles", f"{attached.id}/body"


def label_annexes(context: Context) -> None:
    """Label annexes, tables and charts, which no body numbers."""
    for n, annex in enumerate(context.document.annexes, 1):
        context.labels[annex.id] = annex_label(context, n)
    for table in context.document.tables:
        context.labels[table.id] = context.formula("cross", "table")
    for n, id_ in enumerate(printed_charts(context.document), 1):
        context.labels[id_] = context.say("cross", "chart", n=str(n))


def annex_label(context: Context, n: int) -> str:
    """Return the label of the ``n``-th annex; an only one bears no number."""
    if len(context.document.annexes) == 1:
        return context.formula("annex_only")
    return context.say("annex", n=roman(n) if context.format.annex_number == "roman" else str(n))


def number_body(context: Context, body: Sequence[Any], outline: str, prefix: str = "body") -> Numbers:
    """Return the numbers of a body and fill the labels of its parts."""
    numbers = Numbers(context, context.format.outlines[outline])
    _blocks(numbers, body, prefix, 0, "", {"part": 0, "chapter": 0, "section": 0})
    return numbers


def printed_content(what: str) -> Content:
    """Return the content a bare word stands for: ``- persons`` prints all persons as a table."""
    if what in ("persons", "tasks"):
        return Content.model_validate({what: "all", "as": "table"})
    return Content() if what in ("tables", "charts") else Content.model_validate({what: "all"})


def part_address(part: Any, fallback: str) -> str:
    """Return a part's address inside the document: its id, else its place below its parent."""
    return getattr(part, "article", None) or getattr(part, "id", None) or fallback


def _blocks(numbers: Numbers, body: Sequence[Any], prefix: str, depth: int, parent: str, divisions: dict[str, int]) -> None:
    count = 0
    for place, block in enumerate(body, 1):
        address = part_address(block, f"{prefix}/{place}")
        if isinstance(block, str):
            _rows(numbers, printed_content(block))
        elif isinstance(block, Division):
            divisions[block.kind] += 1
            n = divisions[block.kind]
            numbers.at[address] = numbers.context.say(block.kind, n=str(n), roman=roman(n))
            _label(numbers, block.id, block.kind, n=str(n) if block.kind == "section" else roman(n))
            _blocks(numbers, block.body, address, depth, parent, divisions | {"section": 0} if block.kind == "chapter" else divisions)
        elif isinstance(block, Article):
            numbers.articles += 1
            n = numbers.articles
            numbers.at[address] = numbers.context.say("article", n=str(n))
            _label(numbers, block.article, "article", n=str(n))
            _clauses(numbers, block, address, _Above(depth=0, parent="", label=numbers.context.labels[block.article], level=None))
        elif isinstance(block, Passage):
            count = _passage(numbers, block, address, _Level(depth, parent, count))


@dataclass
class _Level:
    depth: int
    parent: str
    count: int


@dataclass
class _Above:
    depth: int
    parent: str
    label: str
    level: OutlineLevel | None


def _passage(numbers: Numbers, block: Passage, address: str, at: _Level) -> int:
    """Number a passage; returns the count of headings and clauses on its level so far."""
    depth, parent, label = at.depth, at.parent, ""
    if block.heading is not None and not block.unnumbered:
        at.count += 1
        number = numbers.outlined(numbers.level(depth), at.count, parent)
        numbers.at[address] = number
        parent = number.rstrip(".)-")
        label = numbers.context.say("cross", "heading", n=parent)
        if block.id:
            numbers.context.labels[block.id] = label
    inner = depth + 1 if block.heading is not None else depth
    if block.heading is None and block.clauses:
        at.count = _clauses(numbers, block, address, _Above(depth, parent, label, numbers.level(depth)), at.count)
    else:
        _clauses(numbers, block, address, _Above(inner, parent, label, numbers.level(inner)))
    _blocks(numbers, block.body, address, inner, parent, {"part": 0, "chapter": 0, "section": 0})
    return at.count


def _clauses(numbers: Numbers, content: Content, address: str, above: _Above, count: int = 0) -> int:
    """Number the clauses and points of a part; returns the count of clauses so far."""
    _rows(numbers, content)
    for place, clause in enumerate(content.clauses, 1):
        count += 1
        here = part_address(clause, f"{address}/clauses/{place}")
        number = numbers.outlined(above.level, count, above.parent) if above.level else f"{count}."
        numbers.at[here] = number
        label = _join(numbers.context.say("cross", "clause", n=number.rstrip(".)-")), above.label)
        _clause(numbers, clause, here, label, number)
    _points(numbers, content.points, address, above.label)
    return count


def _rows(numbers: Numbers, content: Content) -> None:
    """Label the tasks and persons a part prints by their running numbers."""
    named = () if content.tasks is None or content.tasks == "all" else content.tasks
    every = tuple(task.id for task in numbers.context.document.tasks)
    groups = [group.tasks for group in content.groups] or [every if content.tasks == "all" else named]
    count = 0
    for ids in groups:
        count = 0 if content.numbering == "restart" else count
        for id_ in ids:
            count += 1
            _label(numbers, id_, "task", n=str(count))
    if content.persons is not None:
        rows = [row.id for row in numbers.context.document.persons if content.persons == "all" or row.id in content.persons]
        for n, id_ in enumerate(rows, 1):
            _label(numbers, id_, "person", n=str(n))
    for kind, chosen, values in (
        ("drill", content.drills, numbers.context.document.drills),
        ("phase", content.phases, numbers.context.document.phases),
    ):
        for n, value in enumerate((v for v in values if chosen == "all" or (chosen and v.id in chosen)), 1):
            _label(numbers, value.id, kind, n=str(n), letter_=numbers.context.letter(n))


def _clause(numbers: Numbers, clause: Clause, address: str, label: str, number: str) -> None:
    if clause.id:
        numbers.context.labels[clause.id] = label
    _points(numbers, clause.points, address, label)
    inner = _Above(1, number.rstrip(".)-"), label, None)
    for place, nested in enumerate(clause.clauses, 1):
        here = part_address(nested, f"{address}/clauses/{place}")
        numbers.at[here] = f"{inner.parent}.{place}."
        _clause(numbers, nested, here, _join(numbers.context.say("cross", "clause", n=f"{inner.parent}.{place}"), label), numbers.at[here])


def _points(numbers: Numbers, points: Sequence[Point], address: str, above: str) -> None:
    for place, point in enumerate(points, 1):
        here = part_address(point, f"{address}/points/{place}")
        numbers.at[here] = f"{numbers.context.letter(place)})"
        if point.id:
            numbers.context.labels[point.id] = _join(numbers.context.say("cross", "point", n=numbers.context.letter(place)), above)


def _label(numbers: Numbers, id_: str, kind: str, *, n: str, letter_: str = "") -> None:
    numbers.context.labels[id_] = numbers.context.say("cross", kind, n=n, letter=letter_)


def _join(own: str, above: str) -> str:
    return f"{own} {above}" if above else own
