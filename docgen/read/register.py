"""Register files → their lines, scanned when somebody asks: an office's register grows for years, and most commands never look.

In: ``directives/register/<issuer>/<sequence>-<year or term>.yaml``, one entry a line. Out: rows as text for questions over whole
files, entries as values for single lines, and a finding for every line that is none.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from docgen.files.tree import yaml_files
from docgen.model.findings import Finding, Place, Source
from docgen.model.register import RegisterEntry
from docgen.read.tree import parse
from docgen.read.values import build

FOLDER = "directives/register"
_WRITTEN = re.compile(
    r"^- \{number: ([1-9][0-9]*+[a-z]?)(?:, event: (reserve|cancel|again|send|receive|recall))?"
    r", date: (\d{4}-\d\d-\d\d)(?:, document: ([a-z0-9/@-]++))?"
    r"(?:, fingerprint: [0-9a-f]{8})?(?:, (?:paper: true|(?:to|by|why): \"(?:[^\"\\\n]|\\[\"\\])*\"))*\}$",
    re.MULTILINE,
)
"""A line as the program writes it; any other is read as YAML, at a hundred times the cost."""
_FREE = ("to", "by", "why")
_ROUTE = frozenset({"send", "receive", "recall"})


class Row(NamedTuple):
    """The head of a line: number, event (empty: the number is given), day as written, document (empty: none)."""

    number: str
    event: str
    date: str
    document: str


class Columns(NamedTuple):
    """The heads of all lines, field by field: a register may have 100,000, and whole columns are compared at once."""

    numbers: Sequence[str] = ()
    events: Sequence[str] = ()
    dates: Sequence[str] = ()
    documents: Sequence[str] = ()


class _Scan(NamedTuple):
    columns: Columns
    lines: Sequence[int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class RegisterFile:
    """One register file: its path in the workspace and its text."""

    path: str
    text: str

    @property
    def columns(self) -> Columns:
        """Return the heads of the lines field by field; lines that are no entries are left out."""
        return self._scan.columns

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Return the head of every line, in order; lines that are no entries are left out."""
        return list(map(Row, *self.columns))

    @cached_property
    def only_gives(self) -> bool:
        """Return whether every line gives a number or says where its document went: nothing is reserved, cancelled, made again."""
        return set(self.columns.events) <= {"", *_ROUTE}

    @cached_property
    def places(self) -> Sequence[int]:
        """Return the indexes of the lines that say what a number is; the others say where its document went."""
        events = self.columns.events
        return [index for index, event in enumerate(events) if event not in _ROUTE] if any(events) else range(len(events))

    @cached_property
    def taken(self) -> Columns:
        """Return the heads of these lines."""
        if len(self.places) == len(self.columns.events):
            return self.columns
        return Columns(*([column[index] for index in self.places] for column in self.columns))

    @cached_property
    def first(self) -> int | None:
        """Return the first number of a file that is what it nearly always is: each number given once, in order, on days that rise.

        None for any other file, for an empty one, and for one that says where a document went whose number nobody gave.
        """
        numbers, _, dates, _ = self.taken
        first = int(numbers[0]) if numbers and numbers[0].isdigit() else 0
        if not first or not self.only_gives or list(numbers) != list(map(str, range(first, first + len(numbers)))):
            return None
        known = self.taken is self.columns or len(set(self.columns.numbers)) == len(numbers)
        return first if known and list(dates) == sorted(dates) else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with single lines."""
        return self._scan.findings

    def entry(self, index: int) -> RegisterEntry:
        """Return the line of a row as a value."""
        entry, _ = _entry(self.path, self._lines[self._scan.lines[index] - 1], 1)
        if entry is None:
            raise LookupError(f"{self.path}: row {index}")
        return entry

    def source(self, index: int) -> Source:
        """Return the place of a row."""
        line = self._scan.lines[index]
        return Source(self.path, line, 1, len(self._lines[line - 1]) + 1)

    @cached_property
    def _lines(self) -> Sequence[str]:
        return self.text.split("\n")

    @cached_property
    def _scan(self) -> _Scan:
        found: list[tuple[str, str, str, str]] = _WRITTEN.findall(self.text)
        whole = self.text.endswith("\n") or not self.text
        columns = Columns(*zip(*found, strict=True))
        if whole and len(found) == self.text.count("\n") and not _wrong_days(columns.dates):
            return _Scan(columns, range(1, len(found) + 1), ())
        return self._slowly()

    def _slowly(self) -> _Scan:
        rows, lines, findings = [], [], []
        for number, line in enumerate(self._lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            match = _WRITTEN.match(line)
            if match and not _wrong_days((match[3],)):
                row = Row(*(group or "" for group in match.groups()))
            else:
                entry, faults = _entry(self.path, line, number)
                findings += faults
                if entry is None:
                    continue
                row = row_of(entry)
            rows.append(row)
            lines.append(number)
        return _Scan(Columns(*zip(*rows, strict=True)), lines, tuple(findings))


class Register(Mapping[str, tuple[RegisterEntry, ...]]):
    """The register files of a workspace by name; the entries of one are made when it is asked for."""

    def __init__(self, files: Iterable[RegisterFile] = ()) -> None:
        self.files: Mapping[str, RegisterFile] = {name_of(file.path): file for file in files}

    __hash__ = object.__hash__  # a register is itself only, so that what follows from it can be kept
    __eq__ = object.__eq__

    def __getitem__(self, name: str) -> tuple[RegisterEntry, ...]:
        file = self.files[name]
        return tuple(file.entry(index) for index in range(len(file.columns.numbers)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def read_register(root: Path) -> Register:
    """Return the register of a workspace; nothing is scanned yet."""
    return register_from({path.relative_to(root).as_posix(): path.read_bytes() for path in yaml_files(root / FOLDER)})


def register_from(files: Mapping[str, bytes]) -> Register:
    """Return the register that files are, by path in the workspace; nothing is scanned yet."""
    return Register(RegisterFile(path, raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")) for path, raw in files.items())


def register_of(register: Mapping[str, tuple[RegisterEntry, ...]]) -> Register:
    """Return a register as files, also one whose entries were made by hand."""
    if isinstance(register, Register):
        return register
    return Register(RegisterFile(path_of(name), "".join(map(line_of, entries))) for name, entries in register.items())


def name_of(path: str) -> str:
    """Return the name of a register file: its path below the folder, without its ending."""
    return path.removeprefix(f"{FOLDER}/").rpartition(".")[0]


def path_of(name: str) -> str:
    """Return the path of the register file of this name in the workspace."""
    return f"{FOLDER}/{name}.yaml"


def line_of(entry: RegisterEntry) -> str:
    """Return the line of an entry, its end included."""
    fields: dict[str, str] = {"number": entry.number}
    if entry.event != "issue":
        fields["event"] = entry.event
    fields["date"] = entry.date.isoformat()
    fields |= {name: held for name in ("document", "fingerprint") if (held := getattr(entry, name))}
    if entry.paper:
        fields["paper"] = "true"
    free = {name: _one_line(getattr(entry, name) or "") for name in _FREE}
    fields |= {name: json.dumps(text, ensure_ascii=False) for name, text in free.items() if text}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def _one_line(text: str) -> str:
    """Return a text as one line in composed letters, without the characters that YAML forbids."""
    return " ".join("".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text)).split())


def row_of(entry: RegisterEntry) -> Row:
    """Return the head of an entry."""
    return Row(entry.number, "" if entry.event == "issue" else entry.event, entry.date.isoformat(), entry.document or "")


def _wrong_days(days: Iterable[str]) -> bool:
    """Return whether the calendar lacks one of the days."""
    try:
        for day in set(days):
            datetime.date.fromisoformat(day)
    except ValueError:
        return True
    return False


def _entry(path: str, line: str, number: int) -> tuple[RegisterEntry | None, list[Finding]]:
    """Return the entry a line holds, or the findings that say why it is none."""
    source = Source(path, number, 1, len(line) + 1)
    tree = parse(path, line.encode())
    faults = list(tree.findings)
    entry = None
    if not (isinstance(tree.data, list) and len(tree.data) == 1 and isinstance(tree.data[0], dict)):
        faults = [Finding("E370", Place(path), {"value": line.strip()})]
    elif all(fault.severity == "note" for fault in faults):
        entry, wrong = build(RegisterEntry, tree.data[0], path)
        faults += wrong
    return entry, [Finding(fault.code, Place(path), fault.words, source) for fault in faults]
