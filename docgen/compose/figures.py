"""``figure`` elements of the templates → pictures with their captions.

In: the element (its vocabulary stands in ``xhtml``), the room on a page, the letters. Out: a block for each picture, with the text
that says the same in words, and the rows plain text prints. A chart too high for a page has several, each with its caption.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from docgen.compose.chart import bar_drawings
from docgen.compose.frame import Category, Figures
from docgen.compose.timeline import Span, Spans, timeline_drawings
from docgen.model.blocks import Figure

STYLES = frozenset({"bars", "stacked", "timeline"})
STYLE = "chart"
HIGHEST = 0.8
"""Of the page's text a picture takes at most: its caption stands on the same page, and so may a line before it."""
BETWEEN_DAYS = " - "


class FigureError(Exception):
    """The element does not say a chart; the message is what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a picture has: the column and the height of the page's text in points, the size of letters, the language."""

    width: float
    height: float
    size: float
    language: str


def figures(element: ElementTree.Element, caption: str, room: Room) -> Iterator[Figure]:
    """Yield the pictures of a chart. Raises ``FigureError``."""
    style = element.get("class", "")
    if style not in STYLES:
        raise FigureError(f'figure class="{style}"')
    if element.find("tr") is None:
        raise FigureError("figure")
    yield from _timeline(element, caption, room) if style == "timeline" else _bars(element, caption, room)


def _bars(element: ElementTree.Element, caption: str, room: Room) -> Iterator[Figure]:
    series = tuple("".join(head.itertext()) for head in element.findall("th"))
    rows = tuple(_category(row, len(series)) for row in element.findall("tr"))
    shown = Figures(rows, series, element.get("title", ""), element.get("class") == "stacked", room.language)
    for n, (drawing, part) in enumerate(bar_drawings(shown, room.width, room.height * HIGHEST, room.size)):
        told = [f"{row.label}: {_told(row, series)}" for row in part]
        lines = ((shown.unit, *series), *((row.label, *row.texts) for row in part))
        address = "" if n else element.get("id", "")
        yield Figure(STYLE, drawing, _alt(caption, shown.unit, told), lines, address)


def _told(row: Category, series: tuple[str, ...]) -> str:
    """Return the figures of a category in words; a single series is named by the caption."""
    if len(series) == 1:
        return row.texts[0]
    return ", ".join(f"{name} {text}" for name, text in zip(series, row.texts, strict=True))


def _alt(caption: str, unit: str, told: list[str]) -> str:
    head = f"{caption.rstrip('.')} ({unit})" if unit else caption.rstrip(".")
    return f"{head}. {'; '.join(told)}."


def _timeline(element: ElementTree.Element, caption: str, room: Room) -> Iterator[Figure]:
    rows = tuple(_span(row) for row in element.findall("tr"))
    day = (_day(element.get("day", "")), element.get("mark", "")) if element.get("day") else None
    for n, (drawing, part) in enumerate(timeline_drawings(Spans(rows, day, room.language), room.width, room.height * HIGHEST, room.size)):
        lines = (("", day[1]), *((row.label, row.days) for row in part)) if day else tuple((row.label, row.days) for row in part)
        told = [f"{row.label}: {row.days}" for row in part]
        yield Figure(STYLE, drawing, _alt(caption, day[1] if day else "", told), lines, "" if n else element.get("id", ""))


def _category(row: ElementTree.Element, count: int) -> Category:
    cells = row.findall("td")
    if len(cells) != count or not count:
        raise FigureError(f"figure tr: {len(cells)} td, {count} th")
    values = tuple(_figure(cell.text or "") for cell in cells)
    return Category(row.get("title", ""), values, tuple(cell.get("title") or cell.text or "" for cell in cells))


def _figure(text: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise FigureError(f"figure td: {text}") from None
    if not value.is_finite() or value < 0:
        raise FigureError(f"figure td: {text}")
    return value


def _span(row: ElementTree.Element) -> Span:
    cells = row.findall("td")
    if len(cells) != 2:
        raise FigureError(f"figure tr: {len(cells)} td")
    first, last = (_day(cell.text or "") for cell in cells)
    if last < first:
        raise FigureError(f"figure td: {last}")
    texts = dict.fromkeys(cell.get("title") or cell.text or "" for cell in cells)
    return Span(row.get("title", ""), first, last, BETWEEN_DAYS.join(texts))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise FigureError(f"figure td: {text}") from None
