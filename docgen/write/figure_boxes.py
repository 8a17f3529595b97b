"""Where the pictures of a PDF lie on their pages.

In: a file as WeasyPrint has built it. Out: the same, with the box of each figure in the page's own measure (ISO 32000-1,
14.8.5.4.3): WeasyPrint gives it in pixels of CSS from the upper edge, the standard wants points from the lower one.
"""

from __future__ import annotations

from typing import Any

POINT = 0.75
"""Of a pixel of CSS."""


def mend_boxes(file: Any) -> None:
    """Turn the box of every figure from pixels down into points up."""
    for each in file.objects:
        if isinstance(each, dict) and each.get("S") == "/Figure":
            page = file.objects[int(each["Pg"].split()[0])]
            each["A"]["BBox"][:] = _box([float(side) * POINT for side in each["A"]["BBox"]], float(page["MediaBox"][3]))


def _box(sides: list[float], height: float) -> list[float]:
    left, top, right, bottom = sides
    return [left, height - bottom, right, height - top]
