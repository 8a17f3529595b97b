"""Room for the frames of deep calls, in one piece.

CPython (3.11 to 3.13) keeps the frames of Python calls in chunks of 16 KB, fetched from the system where one is full and given back as
soon as it is empty. Where the edge of a chunk falls into a busy loop, every call in it asks the system for memory: a tenth of the time of
a PDF, more or less by the depth it happens to be called from. A frame that is large itself gets a chunk of its own size, and the calls
below share what is left of it.

In: a function. Out: the same function, in whose calls there is room.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

WORDS = 40_000
"""The size of the frame, in words of 8 bytes: its chunk is the next power of two, 512 KB, whose last 190 KB are free for some five
hundred calls. Memory that is not written to is not there, so only what they use is taken."""

P = ParamSpec("P")
Out = TypeVar("Out")


def roomy(function: Callable[P, Out]) -> Callable[P, Out]:
    """Return ``function`` with room for the calls it makes; elsewhere than in CPython it is the function it was."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> Out:
        return function(*args, **kwargs)

    if sys.implementation.name == "cpython":
        call.__code__ = call.__code__.replace(co_stacksize=WORDS)  # type: ignore[attr-defined]
    return call
