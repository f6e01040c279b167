"""Kilometres times the amount of their own year, to the cent; an unknown amount gives none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur, total
from portal.books.facts import Trip
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.mileage import mileage, rate_of

TENTHS = st.integers(1, 50_000)
KNOWN = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def _trip(day: date, km: str, **more) -> Trip:
    return Trip(day=day, km=Decimal(km), entered=day, **more)


@pytest.mark.parametrize(
    ("year", "km", "amount"),
    [
        # by hand: kilometres times 0.21, 0.23, 0.23 and 0.25 euro; half a cent goes up
        pytest.param(2023, "100", "21.00", id="2023"),
        pytest.param(2023, "0.1", "0.02", id="2.1 cents is 2"),
        pytest.param(2024, "100", "23.00", id="2024"),
        pytest.param(2025, "12.5", "2.88", id="287.5 cents is 288"),
        pytest.param(2026, "100", "25.00", id="2026"),
        pytest.param(2026, "0.1", "0.03", id="2.5 cents is 3"),
        pytest.param(2026, "5000", "1250.00", id="the longest trip"),
    ],
)
def test_a_trip_is_worth_its_kilometres_times_the_rate_of_its_year(year, km, amount):
    assert mileage([_trip(date(year, 5, 1), km)]) == eur(amount)


@pytest.mark.parametrize(
    ("day", "amount"),
    [(date(2023, 12, 31), "10.50"), (date(2024, 1, 1), "11.50"), (date(2026, 1, 1), "12.50")],
)
def test_the_year_changes_at_midnight_on_new_years_eve(day, amount):
    assert mileage([_trip(day, "50")]) == eur(amount)


def test_trips_of_several_years_each_count_by_their_own_rate():
    trips = [_trip(date(year, 3, 1), "10") for year in (2023, 2025, 2026)]

    assert mileage(trips) == eur("6.90")  # 2.10 + 2.30 + 2.50


def test_there_and_back_is_in_the_kilometres_already_and_is_not_doubled_again():
    there_and_back = _trip(date(2026, 3, 1), "40", back=True)

    assert mileage([there_and_back]) == eur("10.00")


def test_no_trips_are_worth_nothing():
    assert mileage([]) == Euro()


@pytest.mark.parametrize("year", [2019, 2022, 2027, 2035])
def test_a_year_without_a_known_rate_is_refused_by_its_year_and_never_borrowed(year):
    with pytest.raises(NoFigure) as refused:
        rate_of(year)
    assert refused.value.facts["year"] == str(year)


def test_one_trip_of_an_unknown_year_refuses_the_whole_sum():
    known, unknown = _trip(date(2026, 12, 31), "10"), _trip(date(2027, 1, 1), "10")

    with pytest.raises(NoFigure):
        mileage([known, unknown])


@given(KNOWN, TENTHS)
def test_the_amount_is_the_exact_product_rounded_half_up_to_the_cent(day, tenths):
    rate = rate_of(day.year).value
    tenths_of_a_cent = tenths * int(rate.removeprefix("0."))
    cents = (tenths_of_a_cent + 5) // 10

    assert mileage([_trip(day, f"{tenths // 10}.{tenths % 10}")]) == Euro(cents)


@given(st.lists(st.tuples(KNOWN, TENTHS), max_size=20))
def test_the_sum_is_the_trips_added_up_whatever_their_order(driven):
    trips = [_trip(day, str(Decimal(tenths) / 10)) for day, tenths in driven]

    assert mileage(trips) == total(mileage([trip]) for trip in trips)
    assert mileage(trips) == mileage(reversed(trips))


@given(KNOWN, TENTHS, TENTHS)
def test_a_longer_trip_of_the_same_year_is_never_worth_less(day, one, other):
    shorter, longer = (str(Decimal(tenths) / 10) for tenths in sorted((one, other)))

    assert mileage([_trip(day, shorter)]) <= mileage([_trip(day, longer)])
