"""Which entry of the office a row of a list speaks of, and what the row changes in it.

In: what the rows say, the entries there are. Out: row by row the id of its entry (an old one, or a new one by its name), or a finding. A
row is known again by its id, else by the name; of several of one name by what else they have in common. Nothing is guessed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docgen.edit.said import Data, Fields, Said, Sort
from docgen.model.findings import Finding
from docgen.model.values import parse_path_id
from docgen.read.values import build

Entries = Mapping[str, Fields]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: the entries of the file, private fields by id, ids that are taken (and where), the ids of each name elsewhere."""

    entries: Entries
    private: Entries = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A row and its entry; ``fresh`` where the entry is new."""

    said: Said
    id: str
    fresh: bool = False


def matched(sort: Sort, rows: Sequence[Said], known: Known) -> tuple[list[Match], list[Finding]]:
    """Return the rows with their entries, in the order of the list, and what is wrong."""
    faults = [*_twice(sort, rows), *_foreign(rows, known)]
    if faults:
        return [], faults
    found = {index: said.id for index, said in enumerate(rows) if said.id in known.entries}
    for group in _groups(sort, rows, known, set(found.values())):
        pairs, wrong = _paired(sort, group, known)
        faults += wrong
        found |= pairs
    return _numbered(sort, rows, found, known), faults


def changes(sort: Sort, said: Said, entry: Fields) -> dict[str, Data | None]:
    """Return the fields of an entry that a row changes, with their new values; None for one that is no more."""
    new = sort.merged(said, entry)
    before, after = _meant(sort, entry), _meant(sort, new)
    return {key: new.get(key) for key in {**new, **entry} if before.get(key) != after.get(key)}


def private_changes(said: Said, held: Fields) -> dict[str, Data]:
    """Return the private fields a row changes."""
    return {key: value for key, value in said.private.items() if _flat(value) != _flat(held.get(key))}


def plain(value: Data) -> Data:
    """Return a value as it comes out of a YAML file: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(held) for held in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if value is None else str(value).lower() if isinstance(value, (bool, int)) else str(value)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one name, by their place in the list, and the entries of that name nobody has claimed."""

    rows: Mapping[int, Said]
    ids: Sequence[str]


def _groups(sort: Sort, rows: Sequence[Said], known: Known, claimed: set[str | None]) -> Iterator[_Group]:
    by_key: dict[str, list[str]] = {}
    for id_, entry in known.entries.items():
        if id_ not in claimed:
            by_key.setdefault(sort.key_of({**entry, "id": id_}), []).append(id_)
    groups: dict[str, dict[int, Said]] = {}
    for index, said in enumerate(rows):
        if said.id is None:
            groups.setdefault(said.key, {})[index] = said
    yield from (_Group(held, by_key.get(key, ())) for key, held in groups.items())


def _paired(sort: Sort, group: _Group, known: Known) -> tuple[dict[int, str], list[Finding]]:
    """Return the entries of the rows of one name: those that change nothing first, then those surely one, then the only one left."""
    rows, ids, found = dict(group.rows), list(group.ids), dict[int, str]()

    def same(said: Said, id_: str) -> bool:
        return not changes(sort, said, known.entries[id_]) and not private_changes(said, known.private.get(id_, {}))

    def tied(said: Said, id_: str) -> bool:
        return sort.tie(said, known.entries[id_]) and not _born_apart(said, known, id_)

    def born(said: Said, id_: str) -> bool:
        held = known.private.get(id_, {})
        return "birth" in said.private and plain(said.private["birth"]) == held.get("birth")

    for test in (same, born, tied):
        _claim(rows, ids, found, test)
    ids = [id_ for id_ in ids if any(not _born_apart(said, known, id_) for said in rows.values())]
    if len(rows) == len(ids) == 1:
        return {**found, next(iter(rows)): ids[0]}, []
    if rows and ids:
        return found, [said.cell.finding("E522", value=said.name, known=", ".join(group.ids)) for said in rows.values()]
    return found, []


def _claim(rows: dict[int, Said], ids: list[str], found: dict[int, str], test: Callable[[Said, str], bool]) -> None:
    """Pair each row with the first entry that passes the test; both leave those still to be paired."""
    for index, said in list(rows.items()):
        id_ = next((id_ for id_ in ids if test(said, id_)), None)
        if id_ is not None:
            found[index] = id_
            ids.remove(id_)
            del rows[index]


def _born_apart(said: Said, known: Known, id_: str) -> bool:
    """Return whether row and entry have different birth dates: two persons of one name."""
    held = known.private.get(id_, {}).get("birth")
    return bool(held) and "birth" in said.private and plain(said.private["birth"]) != held


def _twice(sort: Sort, rows: Sequence[Said]) -> Iterator[Finding]:
    """Yield a finding for each row that bears the id of another one, or says the same."""
    ids: dict[str, Said] = {}
    seen: dict[str, Said] = {}
    for said in rows:
        if said.id is not None:
            first = ids.setdefault(said.id, said)
            if first is not said:
                yield said.cell.finding("E444", value=said.id, other=first.cell.source.cell)
            continue
        content = str((said.key, plain(said.fields), plain(said.private)))
        first = seen.setdefault(content, said)
        if first is not said:
            yield said.cell.finding("E527", value=said.name, other=first.cell.source.cell)


def _foreign(rows: Sequence[Said], known: Known) -> Iterator[Finding]:
    """Yield a finding for each row whose id is none, or stands elsewhere."""
    for said in rows:
        if said.id is None or said.id in known.entries:
            continue
        try:
            parse_path_id(said.id)
        except ValueError:
            yield said.cell.finding("E106", value=said.id)
        if said.id in known.taken:
            yield said.cell.finding("E202", id=said.id, other=known.taken[said.id])


def _numbered(sort: Sort, rows: Sequence[Said], found: Mapping[int, str | None], known: Known) -> list[Match]:
    """Return every row with its entry; a new one whose id is taken gets a number."""
    taken = {*known.entries, *known.taken, *(said.id for said in rows if said.id)}
    made = []
    for index, said in enumerate(rows):
        old = found.get(index)
        id_ = old or said.id or free(sort.new_id(said), taken)
        taken.add(id_)
        made.append(Match(said, id_, fresh=old is None))
    return made


def free(id_: str, taken: Collection[str]) -> str:
    """Return the id, or the id with the first number from 2 on that nobody has; cut so that it stays one."""
    number, free = 2, id_
    while free in taken:
        folder, slash, last = id_.rpartition("/")
        free = f"{folder}{slash}{last[: 57 - len(str(number))].rstrip('-')}-{number}"
        number += 1
    return free


def namesakes(found: Sequence[Match], known: Known) -> Iterator[Finding]:
    """Yield a warning for every new entry whose name one in another file of the catalogue has."""
    for match in found:
        others = known.elsewhere.get(match.said.key, ()) if match.fresh else ()
        if others:
            yield match.said.cell.finding("W528", value=match.said.name, other=", ".join(others), id=match.id)


def faults_of(sort: Sort, match: Match, entry: Fields) -> list[Finding]:
    """Return what the model says of an entry as it would be, told at the row."""
    data = {**({"id": match.id} if sort.key else {}), **sort.merged(match.said, entry)}
    _, faults = build(sort.model, plain(data), match.said.cell.file)
    cell = match.said.cell
    return [replace(fault, place=cell.finding(fault.code).place, source=cell.source) for fault in faults]


def _meant(sort: Sort, entry: Fields) -> dict[str, Data]:
    """Return what an entry means, whichever way it is written: one or a list of one, words in a block or on a line."""
    value, _ = build(sort.model, {**({"id": "x"} if sort.key else {}), **plain(entry)}, "")
    held = value.model_dump(by_alias=True) if value is not None else plain(entry)
    return {key: _flat(one) for key, one in held.items()}


def _flat(value: Data) -> Data:
    if isinstance(value, Mapping):
        return {key: _flat(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_flat(held) for held in value]
    return " ".join(value.split()) if isinstance(value, str) else plain(value)
