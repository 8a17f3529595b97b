"""Ctrl-C: it stops a command at once, a run that makes files between two documents.

In: the signal. Out: ``KeyboardInterrupt``, or a run told to stop. A library may swallow the exception on its way up (pydantic does, where
it calls a function of ours while it writes a value): so every Ctrl-C is noted, and no run begins after one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

INTERRUPTED = 130
"""Exit code of a command that was stopped, as shells have it: 128 and the number of the signal."""
_came: list[int] = []


class Stoppable(Protocol):
    """A run that can be told to begin nothing more."""

    def stop(self) -> None: ...


@contextmanager
def listening() -> Iterator[None]:
    """Note every Ctrl-C of a command, and raise ``KeyboardInterrupt`` as the interpreter does; nothing where someone else listens."""
    _came.clear()
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler and threading.current_thread() is threading.main_thread()
    if not ours:
        yield
        return
    signal.signal(signal.SIGINT, _note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _note(number: int, frame: FrameType | None) -> None:
    _came.append(number)
    signal.default_int_handler(number, frame)


@contextmanager
def gentle(run: Stoppable) -> Iterator[list[int]]:
    """Let Ctrl-C stop a run between two documents; a second one ends the program. Yields the signals that came.

    Raises ``KeyboardInterrupt`` where one came before and was swallowed.
    """
    came: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if came:
            signal.default_int_handler(number, frame)
        came.append(number)
        run.stop()

    kept = signal.signal(signal.SIGINT, stop)
    try:
        if _came:
            raise KeyboardInterrupt
        yield came
    finally:
        signal.signal(signal.SIGINT, kept)
