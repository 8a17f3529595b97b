"""Ids that nothing bears: every field of the model that names an entry of a catalogue is verified here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.check.desk import Desk
from docgen.check.paper import Node, Paper, id_of, lay_flat
from docgen.check.plan import Field, plan
from docgen.model.catalogue import CATALOGUES
from docgen.model.findings import Finding, Place
from docgen.words.nearest import nearest

CODES = {
    "person": "E211",
    "unit": "E212",
    "post": "E213",
    "agency": "E214",
    "reference": "E215",
    "document": "E215",
    "cited": "E215",
    "area": "E216",
    "kind": "E217",
    "actor": "E218",
    "group": "E218",
    "task": "E219",
}
SERIES_POST = "unit/"
"""A post of each unit of a series is written ``unit/bi-thu``; the catalogue cannot hold it."""


def ids_of_documents(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every id of a document that no catalogue has."""
    for kind, nodes in paper.classes.items():
        for field in plan(kind).ids:
            for node, id_, steps in _unknown(paper.desk, field, nodes):
                if not (paper.is_series and ("{" in id_ or (field.to == "post" and id_.startswith(SERIES_POST)))):
                    yield unknown(paper.desk, field.to, id_, Place(paper.path, node.steps(*steps)))


def ids_of_catalogues(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for every id in a catalogue that no catalogue has."""
    for name, (noun, _) in CATALOGUES.items():
        for id_, entry in getattr(desk.office, name).items():
            for node in lay_flat(entry):
                for field in plan(node.value.__class__).ids:
                    for _, wrong, steps in _unknown(desk, field, (node,)):
                        yield unknown(desk, field.to, wrong, desk.place(noun, id_, *node.steps(*steps)))


def unknown(desk: Desk, to: str, id_: str, place: Place, code: str = "") -> Finding:
    """Return the finding for an id nothing bears, with the nearest known one and its printed name."""
    near = _nearest_task(desk, id_) if to == "task" else nearest(id_, desk.known[to])
    words = {"value": id_, "nearest": near or "", "name": printed(desk, to, near) if near else ""}
    return Finding(code or CODES[to], place, words)


def is_known(desk: Desk, to: str, id_: str) -> bool:
    """Return whether something bears the id; a citation may add ``@unit`` to a series."""
    if to == "task":
        document, _, part = id_.partition("#")
        return part.partition("@")[0].partition(":")[0] in desk.follow_up(document)
    if id_ in desk.known[to]:
        return True
    document = id_of(id_)
    return to == "cited" and document != id_ and document in desk.office.documents


def printed(desk: Desk, to: str, id_: str) -> str:
    """Return what the office calls the thing with this id."""
    office = desk.office
    if to == "task":
        task = office.task(id_)
        return task.do if task else id_
    for catalogue in (office.agencies, office.people, office.groups, office.units, office.posts, office.areas, office.kinds):
        entry = catalogue.get(id_)
        if entry is not None:
            return str(entry.name)
    reference = office.references.get(id_)
    if reference is not None:
        return reference.name or reference.subject or id_
    document = office.documents.get(id_)
    return document.subject if document else id_


def _unknown(desk: Desk, field: Field, nodes: Sequence[Node]) -> Iterator[tuple[Node, str, tuple[str | int, ...]]]:
    """Yield the ids of a field that nothing bears, each with its node and the steps below it."""
    known = desk.known.get(field.to, ())
    name, key = field.name, field.key
    for node in nodes:
        held = node.value.__dict__[name]
        if not held or (held.__class__ is str and held in known):
            continue
        for index, id_ in enumerate((held,) if isinstance(held, str) else held):
            if isinstance(id_, str) and id_ not in known and not is_known(desk, field.to, id_):
                yield node, id_, (key,) if isinstance(held, str) else (key, index)


def _nearest_task(desk: Desk, address: str) -> str | None:
    document, _, part = address.partition("#")
    found = document if document in desk.office.documents else nearest(document, desk.office.documents)
    near = nearest(part.partition("@")[0], desk.follow_up(found)) if found else None
    return f"{found}#{near}" if near else None
