"""What was worked out before and still holds: a file under ``.docgen/`` for each name, good for one key only.

In: a name, the key its value depends on, the value as JSON knows it (lists, maps with text keys, text, numbers, truth
values, None). Out: the same value, or None. A cache may be deleted, cut short or forged at any moment, and a workspace
may come from a stranger: so it is JSON, which can only hold data, and never pickle or marshal, which can run code or
bring the interpreter down.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

from docgen.files import atomic, tree
from docgen.files.scratch import NAME, scratch

FORM = "docgen-cache-1"


def load(root: Path, name: str, key: str) -> object | None:
    """Return what was stored under ``name`` for this very ``key``; None in every other case, never an error."""
    try:
        head, _, body = _path(root, name).read_bytes().partition(b"\n")
        if head.decode("utf-8") != _head(key, body):
            return None
        value: object = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return value


def store(root: Path, name: str, key: str, value: object) -> None:
    """Keep ``value`` for ``key`` in place of what ``name`` held; a disk that refuses is no error, only a slower next run.

    Raises ``TypeError`` or ``ValueError`` for a value JSON does not know: that is a fault of the caller.
    """
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    with contextlib.suppress(OSError, atomic.DiskError):
        scratch(root)
        atomic.replace(_path(root, name), f"{_head(key, body)}\n".encode() + body, durable=False)


def stamp(root: Path, folders: Iterable[str]) -> str:
    """Return a key that changes when any file below these folders of ``root`` does: comes, goes, moves, is written.

    It rests on names, lengths, times and inodes, without opening a file; hidden files and ``.docgen/`` do not count.
    """
    start = len(f"{root}{os.sep}")
    lines = [f"{entry.path[start:]}\0{_facts(entry)}" for folder in sorted(set(folders)) for entry in tree.walk(root / folder)]
    return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _facts(entry: os.DirEntry[str]) -> str:
    try:
        now = entry.stat()
    except OSError:  # removed while we look: the next stamp will differ
        return "gone"
    return f"{now.st_size}\0{now.st_mtime_ns}\0{now.st_ctime_ns}\0{now.st_ino}"


def _path(root: Path, name: str) -> Path:
    if not name.replace("-", "").isalnum():
        raise ValueError(f"no name of a cache: {name!r}")
    return root / NAME / f"cache-{name}.json"


def _head(key: str, body: bytes) -> str:
    return f"{FORM} {zlib.crc32(body):08x} {json.dumps(key)}"
