"""Trips as CSV: exact figures, an unknown rate is empty, nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.books.facts import Trip
from portal.exchange.trips_csv import trips_csv
from portal.language.words import words_in
from portal.taxes.mileage import mileage
from tests.strategies import trips

WORDS = words_in("en")
DAY = date(2026, 7, 3)


def _trip(km="24", day=DAY, **more):
    return Trip(day=day, km=Decimal(km), entered=day, **more)


def _read(some, words=WORDS):
    text = trips_csv(some, words).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_trip_is_one_row_with_its_kilometres_rate_and_amount():
    trip = _trip("24.5", back=True, place_from="Utrecht", place_to="Haarlem", memo="afspraak")

    assert _read([trip])[1:] == [
        [
            "2026-07-03",
            "24.5",
            "yes",
            "Utrecht",
            "Haarlem",
            "afspraak",
            "2026-07-03",
            "0.25",
            "6.13",  # 24.5 × 0.25 = 6.125
        ]
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_heading_is_in_the_readers_language_and_no_trips_give_it_alone(language):
    words = words_in(language)
    (heading,) = _read([], words)

    assert heading[0] == words("trips.csv_day")
    assert heading[-1] == words("trips.csv_amount")
    assert len(heading) == len(set(heading)) == 9


def test_an_unknown_rate_is_empty_and_never_nought():
    (row,) = _read([_trip(day=date(2027, 1, 1))])[1:]

    assert row[1] == "24"
    assert row[-2:] == ["", ""]


def test_the_rows_go_by_their_days():
    days = [date(2026, 3, 1), date(2025, 3, 1), date(2026, 1, 1)]
    rows = _read([_trip(day=day) for day in days])[1:]

    assert [row[0] for row in rows] == [day.isoformat() for day in sorted(days)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_is_made_safe(sign):
    text = f"{sign}1+1"
    (row,) = _read([_trip(place_from=text, place_to=text, memo=text)])[1:]

    assert row[3:6] == [f"'{text}"] * 3


def test_a_text_with_the_separator_stays_in_its_column():
    (row,) = _read([_trip(memo='a;b "c"')])[1:]

    assert row[5] == 'a;b "c"'


@given(st.lists(trips, max_size=10))
def test_every_trip_is_there_with_what_may_be_deducted(some):
    rows = _read(some)[1:]
    ordered = sorted(some, key=lambda trip: trip.day)

    assert [(Decimal(row[1]), row[-1]) for row in rows] == [
        (trip.km, str(mileage([trip]))) for trip in ordered
    ]
