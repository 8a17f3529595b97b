"""Frames of deep calls: no depth at which a busy loop asks the system for memory again and again."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from docgen.files.frames import roomy

resource = pytest.importorskip("resource")
DEPTHS, CALLS = 120, 200


def test_room_leaves_the_function_what_it_is() -> None:
    """Arguments, result, name and failure pass through."""

    @roomy
    def shared(whole: int, *, by: int) -> int:
        """Return a share."""
        return whole // by

    assert shared(7, by=2) == 3
    assert (shared.__name__, shared.__doc__) == ("shared", "Return a share.")
    with pytest.raises(ZeroDivisionError):
        shared(1, by=0)


@pytest.mark.skipif(sys.platform != "linux", reason="counts the page faults of Linux")
def test_no_depth_of_calls_asks_the_system_for_memory_again_and_again() -> None:
    """Without room one depth in a chunk costs a page for every call; with room none does."""
    with_room = max(roomy(_worst)() for _ in range(2))
    assert with_room < CALLS / 4
    if sys.version_info[:2] == (3, 11):
        assert _worst() >= CALLS, "this interpreter no longer keeps frames in small chunks: files/frames.py can go"


def _worst() -> int:
    """Return the most page faults of a loop of calls, at whatever depth it runs."""
    return max(_deep(depth, _loop) for depth in range(DEPTHS))


def _deep(depth: int, then: Callable[[], int]) -> int:
    return _deep(depth - 1, then) if depth else then()


def _loop() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _leaf(0, 0, 0)
    faults: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return faults


def _leaf(one: int, two: int, three: int) -> tuple[int, int, int]:
    return one, two, three
