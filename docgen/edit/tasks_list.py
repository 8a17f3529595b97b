"""Tasks in a list → ``tasks:`` of a document, one field a line.

In: a record. Out: what it says of the task: leads and those who help by id, the deadline in one of the forms of ``due:``.
"""

from __future__ import annotations

from docgen.edit.lookup import Lookup
from docgen.edit.said import Data, Fields, Row, Said, Sort, empty, missing, said_id, texts
from docgen.model.findings import Finding
from docgen.model.tasks import Task
from docgen.read.lists import TASKS
from docgen.read.sheets import Record, fold
from docgen.words.letters import slug, strip_accents
from docgen.words.typed_due import Due, typed_due

BY_KEY = {heading.key: heading for heading in TASKS}
WORDS = 6
"""Words of the task an id is made of."""
ORDER = ("id", "do", "lead", "joint", "with", "person", "due", "product", "note", "source")


def _read(names: Lookup, record: Record) -> Row:
    """Return what a row of a list of tasks says, and what is wrong in it."""
    faults = [missing(record, key, BY_KEY[key]) for key in ("do", "lead") if empty(record, key)]
    fields: dict[str, Data] = {"do": str(record.values["do"]).rstrip(" .;")} if "do" in record.values else {}
    for key in ("lead", "with"):
        if key in record.values:
            found = names.actors(record.cells[key], str(record.values[key]), free=key == "with")
            faults += [one for one in found if isinstance(one, Finding)]
            actors = [one for one in found if not isinstance(one, Finding)]
            fields[key] = actors[0] if len(actors) == 1 else actors
            fields |= {"joint": True} if key == "lead" and len(actors) > 1 else {}
    if "person" in record.values:
        person = names.person(record.cells["person"], str(record.values["person"]))
        faults += [person] if isinstance(person, Finding) else []
        fields["person"] = person
    due = _due(record)
    faults += [due] if isinstance(due, Finding) else []
    if faults or not {"do", "lead"} <= set(fields):
        return faults
    fields |= {} if due is None else {"due": due}
    fields |= texts(record, ("product", "note", "source"))
    return [Said(record, fold(fields["do"]), fields["do"], said_id(record), fields)]


def _due(record: Record) -> Due | Finding | None:
    cell = record.cells.get("due")
    if cell is None or "due" not in record.values:
        return None
    return typed_due(cell.text) or record.finding("E526", "due", value=cell.text)


def _merged(said: Said, entry: Fields) -> Fields:
    """Return an entry with a row laid over it; one lead alone answers for itself."""
    new = {**entry, **said.fields}
    if not isinstance(new["lead"], list):
        new.pop("joint", None)
    return new


def id_of(words: str) -> str:
    """Return the id made from the first words of a text."""
    said = [word for word in strip_accents(words).lower().split() if slug(word)]
    return slug(" ".join(said[:WORDS]))


def _key(entry: Fields) -> str:
    return fold(str(entry.get("do") or "").rstrip(" .;"))


TASKS_SORT = Sort(
    "tasks",
    TASKS,
    Task,
    _read,
    _key,
    lambda said, entry: entry.get("lead") == said.fields["lead"],
    lambda said: id_of(said.name),
    _merged,
    ORDER,
    key="tasks",
    lines=True,
)
