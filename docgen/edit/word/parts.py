"""Whole paragraphs that a leader added, where it is clear what they are in the file.

In: a print and the lines of the Word file. Out: slices that may be meant, proved by printing: a new article with its clauses, a new
heading, clause, point, item or passage behind the one before it or before the one behind it; a first list below a part; a new
paragraph in a text.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.edit.matching import free
from docgen.edit.tasks_list import id_of
from docgen.edit.word import passages
from docgen.edit.word.chains import ALL, LISTS, TEXTS, chain, keys, written_in
from docgen.edit.word.compared import Compared
from docgen.edit.word.grids import expected, ids_of, value_of
from docgen.edit.word.labels import LABEL
from docgen.edit.word.lines import Line, Read
from docgen.edit.word.lists import end_of, put, quoted, safe
from docgen.edit.word.outcome import Offered, Taken
from docgen.edit.word.pairs import paired
from docgen.edit.word.scalars import Steps
from docgen.edit.word.shown import Print, Shown
from docgen.edit.word.tree import KEYS, Part, fields, on_lines, on_one_line, phase, tree
from docgen.files.slices import Slice

BELOW = {"body": ("clauses", "points", "items"), "clauses": ("points", "items"), "points": ("items",), "items": ("items",)}
"""Lists that may stand below an entry of a list."""
DIVIDED = frozenset({"part", "chapter", "section"})


def additions(held: Print, read: Read, rest: Compared) -> Iterator[Offered]:
    """Yield what may make the paragraphs that were added, each behind the one before it or before the one behind it."""
    above, below = neighbours(held, read)
    new = {one.group.news[0]: one for one in rest.found if not one.group.olds and not one.note}
    for place, one in new.items():
        run = _run(read, new, place)
        if run:
            part = tree([read.lines[one] for one in run])
            said = " ".join(read.lines[one].text for one in run[: part.size])
            for slices in _additions(held, part, read.lines[place], (above.get(place), below.get(place))):
                yield slices, Taken(held.text.count("\n", 0, slices[0].start) + 1, "", said, one.authors), part.size


def _run(read: Read, new: Container[int], place: int) -> list[int]:
    """Return the added paragraphs from a place on that stand together; none in a table."""
    found = []
    for n in range(place, len(read.lines)):
        if read.lines[n].cell is not None or (read.lines[n].text and n not in new):
            break
        found += [n] if n in new else []
    return found


def neighbours(held: Print, read: Read) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return for every line of the file the printed paragraph it stands behind, and the one it stands before."""
    pairs = {new: group.olds for group in paired(held, read) if group.olds and not group.moved for new in group.news}
    above, below = dict[int, int](), dict[int, int]()
    last: int | None = None
    for place in range(len(read.lines)):
        if last is not None:
            above[place] = last
        last = pairs[place][-1] if place in pairs else last
    last = None
    for place in range(len(read.lines) - 1, -1, -1):
        if last is not None:
            below[place] = last
        last = pairs[place][0] if place in pairs else last
    return above, below


def _additions(held: Print, part: Part, line: Line, around: tuple[int | None, int | None]) -> Iterator[tuple[Slice, ...]]:
    above, below = around
    if part.kind == "text":
        old = held.lines[above] if above is not None else None
        scalar = written_in(held, old) if old is not None else None
        if old is None or not _fits(held, old, line):
            return
        piece = passages.added(held, old, scalar, part.texts[0]) if scalar is not None and not LABEL.match(old.text) else None
        if piece is not None:
            yield (piece,)
    for n, (place, back) in enumerate(((above, True), (below, False))):
        for steps, entry, holder in chain(held, place, back=back, lists=ALL) if place is not None else ():
            for written in _written(held, part, line, (steps, entry, holder)):
                yield (put(held.text, holder, int(str(steps[-1])) + (n == 0), written), *_counted(held, part))
            if n == 0:
                yield from ((piece,) for piece in _first(held, part, entry, str(steps[-2])))


def _counted(held: Print, part: Part) -> Iterator[Slice]:
    return expected(held, ("expect", "articles"), 1) if part.kind == "article" else iter(())


def _fits(held: Print, old: Shown, line: Line) -> bool:
    """Return whether an added line is of the same kind as the one before it: the same style, or where another program gave the
    styles names of its own, with a number as that has."""
    style = line.style.casefold()
    if any(style == one.style for one in held.lines):
        return style == old.style
    return bool(LABEL.match(old.text)) == bool(LABEL.match(line.text))


def _written(held: Print, part: Part, line: Line, beside: tuple[Steps, Node, SequenceNode]) -> Iterator[str]:
    """Yield what a part may be as an entry beside another one of a list."""
    steps, entry, holder = beside
    held_keys = keys(entry)
    if steps[:-1] == ("phases",):
        made = phase(part, free(id_of(part.texts[0].partition(":")[0]), ids_of(held)))
        yield from [_form(made, holder)] if made else []
        return
    if held_keys & DIVIDED or (part.kind == "article") != ("article" in held_keys):
        return
    if "article" in held_keys:
        yield _form(fields(part, "title" if "title" in held_keys else "", {"article": _id(held, part)}), holder)
    elif "heading" in held_keys:
        id_ = {"id": _id(held, part)} if "id" in held_keys else {}
        yield _form(fields(_uncapped(held, part, entry), "heading", id_), holder)
    elif steps[-2] in ("body", KEYS.get(part.kind)) or (part.kind == "text" and steps[-2] in LISTS) or steps[-2] in TEXTS:
        if not held_keys and part.size == 1:
            yield quoted(part.texts[0]) if holder.flow_style else safe("- {}", part.texts[0]).removeprefix("- ")
            return
        if "title" in held_keys and part.size > 1:
            yield _form(fields(part, "title"), holder)
        yield _form(fields(part), holder)


def _form(entry: Mapping[str, object], holder: SequenceNode) -> str:
    return on_one_line(entry) if holder.flow_style else on_lines(entry)


def _id(held: Print, part: Part) -> str:
    return free(id_of(part.texts[0]), ids_of(held))


def _uncapped(held: Print, part: Part, like: Node) -> Part:
    """Return a heading in small letters where only the print of its neighbour has capitals."""
    head = value_of(like, "heading")
    small = isinstance(head, ScalarNode) and not head.value.isupper() and part.texts[0].isupper()
    return replace(part, texts=[part.texts[0].capitalize(), *part.texts[1:]]) if small else part


def _first(held: Print, part: Part, entry: Node, own: str) -> Iterator[Slice]:
    """Yield the slice that begins a list of clauses, points or items below a part that has none."""
    key = KEYS.get(part.kind, "")
    if not isinstance(entry, MappingNode) or key in keys(entry) or key not in BELOW.get(own, ()):
        return
    list_ = {key: [fields(part)]}
    if entry.flow_style:
        end = entry.value[-1][1].end_mark.index
        yield Slice(end, end, ", " + on_one_line(list_)[1:-1])
        return
    blank = "\n" + " " * entry.start_mark.column
    yield Slice(end_of(held.text, entry), end_of(held.text, entry), blank + on_lines(list_).replace("\n", blank))
