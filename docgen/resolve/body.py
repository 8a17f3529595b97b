"""The body as nodes: every part with its number, its texts and what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model.body import Article, Clause, Content, Division, Item, Passage, Point
from docgen.resolve.charts import chart_node
from docgen.resolve.context import Context
from docgen.resolve.evaluation import evaluation_nodes
from docgen.resolve.numbering import Numbers, number_body, part_address, printed_content
from docgen.resolve.persons import person_nodes
from docgen.resolve.plans import agency_nodes, drill_nodes, phase_nodes
from docgen.resolve.printed import Inline, Node, plain
from docgen.resolve.tables import table_node
from docgen.resolve.tasks import task_nodes
from docgen.resolve.text import inline, inlines


class Body:
    """Resolves one body: of the document, an annex, or an attached text."""

    def __init__(self, context: Context, body: Sequence[Any], outline: str, prefix: str = "body") -> None:
        self.context, self.body, self.prefix = context, body, prefix
        self.in_articles = outline == "articles"
        self.numbers: Numbers = number_body(context, body, outline, prefix)

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes in printed order; call it once every body of the document has been numbered."""
        return self._blocks(self.body, self.prefix, 0)

    def _blocks(self, body: Sequence[Any], prefix: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        for place, block in enumerate(body, 1):
            found += self._block(block, part_address(block, f"{prefix}/{place}"), depth)
        return tuple(found)

    def _block(self, block: Any, address: str, depth: int) -> Sequence[Node]:
        if isinstance(block, str):
            return self._printed(block, address)
        if isinstance(block, Division):
            return (self._division(block, depth),)
        if isinstance(block, Article):
            return (self._article(block, address),)
        return self._passage(block, address, depth)

    def _printed(self, what: str, address: str) -> Sequence[Node]:
        """Return what a bare word prints: ``- persons``."""
        document = self.context.document
        if what == "tables":
            return tuple(table_node(self.context, table) for table in document.tables)
        if what == "charts":
            return tuple(chart_node(self.context, chart) for chart in document.charts)
        return self._contents(printed_content(what), address, 0)

    def _division(self, block: Division, depth: int) -> Node:
        kind, id_ = block.kind, block.id
        return Node(
            style=f"{kind}-number",
            address=self.context.address(id_),
            number=self.numbers.at[id_],
            title=inline(self.context, self.context.text(f"{id_}/title", block.title)),
            title_style=f"{kind}-title",
            children=self._blocks(block.body, id_, depth),
            outline=1 if kind != "section" else 2,
        )

    def _article(self, block: Article, address: str) -> Node:
        title = self._title(block.title, address)
        texts, children = self._lead(block, address, 0)
        if not texts and not title and children and children[0].style == "text" and not children[0].children:
            texts, children = children[0].paragraphs, children[1:]  # the sentence made from a row stands on the article's line
        return Node("article", self.context.address(address), self.numbers.at[address], title, texts, children, outline=2, run_in=not title)

    def _passage(self, block: Passage, address: str, depth: int) -> Sequence[Node]:
        inner = depth if block.heading is None else depth + 1
        texts, children = self._lead(block, address, inner if block.heading is not None or not block.clauses else depth)
        children += self._blocks(block.body, address, inner)
        if block.heading is None:
            own = (Node("text", self.context.address(address if block.id else ""), paragraphs=texts),) if texts else ()
            return (*own, *children)
        level = self.numbers.level(depth)
        heading = self._title(block.heading, address, "heading")
        number = self.numbers.at.get(address, "")
        return (
            Node(level.style, self.context.address(address), number, heading, texts, children, outline=min(depth + 1, 3), run_in=False),
        )

    def _lead(self, content: Content, address: str, depth: int) -> tuple[tuple[Inline, ...], tuple[Node, ...]]:
        """Return the paragraphs of a part and everything below them; sentences made from rows join the paragraphs."""
        texts = inlines(self.context, self.context.text(f"{address}/text", content.text))
        return texts, tuple(self._contents(content, address, depth))

    def _contents(self, content: Content, address: str, depth: int) -> Sequence[Node]:
        """Return the lists and tables of a part in the order of the model's fields."""
        context = self.context
        nodes: list[Node] = []
        nodes += (
            self._clause(clause, part_address(clause, f"{address}/clauses/{n}"), depth) for n, clause in enumerate(content.clauses, 1)
        )
        nodes += (self._point(point, part_address(point, f"{address}/points/{n}")) for n, point in enumerate(content.points, 1))
        nodes += self._items(content.items, f"{address}/items", "-")
        nodes += task_nodes(context, content, address, None if self.in_articles else (self.numbers.level(depth), self._number(address)))
        nodes += person_nodes(context, content)
        nodes += phase_nodes(context, content)
        nodes += drill_nodes(context, content)
        nodes += evaluation_nodes(context, content)
        nodes += agency_nodes(context, content)
        nodes += (table_node(context, table) for table in context.document.tables if table.id == content.table)
        nodes += (chart_node(context, chart) for chart in context.document.charts if chart.id == content.chart)
        after = inlines(context, context.text(f"{address}/then", content.then))
        return [*nodes, *([Node("text", paragraphs=after)] if after else [])]

    def _clause(self, clause: Clause, address: str, depth: int) -> Node:
        level = self.numbers.level(depth)
        title = self._title(clause.title, address)
        texts, children = self._lead(clause, address, 1)
        style = "clause" if self.in_articles else level.run_in
        if title:
            style = "clause" if self.in_articles else level.style
        return Node(
            style, self.context.address(address if clause.id else ""), self.numbers.at[address], title, texts, children, run_in=not title
        )

    def _point(self, point: Point, address: str) -> Node:
        title = self._title(point.title, address)
        texts, children = self._lead(point, address, 2)
        return Node(
            "point", self.context.address(address if point.id else ""), self.numbers.at[address], title, texts, children, run_in=not title
        )

    def _items(self, items: Sequence[Item], address: str, sign: str) -> list[Node]:
        nodes = []
        for n, item in enumerate(items, 1):
            here = item.id or f"{address}/{n}"
            texts = inlines(self.context, self.context.texts.get(here) or self.context.text(f"{here}/text", item.text))
            below = self._contents(item.model_copy(update={"items": ()}), here, 2)
            children = (*self._items(item.items, f"{here}/items", "+"), *below)
            nodes.append(Node("item", self.context.address(item.id or ""), sign, paragraphs=texts, children=children))
        return nodes

    def _number(self, address: str) -> str:
        return self.numbers.at.get(address, "").rstrip(".)-")

    def _title(self, title: str | None, address: str, key: str = "title") -> Inline:
        return inline(self.context, self.context.text(f"{address}/{key}", title)) if title else plain("")
