"""The parts of a document by id and by address, as citations, lists of ids and translations name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docgen.check.paper import Node, Paper, strings
from docgen.check.plan import plan
from docgen.model.body import Annex, Article, Attached, Clause, Column, Division, Item, Passage, Point, Table, TaskGroup
from docgen.model.chart import Chart
from docgen.model.document import Basis, PersonRow
from docgen.model.tasks import Drill, Phase, Task, TextActor
from docgen.model.values import Value

WITH_ID = (Passage, Clause, Point, Item, Task, Table, Chart, Annex, Attached, Phase, Drill, PersonRow)


BARE: Mapping[type[Value], str] = {Item: "text", Basis: "text", Column: "title", TaskGroup: "title", TextActor: "text"}
"""Values that may be written as a bare text, and the key that text stands for."""


class Part(NamedTuple):
    """A part that bears an id, and the key the id stands under."""

    id: str
    node: Node
    key: str


def parts(paper: Paper) -> Sequence[Part]:
    """Return all parts of a document that bear an id."""
    found = [Part(node.value.id, node, "id") for node in paper.every(*WITH_ID) if node.value.id]
    found += [Part(node.value.article, node, "article") for node in paper.every(Article)]
    return found + [Part(node.value.id, node, node.value.kind) for node in paper.every(Division) if node.value.id]


def own_id(value: Value) -> str:
    """Return the id a value bears in its document, or nothing."""
    if isinstance(value, Article):
        return value.article
    return value.id or "" if isinstance(value, (*WITH_ID, Division)) else ""


def address(node: Node) -> str:
    """Return the address of a value inside its document: its id, else its parent's address, its key and its place from 1.

    Parts of the body of a passage or a division stand directly below it: ``dieu-2/clauses/1``, but ``chuong-1/2``.
    """
    if node.parent is None:
        return ""
    own = own_id(node.value)
    if own:
        return own
    key = "" if node.key == "body" and isinstance(node.parent.value, (Passage, Division)) else node.key
    place = node.at + 1 if isinstance(node.at, int) else node.at
    return "/".join(str(step) for step in (address(node.parent), key, place) if step not in ("", None))


def addresses(paper: Paper) -> Mapping[str, Node]:
    """Return every value of a document by its address."""
    return {address(node): node for node in paper.nodes if node.parent is not None}


def text_addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the address and the key of every text of a document.

    A value that is written as a bare text is that text: a column is ``bang/columns/truoc``, not ``…/title``.
    """
    for node in paper.nodes:
        here = address(node)
        for name, key, _ in plan(node.value.__class__).texts:
            held = node.value.__dict__[name]
            if held:
                for _, below in strings(held, key):
                    places = [str(step + 1 if isinstance(step, int) else step) for step in below]
                    is_value = BARE.get(type(node.value)) == key and not own_id(node.value)
                    yield (here if is_value else "/".join(filter(None, (here, *places)))), key


def may_be_translated(paper: Paper) -> Iterator[str]:
    """Yield addresses of what is printed from numbers and days, and may be said in words of the translator."""
    yield from (f"{task.id}/due" for task in paper.document.tasks if task.due)
    yield from (f"{address(node)}/text" for node in paper.every(Item) if not node.value.id)
    yield from ("opening", "closing")
