"""What is matched as one: a paragraph, or a row of a table with all its cells.

In: the paragraphs of a print or of a Word file. Out: units, each with the places of its paragraphs. Numbers that only count the rows,
and those before a paragraph, are no part of their text.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from docgen.edit.word.cells import Cell
from docgen.edit.word.labels import bare
from docgen.edit.word.lines import Line
from docgen.edit.word.shown import Shown, label_of
from docgen.write.places import place_name

TITLE = "table-group"
"""How the styles of a row that opens a group begin."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a row: the places of its paragraphs, its text, the names of its bookmarks, the last column of its table.

    ``lasting`` says that it has an address of its own, so that another one in its place is another one; ``title`` that it opens a
    group of rows: rows move, their titles stay; ``numbers`` are the places that only say its number, which
    are none of the others.
    """

    places: tuple[int, ...]
    text: str
    names: tuple[str, ...] = ()
    row: bool = False
    width: int = 0
    lasting: bool = False
    title: bool = False
    numbers: tuple[int, ...] = ()


def printed(olds: Sequence[Shown]) -> list[Unit]:
    """Return the units of a print."""
    names = [(place_name(old.address),) if old.address else () for old in olds]
    numbers = {place for place, old in enumerate(olds) if old.running}
    said = [(old.cell, old.text if old.cell else old.text[len(label_of(old.text, old.origins)) :]) for old in olds]
    made = _units(said, names, numbers, lasting=True)
    return [replace(unit, title=olds[unit.places[0]].style.startswith(TITLE)) for unit in made]


def came(news: Sequence[Line], olds: Sequence[Shown]) -> list[Unit]:
    """Return the units of a Word file; empty paragraphs are in none. A table whose first column bears the head that only printed
    columns of numbers bear has such a column too."""
    tables = {old.cell.table for old in olds if old.running and old.cell}
    firsts = [(old.cell.table, old.text) for old in olds if old.cell and old.cell[1:] == (0, 0)]
    heads = {text for table, text in firsts if table in tables} - {text for table, text in firsts if table not in tables}
    counting = {line.cell.table for line in news if line.cell and line.cell[1:] == (0, 0) and line.text in heads}
    numbers = {place for place, line in enumerate(news) if line.cell and line.cell.table in counting and line.counts}
    said = [(line.cell, line.text if line.cell else bare(line.text)) for line in news]
    return _units(said, [line.names for line in news], numbers, lasting=False)


Said = Sequence[tuple[Cell | None, str]]


def _units(said: Said, names: Sequence[tuple[str, ...]], numbers: AbstractSet[int], *, lasting: bool) -> list[Unit]:
    widths: dict[int, int] = {}
    for cell, _ in said:
        if cell is not None:
            widths[cell.table] = max(widths.get(cell.table, 0), cell.column)
    made = []
    for places in _runs(said):
        first = said[places[0]][0]
        own = tuple(name for place in places for name in names[place])
        saying = tuple(place for place in places if place not in numbers)
        text = " ".join(said[place][1] for place in saying)
        if saying:
            width, numbered = widths[first.table] if first else 0, tuple(place for place in places if place in numbers)
            made.append(Unit(saying, text, own, first is not None, width, lasting and bool(own), numbers=numbered))
    return made


def _runs(said: Said) -> list[tuple[int, ...]]:
    """Return the places of each paragraph outside of tables and of each row."""
    found: list[tuple[int, ...]] = []
    for line, run in groupby(((place, one[0]) for place, one in enumerate(said) if one[1]), key=lambda one: one[1] and one[1].line):
        places = tuple(place for place, _ in run)
        found += [(place,) for place in places] if line is None else [places]
    return found
