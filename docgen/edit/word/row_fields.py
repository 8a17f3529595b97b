"""What the cells of a row say, as fields of an entry: agencies and persons by id, deadlines in one of the forms of ``due:``.

In: the columns of a table and the words in Word. Out: fields, or None where one of them is not known for certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.edit.word.grids import Kept
from docgen.edit.word.original import Original
from docgen.model.document import PersonRow
from docgen.model.findings import Finding
from docgen.read.excel import Cell
from docgen.words.typed import typed_day
from docgen.words.typed_due import typed_due

Fields = Mapping[str, Any]
TASK = ("do", "lead", "joint", "with", "person", "due", "product", "note", "source")
"""Fields of a task in the order in which they are written."""


def fields_of(original: Original, kept: Kept, columns: Sequence[str], cells: Mapping[int, str]) -> Fields | None:
    """Return the fields of a new entry, without its id; None where they are not certain, as of a row whose cells were merged."""
    if len(cells) != len(columns):
        return None
    said = {column: cells.get(n, "") for n, column in enumerate(columns) if column != "number"}
    if kept.sort == "tables":
        return {column: text for column, text in said.items() if text} or None
    if kept.sort == "tasks":
        return _task(original, said)
    return _person(original, said) if kept.sort == "persons" else None


def _task(original: Original, said: Mapping[str, str]) -> Fields | None:
    found: dict[str, Any] = {}
    for column, text in said.items():
        fields = cell_fields(original, column, text)
        if fields is None:
            return None
        found |= {key: value for key, value in fields.items() if value is not None}
    return {key: found[key] for key in TASK if key in found} if {"do", "lead"} <= found.keys() else None


def cell_fields(original: Original, column: str, text: str) -> Fields | None:
    """Return the fields of a task that one cell says; a value is None where the field is no more."""
    if column in ("lead", "with"):
        return _actors(original, column, text)
    if not text:
        return None if column == "do" else {column: None}
    if column == "person":
        person = original.names.person(_cell(text), text)
        return None if isinstance(person, Finding) else {"person": person}
    if column == "due":
        due = typed_due(text)
        return None if due is None else {"due": due}
    return {column: text}


def _actors(original: Original, column: str, text: str) -> Fields | None:
    found = original.names.actors(_cell(text), text, free=column == "with") if text else []
    if any(isinstance(one, Finding) for one in found) or (column == "lead" and not found):
        return None
    fields: dict[str, Any] = {column: (found[0] if len(found) == 1 else list(found)) if found else None}
    return fields | ({"joint": True if len(found) > 1 else None} if column == "lead" else {})


def _person(original: Original, said: Mapping[str, str]) -> Fields | None:
    """Return the fields of a row of persons: the person by name, what all others in the table have in common, posts by name."""
    rows: Sequence[PersonRow] = original.document.persons
    person = original.names.person(_cell(said["name"]), said["name"])
    if isinstance(person, Finding) or len({row.action for row in rows}) != 1:
        return None
    post = original.names.post(said.get("duty", ""), None)
    left = original.names.post(said.get("position", ""), None)
    agency = original.names.agency(_cell(said.get("duty", "")), said.get("duty", ""))
    effect = typed_day(said.get("effect", ""))
    found: dict[str, Any] = {"person": person, "action": rows[0].action}
    found |= {"takes": post} if post else {"to": agency} if isinstance(agency, str) else {"duty": said["duty"]} if said.get("duty") else {}
    known = original.office.people[person]
    held = any(holding.post == left and holding.until is None for holding in known.held)
    if not held and said.get("position", "") != (known.position or ""):
        found |= {"leaves": left} if left else {"position": said["position"]}
    if effect is not None and effect != original.document.effect:
        found["effect"] = effect
    return found | ({"note": said["note"]} if said.get("note") else {})


def _cell(text: str) -> Cell:
    return Cell("", "", 0, 0, text)
