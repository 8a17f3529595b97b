"""Bars from a first to a last day, over a line of days, as a drawing.

In: names with their days, the width of the column, the most a picture may be high. Out: one drawing, or several over the same
days where the rows do not fit on one page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.compose.fillings import filled
from docgen.compose.frame import APART, BAR, GAP, GRID, LEADING, label_lines, pages
from docgen.compose.scale import day_ticks
from docgen.model.drawing import Box, Drawing, Label, Mark, Stroke
from docgen.words.measure import width

TODAY = "9c1006"
Day = datetime.date


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a timeline: its name, first and last day, and the days as printed below the name."""

    label: str
    first: Day
    last: Day
    days: str


@dataclass(frozen=True, slots=True)
class Spans:
    """What a timeline shows; ``day`` is marked by a line across, with its text above."""

    rows: tuple[Span, ...]
    day: tuple[Day, str] | None
    language: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The room of a timeline: its width, where its days begin and end, the size of its letters."""

    width: float
    left: float
    right: float
    size: float
    first: Day
    last: Day

    def at(self, day: Day) -> float:
        """Return where a day begins."""
        return self.left + (self.right - self.left) * (day - self.first).days / ((self.last - self.first).days + 1)


def timeline_drawings(spans: Spans, column: float, highest: float, size: float) -> list[tuple[Drawing, tuple[Span, ...]]]:
    """Return the drawings with the rows each shows; ``size`` is that of the letters, all in points."""
    calendar = _calendar(spans, column, size)
    heights = [_height(row, column, size) for row in spans.rows]
    parts = pages(heights, highest - _head(spans, size) - size * LEADING - GAP)
    return [(_drawing(spans, calendar, part, heights), spans.rows[part.start : part.stop]) for part in parts]


def _calendar(spans: Spans, column: float, size: float) -> Calendar:
    names = [width(line, size) for row in spans.rows for line in label_lines(row.label, column, size)]
    widest = max((*names, *(width(row.days, size - 1) for row in spans.rows)))
    marked = [spans.day[0]] if spans.day else []
    first, last = min((*(row.first for row in spans.rows), *marked)), max((*(row.last for row in spans.rows), *marked))
    return Calendar(column, widest + 2 * GAP, column - 2 * GAP, size, first, last)


def _height(row: Span, column: float, size: float) -> float:
    return (len(label_lines(row.label, column, size)) * size + size - 1) * LEADING + APART


def _head(spans: Spans, size: float) -> float:
    return size * LEADING + GAP if spans.day else GAP


def _drawing(spans: Spans, calendar: Calendar, part: range, heights: Sequence[float]) -> Drawing:
    top = _head(spans, calendar.size)
    bottom = top + sum(heights[part.start : part.stop])
    marks: list[Mark] = [*_days(calendar, top, bottom, spans.language)]
    y = top
    for n in part:
        marks += _row(spans.rows[n], calendar, y, heights[n])
        y += heights[n]
    marks += (Stroke(calendar.left, top, calendar.left, bottom, 0.75), Stroke(calendar.left, bottom, calendar.right, bottom, 0.75))
    marks += _today(spans, calendar, top, bottom)
    return Drawing(calendar.width, bottom + (calendar.size - 1) * LEADING + GAP, tuple(marks))


def _row(row: Span, calendar: Calendar, top: float, height: float) -> Iterator[Mark]:
    """Yield the name, the days below it in smaller letters, and the bar, from the begin of the first day to the end of the last."""
    size = calendar.size
    y = top + APART / 2 + size
    for line in label_lines(row.label, calendar.width, size):
        yield Label(calendar.left - GAP, y, line, size, "end")
        y += size * LEADING
    yield Label(calendar.left - GAP, y - 1, row.days, size - 1, "end")
    start, end = calendar.at(row.first), calendar.at(row.last + datetime.timedelta(1))
    yield from filled(Box(start, top + (height - BAR) / 2, end - start, BAR, ""), 1)


def _days(calendar: Calendar, top: float, bottom: float, language: str) -> Iterator[Mark]:
    """Yield a line for each tick, and below it the day, as far as the days have room beside each other."""
    small, free = calendar.size - 1, 0.0
    for day, text in day_ticks(calendar.first, calendar.last, language):
        x, half = calendar.at(day), width(text, small) / 2
        yield Stroke(x, top, x, bottom, 0.5, GRID)
        if x - half >= free and x + half <= calendar.width:
            yield Label(x, bottom + small * LEADING, text, small, "middle")
            free = x + half + GAP


def _today(spans: Spans, calendar: Calendar, top: float, bottom: float) -> Iterator[Mark]:
    """Yield the line across at the marked day, in its middle, and the day above it."""
    if spans.day is None:
        return
    day, text = spans.day
    x = (calendar.at(day) + calendar.at(day + datetime.timedelta(1))) / 2
    half = width(text, calendar.size - 1) / 2
    yield Stroke(x, top - 2, x, bottom, 1.0, TODAY, dashed=True)
    yield Label(min(max(x, half), calendar.width - half), top - GAP, text, calendar.size - 1, "middle", TODAY)
