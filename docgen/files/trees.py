"""States of a workspace that can be compared: a revision, the index, the work tree, a folder.

In: the workspace and what a clerk calls the state. Out: a tree, path → blob id, so that files that are the same need not be read, and
the bytes of those that are wanted. Private files and hidden ones are no part of a tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from docgen.files import git
from docgen.files.tree import DIRECTIVES, YAML, walk

FOLDERS = (DIRECTIVES, "templates")
PRIVATE = f"{DIRECTIVES}/private/"
SHA256 = 64
"""Length of a blob id in a repository of the newer kind."""
Read = Callable[[Iterable[str]], Mapping[str, bytes]]


@dataclass(frozen=True)
class Tree:
    """One state: its files as path → blob id, and how blobs are read. ``commit`` is the hash of a revision."""

    files: Mapping[str, str]
    read: Read = field(repr=False)
    commit: str | None = None


def at_revision(root: Path, revision: str) -> Tree | None:
    """Return the state of a commit, a branch, a tag; None where git knows none of that name."""
    commit = git.commit(root, revision)
    return Tree(_own(git.blobs_at(root, commit, FOLDERS)), _from_git(root), commit) if commit else None


def staged(root: Path) -> Tree | None:
    """Return the state that would be committed; None without a repository."""
    return Tree(_own(git.blobs_staged(root, FOLDERS)), _from_git(root)) if git.repository(root) else None


def on_disk(root: Path, like: Tree | None = None) -> Tree:
    """Return the files as they lie there, with blob ids as in ``like``. Line ends of Windows count as plain ones."""
    algorithm = "sha256" if like and any(len(id_) == SHA256 for id_ in like.files.values()) else "sha1"
    files, held = dict[str, str](), dict[str, bytes]()
    for folder in FOLDERS:
        for entry in walk(root / folder):
            path = Path(entry.path).relative_to(root).as_posix()
            if not path.startswith(PRIVATE):
                raw = Path(entry.path).read_bytes()
                data = raw.replace(b"\r\n", b"\n") if path.endswith(YAML) else raw
                files[path] = hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
                held[files[path]] = data
    return Tree(dict(sorted(files.items())), lambda ids: {id_: held[id_] for id_ in ids if id_ in held})


def _own(files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files of a state in order, without private and hidden ones."""
    return {path: files[path] for path in sorted(files) if not path.startswith(PRIVATE) and not _hidden(path)}


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts)


def _from_git(root: Path) -> Read:
    return lambda ids: git.blobs(root, list(ids))
