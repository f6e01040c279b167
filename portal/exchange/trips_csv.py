"""Trips as CSV for a spreadsheet: one a row, each with the amount of its own year."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from portal.books.facts import Trip
from portal.exchange.spreadsheet import safe_text
from portal.language.words import Words
from portal.rulebook.yearly_amounts import MILEAGE, yearly_amounts
from portal.taxes.mileage import mileage

_COLUMNS = ("day", "km", "back", "from", "to", "note", "entered", "rate", "amount")


def trips_csv(trips: Iterable[Trip], words: Words) -> bytes:
    """In the order of their days. Where the rate of a year is unknown, rate and amount are empty.

    Kilometres and amounts have a point; text that starts like a formula gets an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([words(f"trips.csv_{name}") for name in _COLUMNS])
    writer.writerows(_row(trip, words) for trip in sorted(trips, key=lambda trip: trip.day))
    # with a byte-order mark: Dutch spreadsheets then read accents right
    return text.getvalue().encode("utf-8-sig")


def _row(trip: Trip, words: Words) -> list[str]:
    figure = yearly_amounts(MILEAGE).get(trip.day.year)
    rate = figure.value if figure else None
    return [
        trip.day.isoformat(),
        str(trip.km),
        words("trips.csv_yes" if trip.back else "trips.csv_no"),
        safe_text(trip.place_from),
        safe_text(trip.place_to),
        safe_text(trip.memo),
        trip.entered.isoformat(),
        rate or "",
        str(mileage([trip])) if rate else "",
    ]
