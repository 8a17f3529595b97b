"""A clerk as a process of its own: issues documents, SIZE in one call, and may be killed at a named step.

    python -m tests.register.clerk ROOT TEMPLATES SIZE DOCUMENT[:STEP]...

``STEP`` kills the process when that document reaches that step, so that nothing of it runs on: no ``finally``, no flush.
"""

from __future__ import annotations

import datetime
import os
import signal
import sys
import time
from pathlib import Path

from docgen.edit import ledger
from docgen.edit.issue import Wish, issue
from docgen.files import atomic

DAY = datetime.date(2025, 6, 25)
STEPS = ("locked", "checked", "torn", "taken", "swap", "written", "released")


def die() -> None:
    """End this process on the spot, as kill -9 does."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(9)


def main(root: Path, templates: Path, size: int, words: list[str]) -> None:
    """Issue the documents in order, ``size`` in one call; a breath between calls lets the others have the lock."""
    for start in range(0, len(words), size):
        chunk = [word.partition(":") for word in words[start : start + size]]
        document, step = next(((name, step) for name, _, step in chunk if step), ("", ""))
        _arm(step)

        def told(name: str, about: str, document: str = document, step: str = step) -> None:
            if name == step and about in ("", document):
                die()

        issue(root, (templates,), Wish([name for name, _, _ in chunk], DAY), told)
        time.sleep(0.1)


def _arm(step: str) -> None:
    """Lay the two traps between the named steps: half a line in the register, a new file not yet in its place."""
    if step == "torn":

        def torn(root: Path, sequence: str, entries: object, of: object = ledger.append) -> None:
            path = root / "directives/register" / f"{sequence}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(b"- {number: 9")
                file.flush()
                os.fsync(file.fileno())
            die()

        ledger.append = torn  # type: ignore[assignment]
    elif step == "swap":
        kept = atomic._swap

        def swap(temp: object) -> None:
            if "register" not in str(temp.target):  # type: ignore[attr-defined]
                die()
            kept(temp)  # type: ignore[arg-type]

        atomic._swap = swap


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
