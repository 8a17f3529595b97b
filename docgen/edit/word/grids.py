"""Where a printed table is written: the list its rows are entries of, which entry each row is, what each column holds.

In: a print. Out: steps into the file. A table of agencies, or one printed from another file, is written in no list of this kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.edit.word.lists import gone
from docgen.edit.word.scalars import Steps, at
from docgen.edit.word.shown import Print
from docgen.files.slices import Slice
from docgen.model.blocks import Grid
from docgen.resolve.persons import COLUMNS as PERSON_COLUMNS
from docgen.resolve.tasks import COLUMNS as TASK_COLUMNS
from docgen.review.align import ID_KEYS

LASTING = ("tasks", "persons", "drills")
"""Lists of a document whose entries bear ids and are printed as rows."""
BODIES = ("body", "annexes", "attached")


@dataclass(frozen=True, slots=True)
class Kept:
    """The list a printed table is written in: its steps, row of the table → place in the list, what the columns may hold.

    ``named`` are the lists of ids (in the body) that say which entries are printed, for each row that stands in one.
    """

    steps: Steps
    places: Mapping[int, int]
    columns: tuple[tuple[str, ...], ...]
    named: Mapping[int, Steps]

    @property
    def sort(self) -> str:
        """Return what is listed: ``tables``, ``tasks``, ``persons`` or ``drills``."""
        return str(self.steps[0])


def kept(held: Print, table: int) -> Kept | None:
    """Return where a printed table is written; None where that is no list of the file."""
    grid = held.sheet.blocks[table]
    if not isinstance(grid, Grid) or not isinstance(held.root, MappingNode):
        return None
    return _lasting(held, grid) or _rows(held, grid)


def _lasting(held: Print, grid: Grid) -> Kept | None:
    ids = {n: row.address.rpartition("#")[2] for n, row in enumerate(grid.rows) if row.address and row.kind == "row"}
    for sort in LASTING:
        places = {entry_id(node): place for place, node in enumerate(entries(held.root, (sort,)))}
        if ids and all(id_ in places for id_ in ids.values()):
            named = {n: steps for n, id_ in ids.items() if (steps := naming(held.root, sort, id_)) is not None}
            return Kept((sort,), {n: places[id_] for n, id_ in ids.items()}, tuple(_columns(held, sort, len(grid.widths))), named)
    return None


def _rows(held: Print, grid: Grid) -> Kept | None:
    id_ = grid.address.rpartition("#")[2]
    for n, table in enumerate(entries(held.root, ("tables",))):
        if entry_id(table) == id_:
            steps: Steps = ("tables", n, "rows")
            shown = [place for place, row in enumerate(grid.rows) if row.kind in ("row", "group")]
            if len(shown) != len(list(entries(held.root, steps))):
                return None
            heads = value_of(table, "columns")
            keys = [key.value for key, _ in heads.value] if isinstance(heads, MappingNode) else []
            columns = (*(["number"] if value_of(table, "number") is not None else []), *keys)
            return Kept(steps, {row: place for place, row in enumerate(shown) if grid.rows[row].kind == "row"}, (columns,), {})
    return None


def entries(root: Node | None, steps: Steps) -> Iterator[Node]:
    """Yield the entries of a list; none where there is no list."""
    holder = at(root, steps)
    if isinstance(holder, SequenceNode):
        yield from holder.value


def value_of(node: Node | None, key: str) -> Node | None:
    """Return what a map holds under a key."""
    return next((value for held, value in node.value if held.value == key), None) if isinstance(node, MappingNode) else None


def entry_id(node: Node | None) -> str:
    """Return the id of an entry; nothing where it has none."""
    found = value_of(node, "id")
    return found.value if isinstance(found, ScalarNode) else ""


def parts_of(root: Node | None) -> Iterator[tuple[Steps, Node]]:
    """Yield every map and list below the bodies of a document, with the steps to it."""
    for key in BODIES:
        yield from _below(value_of(root, key), (key,))


def _below(node: Node | None, steps: Steps) -> Iterator[tuple[Steps, Node]]:
    if isinstance(node, (MappingNode, SequenceNode)):
        yield steps, node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _below(value, (*steps, key.value))
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            yield from _below(value, (*steps, place))


def naming(root: Node | None, sort: str, id_: str) -> Steps | None:
    """Return the steps of the only list of ids in the body that names an entry."""
    lists = [(steps, node) for steps, node in parts_of(root) if steps[-1] == sort and isinstance(node, SequenceNode)]
    found = [steps for steps, node in lists if any(isinstance(one, ScalarNode) and one.value == id_ for one in node.value)]
    return found[0] if len(found) == 1 else None


def _columns(held: Print, sort: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield what the columns of a table of so many may be; a part may choose its own for tasks."""
    if sort == "persons":
        yield from (columns for columns in (PERSON_COLUMNS, PERSON_COLUMNS[:-1]) if len(columns) == width)
    if sort == "drills":
        yield ("number", "title", "time", "person", "evaluate")
    if sort == "tasks":
        own = [value_of(node, "columns") for _, node in parts_of(held.root) if value_of(node, "tasks") or value_of(node, "groups")]
        chosen: list[Sequence[str]] = [TASK_COLUMNS, *([one.value for one in node.value] for node in own if isinstance(node, SequenceNode))]
        yield from dict.fromkeys(tuple(columns) for columns in chosen if len(columns) == width)


def in_sum(held: Print, place: int) -> bool:
    """Return whether a paragraph stands in a row of sums."""
    cell = held.lines[place].cell
    grid = held.sheet.blocks[cell.table] if cell else None
    return isinstance(grid, Grid) and cell is not None and grid.rows[cell.row].kind == "sum"


def unlisted(held: Print, id_: str) -> list[Slice] | None:
    """Return the slices that take an id out of every list of the body that says what is printed; None where one cannot lose it."""
    made: list[Slice] = []
    for _, node in parts_of(held.root) if id_ else ():
        for n, one in enumerate(node.value if isinstance(node, SequenceNode) else ()):
            if isinstance(one, ScalarNode) and one.value == id_ and isinstance(node, SequenceNode):
                cut = gone(held.text, node, n)
                if cut is None:
                    return None
                made.append(cut)
    return made


def ids_of(held: Print) -> frozenset[str]:
    """Return every id the file bears."""
    return frozenset(scalar.text for scalar in held.scalars if scalar.steps and scalar.steps[-1] in ID_KEYS)


def expected(held: Print, steps: Steps, more: int) -> Iterator[Slice]:
    """Yield the slice that adds to a count of ``expect``, where there is one."""
    node = at(held.root, steps)
    if isinstance(node, ScalarNode) and node.value.isdigit():
        sign = node.style or ""
        yield Slice(node.start_mark.index, node.end_mark.index, f"{sign}{int(node.value) + more}{sign}")
