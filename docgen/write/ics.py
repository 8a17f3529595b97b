"""Deadlines → a calendar file that Outlook, Google and a phone can open or subscribe to (RFC 5545).

In: deadlines as values. Out: bytes, the same on every run: no moment of the machine is in them. A deadline of a day is an event of
the whole day that leaves the day free; one with an hour stands at that hour, Vietnamese time. An alarm rings the day before.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

Day = datetime.date
ZONE = "Asia/Ho_Chi_Minh"
PROGRAM = "-//docgen//docgen//VI"
MORNING_BEFORE, DAY_BEFORE = datetime.timedelta(hours=-15), datetime.timedelta(days=-1)
"""Nine in the morning of the day before an event of the whole day, which begins at midnight; a day before one with an hour."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One event: ``address`` names it for good, ``changed`` is the last day on which something was told of it, ``at`` an hour HH:MM."""

    address: str
    day: Day
    changed: Day
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    at: str | None = None


def ics(name: str, deadlines: Sequence[Deadline]) -> bytes:
    """Return the bytes of a calendar of this name; addresses are expected to differ."""
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in {"prodid": PROGRAM, "version": "2.0", "method": "PUBLISH", "x-wr-calname": name, "x-wr-timezone": ZONE}.items():
        calendar.add(key, value)
    for deadline in deadlines:
        calendar.add_component(_event(deadline))
    if any(deadline.at for deadline in deadlines):
        calendar.add_missing_timezones()
    data: bytes = calendar.to_ical()
    return data


def _event(deadline: Deadline) -> Event:
    """Return the event of a deadline with its alarm."""
    from icalendar import Alarm, Event

    changed, at = deadline.changed, deadline.at
    event = Event()
    event.add("uid", f"{deadline.address}@docgen")
    event.add("dtstamp", datetime.datetime(changed.year, changed.month, changed.day, tzinfo=datetime.UTC))
    event.add("dtstart", _moment(deadline.day, at) if at else deadline.day)
    if not at:
        event.add("dtend", deadline.day + datetime.timedelta(1))
    event.add("summary", deadline.summary)
    if deadline.description:
        event.add("description", deadline.description)
    if deadline.categories:
        event.add("categories", list(deadline.categories))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.summary)
    alarm.add("trigger", DAY_BEFORE if at else MORNING_BEFORE)
    event.add_component(alarm)
    return event


def _moment(day: Day, at: str) -> datetime.datetime:
    from zoneinfo import ZoneInfo

    hour, _, minute = at.partition(":")
    return datetime.datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=ZoneInfo(ZONE))
