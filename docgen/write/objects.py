"""The objects of a PDF as bytes, worked out once.

In: the file as WeasyPrint has built it, before it is written. Out: the same file, whose objects hold their bytes. Its
identifier is a hash of the very bytes that are written, and pydyf would make them twice, every font and page deflated
anew at level 9: a tenth of all the time, for files 1 % smaller than those of level 6.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

LEVEL = 6


def settle(file: Any) -> None:
    """Put bytes in the place of every object of the file; nothing may be changed in it afterwards."""
    settled = _settled()
    file.objects[:] = [each if each.free == "f" else settled(each) for each in file.objects]


@lru_cache(maxsize=1)
def _settled() -> Callable[[Any], Any]:
    """Return a function from an object to the same object with its bytes."""
    import pydyf  # type: ignore[import-untyped]

    class Settled(pydyf.Object):  # type: ignore[misc]
        data, compressible = b"", False

        def __init__(self, each: Any) -> None:
            super().__init__()
            self.number, self.generation, self.compressible = each.number, each.generation, each.compressible
            if isinstance(each, pydyf.Stream) and each.compress:
                _deflate(each)
            self.data = each.data

    return Settled


def _deflate(stream: Any) -> None:
    stream.compress = False
    raw = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream = [zlib.compress(raw, LEVEL)]
    stream.extra["Filter"] = "/FlateDecode"
