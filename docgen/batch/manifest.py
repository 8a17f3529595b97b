"""``output/manifest.jsonl``: which file was made from what, and by which versions.

One JSON map a line. A document's line is appended when its files lie on the disk, so a killed run loses at most the line
it was writing; the last line of a document counts. At the end of a run the file is put in order and replaced whole. No
line holds a time of day: the same input gives the same manifest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from docgen.files import atomic

NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """What a document in one language was made from.

    ``content`` is the hash of what the writers were given, ``by`` that of the versions; ``files`` and ``sources`` are
    path → SHA-256, below the output folder and the workspace. ``text`` is the hash of the texts before any template,
    ``layout`` that of the format, ``templates`` name → hash: by them a later run says why it makes the document again.
    """

    document: str
    language: str
    content: str
    by: str
    files: Mapping[str, str]
    sources: Mapping[str, str]
    format: str
    template: str
    text: str = ""
    layout: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Manifest:
    """The records of an output folder, by document and language, and the versions they name, by their hash."""

    records: dict[tuple[str, str], Record]
    versions: dict[str, Mapping[str, object]]


def read(out: Path) -> Manifest:
    """Return the manifest of a folder; lines that are cut or not ours do not count."""
    found = Manifest({}, {})
    try:
        lines = (out / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return found
    for line in lines:
        _take(found, line)
    return found


def _take(found: Manifest, line: str) -> None:
    try:
        data = json.loads(line)
        if "made_with" in data:
            found.versions[str(data["by"])] = dict(data["made_with"])
        else:
            record = Record(**data)
            found.records[record.document, record.language] = record
    except (ValueError, TypeError, KeyError):
        return


def version_key(versions: Mapping[str, object]) -> str:
    """Return the name of a set of versions in the records: 16 hex digits."""
    return sha256(json.dumps(versions, sort_keys=True).encode()).hexdigest()[:16]


def append(out: Path, record: Record) -> None:
    """Add a line for a document whose files are on the disk. Raises ``DiskError``."""
    path = out / NAME
    try:
        with path.open("a+b") as file:
            if file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                file.write(b"\n")  # a killed run left half a line
            file.write(_line(asdict(record)))
    except OSError as error:
        raise atomic.DiskError(path, error.strerror or str(error)) from error


def settle(out: Path, by: str, versions: Mapping[str, object]) -> None:
    """Put the manifest in order, one line a document, with the versions ``by`` names; what other runs appended stays.

    Records of files that are gone are left out. Raises ``DiskError``.
    """
    manifest = read(out)
    manifest.versions[by] = versions
    records = sorted(
        (record for record in manifest.records.values() if all((out / name).is_file() for name in record.files)),
        key=lambda record: (min(record.files, default=""), record.language),
    )
    used = {record.by for record in records}
    named = [{"by": key, "made_with": manifest.versions[key]} for key in sorted(used & manifest.versions.keys())]
    atomic.replace(out / NAME, b"".join(_line(row) for row in (*named, *map(asdict, records))))


def _line(row: Mapping[str, object]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n").encode()
