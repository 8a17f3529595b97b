"""What changed in one document, in words: its parts by their numbers, its tasks and rows by their ids, its fields by name.

In: the document before and after, and the changes below it. Out: lines in the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.model.body import Table
from docgen.model.document import Document
from docgen.model.tasks import Task
from docgen.resolve.tasks import due_text
from docgen.review.changes import Change
from docgen.review.fields import field_name, noun
from docgen.review.names import UNRESOLVED, Names, cut
from docgen.review.order import moved_keys
from docgen.review.parts import Pair, Paper, Spot
from docgen.review.told import Edit, Line, edit
from docgen.review.voice import Voice

CELLS = "rows"
"""Rows of a table, whose fields are its columns."""
ROWS = ("tasks", "persons", "drills", "phases")
"""Lists of a document whose items are rows with ids."""
WHOLE = ("due", "lead", "with", "takes", "leaves", "issuer", "columns")
"""Fields told as a whole, however deep in them the change is."""
LISTED = ("lead", "with", "takes", "leaves")
TEXTS = ("text", "do", "heading", "title", "name", "subject", "then")


@dataclass(frozen=True)
class PaperWords:
    """Tells what changed in one document."""

    voice: Voice
    pair: Pair
    id: str

    def lines(self, changes: Sequence[Change]) -> Iterator[Line]:
        """Yield a line for each part that changed; changes of one part stand in one line."""
        parts: dict[tuple[tuple[str, ...], str, str], list[tuple[Change, Spot]]] = {}
        for change in changes:
            spot = self.pair.spot(change.path[2:])
            kind: str = change.kind if change.kind == "ordered" or not spot.field else "changed"
            parts.setdefault((spot.lists, spot.address, kind), []).append((change, spot))
        for (lists, address, kind), found in parts.items():
            yield from self._part(lists, address, kind, found)

    def _part(self, lists: tuple[str, ...], address: str, kind: str, found: list[tuple[Change, Spot]]) -> Iterator[Line]:
        change, spot = found[0]
        if kind == "ordered":
            yield from (line for change, _ in found if (line := self._moved(change)) is not None)
        elif kind in ("added", "removed"):
            side = self.pair.new if kind == "added" else self.pair.old
            said = self._whole(side, lists, change.new if kind == "added" else change.old)
            yield Line(
                "added" if kind == "added" else "removed", self._full(address), self._name(side, lists, address), said, rows=_rows(lists)
            )
        else:
            side = self.pair.new if spot.new is not None else self.pair.old
            edits = tuple(self._edits(found))
            if edits:
                yield Line("changed", self._full(address), self._name(side, lists, address), edits=edits, rows=_rows(lists))

    def _full(self, address: str) -> str:
        return f"{self.id}#{address}" if address else self.id

    def _name(self, side: Paper, lists: tuple[str, ...], address: str) -> str:
        """Return what a part is called: by its number where it has one, a row by its id."""
        if not lists:
            return ""
        if lists[-1] in ROWS:
            return f"{noun(self.voice, lists[-1])} {address}"
        if lists[-1] == CELLS:
            return _row_name(side.document, address) or f"{noun(self.voice, CELLS)} {address}"
        label = side.label(address)
        if label:
            return label[:1].upper() + label[1:] if "/" in address else f"{label[:1].upper()}{label[1:]} ({address})"
        if "/" not in address:
            return f"{noun(self.voice, lists[-1])} {address}"
        own, place = noun(self.voice, lists[-1]), address.rpartition("/")[2]
        return f"{own} {place}" if len(lists) == 1 else f"{own} {place} ({address.split('/')[0]})"

    def _whole(self, side: Paper, lists: tuple[str, ...], data: Any) -> str:
        """Return what an added or removed part holds."""
        if lists and lists[-1] == "tasks" and isinstance(data, Mapping):
            task = next((task for task in side.document.tasks if task.id == data.get("id")), None)
            if task is not None:
                named = [self._value(side, name, task) for name in ("lead", "due")]
                return "; ".join(word for word in (cut(task.do), *named) if word)
        words = " ".join(map(side.names.of, _texts(data))) if isinstance(data, (dict, list)) else side.names.text(data)
        return cut(side.names.read(words) or side.names.text(data))

    # single fields

    def _edits(self, found: list[tuple[Change, Spot]]) -> Iterator[Edit]:
        told = set()
        for change, spot in found:
            path = spot.field or ("text",)
            if path[0] in WHOLE and (spot.lists[-1:] == ("tasks",) or path[0] != "due"):
                if path[0] not in told:
                    told.add(path[0])
                    yield self._whole_field(change, spot, path[0])
            elif change.kind != "ordered":
                yield self._edit(change, path, self._head(spot))

    def _head(self, spot: Spot) -> str:
        """Return the head of the column a cell stands in; nothing for what is no cell of a table."""
        table = _table(self.pair.new.document, spot.address) or _table(self.pair.old.document, spot.address)
        column = table.columns.get(spot.field[0]) if table is not None and spot.field and spot.lists[-1] == CELLS else None
        return column.title if column is not None else ""

    def _edit(self, change: Change, path: tuple[str, ...], head: str = "") -> Edit:
        old, new = self._text(self.pair.old.names, path, change.old), self._text(self.pair.new.names, path, change.new)
        return edit("/".join(path), head or field_name(self.voice, path), old, new)

    def _text(self, names: Names, path: tuple[str, ...], value: Any) -> str:
        if isinstance(value, str) and (path[-1] in TEXTS or " " in value):
            return value.strip()
        if isinstance(value, (dict, list)) and any(
            isinstance(one, (dict, list)) for one in (value.values() if isinstance(value, dict) else value)
        ):
            return " ".join(_texts(value))
        return names.text(value)

    def _whole_field(self, change: Change, spot: Spot, name: str) -> Edit:
        depth = len(change.path) - len(spot.field)
        olds, news = self.pair.value(change.path[2:depth])
        rows = [next((task for task in side.document.tasks if task.id == spot.address), None) for side in (self.pair.old, self.pair.new)]
        if spot.lists[-1:] == ("tasks",) and all(rows):
            old, new = (self._value(side, name, task) for side, task in zip((self.pair.old, self.pair.new), rows, strict=True) if task)
        else:
            old, new = (side.names.text((data or {}).get(name)) for side, data in ((self.pair.old, olds), (self.pair.new, news)))
        if name in LISTED:
            before, after = (_listed((data or {}).get(name)) for data in (olds, news))
            return self._listed(name, (old, new), (before, after))
        return edit(name, field_name(self.voice, (name,)), old, new)

    def _listed(self, name: str, whole: tuple[str, str], ids: tuple[list[Any], list[Any]]) -> Edit:
        """Return the edit of a list of names: who came and who went."""
        old, new = self.pair.old.names, self.pair.new.names
        come = [new.text(one) for one in ids[1] if one not in ids[0]]
        gone = [old.text(one) for one in ids[0] if one not in ids[1]]
        said = [self._counted(name, len(come), come, added=True)] if come else []
        said += [self._counted(name, len(gone), gone, added=False)] if gone else []
        plain = edit(name, field_name(self.voice, (name,)), *whole)
        single = len(ids[0]) <= 1 and len(ids[1]) <= 1 and ids[0] and ids[1]
        told = f"{plain.name} {plain.old} → {plain.new}" if single or not said else "; ".join(said)
        return Edit(plain.field, plain.name, plain.old, plain.new, told)

    def _counted(self, name: str, count: int, names: list[str], *, added: bool) -> str:
        listed = ", ".join(names)
        if name == "with" and added:
            return self.voice.ngettext(
                "one cooperating agency added ({names})", "{count} cooperating agencies added ({names})", count, names=listed
            )
        if name == "with":
            return self.voice.ngettext(
                "one cooperating agency removed ({names})", "{count} cooperating agencies removed ({names})", count, names=listed
            )
        field = field_name(self.voice, (name,))
        return (
            self.voice._("{field}: {names} added", field=field, names=listed)
            if added
            else self.voice._("{field}: {names} removed", field=field, names=listed)
        )

    def _value(self, side: Paper, name: str, task: Task) -> str:
        """Return a field of a task as the office prints it."""
        try:
            if side.context is None:
                return ""
            if name == "due":
                return due_text(side.context, task.due, "due_cell")
            return side.context.actors(task.lead if name == "lead" else task.with_, short=True)
        except UNRESOLVED:
            return ""

    # order

    def _moved(self, change: Change) -> Line | None:
        """Return the line for a list in another order; None where a map or a list that was only grown has one."""
        old, new = self.pair.value(change.path[2:])
        if not isinstance(old, list) or not isinstance(new, list):
            return None
        stay = set(change.old) & set(change.new)
        moved = moved_keys([key for key in change.old if key in stay], [key for key in change.new if key in stay])
        if not moved:
            return None
        spots = [self.pair.spot((*change.path[2:], key)) for key in moved]
        names = ", ".join(self._arrow(spot) for spot in spots)
        said = self.voice._("moved: {names}", names=names)
        return Line("moved", self._full(self.pair.spot(change.path[2:]).address), "", said)

    def _arrow(self, spot: Spot) -> str:
        old, new = self._name(self.pair.old, spot.lists, spot.old or ""), self._name(self.pair.new, spot.lists, spot.new or "")
        return old if old == new else f"{old} → {new}"


def _table(document: Document, address: str) -> Table | None:
    id_ = address.partition("/")[0]
    return next((table for table in document.tables if table.id == id_), None)


def _row_name(document: Document, address: str) -> str:
    """Return the first words of a row of a table, by which a reader knows it."""
    table, place = _table(document, address), address.rpartition("/")[2]
    if table is None or not place.isdigit() or int(place) > len(table.rows):
        return ""
    row = table.rows[int(place) - 1]
    return next((cut(text, 60) for key in table.columns if (text := row.get(key))), "")


def _rows(lists: tuple[str, ...]) -> str:
    if not lists:
        return ""
    return lists[-1] if lists[-1] in (*ROWS, CELLS) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, held in data.items():
            if key not in ("id", "article", "part", "chapter", "section", "only", "as"):
                yield from _texts(held)
    elif isinstance(data, list):
        for held in data:
            yield from _texts(held)
