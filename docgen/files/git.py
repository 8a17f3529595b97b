"""What git knows about a workspace. Everything works without it: each question then has the answer None.

In: a folder, a revision. Out: paths and bytes, by git's plumbing and never by its words for people.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

SECONDS = 60
LINK = "120000"
"""Mode of a symbolic link: its blob is the name of another file."""
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


class Touch(NamedTuple):
    """A commit that touched a file: who wrote it on which day, the blobs before and after (None: not there), the path then."""

    commit: str
    author: str
    day: str
    old: str | None
    new: str | None
    path: str


def touches(folder: Path, path: str, most: int, *, follow: bool) -> tuple[Touch, ...]:
    """Return the last ``most`` commits that touched a file below ``folder``, the newest first; ``follow`` goes on under its old names.

    ``path`` is one path, or a pattern of git's where nothing is to be followed.
    """
    one = ("--follow", "-M") if follow else ("--no-renames",)
    said = _git(
        folder,
        "log",
        f"--max-count={most}",
        *one,
        "--raw",
        "--no-abbrev",
        "-z",
        "--format=%x01%H%x02%an%x02%ad",
        "--date=short",
        "--",
        path,
    )
    return tuple(touch for chunk in (said or b"").split(b"\x01")[1:] for touch in _touch(chunk))


def _touch(chunk: bytes) -> Iterator[Touch]:
    """Yield the touch of one commit: the head, then its raw line with modes, blobs and status, then one path or, renamed, two."""
    head, *words = chunk.decode("utf-8", "replace").split("\0")
    commit, author, day = head.strip().split("\x02")
    for place, word in enumerate(words):
        if word.lstrip().startswith(":"):
            _, _, old, new, status = word.split()
            path = words[place + (2 if status[0] in "RC" else 1)]
            yield Touch(commit, author, day, _there(old), _there(new), path)


def _there(blob: str) -> str | None:
    return blob if blob.strip("0") else None


def last_by(folder: Path, day: str) -> str | None:
    """Return the newest commit that stood at the end of a day (YYYY-MM-DD); None where there is none."""
    said = _git(folder, "rev-list", "--max-count=1", f"--before={day}T23:59:59", "HEAD")
    return said.decode("ascii").strip() or None if said else None


def day_of(folder: Path, commit: str) -> str:
    """Return the day (YYYY-MM-DD) on which a commit was made; nothing where git does not know it."""
    said = _git(folder, "show", "--no-patch", "--format=%cd", "--date=short", commit)
    return said.decode("ascii").strip() if said else ""


def names_at(folder: Path, revision: str) -> tuple[str, ...]:
    """Return the paths of all files below ``folder``, relative to it, as they were at a commit."""
    said = _git(folder, "ls-tree", "-r", "-z", "--name-only", revision)
    return tuple(os.fsdecode(name) for name in said.split(b"\0") if name) if said else ()


def shows(folder: Path, revision: str, paths: Sequence[PurePath]) -> dict[PurePath, bytes]:
    """Return the files (paths relative to ``folder``) as they were at a commit, asked of git at once; those not there are left out."""
    found = _batch(folder, [f"{revision}:./{path.as_posix()}" for path in paths])
    return {path: data for path, data in zip(paths, found, strict=False) if data is not None}


def commit(folder: Path, revision: str) -> str | None:
    """Return the hash of the commit a revision names; None where git knows none."""
    said = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return said.decode("ascii").strip() if said else None


def merge_base(folder: Path, one: str, other: str) -> str | None:
    """Return the commit from which two revisions parted; None where there is none."""
    said = _git(folder, "merge-base", "--end-of-options", one, other)
    return said.decode("ascii").strip() if said else None


def names_changed(folder: Path, *revisions: str, cached: bool = False) -> tuple[str, ...]:
    """Return the paths, relative to the repository, that differ between two revisions, or from one to the index or the work tree.

    Files that git does not know yet count in the work tree; ignored ones never do.
    """
    top = repository(folder) or folder
    said = (
        _git(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", *(("--cached",) if cached else ()), *revisions, "--") or b""
    )
    if len(revisions) == 1 and not cached:
        said += _git(top, "ls-files", "--others", "--exclude-standard", "-z") or b""
    return tuple(sorted({os.fsdecode(name) for name in said.split(b"\0") if name}))


def blobs_at(folder: Path, revision: str, below: Sequence[str]) -> dict[str, str]:
    """Return path → blob id of the files in the folders ``below`` (relative to ``folder``) as they were at a commit."""
    said = _git(folder, "ls-tree", "-r", "-z", revision, "--", *below) or b""
    return {path: facts[2] for facts, path in _listed(said) if facts[1] == "blob" and facts[0] != LINK}


def blobs_staged(folder: Path, below: Sequence[str]) -> dict[str, str]:
    """Return path → blob id of the files in the index; of a file in conflict our own side's."""
    said = _git(folder, "ls-files", "--stage", "-z", "--", *below) or b""
    return {path: facts[1] for facts, path in _listed(said) if facts[2] in ("0", "2") and facts[0] != LINK}


def blobs(folder: Path, ids: Sequence[str]) -> dict[str, bytes]:
    """Return what the blobs hold, asked of git at once; those it does not have are left out."""
    return {id_: data for id_, data in zip(ids, _batch(folder, ids), strict=False) if data is not None}


def _listed(said: bytes) -> Iterator[tuple[list[str], str]]:
    """Yield the facts before the tab and the path after it, for each entry of a listing."""
    for line in said.split(b"\0"):
        facts, tab, path = line.partition(b"\t")
        if tab:
            yield facts.decode("ascii").split(), os.fsdecode(path)


def _batch(folder: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """Yield what git holds under each name, None where it holds nothing."""
    asked = "".join(f"{name}\n" for name in names)
    said = _git(folder, "cat-file", "--batch", "--buffer", told=asked.encode("utf-8", "surrogateescape")) if names else b""
    at = 0
    while said and (end := said.find(b"\n", at)) >= 0:
        head, at = said[at:end], end + 1
        if head.endswith(b" missing"):
            yield None
            continue
        size = int(head.rpartition(b" ")[2])
        yield said[at : at + size]
        at += size + 1


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file of git's own, such as ``info/attributes``; None without a repository or without git."""
    said = _git(folder, "rev-parse", "--git-path", name)
    return folder / os.fsdecode(said.removesuffix(b"\n")) if said else None


def setting(folder: Path, name: str) -> str | None:
    """Return a setting of this repository alone; None where it has none."""
    said = _git(folder, "config", "--local", "--get", name)
    return said.decode("utf-8", "replace").removesuffix("\n") if said is not None else None


def set_setting(folder: Path, name: str, value: str | None) -> bool:
    """Set a setting of this repository alone, or take it out where ``value`` is None; return whether git did."""
    words = ("--unset-all", name) if value is None else ("--replace-all", name, value)
    return _git(folder, "config", "--local", *words) is not None


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
