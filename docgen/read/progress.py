"""Journals → entries: what agencies told of their tasks, scanned when somebody asks.

In: ``directives/progress/<agency or unit>.yaml``, one entry a line. Out: entries as values with their lines, and a finding for every
line that is none; a broken line hides no other.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from docgen.files.tree import yaml_files
from docgen.model.findings import Finding, Place, Source
from docgen.model.progress import ProgressEntry
from docgen.model.values import parse_day
from docgen.read.tree import parse
from docgen.read.values import build

FOLDER = "directives/progress"
_BARE = frozenset({"id", "kind", "day", "told", "done", "percent", "until", "lead", "document"})
"""Fields whose text never needs quotes: words, numbers and days. An id of an entry may look like a number, and stays text as read."""


_WRITTEN = re.compile(r'- \{id: [0-9a-f]{8}(?:, [a-z_]++: (?:"(?:[^"\\]|\\["\\])*+"|[a-z0-9][a-z0-9/@-]*+))*+\}')
"""A line as the program writes it, without figures and difficulties; any other is read as YAML, at five times the cost."""
_PAIR = re.compile(r'([a-z_]++): (?:"((?:[^"\\]|\\["\\])*+)"|([a-z0-9/@-]++))[,}]')
_ESCAPED = re.compile(r"\\(.)")
_DAYS = frozenset({"day", "told", "until"})
_NULL, _LONGEST = ": null", 100_000


class _Scan(NamedTuple):
    entries: tuple[ProgressEntry, ...]
    lines: Sequence[int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class JournalFile:
    """One journal: its path in the workspace and its text."""

    path: str
    text: str

    @property
    def entries(self) -> tuple[ProgressEntry, ...]:
        """Return the entries in order; lines that are none are left out."""
        return self._scan.entries

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with single lines."""
        return self._scan.findings

    def source(self, index: int) -> Source:
        """Return the place of an entry."""
        line = self._scan.lines[index]
        return Source(self.path, line, 1, len(self.text.split("\n")[line - 1]) + 1)

    @cached_property
    def _scan(self) -> _Scan:
        entries, lines, findings = [], [], []
        for number, line in enumerate(self.text.split("\n"), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            entry, faults = _entry(self.path, line, number)
            findings += faults
            if entry is not None:
                entries.append(entry)
                lines.append(number)
        return _Scan(tuple(entries), lines, tuple(findings))


class Journals(Mapping[str, tuple[ProgressEntry, ...]]):
    """The journals of a workspace by name; one is scanned when it is asked for."""

    def __init__(self, files: Iterable[JournalFile] = ()) -> None:
        self.files: Mapping[str, JournalFile] = {name_of(file.path): file for file in files}

    def __getitem__(self, name: str) -> tuple[ProgressEntry, ...]:
        return self.files[name].entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def read_progress(root: Path) -> Journals:
    """Return the journals of a workspace; nothing is scanned yet."""
    return progress_from({path.relative_to(root).as_posix(): path.read_bytes() for path in yaml_files(root / FOLDER)})


def progress_from(files: Mapping[str, bytes]) -> Journals:
    """Return the journals that files are, by path in the workspace; nothing is scanned yet."""
    return Journals(JournalFile(path, raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")) for path, raw in files.items())


def journals_of(progress: Mapping[str, tuple[ProgressEntry, ...]]) -> Journals:
    """Return journals as files, also those whose entries were made by hand."""
    if isinstance(progress, Journals):
        return progress
    return Journals(JournalFile(path_of(name), "".join(map(line_of, entries))) for name, entries in progress.items())


def name_of(path: str) -> str:
    """Return the name of a journal: its path below the folder, without its ending."""
    return path.removeprefix(f"{FOLDER}/").rpartition(".")[0]


def path_of(name: str) -> str:
    """Return the path of the journal of this name in the workspace."""
    return f"{FOLDER}/{name}.yaml"


def line_of(entry: ProgressEntry) -> str:
    """Return the line of an entry, its end included. Texts are written on one line, in composed letters."""
    held = entry.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return "- {" + ", ".join(f"{key}: {_written(key, value)}" for key, value in held.items()) + "}\n"


def one_line(text: str) -> str:
    """Return a text as one line in composed letters, without the characters that YAML forbids."""
    return " ".join("".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text)).split())


def _written(key: str, value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(one, ensure_ascii=False)}: {_written('', held)}" for one, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written("", held) for held in value) + "]"
    return json.dumps(one_line(value), ensure_ascii=False) if isinstance(value, str) and key not in _BARE else str(value)


def _entry(path: str, line: str, number: int) -> tuple[ProgressEntry | None, list[Finding]]:
    """Return the entry a line holds, or the findings that say why it is none."""
    data = _as_written(line)
    if data is not None:
        entry, wrong = build(ProgressEntry, data, path)
        if not wrong:
            return entry, []
    return _as_yaml(path, line, number)


def _as_written(line: str) -> Mapping[str, str | datetime.date] | None:
    """Return what YAML would read from a line that the program wrote; None for one in which YAML might see more than the eye."""
    if not line.isprintable() or len(line) > _LONGEST or _NULL in line or not _WRITTEN.fullmatch(line):
        return None
    if not line.isascii() and not unicodedata.is_normalized("NFC", line):
        return None
    pairs = _PAIR.findall(line)
    data: dict[str, str | datetime.date] = {key: quoted or bare for key, quoted, bare in pairs}
    if len(data) < len(pairs):
        return None
    if "\\" in line:
        data = {key: _ESCAPED.sub(r"\1", text) for key, text in data.items() if isinstance(text, str)}
    for key in _DAYS & data.keys():
        data[key] = _day(str(data[key]))
    return data


@lru_cache(maxsize=4096)
def _day(text: str) -> datetime.date | str:
    """Return the day a text says, or the text where it says none; a few hundred days come again and again."""
    try:
        return parse_day(text)
    except PydanticCustomError:
        return text


def _as_yaml(path: str, line: str, number: int) -> tuple[ProgressEntry | None, list[Finding]]:
    """Return the entry a line holds as YAML reads it, or the findings."""
    source = Source(path, number, 1, len(line) + 1)
    tree = parse(path, line.encode())
    faults = list(tree.findings)
    entry = None
    if not (isinstance(tree.data, list) and len(tree.data) == 1 and isinstance(tree.data[0], dict)):
        faults = [Finding("E420", Place(path), {"value": line.strip()})]
    elif all(fault.severity == "note" for fault in faults):
        entry, wrong = build(ProgressEntry, tree.data[0], path)
        faults += wrong
    return entry, [Finding(fault.code, Place(path), fault.words, source) for fault in faults]
