"""Days to remember, for a calendar: a whole day each, and a title that says nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from portal.basics.toml import read_toml
from portal.exchange.terms_ics import terms_ics
from portal.language.words import words_in
from portal.rulebook.rights import FOLDER

TITLE = "Herinnering"
DAYS = [("a1b2", date(2026, 12, 31)), ("c3d4", date(2027, 2, 28)), ("e5f6", date(2026, 12, 31))]
TOLD = {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID"}

many_days = st.lists(
    st.tuples(
        st.text("0123456789abcdef", min_size=1, max_size=16),
        st.dates(date(2020, 1, 1), date(2100, 1, 1)),
    ),
    unique_by=lambda one: one[0],
    max_size=20,
)


def _events(days, title=TITLE):
    return Calendar.from_ical(terms_ics(days, title)).walk("VEVENT")


@given(many_days)
def test_each_day_is_one_event_of_one_whole_day(days):
    events = _events(days)

    assert [(str(one["UID"]), one["DTSTART"].dt) for one in events] == days
    for event in events:
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


def test_an_event_has_a_neutral_title_and_says_no_more():
    for event in _events(DAYS):
        assert event["SUMMARY"] == TITLE
        assert set(event) == TOLD
        assert event.subcomponents == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_title_that_the_page_gives_reveals_nothing(language):
    title = words_in(language)("sent.ics_title")
    words = read_toml(FOLDER / "words.toml")

    assert len(title.split()) == 1
    for telling in (*words["revealing"][language], *words["judging"][language]):
        assert telling not in title.lower()


def test_the_calendar_names_no_program_and_no_day_of_making():
    calendar = Calendar.from_ical(terms_ics(DAYS, TITLE))
    stamps = {event["DTSTAMP"].dt.date() for event in calendar.walk("VEVENT")}

    assert set(calendar) == {"PRODID", "VERSION"}
    assert "icalendar" not in calendar["PRODID"].lower()
    assert "eigen zaak" not in calendar["PRODID"].lower()
    assert stamps == {date(2000, 1, 1)}


@given(many_days)
def test_the_same_days_give_the_same_bytes(days):
    assert terms_ics(days, TITLE) == terms_ics(iter(days), TITLE)


def test_no_days_give_an_empty_calendar():
    assert _events([]) == []
