"""Who changed a block, and when: the newest commit between two states that touched the lines of its address.

In: a folder, the file of a document, two revisions. Out: the mark of any block of a redline. What has no lines of its own (a letterhead,
a number that moved) bears the newest commit of the file, else the newest of all; without git the office itself and a fixed day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from docgen.files import blame, git
from docgen.model.blocks import Mark
from docgen.read.extent import extent, tree_of
from docgen.review.redline import By, Kind

UNDATED = datetime.date(1980, 1, 1)


def office_by(name: str, day: datetime.date | None) -> By:
    """Return marks in the name of an office, of a day: for two folders, whose changes nobody knows more about."""
    moment = datetime.datetime.combine(day or UNDATED, datetime.time.min, datetime.UTC)
    return lambda _, kind: Mark(kind, name, moment)


def authors(root: Path, path: str, before: str, after: str | None, otherwise: By) -> By:
    """Return the marks of the blocks of a document's file; ``after`` None is the work tree."""
    found = blame.blame(root, path, before, after)
    fallback = found.newest or blame.newest(root, before, after)
    old = tree_of(path, git.show(root, before, PurePosixPath(path)))
    new = tree_of(path, git.show(root, after, PurePosixPath(path)) if after else _read(root / path))

    def touch(part: str) -> blame.Touch | None:
        came = [found.come[line] for line in extent(new, part) if line in found.come]
        went = [found.gone[line] for line in extent(old, part) if line in found.gone]
        return max((*came, *went), key=lambda one: one.place, default=fallback)

    return _kept(touch, otherwise)


def _kept(touch: Callable[[str], blame.Touch | None], otherwise: By) -> By:
    known: dict[str, blame.Touch | None] = {}

    def by(address: str, kind: Kind) -> Mark:
        part = address.partition("#")[2]
        if part not in known:
            known[part] = touch(part)
        found = known[part]
        return otherwise(address, kind) if found is None else Mark(kind, found.author, found.date)

    return by


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
