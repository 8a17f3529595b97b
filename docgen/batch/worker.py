"""Inside a worker process: what it is given at its start, and a few jobs at a time.

In: what is done with a job and what all jobs share, pickled once. Out: outcomes, and how much memory the process holds. A worker ends
by itself as soon as the process that started it is gone, however that one ended.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Generic, TypeVar

from docgen.files import collector

MEMORY = Path("/proc/self/statm")
Out = TypeVar("Out")
_shared: tuple[Callable[[Any], Any], Event] | None = None


@dataclass(frozen=True, slots=True)
class Report(Generic[Out]):
    """What came of a chunk of jobs; the resident memory of the worker after it, in bytes (0 where nobody can say)."""

    outcomes: tuple[Out, ...]
    memory: int


def begin(shared: bytes, halt: Event) -> None:
    """Make a worker ready: ``shared`` is the pickled function of a job.

    Ctrl-C reaches the whole group of processes, and only the first decides what it means.
    """
    global _shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _shared = (pickle.loads(shared), halt)
    collector.rest()


def work_on(chunk: Sequence[Any]) -> Report[Any]:
    """Return what became of the jobs; those after a halt are left out."""
    if _shared is None:
        raise RuntimeError("a worker without its work")
    make, halt = _shared
    outcomes = []
    for job in chunk:
        if halt.is_set():
            break
        outcomes.append(make(job))
    collector.sweep()
    return Report(tuple(outcomes), resident())


def resident() -> int:
    """Return the memory this process holds now, in bytes; its peak where only that is told, 0 where nothing is."""
    try:
        return int(MEMORY.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return _peak()


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _end_with_parent() -> None:
    """Wait for the end of the process that started the pool: nobody would fetch what is made here any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
