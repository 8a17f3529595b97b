"""Relations of texts as a picture (SVG): layers from left to right, each text to the right of what it rests on.

In: a graph, the words for each relation, the ids to mark. Out: SVG text, the same bytes for the same graph: places are whole
numbers that follow from ids and edges alone. No library draws it: a layer for each text by the longest way to it, the order
inside a layer by the mean place of its neighbours to the left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from xml.sax.saxutils import escape

from docgen.derive.graph import CHANGES, Edge, Graph, How

WIDTH, HEIGHT = 260, 46
ACROSS, DOWN, EDGE = 110, 22, 20
LETTERS = 34
"""Letters of a title that a box has room for; the whole of it shows where the mouse rests."""
COLORS: Mapping[str, str] = {
    "basis": "#1f4e9c",
    "cites": "#8a8a8a",
    "amends": "#b36b00",
    "corrects": "#b36b00",
    "replaces": "#a61b1b",
    "repeals": "#a61b1b",
    "ends": "#a61b1b",
}
STYLE = (
    "text{font-family:sans-serif;font-size:12px;fill:#1a1a1a}.id{font-size:10px;fill:#555}"
    "rect{fill:#fff;stroke:#444}.marked rect{stroke-width:3}.ended rect{stroke-dasharray:4;fill:#f4f4f4}"
    "path{fill:none;stroke-width:1.5}.how{font-size:10px}"
)
Places = Mapping[str, tuple[int, int]]
_ALL: tuple[How, ...] = ("basis", "cites", "amends", "replaces", "repeals", "corrects", "ends")


def svg(graph: Graph, words: Mapping[str, str], *, marked: Collection[str] = (), ended: Collection[str] = ()) -> str:
    """Return the picture; ``marked`` texts are framed, ``ended`` ones are dashed."""
    columns = layers(graph)
    places = {id_: _place(column, row) for column, ids in enumerate(columns) for row, id_ in enumerate(ids)}
    width = 2 * EDGE + len(columns) * WIDTH + max(len(columns) - 1, 0) * ACROSS
    height = 2 * EDGE + max((len(ids) for ids in columns), default=0) * (HEIGHT + DOWN)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">']
    lines += [f"<style>{STYLE}</style>", '<rect width="100%" height="100%" style="stroke:none"/>']
    lines += [line for edge in graph.edges for line in _arrow(edge, places)]
    lines += [_word(edge, places, words) for edge in graph.edges if edge.how in CHANGES or {*edge[:2]} & {*marked}]
    for id_ in sorted(graph.texts):
        lines += _box(graph, id_, places[id_], " ".join(name for name, ids in (("marked", marked), ("ended", ended)) if id_ in ids))
    return "\n".join((*lines, "</svg>")) + "\n"


def _place(column: int, row: int) -> tuple[int, int]:
    return EDGE + column * (WIDTH + ACROSS), EDGE + row * (HEIGHT + DOWN)


def layers(graph: Graph) -> list[list[str]]:
    """Return the ids of every layer from top to bottom: a text stands right of all it has an edge to, circles left open."""
    depth = _depths(graph)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id_ in sorted(graph.texts):
        columns[depth[id_]].append(id_)
    row = {id_: n for n, id_ in enumerate(columns[0])} if columns else {}
    for n, ids in enumerate(columns[1:], 1):
        columns[n] = sorted(ids, key=lambda id_: (_mean(graph, id_, row), id_))
        row |= {id_: at for at, id_ in enumerate(columns[n])}
    return columns


def _mean(graph: Graph, id_: str, row: Mapping[str, int]) -> int:
    """Return a thousand times the mean row of the neighbours placed already: whole numbers are the same on every machine."""
    rows = [row[edge.target] for edge in graph.out(id_, *_ALL) if edge.target in row]
    return 1000 * sum(rows) // len(rows) if rows else 0


def _depths(graph: Graph) -> dict[str, int]:
    """Return the layer of every text; without recursion, as a chain of texts may be long."""
    depth: dict[str, int] = {}
    open_: set[str] = set()
    for start in sorted(graph.texts):
        way = [start]
        while way:
            at = way[-1]
            open_.add(at)
            ahead = [edge.target for edge in graph.out(at, *_ALL) if edge.target not in depth and edge.target not in open_]
            if ahead and at not in depth:
                way.append(ahead[0])
                continue
            way.pop()
            open_.discard(at)
            depth.setdefault(at, max((depth[edge.target] + 1 for edge in graph.out(at, *_ALL) if edge.target in depth), default=0))
    return depth


def _arrow(edge: Edge, places: Places) -> Iterator[str]:
    """Yield the line from a text to the one on its left, and its head."""
    x1, y1, x2, y2 = _ends(edge, places)
    middle = (x1 + x2) // 2
    color = COLORS[edge.how]
    yield f'<path d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" stroke="{color}"/>'
    yield f'<path d="M{x2 + 7} {y2 - 4}L{x2} {y2}L{x2 + 7} {y2 + 4}" stroke="{color}"/>'


def _word(edge: Edge, places: Places, words: Mapping[str, str]) -> str:
    """Return the word on a line; among many texts only changes bear one, the colour tells the rest."""
    x1, y1, x2, y2 = _ends(edge, places)
    label = escape(" ".join((words[edge.how], *edge.parts)))
    place = f'x="{(x1 + x2) // 2}" y="{(y1 + y2) // 2 - 3}"'
    return f'<text class="how" {place} text-anchor="middle" style="fill:{COLORS[edge.how]}">{label}</text>'


def _ends(edge: Edge, places: Places) -> tuple[int, int, int, int]:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    return x1, y1 + HEIGHT // 2, x2 + WIDTH, y2 + HEIGHT // 2


def _box(graph: Graph, id_: str, place: tuple[int, int], names: str) -> Iterator[str]:
    x, y = place
    title = graph.texts[id_].title
    yield f'<g class="{names}"><title>{escape(title)}</title>' if names else f"<g><title>{escape(title)}</title>"
    yield f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
    yield f'<text x="{x + 8}" y="{y + 19}">{escape(_cut(title, LETTERS))}</text>'
    yield f'<text class="id" x="{x + 8}" y="{y + 36}">{escape(_cut(id_, LETTERS + 6))}</text></g>'


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
