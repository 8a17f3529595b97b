"""One program at a time changes a workspace; the second is told who the first is.

In: the root of a workspace and the command that wants it. Out: a lock held while the ``with`` block runs. The system
gives the lock back when its holder dies, so a kill never leaves a workspace locked.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from docgen.files.atomic import DiskError
from docgen.files.scratch import NAME, scratch

LOCK = "lock"
HOLDER = "lock-holder.json"  # beside the lock: Windows lets nobody read a locked file
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that holds a workspace: its process number and the command it runs."""

    pid: int
    command: str


class Locked(Exception):
    """``root`` is in use by ``holder`` (None when it has not said who it is) and stayed so for ``seconds``."""

    def __init__(self, root: Path, holder: Holder | None, seconds: float) -> None:
        by = f"process {holder.pid} ({holder.command})" if holder else "another program"
        super().__init__(f"{root}: in use by {by}; waited {seconds:g} s")
        self.root = root
        self.holder = holder
        self.seconds = seconds


@contextlib.contextmanager
def hold(root: Path, command: str, *, timeout: float = PATIENCE) -> Iterator[None]:
    """Hold the workspace ``root`` for ``command`` while the block runs.

    Waits ``timeout`` seconds, then raises ``Locked``; raises ``DiskError`` where no lock can be made.
    """
    lock = _acquired(root, timeout)
    sign = root / NAME / HOLDER
    try:
        with contextlib.suppress(OSError):  # who holds it is a courtesy: the lock itself stands
            sign.write_text(json.dumps(asdict(Holder(os.getpid(), command))), encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            sign.unlink(missing_ok=True)
        lock.release()


def holder(root: Path) -> Holder | None:
    """Return who says to hold the workspace ``root``; None when nobody does or the note cannot be read."""
    try:
        said = json.loads((root / NAME / HOLDER).read_text(encoding="utf-8"))
        return Holder(int(said["pid"]), str(said["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _acquired(root: Path, timeout: float) -> FileLock:
    try:
        lock = FileLock(scratch(root) / LOCK)
        lock.acquire(timeout=timeout)
    except Timeout as error:  # an OSError too, hence first
        raise Locked(root, holder(root), timeout) from error
    except OSError as error:
        raise DiskError(root / NAME / LOCK, error.strerror or str(error)) from error
    return lock
