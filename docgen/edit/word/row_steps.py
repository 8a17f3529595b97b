"""Rows of tables led back: new ones, those that are gone, those that stand elsewhere, and cells that are other fields now.

In: a print and the lines of the Word file. Out: slices that may be meant, proved by printing: a row becomes an entry written as its
neighbours are, a gone one goes with its lines, a moved one is put elsewhere, comments and all. What is counted in the file
(``expect``) follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.edit.entries import set_fields
from docgen.edit.matching import free
from docgen.edit.tasks_list import id_of
from docgen.edit.word.cited import cited_by
from docgen.edit.word.compared import Compared
from docgen.edit.word.grids import Kept, entries, entry_id, expected, ids_of, kept, unlisted, value_of
from docgen.edit.word.lines import Read
from docgen.edit.word.lists import entry, gone, moved, put
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.row_fields import Fields, cell_fields, fields_of
from docgen.edit.word.rows import Row, rows_of
from docgen.edit.word.scalars import Steps, at
from docgen.edit.word.shown import Print
from docgen.files.slices import Slice


def new_rows(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the rows that were added."""
    for row in rows_of(held, read).found(rest.found):
        list_ = kept(held, row.table) if row.old is None else None
        if list_ is None:
            continue
        for columns in list_.columns:
            fields = fields_of(original, list_, columns, row.cells)
            slices = _added(held, list_, row, fields) if fields else None
            if slices:
                yield _offered(held, row, slices)


def gone_rows(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may take out the rows that are gone; one that something speaks of stays."""
    for row in rows_of(held, read).found(rest.found):
        list_ = kept(held, row.table) if row.new is None else None
        place = list_.places.get(row.old[1]) if list_ and row.old else None
        if list_ is None or place is None:
            continue
        id_ = entry_id(at(held.root, (*list_.steps, place))) if list_.sort != "tables" else ""
        slices = None if id_ and cited_by(original, held.text, id_) else _gone(held, list_, place, id_)
        if slices:
            yield _offered(held, row, slices)


def moved_rows(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may put the rows that stand elsewhere there."""
    for row in rows_of(held, read).found(rest.found):
        if row.old is None or row.new is None or row.old[0] != row.table:
            continue
        list_ = kept(held, row.table)
        slices = _moved(held, list_, row.old[1], row.above) if list_ else None
        if slices:
            yield _offered(held, row, slices)


def changed_cells(original: Original, held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the cells that were filled, emptied, or name others now."""
    rows = rows_of(held, read)
    for one in rest.found:
        cells = [held.lines[place].cell for place in one.group.olds] + [read.lines[place].cell for place in one.group.news]
        cell = cells[0]
        if one.note or cell is None or one.group.moved:
            continue
        row = next(((new, old) for new, old in rows.pairs.items() if (old if one.group.olds else new) == cell.line), None)
        if row is not None:
            said = [line.text for line in read.lines if line.cell == (*row[0], cell.column) and line.text]
            for slices in _changed(original, held, (*row[1], cell.column), "\n\n".join(said)):
                yield slices, Taken(_line(held, slices), one.words.text, one.new, one.authors), 1


def _offered(held: Print, row: Row, slices: Sequence[Slice]) -> Offered:
    before, after = (row.before if row.old else ""), (row.after if row.new else "")
    return tuple(slices), Taken(_line(held, slices), before, after, row.authors), len(row.found)


def _line(held: Print, slices: Sequence[Slice]) -> int:
    return held.text.count("\n", 0, slices[0].start) + 1


def _holder(held: Print, steps: Steps) -> SequenceNode | None:
    found = at(held.root, steps)
    return found if isinstance(found, SequenceNode) else None


def _added(held: Print, list_: Kept, row: Row, fields: Fields) -> list[Slice] | None:
    """Return the slices that make an entry of a row; None where its place is not clear."""
    holder, place = _holder(held, list_.steps), _place(list_, row.above)
    if holder is None or place is None:
        return None
    like = _like(held, list_, place)
    if list_.sort == "tables":
        return [put(held.text, holder, place, entry(fields, like)), *_expected(held, list_, 1)]
    id_ = free(id_of(str(fields.get("do") or fields.get("person"))), ids_of(held))
    made = [put(held.text, holder, place, entry({"id": id_, **fields}, like)), *_expected(held, list_, 1)]
    if list_.named:
        spot = _named(held, list_, row.above)
        if spot is None:
            return None
        made.append(put(held.text, spot[0], spot[1], id_))
    return made


def _place(list_: Kept, above: int) -> int | None:
    """Return the place in the list of what stands behind a row of the table; None where no entry is near."""
    if above in list_.places:
        return list_.places[above] + 1
    below = min((row for row in list_.places if row > above), default=None)
    return list_.places[below] if below is not None else None


def _like(held: Print, list_: Kept, place: int) -> Node | None:
    """Return the entry a new one is written like: the nearest that is no title of a group."""
    known = list(entries(held.root, list_.steps))
    order = sorted(list_.places.values(), key=lambda one: (abs(one - place + 1), one))
    plain = [known[one] for one in order if value_of(known[one], "group") is None]
    return plain[0] if plain else None


def _named(held: Print, list_: Kept, above: int) -> tuple[SequenceNode, int] | None:
    """Return the list of ids a row behind ``above`` belongs into, and its place there."""
    row = above if above in list_.named else min((one for one in list_.named if one > above), default=None)
    ids = _holder(held, list_.named[row]) if row is not None else None
    if row is None or ids is None:
        return None
    id_ = entry_id(at(held.root, (*list_.steps, list_.places[row])))
    place = next((n for n, node in enumerate(ids.value) if isinstance(node, ScalarNode) and node.value == id_), None)
    return None if place is None else (ids, place + (row == above))


def _expected(held: Print, list_: Kept, more: int) -> Iterator[Slice]:
    """Yield the slice that lets the count of ``expect`` follow."""
    steps: Steps = ("expect", list_.sort)
    if list_.sort == "tables":
        steps = ("expect", "rows", entry_id(at(held.root, list_.steps[:-1])))
    yield from expected(held, steps, more)


def _gone(held: Print, list_: Kept, place: int, id_: str) -> list[Slice] | None:
    holder = _holder(held, list_.steps)
    cut = gone(held.text, holder, place) if holder is not None else None
    if cut is None:
        return None
    title = value_of(at(held.root, (*list_.steps, place)), "group") is not None
    made = [cut, *(() if list_.sort == "tables" and title else _expected(held, list_, -1))]
    named = unlisted(held, id_)
    return None if named is None else made + named


def _moved(held: Print, list_: Kept, row: int, above: int) -> list[Slice] | None:
    """Return the slices that put a row behind another one: in the list of ids that orders the rows, else its entry."""
    holder, place = _holder(held, list_.steps), list_.places.get(row)
    if holder is None or place is None:
        return None
    if not list_.named:
        to = _place(list_, above)
        return None if to is None else moved(held.text, holder, place, to)
    spot, own = _named(held, list_, above), _named(held, list_, row)
    if spot is None or own is None:
        return None
    ids, to = spot
    if ids is own[0]:
        return moved(held.text, ids, own[1] - 1, to)
    cut = gone(held.text, own[0], own[1] - 1)
    return None if cut is None else [cut, put(held.text, ids, to, own[0].value[own[1] - 1].value)]


def _changed(original: Original, held: Print, cell: tuple[int, int, int], text: str) -> Iterator[tuple[Slice, ...]]:
    """Yield the slices that give an entry the fields a cell says now."""
    table, row, column = cell
    list_ = kept(held, table)
    node = at(held.root, (*list_.steps, list_.places[row])) if list_ and row in list_.places else None
    if list_ is None or not isinstance(node, MappingNode):
        return
    for columns in list_.columns:
        key = columns[column] if column < len(columns) else "number"
        fields: Fields | None = None
        if list_.sort == "tables" and key != "number":
            fields = {key: text or None}
        elif list_.sort == "tasks" and key != "number":
            fields = cell_fields(original, key, text)
        if fields:
            yield tuple(set_fields(held.text, node, fields))
