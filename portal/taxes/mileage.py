"""Kilometres with one's own vehicle: a fixed amount each, nothing beside it. Art. 3.17 Wet IB."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from portal.basics.euro import Euro, total
from portal.books.facts import Trip
from portal.rulebook.yearly_amounts import MILEAGE, YearlyAmount, yearly_amounts
from portal.taxes.entrepreneur import NoFigure


def rate_of(year: int) -> YearlyAmount:
    """The amount per kilometre of a year. Raises NoFigure where it is unknown."""
    found = yearly_amounts(MILEAGE).get(year)
    if found is None or found.value is None:
        raise NoFigure("mileage", year)
    return found


def mileage(trips: Iterable[Trip]) -> Euro:
    """What the trips may be deducted for, each by the rate of its own year. Raises NoFigure."""
    return total(_of(trip) for trip in trips)


def _of(trip: Trip) -> Euro:
    rate = Decimal(rate_of(trip.day.year).value or 0)
    cents = (trip.km * rate * 100).to_integral_value(ROUND_HALF_UP)
    return Euro(int(cents))
