"""Charts as drawings: nothing sticks out, nothing is left out, whatever the figures and however long the names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.compose.chart import bar_drawings
from docgen.compose.fillings import FILLINGS, filled
from docgen.compose.frame import Category, Figures, label_lines, pages
from docgen.compose.scale import day_ticks, ticks
from docgen.compose.timeline import Span, Spans, timeline_drawings
from docgen.compose.xhtml import VocabularyError, blocks
from docgen.model.blocks import Figure, Para
from docgen.model.drawing import Box, Drawing, Label, Stroke
from docgen.model.format import Format
from docgen.model.paper import paper
from docgen.words.measure import width
from tests.write.conftest import FORMATS
from tests.write.sheets import LONG, STATES, chart

COLUMN, HIGHEST, SIZE = 467.72, 580.0, 11.0
Day = datetime.date


@pytest.fixture
def nd30() -> Format:
    return FORMATS["nd30"]


def bars(rows: int, *, series: tuple[str, ...] = STATES, stacked: bool = True, label: str = LONG) -> Figures:
    found = tuple(category(f"{label} {n}", [Decimal(n * k) for k in range(len(series))]) for n in range(rows))
    return Figures(found, series, "Đơn vị tính: nhiệm vụ", stacked, "vi")


def category(label: str, values: Sequence[Decimal]) -> Category:
    return Category(label, tuple(values), tuple(map(str, values)))


def texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Label)]


def edges(mark: Box | Stroke | Label) -> tuple[float, float, float, float]:
    """Return how far a mark reaches to the left, up, to the right, down."""
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    if isinstance(mark, Stroke):
        return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    room = width(mark.text, mark.size)
    left = mark.x - {"start": 0, "middle": room / 2, "end": room}[mark.anchor]
    return left, mark.y - mark.size * 0.9, left + room, mark.y + mark.size * 0.22


def astray(drawing: Drawing) -> list[Box | Stroke | Label]:
    """Return the marks that reach over the edge of the paper by more than a point."""
    paper_edges = (-1.0, -1.0, drawing.width + 1, drawing.height + 1)
    return [
        mark
        for mark in drawing.marks
        if any(side < edge for side, edge in zip(edges(mark)[:2], paper_edges[:2], strict=True))
        or any(side > edge for side, edge in zip(edges(mark)[2:], paper_edges[2:], strict=True))
    ]


words = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyạẫữ ", min_size=1, max_size=120)
figure = st.decimals(min_value=0, max_value=10**9, places=1, allow_nan=False) | st.integers(0, 400).map(Decimal)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 6), st.integers(1, 70), st.booleans())
def test_bars_stay_on_their_paper(data: st.DataObject, series: int, rows: int, stacked: bool) -> None:
    row = st.builds(category, words, st.lists(figure, min_size=series, max_size=series))
    names = tuple(data.draw(st.lists(words, min_size=series, max_size=series)))
    shown = Figures(tuple(data.draw(st.lists(row, min_size=rows, max_size=rows))), names, "Đơn vị tính: đồng", stacked, "vi")
    drawings = bar_drawings(shown, COLUMN, HIGHEST, SIZE)
    assert [category for _, part in drawings for category in part] == list(shown.rows)
    for drawing, _ in drawings:
        assert astray(drawing) == []
        assert drawing.height <= HIGHEST + 1 or len(drawings) == rows


day = st.dates(Day(2000, 1, 1), Day(2060, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, day, day), min_size=1, max_size=40), st.none() | day)
def test_timelines_stay_on_their_paper(rows: list[tuple[str, Day, Day]], marked: Day | None) -> None:
    spans = tuple(Span(label, min(two), max(two), f"{min(two)} - {max(two)}") for label, *two in rows)
    shown = Spans(spans, (marked, str(marked)) if marked else None, "vi")
    drawings = timeline_drawings(shown, COLUMN, HIGHEST, SIZE)
    assert [span for _, part in drawings for span in part] == list(spans)
    assert [mark for drawing, _ in drawings for mark in astray(drawing)] == []


def test_every_figure_is_written_even_of_a_part_too_small_for_it() -> None:
    row = Category("Sở Nội vụ", tuple(map(Decimal, (250, 0, 2, 1))), ("250", "0", "2", "1"))
    ((drawing, _),) = bar_drawings(Figures((row,), STATES, "", True, "vi"), COLUMN, HIGHEST, SIZE)
    assert "253 (250; 0; 2; 1)" in texts(drawing)
    row = Category("Sở Nội vụ", tuple(map(Decimal, (12, 4, 3, 9))), ("12", "4", "3", "9"))
    ((drawing, _),) = bar_drawings(Figures((row,), STATES, "", True, "vi"), COLUMN, HIGHEST, SIZE)
    assert {"12", "4", "3", "9", "28"} <= set(texts(drawing))


def test_stacked_bars_without_room_for_their_figures_stand_beside_each_other() -> None:
    figures = tuple(f"1.234.567.89{n}" for n in range(6))
    row = Category("Kinh phí", tuple(Decimal(text.replace(".", "")) for text in figures), figures)
    stacked = Figures((row,), tuple(f"Năm {n}" for n in range(6)), "", True, "vi")
    ((drawing, _),) = bar_drawings(stacked, COLUMN, HIGHEST, SIZE)
    assert set(figures) <= set(texts(drawing))


def test_one_category_is_a_low_picture() -> None:
    ((drawing, _),) = bar_drawings(bars(1, series=("Quá hạn",), label="Sở"), COLUMN, HIGHEST, SIZE)
    assert drawing.height < 80


def test_sixty_categories_are_several_pictures_of_one_scale() -> None:
    drawings = bar_drawings(bars(60), COLUMN, HIGHEST, SIZE)
    assert 3 <= len(drawings) <= 6
    assert all(drawing.height <= HIGHEST for drawing, _ in drawings)
    axes = [[mark.text for mark in drawing.marks if isinstance(mark, Label) and mark.y > drawing.height - 6] for drawing, _ in drawings]
    assert axes[0][0] == "0" and all(axis == axes[0] for axis in axes)
    heights = [drawing.height for drawing, _ in drawings]
    assert min(heights) > max(heights) / 2


def test_rows_are_shared_out_evenly() -> None:
    assert pages([10.0] * 10, 60) == [range(5), range(5, 10)]
    assert pages([10.0] * 10, 100) == [range(10)]
    assert pages([70.0, 70.0], 60) == [range(1), range(1, 2)]  # a row higher than the page stands alone


def test_a_name_without_spaces_is_cut_between_letters_not_before_a_mark() -> None:
    lines = label_lines("กรมกิจการภายในประเทศที่รับผิดชอบการจัดตั้งคณะทำงานเพื่อพัฒนาระบบ", COLUMN, SIZE)
    assert len(lines) > 1 and all(width(line, SIZE) <= COLUMN * 0.4 for line in lines)
    assert not any("\u0e31" <= line[0] <= "\u0e3a" and line[0] != "\u0e32" for line in lines)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("0",), ("0", "1")),
        (("3", "1"), ("0", "1", "2", "3")),
        (("16",), ("0", "5", "10", "15", "20")),
        (("1250", "450"), ("0", "500", "1000", "1500")),
        (("0.4", "0.1"), ("0.0", "0.1", "0.2", "0.3", "0.4")),
        (("12.5",), ("0", "5", "10", "15")),
    ],
)
def test_axis_has_round_numbers(values: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert ticks(map(Decimal, values)) == tuple(map(Decimal, found))


def test_axis_of_days() -> None:
    days = day_ticks(Day(2025, 6, 17), Day(2025, 6, 20), "vi")
    assert [text for _, text in days] == ["17/6", "18/6", "19/6", "20/6"]
    assert [text for _, text in day_ticks(Day(2025, 6, 1), Day(2025, 6, 30), "vi")] == ["02/6", "09/6", "16/6", "23/6", "30/6"]
    assert next(text for _, text in day_ticks(Day(2025, 6, 1), Day(2025, 9, 30), "th")) == "6/2568"
    assert [text for _, text in day_ticks(Day(2020, 6, 1), Day(2023, 9, 30), "vi")] == ["2021", "2022", "2023"]


def test_fillings_differ_in_black_print() -> None:
    """Grounds that are not hatched differ by a fifth of all lightness at least."""

    def lightness(color: str) -> float:
        red, green, blue = bytes.fromhex(color)
        return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255

    plain = sorted(lightness(filling.ground) for filling in FILLINGS if not filling.hatch)
    assert all(lighter - darker > 0.2 for darker, lighter in pairwise(plain))
    assert len({(filling.ground, filling.hatch) for filling in FILLINGS}) == len(FILLINGS)


@pytest.mark.parametrize("size", [(3.0, 12.0), (60.0, 12.0), (0.4, 12.0), (12.0, 12.0)])
def test_hatching_ends_at_the_edges_of_its_bar(size: tuple[float, float]) -> None:
    box = Box(10, 20, *size, "")
    for series in (2, 3):
        lines = [mark for mark in filled(box, series) if isinstance(mark, Stroke)]
        assert lines
        for line in lines:
            assert 10 <= line.x1 <= line.x2 <= 10 + box.width + 0.001 and min(line.y1, line.y2) >= 20 and max(line.y1, line.y2) <= 32.001


def test_a_chart_too_high_for_a_page_has_several_captions(nd30: Format) -> None:
    found = blocks(f"<doc>{chart('stacked', STATES, {f'{LONG} {n}': (n, 1, 2, 3) for n in range(60)})}</doc>", nd30)
    figures = [block for block in found if isinstance(block, Figure)]
    captions = [block.text for block in found if isinstance(block, Para)]
    assert captions == [f"Biểu đồ 1. Kết quả thực hiện nhiệm vụ ({n}/{len(figures)})" for n in range(1, len(figures) + 1)]
    assert [bool(figure.address) for figure in figures] == [True] + [False] * (len(figures) - 1)
    assert sum(len(figure.rows) - 1 for figure in figures) == 60


def test_a_picture_is_as_wide_as_the_text_of_its_page(nd30: Format) -> None:
    found = blocks(f'<doc><section class="landscape"/>{chart("bars", ("A",), {"B": (1,)})}</doc>', nd30)
    (figure,) = [block for block in found if isinstance(block, Figure)]
    assert figure.drawing.width == paper(nd30.page, "landscape").text_width
    assert figure.alt == "Biểu đồ 1. Kết quả thực hiện nhiệm vụ. B: 1."


@pytest.mark.parametrize(
    "wrong",
    [
        chart("pie", ("A",), {"B": (1,)}),
        chart("bars", ("A",), {}),
        chart("bars", ("A", "C"), {"B": (1,)}),
        chart("bars", (), {"B": ()}),
        chart("bars", ("A",), {"B": ("nhiều",)}),
        chart("bars", ("A",), {"B": (-1,)}),
        chart("bars", ("A",), {"B": ("NaN",)}),
        chart("timeline", (), {"B": ("2025-06-17",)}),
        chart("timeline", (), {"B": ("17/6/2025", "2025-06-20")}),
        chart("timeline", (), {"B": ("2025-06-20", "2025-06-17")}),
    ],
)
def test_a_figure_a_template_tells_wrongly_is_named(nd30: Format, wrong: str) -> None:
    with pytest.raises(VocabularyError) as refused:
        blocks(f"<doc>{wrong}</doc>", nd30)
    assert "figure" in refused.value.word
