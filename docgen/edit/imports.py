"""A list from Excel → what it adds, changes and no longer has, and the files as they would be; nothing is written before that was seen.

In: the office, a file, where its entries belong. Out: a plan to confirm, then files on the disk: all of them or none. The same list twice
changes nothing. Private fields go to ``directives/private/`` and into no plan that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from yaml import MappingNode

from docgen.edit.entries import Page, whole
from docgen.edit.lookup import Lookup
from docgen.edit.matching import Known, Match, changes, faults_of, matched, namesakes, plain, private_changes
from docgen.edit.people_list import PEOPLE_SORT, PERSONS_SORT
from docgen.edit.private_fields import Cuts, data_of, private_cuts, private_files
from docgen.edit.said import Data, Fields, Said, Sort
from docgen.edit.tasks_list import TASKS_SORT
from docgen.edit.units_list import UNITS_SORT
from docgen.files import atomic, slices
from docgen.files.slices import Loaded, Slice
from docgen.model.catalogue import Person, Unit
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read.csv_cells import list_file
from docgen.read.excel import Cell
from docgen.read.lists import HIDDEN, read_list
from docgen.read.tree import nodes, parse
from docgen.read.where import ID_KEYS

SORTS: Mapping[str, Sort] = {sort.name: sort for sort in (PEOPLE_SORT, PERSONS_SORT, UNITS_SORT, TASKS_SORT)}
"""What can be listed. A new kind of list is one module and one entry here."""
CATALOGUE = "directives/catalogue"


@dataclass(frozen=True, slots=True)
class Wish:
    """A list to be brought in: what it lists, its name as findings print it, its bytes, the file its entries belong to, the sheet.

    ``remove`` takes out the entries the list no longer has; a list without rows takes nothing out.
    """

    sort: str
    file: str
    data: bytes
    to: str
    sheet: str | None = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A new entry: its id, what it is called, where the list has it."""

    id: str
    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that changes: field → before and after (None: not there), and the names of the private fields that change."""

    id: str
    cell: Cell
    fields: Mapping[str, tuple[Data, Data]]
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry the list does not have."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would do. ``private``: it has private columns.

    ``files`` are the texts to be changed, with the hash of what was read (None: a new file).
    """

    findings: tuple[Finding, ...] = ()
    rows: int = 0
    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Gone, ...] = ()
    left_out: tuple[str, ...] = ()
    private: bool = False
    files: Mapping[str, Cuts] = field(default_factory=dict)

    @property
    def stopped(self) -> bool:
        """Return whether an error forbids to write anything."""
        return any(finding.severity == "error" for finding in self.findings)


def plan(root: Path, office: Office, wish: Wish) -> Plan:
    """Return what a list would do. Raises ``UnicodeDecodeError`` and ``YAMLError`` where the file it goes to cannot be read."""
    sort = SORTS[wish.sort]
    book, faults = list_file(wish.data, wish.file)
    listed, wrong = read_list(book, sort.headings, wish.sheet) if book else (None, ())
    if listed is None:
        return Plan((*faults, *wrong))
    names = Lookup(office, area_of(office, wish.to))
    read = [one for record in listed.records for one in sort.read(names, record)]
    rows = [one for one in read if isinstance(one, Said)]
    found = [*wrong, *(one for one in read if isinstance(one, Finding))]
    desk = _desk(root, office, sort, wish.to)
    matches, more = matched(sort, rows, desk.known)
    found += [*more, *namesakes(matches, desk.known)]
    found += [fault for match in matches for fault in faults_of(sort, match, desk.known.entries.get(match.id, {}))]
    made = Plan(tuple(sorted(found, key=_by_place)), len(listed.records), left_out=listed.left_out, private=bool(HIDDEN & listed.keys))
    return made if made.stopped else _worked_out(made, desk, matches, remove=wish.remove and bool(rows))


def write(root: Path, made: Plan) -> None:
    """Write all files of a plan or none. Raises ``slices.Changed`` where one was saved in between, ``DiskError``."""
    atomic.write_all([(root / path, _bytes(root / path, sha256, cuts)) for path, (sha256, cuts) in made.files.items()])


def area_of(office: Office, path: str) -> str:
    """Return the province a file is about, nothing where it may be several.

    The folder of the catalogue says it, or the issuer of a document; else what the file holds, or that the office knows one alone.
    """
    parts = PurePosixPath(path).parts
    if path.startswith(f"{CATALOGUE}/") and len(parts) > 3 and parts[2] in office.areas:
        return parts[2]
    mine = [name.partition(":") for name, file in office.files.items() if file == path]
    issuers = [office.documents[id_].issuer[0] for _, _, id_ in mine if id_ in office.documents]
    found = {id_.partition("/")[0] for id_ in issuers or [id_ for _, _, id_ in mine if "/" in id_] or office.areas}
    return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class _Desk:
    """The file a list goes to, the private files, and what both hold."""

    sort: Sort
    path: str
    loaded: Loaded | None
    page: Page
    known: Known
    private: Mapping[str, tuple[Loaded, Page]]


def _desk(root: Path, office: Office, sort: Sort, path: str) -> _Desk:
    loaded = slices.load(root / path) if (root / path).exists() else None
    text = loaded.text if loaded else ""
    page = Page(text, sort.key, sort.lines)
    private = {name: (held, Page(held.text)) for name, held in private_files(root)} if sort.name in ("people", "persons") else {}
    fields = {id_: entry for name, (held, _) in private.items() for id_, entry in data_of(name, held.text).items()}
    return _Desk(sort, path, loaded, page, Known(_entries(path, page), fields, *_others(office, sort, page, path)), private)


def _entries(path: str, page: Page) -> Mapping[str, Fields]:
    """Return the entries of a file as data, by id and in order."""
    if page.key is None:
        return data_of(path, page.text)
    data = parse(path, page.text.encode()).data
    rows = data.get(page.key) if isinstance(data, dict) else None
    return {str(row["id"]): row for row in rows or () if isinstance(row, dict) and row.get("id")}


def _others(office: Office, sort: Sort, page: Page, path: str) -> tuple[Mapping[str, str], Mapping[str, Sequence[str]]]:
    """Return the ids taken elsewhere with their files, and the ids of each name in other files."""
    if page.key is not None:
        return {id_: path for id_ in _ids(page) if id_ not in page.entries}, {}
    shelf: Mapping[str, Person | Unit] = office.people if sort.name == "people" else office.units
    noun = "person" if sort.name == "people" else "unit"
    taken = {id_: office.files[f"{noun}:{id_}"] for id_ in shelf if office.files[f"{noun}:{id_}"] != path}
    elsewhere: dict[str, list[str]] = {}
    for id_ in taken:
        thing = shelf[id_].model_dump(include={"name", "of"})
        elsewhere.setdefault(sort.key_of({**thing, "id": id_}), []).append(id_)
    return taken, elsewhere


def _ids(page: Page) -> Iterator[str]:
    """Yield every id of a document, of whatever part."""
    if page.root is not None:
        for node in nodes(page.root, lambda node: isinstance(node, MappingNode)):
            yield from (str(value.value) for key, value in node.value if key.value in ID_KEYS)


def _worked_out(made: Plan, desk: _Desk, matches: Sequence[Match], *, remove: bool) -> Plan:
    """Return the plan with what is added, changed and gone, and the files as they would be."""
    sort, known = desk.sort, desk.known
    fresh = [match for match in matches if match.fresh]
    edits = {match.id: changes(sort, match.said, known.entries[match.id]) for match in matches if not match.fresh}
    secret = {match.id: found for match in matches if (found := private_changes(match.said, known.private.get(_person(match), {})))}
    changed = [_changed(match, known.entries[match.id], edits[match.id], secret) for match in matches if not match.fresh]
    gone = [Gone(id_, _name(entry)) for id_, entry in known.entries.items() if id_ not in {match.id for match in matches}]
    cuts = [cut for id_, fields in edits.items() if fields for cut in desk.page.changed(id_, fields)]
    cuts += desk.page.removed({one.id for one in gone}) if remove else []
    cuts += desk.page.added(list(_new(sort, matches)))
    files = dict(private_cuts(desk.private, {_person(match): secret[match.id] for match in matches if match.id in secret}))
    if cuts:
        files[desk.path] = (desk.loaded.sha256 if desk.loaded else None, whole(desk.page.text, cuts))
    added = tuple(Added(match.id, match.said.name, match.said.cell) for match in fresh)
    kept = tuple(one for one in changed if one.fields or one.private)
    return replace(made, added=added, changed=kept, gone=tuple(gone), files=files)


def _person(match: Match) -> str:
    """Return whose private fields a row has."""
    return str(match.said.fields.get("person", match.id))


def _name(entry: Fields) -> str:
    return " ".join(str(entry.get("name") or entry.get("do") or entry.get("person") or "").split())


def _changed(match: Match, entry: Fields, fields: Mapping[str, Data], secret: Mapping[str, Fields]) -> Changed:
    pairs = {key: (entry.get(key), plain(value)) for key, value in fields.items()}
    return Changed(match.id, match.said.cell, pairs, tuple(secret.get(match.id, ())))


def _new(sort: Sort, matches: Iterable[Match]) -> Iterator[tuple[str, Fields, str | None]]:
    """Yield new entries, each with the one before it in the list; fields in the order of the office."""
    before = None
    for match in matches:
        if match.fresh:
            fields = sorted(match.said.fields.items(), key=lambda field: sort.order.index(field[0]))
            yield match.id, dict(fields), before
        before = match.id


def _bytes(path: Path, sha256: str | None, cuts: Sequence[Slice]) -> bytes:
    if sha256 is not None:
        return slices.edited(path, sha256, cuts)
    if path.exists():
        raise slices.Changed(path)
    return slices.apply("", cuts).encode()


def _by_place(finding: Finding) -> tuple[int, int]:
    return (finding.source.line, finding.source.column) if finding.source else (0, 0)
