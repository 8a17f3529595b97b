"""The collector of cycles, let rest where it wins nothing: our values have none, and it would walk every one of them again and again.

In: nothing. Out: stretches of work it is not part of. Pages of the PDF engine do hold each other: who lays out many of them sweeps
between documents, which costs little once all that stays counts as permanent.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting(*, keep: bool = False) -> Iterator[None]:
    """Let the collector rest; with ``keep`` all that is there at the end counts as permanent and is never walked again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        if keep:
            stay()
    finally:
        if enabled:
            gc.enable()


def rest() -> None:
    """Let the collector rest for good: what is there stays, and ``sweep`` frees what is made from now on."""
    stay()
    gc.disable()


def stay() -> None:
    """Count all there is as permanent."""
    gc.freeze()


def sweep() -> None:
    """Free what only holds itself any more; what is left is there to stay, so that the next sweep need not walk it."""
    gc.collect()
    stay()
