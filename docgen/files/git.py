"""What git knows about a workspace. Everything works without it: each question then has the answer None.

In: a folder, a revision. Out: paths and bytes, by git's plumbing and never by its words for people.
"""

from __future__ import annotations

import os
import subprocess
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


def _git(folder: Path, *words: str) -> bytes | None:
    """Return what git prints, None when it fails; fsmonitor is off because a stranger's repository may name a program."""
    kept = {name: value for name, value in os.environ.items() if name not in HOOK}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *words],
            env={**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
