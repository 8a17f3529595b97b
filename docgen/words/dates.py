"""Days, times and periods as documents print them, because the law says how a date is written.

In come days, times ``HH:MM`` and periods as the YAML names them (``2025-06``, ``2025-Q4``, ``2025``); out come texts in
the document's language, and the last day of a period. Vietnamese is written here by the law's own rule; the other
languages come from CLDR through Babel, which is imported only when one of them is asked for.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

# Thailand counts from the Buddha's passing; Babel knows only the Gregorian calendar, so its years are shifted by hand.
BUDDHIST_ERA = 543
ERA_NAME = "พ.ศ."
QUARTERS = ("I", "II", "III", "IV")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class DayParts(NamedTuple):
    """The three numbers of a Vietnamese date, for lines such as ``ngày … tháng … năm …``."""

    day: str
    month: str
    year: str


def _month_number(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def day_parts(day: datetime.date) -> DayParts:
    """Return the numbers of a date: days below 10 and months 1 and 2 with a leading zero, other months without.

    NĐ 30/2020 PL.I II.4.b; the Party's instructions have the same rule.
    """
    return DayParts(f"{day.day:02d}", _month_number(day.month), f"{day.year:04d}")


def long_day(day: datetime.date, language: str = "vi") -> str:
    """Return a date in words: ``ngày 05 tháng 3 năm 2025``, ``5 March 2025``, ``5 มีนาคม 2568``."""
    if language == "vi":
        parts = day_parts(day)
        return f"ngày {parts.day} tháng {parts.month} năm {parts.year}"
    return _babel(day, "d MMMM", language) + f" {_year(day.year, language)}"


def short_day(day: datetime.date, language: str = "vi") -> str:
    """Return a date in figures: ``05/3/2025`` by the zero rule of the law, ``05/03/2025``, ``5/3/2568``."""
    if language == "vi":
        return "/".join(day_parts(day))
    return _babel(day, "d/M/" if language == "th" else "dd/MM/", language) + _year(day.year, language)


def weekday(day: datetime.date, language: str = "vi") -> str:
    """Return the name of the day of the week as it stands inside a sentence: ``thứ Năm``, ``Thursday``."""
    return WEEKDAYS[day.weekday()] if language == "vi" else _babel(day, "EEEE", language)


def long_clock(clock: str, language: str = "vi") -> str:
    """Return a time of day in a sentence: ``8 giờ 00``, ``08:00``, ``08.00 น.``; ``clock`` is ``HH:MM``."""
    hour, minute = _hour_and_minute(clock)
    if language == "vi":
        return f"{hour} giờ {minute:02d}"
    return f"{hour:02d}.{minute:02d} น." if language == "th" else f"{hour:02d}:{minute:02d}"


def short_clock(clock: str, language: str = "vi") -> str:
    """Return a time of day in a table: ``08:00``, in Thai ``08.00``; ``clock`` is ``HH:MM``."""
    hour, minute = _hour_and_minute(clock)
    return f"{hour:02d}.{minute:02d}" if language == "th" else f"{hour:02d}:{minute:02d}"


def long_period(period: str, language: str = "vi") -> str:
    """Return the name of a period: ``tháng 6 năm 2025``, ``quý IV năm 2025``, ``năm 2025``; in English ``June 2025``.

    ``period`` is ``2025-06``, ``2025-Q4`` or ``2025``; another text is a ValueError. Months 1 and 2 have their zero.
    """
    year, part = _split_period(period)
    if language != "vi":
        return _foreign_period(year, part, language)
    name = _vietnamese_part(part)
    return f"{name} năm {year}" if name else f"năm {year}"


def short_period(period: str, language: str = "vi") -> str:
    """Return the name of a period for narrow columns: ``tháng 6/2025``, ``quý IV/2025``, ``năm 2025``."""
    year, part = _split_period(period)
    if language != "vi" or not part:
        return long_period(period, language)
    return f"{_vietnamese_part(part)}/{year}"


def last_day(period: str) -> datetime.date:
    """Return the last day of a month, quarter or year written ``2025-06``, ``2025-Q4`` or ``2025``."""
    year, part = _split_period(period)
    in_next_month = datetime.date(year, _last_month(part), 28) + datetime.timedelta(4)
    return in_next_month - datetime.timedelta(in_next_month.day)


def first_day(period: str) -> datetime.date:
    """Return the first day of a month, quarter or year written ``2025-06``, ``2025-Q4`` or ``2025``."""
    year, part = _split_period(period)
    months = {"": 12, "Q": 3}.get(part[:1], 1)
    return datetime.date(year, _last_month(part) - months + 1, 1)


def period_of(day: datetime.date, every: str) -> str:
    """Return the period a day lies in, as the YAML writes it; ``every`` is month, quarter or year."""
    names = {"month": f"{day.year:04d}-{day.month:02d}", "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}", "year": f"{day.year:04d}"}
    return names[every]


def _split_period(period: str) -> tuple[int, str]:
    """Return the year and what follows it: ``06``, ``Q4`` or nothing."""
    year, _, part = period.partition("-")
    months = {f"{month:02d}" for month in range(1, 13)} | {"Q1", "Q2", "Q3", "Q4"}
    known = part in months or ("-" not in period and not part)
    if len(year) != 4 or not (year.isascii() and year.isdigit()) or not known:
        raise ValueError(f"not a month, quarter or year: {period!r}")
    return int(year), part


def _last_month(part: str) -> int:
    if not part:
        return 12
    return 3 * int(part[1]) if part.startswith("Q") else int(part)


def _vietnamese_part(part: str) -> str:
    if part.startswith("Q"):
        return f"quý {QUARTERS[int(part[1]) - 1]}"
    return f"tháng {_month_number(int(part))}" if part else ""


def _foreign_period(year: int, part: str, language: str) -> str:
    shown = _year(year, language)
    # After a month a Thai year needs no era; alone or after the number of a quarter it does.
    if language == "th" and (not part or part.startswith("Q")):
        shown = f"{ERA_NAME} {shown}"
    if not part:
        return shown
    # LLLL and qqqq are CLDR's forms for a month or quarter that stands without a day.
    pattern = "qqqq" if part.startswith("Q") else "LLLL"
    return f"{_babel(datetime.date(year, _last_month(part), 1), pattern, language)} {shown}"


def _year(year: int, language: str) -> str:
    return str(year + BUDDHIST_ERA) if language == "th" else f"{year:04d}"


def _hour_and_minute(clock: str) -> tuple[int, int]:
    time = datetime.time.fromisoformat(clock)
    return time.hour, time.minute


def _babel(day: datetime.date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # slow to import, and Vietnamese never needs it

    return format_date(day, pattern, locale=language)
