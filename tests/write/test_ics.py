"""The calendar file: read back by the library's parser, folded as the standard says, the same bytes always."""

from __future__ import annotations

import datetime

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.write.ics import Deadline, ics

Day = datetime.date
WHOLE = Deadline("kh-mau#a@mau/xa-1", Day(2025, 6, 30), Day(2025, 6, 12), "Mở sổ; niêm yết", "Chủ trì: Sở Nội vụ\nSố 07", ("đang làm",))
TIMED = Deadline("kh-mau#b", Day(2025, 7, 1), Day(2025, 6, 12), "Báo cáo", at="17:00")


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_day_is_a_whole_day_and_an_hour_is_that_hour_in_vietnam() -> None:
    whole, timed = events(ics("Nhiệm vụ", (WHOLE, TIMED)))
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (Day(2025, 6, 30), Day(2025, 7, 1))
    assert timed["dtstart"].dt.isoformat() == "2025-07-01T17:00:00+07:00" and "dtend" not in timed
    assert (str(whole["uid"]), str(whole["summary"])) == ("kh-mau#a@mau/xa-1@docgen", "Mở sổ; niêm yết")
    assert str(whole["description"]) == "Chủ trì: Sở Nội vụ\nSố 07" and whole["dtstamp"].dt.date() == Day(2025, 6, 12)
    assert list(whole["categories"].cats) == ["đang làm"]


def test_an_alarm_rings_the_day_before() -> None:
    for event in events(ics("A", (WHOLE, TIMED))):
        (alarm,) = event.walk("VALARM")
        start = event["dtstart"].dt
        begin = start if isinstance(start, datetime.datetime) else datetime.datetime(start.year, start.month, start.day)
        assert (begin + alarm["trigger"].dt).date() == begin.date() - datetime.timedelta(1)


def test_the_time_zone_is_told_only_where_an_hour_needs_it() -> None:
    assert b"BEGIN:VTIMEZONE" not in ics("A", (WHOLE,)) and ics("A", (TIMED,)).count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20250701T170000" in ics("A", (TIMED,))
    assert ics("A", (WHOLE, TIMED)) == ics("A", (WHOLE, TIMED))


@settings(max_examples=60)
@given(st.text("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ ,;\\:x", min_size=1, max_size=200))
def test_long_lines_are_folded_between_letters(text: str) -> None:
    deadline = Deadline("a#b", Day(2025, 6, 30), Day(2025, 6, 12), text, text)
    data = ics("A", (deadline,))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # a letter cut in two would not decode
    assert str(events(data)[0]["summary"]) == text
