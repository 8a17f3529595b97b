"""Regular tasks: which periods they have, and on which day each is due."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.derive.occurrences import occurrence, occurrences
from docgen.model.tasks import Due

Day = datetime.date
dues = st.sampled_from(
    [
        {"every": "week"},
        {"every": "week", "day": "1"},
        {"every": "month"},
        {"every": "month", "day": "31"},
        {"every": "quarter", "day": "25"},
        {"every": "year"},
        {"every": "year", "days": ["02-29", "11-15"]},
    ]
).map(Due.model_validate)
days = st.dates(Day(2020, 1, 1), Day(2030, 12, 31))


def of(start: Day, as_of: Day, **due: object) -> list[tuple[str, str]]:
    found = occurrences(Due.model_validate({key.rstrip("_"): held for key, held in due.items()}), start, as_of)
    return [(one.period, one.due.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ({"every": "month", "day": "25"}, [("2025-01", "2025-01-25"), ("2025-02", "2025-02-25"), ("2025-03", "2025-03-25")]),
        ({"every": "month", "day": "31"}, [("2025-01", "2025-01-31"), ("2025-02", "2025-02-28"), ("2025-03", "2025-03-31")]),
        ({"every": "quarter"}, [("2025-Q1", "2025-03-31")]),
        ({"every": "quarter", "day": "25"}, [("2025-Q1", "2025-03-25")]),
        ({"every": "year"}, [("2025", "2025-12-31")]),
        ({"every": "year", "days": ["11-15", "02-01"]}, [("2025-02-01", "2025-02-01"), ("2025-11-15", "2025-11-15")]),
        ({"every": "month", "until": "2025-02-28"}, [("2025-01", "2025-01-31"), ("2025-02", "2025-02-28")]),
        ({"every": "month", "from": "2025-03-01"}, [("2025-03", "2025-03-31")]),
    ],
)
def test_all_that_were_due_and_the_next_one(due: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert of(Day(2025, 1, 20), Day(2025, 3, 10), **due) == expected


def test_weeks_are_those_of_the_iso_calendar_across_the_year() -> None:
    found = of(Day(2024, 12, 25), Day(2025, 1, 3), every="week")
    assert found == [("2024-W52", "2024-12-27"), ("2025-W01", "2025-01-03")]


@given(dues, days, days, days)
def test_a_later_day_only_adds(due: Due, start: Day, one: Day, other: Day) -> None:
    earlier, later = sorted((max(one, start), max(other, start)))
    before, after = list(occurrences(due, start, earlier)), list(occurrences(due, start, later))
    assert after[: len(before)] == before and [one.due for one in after] == sorted({one.due for one in after})
    assert len({one.period for one in after}) == len(after) and after[-1].due >= later > (after[-2].due if len(after) > 1 else Day.min)


@given(dues, days, days)
def test_each_runs_from_the_day_after_the_one_before(due: Due, start: Day, as_of: Day) -> None:
    found = list(occurrences(due, start, max(as_of, start)))
    begins = [start, *(one.due + datetime.timedelta(days=1) for one in found)]
    assert [one.begins for one in found] == begins[:-1]


@settings(deadline=None)  # ten years of weeks are looked up one by one
@given(dues, days, days)
def test_a_period_names_its_occurrence(due: Due, start: Day, as_of: Day) -> None:
    for one in occurrences(due, start, max(as_of, start)):
        assert occurrence(due, start, one.period) == one
    assert occurrence(due, start, "2019") is None and occurrence(due, start, "") is None and occurrence(due, start, "9999-12") is None
