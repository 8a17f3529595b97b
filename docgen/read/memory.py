"""Reading without the collector of cycles: values have none, and it would walk every one of them again and again.

In: nothing. Out: a stretch of work after which what was made counts as permanent.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Pause the collector; what is made meanwhile stays as long as the office does, so that nothing is won by walking it later."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
