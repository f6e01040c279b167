"""Days to remember as a calendar file (.ics): neutral titles, nothing of what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from icalendar import Calendar, Event

_MAKER = "-//Notes//EN"
_STAMP = datetime(2000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - when it was made is nobody's


def terms_ics(days: Iterable[tuple[str, date]], title: str) -> bytes:
    """One whole day for each term. days: an id that says nothing, and the day."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for name, day in days:
        event = Event()
        event.add("uid", name)
        event.add("dtstamp", _STAMP)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
