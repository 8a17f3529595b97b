"""What is worked out once for the same values: the office and its documents never change, but are too large to be compared.

In: a function of values. Out: the same function, which remembers its last answers by which values it was given, not by what they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class _Same:
    """A value that equals only itself; it is held, so that no other can take its place in memory."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def once(last: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that remembers the ``last`` answers; arguments are positional."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=last)
        def known(*values: _Same) -> R:
            return function(*(one.value for one in values))  # type: ignore[call-arg]

        @wraps(function)
        def asked(*values: P.args, **_: P.kwargs) -> R:
            return known(*(_Same(value) for value in values))

        return asked

    return decorate
