"""Series: the rows they are made from, what they declare, and what is wrong only in some of their documents.

The pattern is checked like any document. Then one document of each sort (the same conditions, the same overrides) is checked too, and
every id that holds a placeholder in all of them: a finding that the pattern does not have names the documents that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, get_args

from docgen.check.desk import Desk
from docgen.check.known import is_known, unknown
from docgen.check.paper import Node, Paper
from docgen.check.plan import plan
from docgen.derive.holes import BRACES
from docgen.derive.series import Member, Series, columns, placeholders, rows_of, series_of
from docgen.model.catalogue import UnitKind
from docgen.model.document import Override
from docgen.model.findings import Finding, Place
from docgen.model.series import Condition, EachPerson, EachRow
from docgen.model.tasks import Units
from docgen.words.nearest import nearest

Rule = Callable[[Paper], Iterable[Finding]]
UNIT_FIELDS = ("unit.id", "unit.name", "unit.kind", "unit.full", "unit.order", "area.name", "area.place")
PERSON_FIELDS = ("person.id", "person.name", "person.honorific", "person.full")
KINDS: tuple[str, ...] = get_args(UnitKind)
MARKS = ("**", "[[", "^[", "{")


def fields(paper: Paper) -> Sequence[str]:
    """Return what a text of the series may name in braces: ``unit.full`` is kind and name, e.g. "xã Cát Hải"."""
    each = paper.document.each
    if isinstance(each, Units):
        return UNIT_FIELDS
    names = columns(paper.desk.office, paper.document)
    rows = [f"row.{name}" for name in names]
    person = PERSON_FIELDS if isinstance(each, EachPerson) or "person" in names else ()
    units = UNIT_FIELDS if isinstance(each, EachRow) and ("unit" in names or each.key == "unit" or _keyed_by_units(paper)) else ()
    return (*units, *person, *rows)


def without_rows(paper: Paper) -> bool:
    """Return whether the rows of a series could not be read: that is told once, not again for each placeholder."""
    each, office = paper.document.each, paper.desk.office
    tables = [table.id for table in paper.document.tables]
    return isinstance(each, EachRow) and each.row not in tables and paper.document.id not in office.source_rows


def declared(paper: Paper) -> Sequence[str]:
    """Return what ``only`` may say: the kinds of units, and the conditions the document declares."""
    return (*KINDS, *paper.document.conditions)


def source(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a series that is made from nothing, and for rows without a name of their own."""
    document, each = paper.document, paper.document.each
    if isinstance(each, EachPerson) and each.persons != "all":
        known = [row.id for row in document.persons]
        for index, id_ in enumerate(each.persons):
            if id_ not in known:
                yield paper.finding("E490", ("each", "persons", index), value=id_, nearest=nearest(id_, known) or "")
    if not isinstance(each, EachRow):
        return
    tables = [table.id for table in document.tables]
    if without_rows(paper):
        if "." not in each.row:  # a file that is missing is a finding of reading
            yield paper.finding("E490", ("each", "row"), value=each.row, nearest=nearest(each.row, tables) or "")
        return
    if each.key not in columns(paper.desk.office, document):
        names = columns(paper.desk.office, document)
        yield paper.finding("E491", ("each", "key" if each.key != "id" else "row"), value=each.key, known=", ".join(names))
        return
    yield from _keys(paper, each)


def _keys(paper: Paper, each: EachRow) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for place, texts in enumerate(rows_of(paper.desk.office, paper.document), 1):
        key = texts.get(each.key, "")
        if not key or key in seen:
            words = {"key": each.key, "value": key, "row": place, "other": seen.get(key, "")}
            yield paper.finding("E492", ("each", "row"), **words)
        seen.setdefault(key, place)
        for name, text in texts.items():
            mark = next((mark for mark in MARKS if mark in text), None)
            if mark is not None:
                yield paper.finding("E495", ("each", "row"), row=place, key=name, value=mark)


def conditions(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every ``only`` that nothing can fulfil, and for a declared condition that asks for no such column."""
    for node in (node for kind, nodes in paper.classes.items() if "only" in kind.model_fields for node in nodes):
        only = node.value.only
        if only is None:
            continue
        if not paper.is_series:
            yield paper.finding("E225", node.steps("only"), value=only)
        elif paper.document.each and only not in declared(paper):
            known = declared(paper)
            yield paper.finding("E226", node.steps("only"), value=only, known=", ".join(known), nearest=nearest(only, known) or "")
    for node in paper.every(Condition):
        names = columns(paper.desk.office, paper.document)
        for name in node.value.row:
            if name not in names:
                yield paper.finding("E491", node.steps("row", name), value=name, known=", ".join(names))


def overrides(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every override of a document that is no series, or for one of whose documents there is none."""
    for node in paper.every(Override):
        if paper.document.each is None:
            yield paper.finding("E493", node.steps(), value=", ".join(node.value.for_) or node.value.only or "-", nearest="")
            continue
        known = series_of(paper.desk.office, paper.document).members
        for index, key in enumerate(node.value.for_):
            if key not in known:
                yield paper.finding("E493", node.steps("for", index), value=key, nearest=nearest(key, list(known)) or "")


def members(paper: Paper, rules: Sequence[Rule], found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is wrong with single documents of a series; ``found`` is what is wrong with the pattern."""
    if paper.document.each is None or (not paper.desk.office.units and isinstance(paper.document.each, Units)):
        return
    series = series_of(paper.desk.office, paper.document)
    known = {(finding.code, finding.place.steps) for finding in found}
    for sort in series.sorts():
        keys = tuple(member.key for member in sort)
        made = Paper(paper.desk, series.made(sort[0]))
        conditions = series.conditions(sort[0])
        for finding in (finding for rule in rules for finding in rule(made)):
            steps = _in_pattern(paper, finding.place.steps, conditions)
            if (finding.code, steps) not in known and not _overridden(series, sort[0], steps):
                known.add((finding.code, steps))
                yield replace(finding, place=replace(finding.place, steps=steps), members=keys)
    yield from _filled_ids(paper, series)
    yield from _empty(paper, series)


def _overridden(series: Series, member: Member, steps: tuple[str | int, ...]) -> bool:
    """Return whether the field is one that an override sets and no finding can be told of by its place in the pattern."""
    name = {"for": "for_"}.get(str(steps[0]), str(steps[0])) if steps else ""
    return bool(steps) and len(steps) > 1 and any(getattr(one, name, None) is not None for one in series.overrides(member))


def _in_pattern(paper: Paper, steps: tuple[str | int, ...], conditions: frozenset[str]) -> tuple[str | int, ...]:
    """Return steps in one document as steps in the pattern, where parts that are left out there count too."""
    held: Any = paper.document
    found: list[str | int] = []
    for step in steps:
        if isinstance(step, int) and isinstance(held, tuple):
            stays = [place for place, part in enumerate(held) if getattr(part, "only", None) in (None, *conditions)]
            step = stays[step] if step < len(stays) else step
            held = held[step] if step < len(held) else None
        elif isinstance(step, str):
            held = held.get(step) if isinstance(held, dict) else getattr(held, _name(held, step), None)
        found.append(step)
    return tuple(found)


def _name(held: Any, key: str) -> str:
    """Return the name in Python of a key of the file."""
    kind = type(held)
    return next((name for name, info in getattr(kind, "model_fields", {}).items() if info.alias == key), key)


def _filled_ids(paper: Paper, series: Series) -> Iterator[Finding]:
    """Yield a finding for every id with a placeholder that no catalogue has in some documents."""
    for kind, nodes in paper.classes.items():
        for field in plan(kind).ids:
            for node in nodes:
                held = node.value.__dict__[field.name]
                for below, id_ in _ids(held):
                    if "{" in id_:
                        yield from _unknown(paper.desk, series, field.to, id_, Place(paper.path, node.steps(field.key, *below)))


def _ids(held: Any) -> Iterator[tuple[tuple[int, ...], str]]:
    if isinstance(held, str):
        yield (), held
    elif isinstance(held, tuple):
        yield from (((index,), id_) for index, id_ in enumerate(held) if isinstance(id_, str))


def _unknown(desk: Desk, series: Series, to: str, pattern: str, place: Place) -> Iterator[Finding]:
    for member in series.members.values():
        texts = placeholders(desk.office, member)
        id_ = BRACES.sub(lambda match, texts=texts: texts.get(match[1], match[0]), pattern)  # type: ignore[misc]
        if not is_known(desk, to, id_):
            yield replace(unknown(desk, to, id_, place), members=(member.key,))


def _empty(paper: Paper, series: Series) -> Iterator[Finding]:
    """Yield a finding for every placeholder that stands for nothing in some documents."""
    if isinstance(paper.document.each, Units):
        return
    used: dict[str, Node] = {}
    for text in paper.texts:
        for match in BRACES.finditer(text.text):
            used.setdefault(match[1], Node(text))
    for name, node in used.items():
        without = [member.key for member in series.members.values() if placeholders(paper.desk.office, member).get(name) == ""]
        if without:
            yield replace(paper.finding("W494", node.value.steps(), value=f"{{{name}}}"), members=tuple(without))


def _keyed_by_units(paper: Paper) -> bool:
    members = series_of(paper.desk.office, paper.document).members
    return any(member.unit for member in members.values())
