"""Dates, times and periods in the words of the law."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.words import dates

DAY = datetime.date(2025, 6, 19)


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        ((2025, 3, 5), ("05", "3", "2025")),
        ((2025, 1, 31), ("31", "01", "2025")),
        ((2025, 2, 9), ("09", "02", "2025")),
        ((2025, 9, 10), ("10", "9", "2025")),
        ((2025, 12, 1), ("01", "12", "2025")),
    ],
)
def test_day_below_ten_and_months_one_and_two_have_a_zero(day: tuple[int, int, int], parts: tuple[str, str, str]) -> None:
    assert dates.day_parts(datetime.date(*day)) == parts


@pytest.mark.parametrize(
    ("language", "long", "short", "weekday"),
    [
        ("vi", "ngày 19 tháng 6 năm 2025", "19/6/2025", "thứ Năm"),
        ("en", "19 June 2025", "19/06/2025", "Thursday"),
        ("th", "19 มิถุนายน 2568", "19/6/2568", "วันพฤหัสบดี"),
    ],
)
def test_a_day_in_each_language(language: str, long: str, short: str, weekday: str) -> None:
    assert dates.long_day(DAY, language) == long
    assert dates.short_day(DAY, language) == short
    assert dates.weekday(DAY, language) == weekday


def test_days_below_ten() -> None:
    day = datetime.date(2025, 2, 5)
    assert [dates.long_day(day, language) for language in ("vi", "en", "th")] == [
        "ngày 05 tháng 02 năm 2025",
        "5 February 2025",
        "5 กุมภาพันธ์ 2568",
    ]
    assert [dates.short_day(day, language) for language in ("vi", "en", "th")] == ["05/02/2025", "05/02/2025", "5/2/2568"]


def test_sunday_is_no_numbered_day() -> None:
    assert dates.weekday(datetime.date(2025, 6, 22)) == "Chủ nhật"
    assert dates.weekday(datetime.date(2025, 6, 23)) == "thứ Hai"


@pytest.mark.parametrize(
    ("clock", "language", "long", "short"),
    [
        ("08:00", "vi", "8 giờ 00", "08:00"),
        ("13:05", "vi", "13 giờ 05", "13:05"),
        ("08:00", "en", "08:00", "08:00"),
        ("08:30", "th", "08.30 น.", "08.30"),
    ],
)
def test_times_of_day(clock: str, language: str, long: str, short: str) -> None:
    assert dates.long_clock(clock, language) == long
    assert dates.short_clock(clock, language) == short


@pytest.mark.parametrize(
    ("period", "language", "long", "short"),
    [
        ("2025-06", "vi", "tháng 6 năm 2025", "tháng 6/2025"),
        ("2025-02", "vi", "tháng 02 năm 2025", "tháng 02/2025"),
        ("2025-Q4", "vi", "quý IV năm 2025", "quý IV/2025"),
        ("2025", "vi", "năm 2025", "năm 2025"),
        ("2025-06", "en", "June 2025", "June 2025"),
        ("2025-Q4", "en", "4th quarter 2025", "4th quarter 2025"),
        ("2025", "en", "2025", "2025"),
        ("2025-06", "th", "มิถุนายน 2568", "มิถุนายน 2568"),
        ("2025-Q4", "th", "ไตรมาส 4 พ.ศ. 2568", "ไตรมาส 4 พ.ศ. 2568"),
        ("2025", "th", "พ.ศ. 2568", "พ.ศ. 2568"),
    ],
)
def test_names_of_periods(period: str, language: str, long: str, short: str) -> None:
    assert dates.long_period(period, language) == long
    assert dates.short_period(period, language) == short


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(period: str, first: str, last: str) -> None:
    assert dates.first_day(period).isoformat() == first
    assert dates.last_day(period).isoformat() == last


@pytest.mark.parametrize("period", ["", "2025-", "2025-13", "2025-00", "2025-6", "2025-Q5", "25-06", "2025-06-01", "quý IV", "٢٠٢٥"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="not a month, quarter or year"):
        dates.last_day(period)


@given(st.dates(datetime.date(1945, 1, 1), datetime.date(2200, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_every_day_lies_in_its_period(day: datetime.date, every: str) -> None:
    period = dates.period_of(day, every)
    assert dates.first_day(period) <= day <= dates.last_day(period)
    assert dates.period_of(dates.last_day(period) + datetime.timedelta(1), every) > period
