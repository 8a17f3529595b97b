"""Which bytes lie in the output folder, without reading again what nobody has touched.

In: names of files, and what was known of them before. Out: SHA-256 of each. A file whose length, times and inode are as they were
when it was hashed is not opened.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

Facts = tuple[int, int, int, int]


@dataclass
class Disk:
    """The files below a folder; ``known`` is what was hashed before, by name."""

    root: Path
    known: dict[str, tuple[Facts, str]] = field(default_factory=dict)
    changed: bool = False

    def hash(self, name: str) -> str:
        """Return the SHA-256 of a file, nothing where there is none."""
        facts = facts_of(f"{self.root}{os.sep}{name}")
        if facts is None:
            return ""
        found = self.known.get(name)
        if found is None or found[0] != facts:
            found = (facts, hash_of(self.root / name))
            self.known[name] = found
            self.changed = True
        return found[1]

    def stands(self, names: Mapping[str, str]) -> str:
        """Return the first of the files (name → SHA-256) that is gone or another one; nothing where all stand."""
        return next((name for name, digest in names.items() if not digest or self.hash(name) != digest), "")

    def made(self, files: Mapping[str, str]) -> None:
        """Remember files that were just written, and what was written."""
        for name, digest in files.items():
            facts = facts_of(f"{self.root}{os.sep}{name}")
            if facts is not None:
                self.known[name] = (facts, digest)
                self.changed = True

    def plain(self) -> object:
        """Return what is known as JSON knows it."""
        return {name: [*facts, digest] for name, (facts, digest) in self.known.items()}


def restored(root: Path, kept: object) -> Disk:
    """Return a folder with what a cache held of it; one that is not ours counts for nothing."""
    try:
        rows: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
        return Disk(root, {name: ((row[0], row[1], row[2], row[3]), str(row[4])) for name, row in rows.items()})
    except (TypeError, IndexError, KeyError):
        return Disk(root)


def facts_of(path: str) -> Facts | None:
    """Return length, times and inode of a file, None where there is none: they change when anybody writes it."""
    try:
        now = os.stat(path)  # noqa: PTH116 Path.stat costs twice as much, and there are thousands
    except OSError:
        return None
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, nothing where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
