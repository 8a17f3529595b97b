"""The collector of cycles: what a sweep frees and what it never walks again."""

from __future__ import annotations

import gc
import weakref

from docgen.files import collector


class Holder:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.held = self


def test_a_sweep_frees_what_only_holds_itself_and_leaves_the_rest_in_peace() -> None:
    try:
        with collector.resting():
            gone, kept = Holder(), Holder()
            seen = weakref.ref(gone)
            del gone
            assert seen() is not None
            collector.sweep()
            assert seen() is None and kept.held is kept
            assert not any(one is kept for one in gc.get_objects()), "what is left is walked no more"
    finally:
        gc.unfreeze()
