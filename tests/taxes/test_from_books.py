"""What the books say of a year: profit by hand, hours, investments, and what leaves again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur, total
from portal.basics.period import year as calendar_year
from portal.books.accounts import Account
from portal.books.facts import Asset, Trip, VatCode, WorkedHours
from portal.books.ledger import Balances
from portal.taxes.depreciation import book_value, depreciation, disposal_result
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.from_books import book_year, invested_in
from portal.taxes.writing import cost, taking, transfer
from portal.vault.engine import in_memory
from portal.vault.store import Store
from tests.strategies import RATES

SPRING = date(2026, 4, 1)
NOTHING = Balances({})


def asset(price: str, day: date = SPRING, **more: object) -> Asset:
    given = {"in_use": day, "months": 60, **more}
    return Asset(day=day, cost=eur(price), **given)


def worked(minutes: int, day: date = SPRING) -> WorkedHours:
    return WorkedHours(day=day, minutes=minutes, entered=day)


def driven(km: str, day: date = SPRING) -> Trip:
    return Trip(day=day, km=Decimal(km), entered=day)


def of_year(year: int, *assets: Asset):
    return book_year(year, NOTHING, (), (), assets)


def test_profit_is_the_books_less_depreciation_less_kilometres():
    # by hand: 1,210 and 605 with 21 % within are 1,500; 363 is 300; so 1,200. The thing of 1,815
    # is 1,500 without VAT, of which 9 of 60 months: 225. 100 km at 0.25: 25. 1,200 - 225 - 25.
    store = Store(in_memory())
    bought = transfer(SPRING, eur("1815.00"), Account.EQUIPMENT, RATES, vat_code=VatCode.STANDARD)
    store.record(
        taking(SPRING, eur("1210.00"), RATES),
        taking(date(2026, 12, 31), eur("605.00"), RATES),
        taking(date(2025, 12, 31), eur("999.00"), RATES),
        cost(SPRING, eur("363.00"), "phone", RATES, vat_code=VatCode.STANDARD),
        bought,
        asset("1500.00", bought_by=bought.id),
        driven("100"),
        driven("1000", date(2025, 12, 31)),
        worked(90),
        worked(75),
        worked(600, date(2025, 12, 31)),
    )
    found = book_year(
        2026,
        store.balances(calendar_year(2026)),
        store.facts(WorkedHours),
        store.facts(Trip),
        store.facts(Asset),
    )

    assert {line.name: line.amount for line in found.profit.lines} == {
        "year.result": eur("1200.00"),
        "year.depreciation": eur("-225.00"),
        "year.mileage": eur("-25.00"),
    }
    assert found.profit.total == eur("950.00")
    assert (found.minutes, found.hours) == (165, 2)
    assert (found.invested, found.disposals) == (1500, 0)


def test_a_year_with_nothing_has_one_line_of_nought_and_no_hours():
    found = of_year(2026)

    assert [(line.name, line.amount) for line in found.profit.lines] == [("year.result", Euro())]
    assert found.hours is None
    assert found.minutes is None


def test_hours_of_another_year_are_no_hours_of_this_one():
    found = book_year(2026, NOTHING, [worked(600, date(2025, 12, 31))], (), ())

    assert found.hours is None


def test_a_part_of_an_hour_does_not_count():
    assert book_year(2026, NOTHING, [worked(59)], (), ()).hours == 0
    assert book_year(2026, NOTHING, [worked(59), worked(1)], (), ()).hours == 1


def test_kilometres_of_a_year_without_an_amount_are_refused_by_name():
    with pytest.raises(NoFigure) as problem:
        book_year(2027, NOTHING, (), [driven("10", date(2027, 1, 5))], ())
    assert problem.value.facts == {"name": "mileage", "year": "2027"}


def test_only_things_from_the_threshold_count_as_invested():
    # by hand: 450 and 2,000.01 count, up to a whole euro: 2,451
    things = [
        asset("449.99"),
        asset("450.00"),
        asset("2000.01"),
        asset("5000.00", counts=False),
        asset("5000.00", date(2025, 12, 31)),
    ]

    assert invested_in(2026, things) == 2451
    assert invested_in(2025, things) == 5000
    assert invested_in(2024, things) == 0
    assert of_year(2026, *things).invested == 2451


def test_the_day_of_ordering_decides_the_year_of_the_investment():
    late = asset("3000.00", date(2025, 12, 31), in_use=date(2026, 1, 5))

    assert (of_year(2025, late).invested, of_year(2026, late).invested) == (3000, 0)
    assert of_year(2025, late).profit.total == Euro()
    assert of_year(2026, late).profit.total == eur("-600.00")


def sold(proceeds: str, day: date = date(2026, 7, 15), **more: object) -> Asset:
    return asset("6000.00", date(2024, 1, 1), disposed=day, proceeds=eur(proceeds), **more)


def test_what_is_sold_brings_proceeds_less_book_value_and_gives_the_deduction_back():
    # by hand: 30 of 60 months are 3,000, so 3,000 stands in the books; sold for 3,500: 500 profit.
    # 2026 has six months of depreciation: 600. KIA of 2024: 28 % of 6,000 is 1,680, of which
    # 3,500 / 6,000 comes back: 980.
    found = of_year(2026, sold("3500.00"))

    assert {line.name: line.amount for line in found.profit.lines} == {
        "year.result": Euro(),
        "year.depreciation": eur("-600.00"),
        "year.disposals": eur("500.00"),
    }
    assert found.disposals == 980
    assert found.invested == 0


@pytest.mark.parametrize(
    ("one", "added"),
    [
        pytest.param(sold("2900.00"), 0, id="at the threshold of 2,900"),
        pytest.param(sold("2900.01"), 812, id="a cent above it: 1,680 x 2,900.01 / 6,000, down"),
        pytest.param(sold("9000.00"), 1680, id="never more than was deducted"),
        pytest.param(sold("3500.00", counts=False), 0, id="what never counted gives nothing back"),
        pytest.param(sold("3500.00", date(2025, 7, 15)), 0, id="another year"),
    ],
)
def test_the_deduction_comes_back_above_a_threshold_only(one, added):
    assert of_year(2026, one).disposals == added


def test_five_years_after_the_start_of_the_year_of_purchase_nothing_comes_back():
    # bought in 2023: until the end of 2027, whose threshold is unknown
    old = asset("6000.00", date(2021, 12, 31), disposed=date(2026, 1, 1), proceeds=eur("5000.00"))

    assert of_year(2026, old).disposals == 0
    with pytest.raises(NoFigure):
        of_year(2027, sold("3500.00", date(2027, 7, 15)))


def test_what_is_lost_is_a_loss_of_its_book_value():
    found = of_year(2026, sold("0.00"))

    assert found.profit.total == eur("-600.00") - eur("3000.00")
    assert found.disposals == 0


@pytest.mark.parametrize(
    ("price", "residual", "first", "year", "amount"),
    [
        pytest.param("1500", "0", date(2025, 4, 1), 2025, "225", id="published: data/costs"),
        pytest.param("1500", "0", date(2025, 4, 30), 2025, "225", id="the month of use is whole"),
        pytest.param("1500", "0", date(2025, 4, 1), 2026, "300", id="a fifth a year"),
        pytest.param("1500", "0", date(2025, 4, 1), 2030, "75", id="the last three months"),
        pytest.param("1500", "0", date(2025, 4, 1), 2031, "0", id="and then nothing"),
        pytest.param("1500", "0", date(2025, 4, 1), 2024, "0", id="nor before"),
        pytest.param("1500", "300", date(2026, 1, 1), 2026, "240", id="not over the rest value"),
    ],
)
def test_depreciation_by_hand(price, residual, first, year, amount):
    one = asset(price, first, residual=eur(residual))

    assert depreciation(one, year) == eur(amount)


cents = st.integers(45_000, 5_000_000)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def things(draw, *, gone: bool = False) -> Asset:
    price = draw(cents)
    first = draw(days)
    left = {}
    if gone:
        left = {
            "disposed": draw(st.dates(first, date(2045, 12, 31))),
            "proceeds": Euro(draw(st.integers(0, 6_000_000))),
        }
    return Asset(
        day=first,
        cost=Euro(price),
        residual=Euro(draw(st.integers(0, price - 1))),
        in_use=draw(st.dates(first, date(2032, 12, 31))),
        months=draw(st.integers(60, 240)),
        **left,
    )


def _years(one: Asset) -> range:
    return range(one.day.year - 1, one.in_use.year + 22)


@given(things())
def test_over_all_years_depreciation_adds_up_to_cost_less_rest_value(one):
    assert total(depreciation(one, year) for year in _years(one)) == one.cost - one.residual


@given(things())
def test_depreciation_is_never_negative_and_never_more_than_a_fifth(one):
    for year in _years(one):
        assert Euro() <= depreciation(one, year) <= Euro(one.cost.cents // 5 + 1)


@given(things(), days)
def test_the_book_value_falls_from_cost_to_rest_value_and_never_below(one, day):
    value = book_value(one, day)

    assert value == Euro() if day < one.day else one.residual <= value <= one.cost
    assert book_value(one, date(2060, 12, 31)) == one.residual


@given(things(gone=True))
def test_whatever_happens_profit_and_loss_together_are_proceeds_less_cost(one):
    worn = total(depreciation(one, year) for year in range(2019, 2060))

    assert disposal_result(one) - worn == one.proceeds - one.cost
    assert book_value(one, one.disposed) == Euro()


@given(st.lists(things(), max_size=6), st.integers(2023, 2026))
def test_the_lines_of_a_year_add_up_to_its_profit(some, year):
    found = book_year(year, NOTHING, (), (), some)

    assert found.profit.total == total(line.amount for line in found.profit.lines)
    assert found.profit.total == -total(depreciation(one, year) for one in some)


def test_what_is_used_privately_too_counts_for_the_part_of_the_work():
    # by hand: 1,500 over 60 months, 9 of them in 2026: 225; three quarters for the work: 168.75
    found = of_year(2026, asset("1500.00", private=Decimal("0.25")))

    assert found.profit.total == eur("-168.75")
