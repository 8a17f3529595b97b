"""Bars by category as a drawing.

In: the figures of a chart, the width of the column, the most a picture may be high. Out: one drawing, or several of one scale
where the categories do not fit on one page. Fillings differ in lightness and hatching, so that they differ in black print,
and every bar bears its figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from docgen.compose.fillings import filled
from docgen.compose.frame import APART, BAR, GAP, GRID, LEADING, RISE, Category, Figures, Frame, label_lines, pages
from docgen.compose.legend import legend, legend_height
from docgen.compose.scale import ticks
from docgen.model.drawing import Box, Drawing, Label, Mark, Stroke
from docgen.words.measure import width
from docgen.words.numbers import grouped

LEAST_SHARE = 0.3
"""Of the column that bars have at least."""


def bar_drawings(figures: Figures, column: float, highest: float, size: float) -> list[tuple[Drawing, tuple[Category, ...]]]:
    """Return the drawings with the categories each shows; ``size`` is that of the letters, all in points.

    Stacked bars whose figures have room neither in them nor behind them stand beside each other instead.
    """
    frame = _frame(figures, column, size)
    if figures.stacked and frame.right - frame.left < LEAST_SHARE * column:
        return bar_drawings(replace(figures, stacked=False), column, highest, size)
    head = legend_height(figures, frame)
    foot = frame.small * LEADING + GAP
    heights = [_row_height(figures, row, frame) for row in figures.rows]
    parts = pages(heights, highest - head - foot)
    return [(_drawing(figures, frame, part, heights), figures.rows[part.start : part.stop]) for part in parts]


def _frame(figures: Figures, column: float, size: float) -> Frame:
    """Return the room of a chart; on the right that of the longest text at the end of a bar."""
    widest = max((width(line, size) for row in figures.rows for line in label_lines(row.label, column, size)), default=0.0)
    totals = [sum(row.values, Decimal(0)) for row in figures.rows] if figures.stacked else [v for row in figures.rows for v in row.values]
    marks = ticks(totals)
    left = widest + 2 * GAP
    frame = Frame(column, left, column - 2 * GAP - _end_width(figures, None, size), size, marks)
    if figures.stacked and not all(_fits(row, frame) for row in figures.rows):
        frame = Frame(column, left, column - 2 * GAP - _end_width(figures, frame, size), size, marks)
    return frame


def _end_width(figures: Figures, frame: Frame | None, size: float) -> float:
    """Return the room of the longest text at the end of a bar; with a frame, of totals with their parts behind them."""
    if not figures.stacked:
        texts = [text for row in figures.rows for text in row.texts]
    else:
        texts = [total_text(row, figures.language, parts=frame is not None) for row in figures.rows]
    return max((width(text, size - 1) for text in texts), default=0.0)


def _fits(row: Category, frame: Frame) -> bool:
    """Return whether every part of a bar has room for its figure."""
    begin = Decimal(0)
    for value, text in zip(row.values, row.texts, strict=True):
        if value and frame.at(begin + value) - frame.at(begin) < width(text, frame.small) + GAP:
            return False
        begin += value
    return True


def total_text(row: Category, language: str, *, parts: bool) -> str:
    """Return the total of a stacked bar, with its parts in brackets where they do not stand in the bar: 16 (12; 1; 3; 0)."""
    total = grouped(sum(row.values, Decimal(0)), language)
    return f"{total} ({'; '.join(row.texts)})" if parts and len(row.values) > 1 else total


def _row_height(figures: Figures, row: Category, frame: Frame) -> float:
    bars = 1 if figures.stacked else len(row.values)
    thick = BAR + 2 if bars == 1 else BAR * bars
    return max(len(label_lines(row.label, frame.width, frame.size)) * frame.size * LEADING, thick) + APART


def _drawing(figures: Figures, frame: Frame, part: range, heights: Sequence[float]) -> Drawing:
    top = legend_height(figures, frame)
    bottom = top + sum(heights[part.start : part.stop])
    marks: list[Mark] = [*legend(figures, frame), *_axis(frame, top, bottom, figures.language)]
    y = top
    for n in part:
        marks += row_label(figures.rows[n].label, frame, y + heights[n] / 2)
        marks += (_stack if figures.stacked else _group)(figures, figures.rows[n], frame, y + heights[n] / 2)
        y += heights[n]
    marks.append(Stroke(frame.left, top, frame.left, bottom, 0.75))
    return Drawing(frame.width, bottom + frame.small * LEADING + GAP, tuple(marks))


def row_label(label: str, frame: Frame, middle: float) -> Iterator[Label]:
    """Yield the lines of a category's name, ending before its bars, around the height ``middle``."""
    found = label_lines(label, frame.width, frame.size)
    step = frame.size * LEADING
    first = middle - step * (len(found) - 1) / 2 + frame.size * RISE
    for n, line in enumerate(found):
        yield Label(frame.left - GAP, first + n * step, line, frame.size, "end")


def _axis(frame: Frame, top: float, bottom: float, language: str) -> Iterator[Mark]:
    for mark in frame.marks:
        x = frame.at(mark)
        yield Stroke(x, top, x, bottom, 0.5, GRID)
        yield Label(x, bottom + frame.small * LEADING, grouped(_short(mark), language), frame.small, "middle")


def _short(mark: Decimal) -> Decimal | int:
    return int(mark) if mark == mark.to_integral_value() else mark.normalize()


def _group(figures: Figures, row: Category, frame: Frame, middle: float) -> Iterator[Mark]:
    """Yield a bar for each series, from top to bottom, each with its figure at the end."""
    thick = BAR + 2 if len(row.values) == 1 else BAR
    y = middle - thick * len(row.values) / 2
    for n, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
        end = frame.at(value)
        if value:
            yield from filled(Box(frame.left, y + 0.5, end - frame.left, thick - 1, ""), n)
        yield Label(end + GAP, y + thick / 2 + frame.small * RISE, text, frame.small)
        y += thick


def _stack(figures: Figures, row: Category, frame: Frame, middle: float) -> Iterator[Mark]:
    """Yield one bar of all series, their figures in it where all have room, the total at its end."""
    fits, begin = _fits(row, frame), Decimal(0)
    for n, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
        start, end = frame.at(begin), frame.at(begin + value)
        if value:
            box = Box(start, middle - BAR / 2 - 1, end - start, BAR + 2, "")
            yield from filled(box, n, Label((start + end) / 2, middle + frame.small * RISE, text, frame.small, "middle") if fits else None)
        begin += value
    text = total_text(row, figures.language, parts=not fits)
    yield Label(frame.at(begin) + GAP, middle + frame.small * RISE, text, frame.small)
