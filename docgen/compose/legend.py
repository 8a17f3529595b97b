"""The head of a bar chart: the unit of its figures, and which filling is which series.

In: what the chart shows and its room. Out: marks, and the height they take.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.compose.fillings import filled
from docgen.compose.frame import BAR, GAP, LEADING, Figures, Frame
from docgen.model.drawing import Box, Label, Mark
from docgen.words.measure import lines, width

SAMPLE = 9.0
"""Height of the sample of a filling, in points."""


def legend_height(figures: Figures, frame: Frame) -> float:
    """Return the height of the unit line and the legend."""
    return _step(frame) * (bool(figures.unit) + sum(_height(figures, frame, row) for row in _rows(figures, frame))) + GAP


def legend(figures: Figures, frame: Frame) -> Iterator[Mark]:
    """Yield the unit line on the right, then the samples with the names of the series."""
    y = frame.size
    if figures.unit:
        yield Label(frame.width, y, figures.unit, frame.small, "end")
        y += _step(frame)
    for row in _rows(figures, frame):
        for n, x in row:
            yield from filled(Box(x, y - SAMPLE + 1, BAR, SAMPLE, ""), n)
            for at, line in enumerate(_lines(figures.series[n], frame)):
                yield Label(x + BAR + GAP, y + at * _step(frame), line, frame.size)
        y += _step(frame) * _height(figures, frame, row)


def _step(frame: Frame) -> float:
    return frame.size * LEADING + 2


def _rows(figures: Figures, frame: Frame) -> list[list[tuple[int, float]]]:
    """Return the series of each line of the legend, with where each begins; a single series needs none."""
    rows: list[list[tuple[int, float]]] = []
    x = frame.width
    for n, name in enumerate(figures.series if len(figures.series) > 1 else ()):
        room = BAR + GAP + max(width(line, frame.size) for line in _lines(name, frame))
        if not rows or x + room > frame.width:
            rows.append([])
            x = 0.0
        rows[-1].append((n, x))
        x += room + 3 * GAP
    return rows


def _lines(name: str, frame: Frame) -> list[str]:
    return lines(name, frame.size, frame.width - BAR - GAP)


def _height(figures: Figures, frame: Frame, row: list[tuple[int, float]]) -> int:
    return max(len(_lines(figures.series[n], frame)) for n, _ in row)
