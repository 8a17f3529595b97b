"""What git knows about a workspace. Everything works without it: each question then has the answer None.

In: a folder, a revision. Out: paths and bytes, by git's plumbing and never by its words for people.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePath

SECONDS = 60
# Set by git while it runs a hook; they would send our questions to the repository of the hook, or to its index.
HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"})


def repository(folder: Path) -> Path | None:
    """Return the top folder of the work tree that ``folder`` lies in; None without one or without git."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(top.removesuffix(b"\n"))) if top else None


def changed(folder: Path) -> tuple[Path, ...] | None:
    """Return the files below ``folder`` that differ from the last commit, new and removed ones included, sorted.

    None without a repository or without git; ignored files never count.
    """
    top = repository(folder)
    said = _git(folder, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    if top is None or said is None:
        return None
    return tuple(sorted(top / os.fsdecode(line[3:]) for line in said.split(b"\0") if line))


def show(folder: Path, revision: str, path: PurePath) -> bytes | None:
    """Return the file ``path`` (relative to ``folder``) as it was at ``revision``.

    None when it was not there then, when there is no such revision, no repository or no git.
    """
    if revision.startswith("-"):
        return None
    return _git(folder, "cat-file", "blob", f"{revision}:./{path.as_posix()}")


def history(folder: Path, paths: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the last ``most`` commits that touched a file below ``folder`` named by git's patterns, the newest first."""
    said = _git(folder, "log", f"--max-count={most}", "--format=%H", "--full-history", "--", *paths)
    return tuple(said.decode("ascii").split()) if said else ()


def names_at(folder: Path, revision: str) -> tuple[str, ...]:
    """Return the paths of all files below ``folder``, relative to it, as they were at a commit."""
    said = _git(folder, "ls-tree", "-r", "-z", "--name-only", revision)
    return tuple(os.fsdecode(name) for name in said.split(b"\0") if name) if said else ()


def shows(folder: Path, revision: str, paths: Sequence[PurePath]) -> dict[PurePath, bytes]:
    """Return the files (paths relative to ``folder``) as they were at a commit, asked of git at once; those not there are left out."""
    asked = "".join(f"{revision}:./{path.as_posix()}\n" for path in paths)
    said = _git(folder, "cat-file", "--batch", told=asked.encode("utf-8", "surrogateescape")) or b""
    found: dict[PurePath, bytes] = {}
    at = 0
    for path in paths:
        end = said.find(b"\n", at)
        if end < 0:
            break
        head, at = said[at:end], end + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rpartition(b" ")[2])
        found[path] = said[at : at + size]
        at += size + 1
    return found


def asked(folder: Path, *words: str) -> bytes | None:
    """Return what git answers to a question of plumbing; None when it fails."""
    return _git(folder, *words)


def _git(folder: Path, *words: str, told: bytes = b"") -> bytes | None:
    """Return what git prints, None when it fails; fsmonitor is off because a stranger's repository may name a program."""
    kept = {name: value for name, value in os.environ.items() if name not in HOOK}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *words],
            env={**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            input=told,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
