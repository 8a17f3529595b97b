"""The server that worker processes are forked from: it loads the libraries once, while the office is still being read.

In: names of modules. Out: a process of Python's own ``multiprocessing`` that has them. This module loads next to nothing itself, so
that a command can start the server first of all.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

WRITING = ("docgen.batch.worker", "docgen.write.docx", "docx")
WORD = (*WRITING, "docgen.batch.make")
WITH_PDF = (*WORD, "docgen.write.warm")
"""What workers that make documents have loaded from the start."""
PACKETS = (*WRITING, "docgen.batch.packets", "docgen.batch.packet_lists")
PACKETS_WITH_PDF = (*PACKETS, "docgen.write.warm", "pikepdf", "docgen.write.joined")
"""The same for workers that make packets."""


def foresee(count: int | None, names: Sequence[str]) -> None:
    """Load the modules workers need while the office is still being read; nothing where one process is wanted, or one processor there."""
    if (count or cores()) > 1:
        warm(names)


def warm(names: Sequence[str]) -> None:
    """Start the server that workers are forked from; it loads the modules while this process goes on. Nothing on Windows.

    Ctrl-C is none of its business: it reaches the whole group of processes, and only the first decides what it means.
    """
    if sys.platform == "win32":
        return
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # which unblocks the signal, were it started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.set_forkserver_preload(list(names))
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
