"""Depreciation month by month, what is left on disposal, and what is taken back of KIA."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from portal.basics.euro import Euro, eur, total
from portal.books.facts import Asset
from portal.rulebook.income_tax import tax_year
from portal.taxes.depreciation import (
    book_value,
    depreciation,
    disposal_addition,
    disposal_result,
)
from portal.taxes.entrepreneur import NoFigure
from tests.strategies import assets as bought

RULES = {year: tax_year(year) for year in (2023, 2024, 2025, 2026, 2027)}
LIFE = range(2024, 2041)  # of all that the strategy buys


def _asset(cost="3000", day=date(2025, 7, 10), **more):
    money = {name: eur(more.pop(name)) for name in ("residual", "proceeds") if name in more}
    return Asset(day=day, cost=eur(cost), **{"in_use": day, "months": 60, **money, **more})


def _gone(**more):
    return _asset(**{"cost": "10000", "disposed": date(2026, 4, 15), "proceeds": "5000", **more})


@pytest.mark.parametrize(
    ("asset", "year", "expected"),
    [
        # By hand: 3,000 / 60 = 50 a month
        pytest.param(_asset(), 2024, "0", id="nothing before it is in use"),
        pytest.param(_asset(), 2025, "300", id="July to December: six months"),
        pytest.param(_asset(), 2026, "600", id="a whole year"),
        pytest.param(_asset(), 2030, "300", id="the last year: what is left"),
        pytest.param(_asset(), 2031, "0", id="nothing after its life"),
        pytest.param(_asset(residual="600"), 2026, "480", id="less what it will be worth"),
        pytest.param(_asset(months=120), 2026, "300", id="ten years"),
        pytest.param(_asset(in_use=date(2025, 12, 31)), 2025, "50", id="in use on the last day"),
        pytest.param(
            _asset(day=date(2025, 12, 30), in_use=date(2026, 1, 2)), 2025, "0", id="not yet in use"
        ),
        pytest.param(_gone(cost="3000"), 2026, "150", id="sold in April: three months"),
        pytest.param(_gone(cost="3000"), 2027, "0", id="nothing after it was sold"),
    ],
)
def test_depreciation_counts_whole_months_from_the_first_of_use(asset, year, expected):
    assert depreciation(asset, year) == eur(expected)


def test_cents_add_up_over_the_months():
    # bukio-cli, tests of assets (public code text): 1,000 over 60 months, 16.67 in the first
    asset = _asset("1000", date(2026, 1, 1))

    assert asset.cost - book_value(asset, date(2026, 1, 31)) == eur("16.67")
    assert total(depreciation(asset, year) for year in range(2026, 2031)) == eur("1000.00")


def test_the_book_value_is_the_cost_less_depreciation_and_nought_once_it_is_gone():
    # By hand: 5,000 less six and three months of 5,000 / 60 = 83.33: 500 and 250
    asset = _gone(cost="5000")

    assert book_value(asset, date(2025, 7, 9)) == Euro()
    assert book_value(asset, date(2025, 12, 31)) == eur("4500.00")
    assert book_value(asset, date(2026, 3, 31)) == eur("4250.00")
    assert book_value(asset, date(2026, 4, 15)) == Euro()


@pytest.mark.parametrize(
    ("proceeds", "expected"), [("5000", "750"), ("4250", "0"), ("1000", "-3250"), ("0", "-4250")]
)
def test_a_disposal_is_profit_or_loss_against_the_book_value(proceeds, expected):
    asset = _gone(cost="5000", proceeds=proceeds)

    assert disposal_result(asset) == eur(expected)


def test_what_is_given_away_brings_nothing_in_and_what_is_kept_has_no_result():
    assert disposal_result(_asset("5000", disposed=date(2026, 4, 15))) == -eur("4250.00")
    assert disposal_result(_asset("5000")) == Euro()


def test_an_asset_is_not_written_off_in_less_than_five_years():
    # Art. 3.30 lid 2: at most 20 % of the cost a year
    with pytest.raises(ValidationError, match="greater than or equal to 60"):
        _asset(months=59)


@given(bought)
def test_over_its_life_it_loses_its_cost_less_what_is_left(asset):
    assert total(depreciation(asset, year) for year in LIFE) == asset.cost - asset.residual


@given(bought)
def test_no_year_takes_more_than_a_fifth_of_the_cost(asset):
    cent = eur("0.01")  # the halves of two roundings
    for year in LIFE:
        assert (
            Euro()
            <= depreciation(asset, year)
            <= asset.cost.times(Decimal("0.2"), ROUND_CEILING) + cent
        )


@given(bought, st.integers(0, 4_000), st.integers(0, 6_000_000).map(Euro))
def test_depreciation_and_the_result_together_are_what_it_lost(asset, days, proceeds):
    gone = asset.in_use + timedelta(days)
    assume(gone >= asset.day)
    sold = asset.model_copy(update={"disposed": gone, "proceeds": proceeds})

    worn = total(depreciation(sold, year) for year in LIFE)
    assert disposal_result(sold) - worn == proceeds - sold.cost
    assert all(depreciation(sold, year) == Euro() for year in LIFE if year > gone.year)


def test_the_same_share_as_was_deducted_is_added_back():
    # Art. 3.47: 28 % of 5,000
    assert disposal_addition([_gone()], 2026, RULES, {2025: 2_800}) == 1_400


def test_the_share_counts_all_that_was_invested_in_its_year():
    # By hand: 19,769 (the fixed amount of 2025) over 80,000 is 24.71 %; of 5,000: 1,235.56
    assets = [_gone(), _asset("70000")]

    assert disposal_addition(assets, 2026, RULES, {2025: 19_769}) in (1_235, 1_236)


@pytest.mark.parametrize(
    ("asset", "why"),
    [
        (_gone(counts=False), "it never counted for the deduction"),
        (_asset("10000"), "it is still here"),
        (_gone(disposed=date(2025, 12, 31)), "it went in another year"),
        (_gone(proceeds="2900"), "the threshold of the year is not passed"),
        (_gone(day=date(2021, 12, 31)), "five years have passed since 1 January 2021"),
        (_asset("10000", disposed=date(2026, 4, 15)), "nothing was received"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_nothing_is_added_back_where(asset, why):
    assert disposal_addition([asset], 2026, RULES, dict.fromkeys(range(2021, 2026), 2_800)) == 0


def test_a_year_without_deduction_adds_nothing_back():
    assert disposal_addition([_gone()], 2026, RULES, {2025: 0}) == 0


def test_a_year_whose_deduction_is_not_known_is_refused():
    with pytest.raises(NoFigure) as refused:
        disposal_addition([_gone()], 2026, RULES, {})

    assert refused.value.facts == {"name": "investment_deduction", "year": "2025"}


def test_a_year_whose_threshold_was_not_found_is_refused():
    with pytest.raises(NoFigure) as refused:
        disposal_addition([_gone(disposed=date(2027, 4, 15))], 2027, RULES, {2025: 2_800})

    assert refused.value.facts == {"name": "investment_deduction", "year": "2027"}
