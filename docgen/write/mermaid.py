"""Relations of texts as a Mermaid flowchart, for pages that draw it (Markdown on a git server).

In: a graph, the words for each relation, the ids to mark. Out: text, the same for the same graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from docgen.derive.graph import Graph


def mermaid(graph: Graph, words: Mapping[str, str], *, marked: Collection[str] = (), ended: Collection[str] = ()) -> str:
    """Return the flowchart: one node a text, one arrow a relation; ``marked`` are framed, ``ended`` are dashed."""
    return "\n".join(_lines(graph, words, marked, ended)) + "\n"


def _lines(graph: Graph, words: Mapping[str, str], marked: Collection[str], ended: Collection[str]) -> Iterator[str]:
    names = {id_: f"t{n}" for n, id_ in enumerate(sorted(graph.texts))}
    yield "flowchart LR"
    for id_, name in names.items():
        yield f'  {name}["{_escaped(graph.texts[id_].title)}"]'
    for edge in graph.edges:
        label = " ".join((words[edge.how], *(f"({part})" for part in edge.parts)))
        yield f'  {names[edge.source]} -->|"{_escaped(label)}"| {names[edge.target]}'
    for style, ids in (("stroke-width:3px", marked), ("stroke-dasharray:4", ended)):
        yield from (f"  style {names[id_]} {style}" for id_ in sorted(ids) if id_ in names)


def _escaped(text: str) -> str:
    """Return a text without the signs Mermaid reads: its own entities begin with ``#``."""
    return "".join(f"#{ord(sign)};" if sign in '"#<>&|[]{}()`' else sign for sign in text)
