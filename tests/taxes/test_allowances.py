"""Care allowance as an indication: both sides of each limit; unknown stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rulebook.allowances import NoLimits, allowances, care_limits
from portal.taxes.allowances import BelowNought, Household, Side, care, care_by

YEARS = [one.year for one in allowances().care]
WITHIN, ABOVE, UNKNOWN = Side
EURO = st.integers(0, 300_000)
# no premium was found; this one is made up, to try the formula
PREMIUM = 2_000
MADE_UP = care_limits(2025).model_copy(update={"standard_premium": PREMIUM})


def _two(own, other, **more):
    return Household(own, partner=True, partner_income=other, **more)


@pytest.mark.parametrize("year", YEARS)
def test_alone_the_limit_itself_is_within_and_a_euro_more_is_above(year):
    limit = care_limits(year).max_income_single

    assert care(year, Household(limit)).income is WITHIN
    assert care(year, Household(limit + 1)).income is ABOVE
    assert care(year, Household(limit + 1)).is_out


@pytest.mark.parametrize("year", YEARS)
def test_with_a_partner_both_incomes_count_together(year):
    limit = care_limits(year).max_income_partners

    assert care(year, _two(limit - 10, 10)).income is WITHIN
    assert care(year, _two(limit - 10, 11)).income is ABOVE
    assert care(year, Household(limit)).income is ABOVE  # one person has the lower limit


@pytest.mark.parametrize("year", YEARS)
def test_without_the_income_of_the_partner_nothing_is_said_of_it(year):
    found = care(year, _two(10_000, None))

    assert found.income is UNKNOWN
    assert found.amount is None
    assert found.own_share is None
    assert not found.is_out


def test_both_sides_of_the_wealth_limits_of_2025():
    limits = care_limits(2025)
    single, both = limits.max_wealth_single, limits.max_wealth_partners

    assert care(2025, Household(1, wealth=single)).wealth is WITHIN
    assert care(2025, Household(1, wealth=single + 1)).wealth is ABOVE
    assert care(2025, _two(1, 1, wealth=both)).wealth is WITHIN
    assert care(2025, _two(1, 1, wealth=both + 1)).wealth is ABOVE


def test_debts_that_would_decide_leave_it_unknown():
    limit = care_limits(2025).max_wealth_single

    assert care(2025, Household(1, wealth=limit + 100, debts=100)).wealth is UNKNOWN
    assert care(2025, Household(1, wealth=limit + 100, debts=99)).wealth is ABOVE
    assert care(2025, Household(1, wealth=limit, debts=5_000)).wealth is WITHIN


@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_where_no_wealth_limit_was_found_it_is_unknown(year):
    found = care(year, Household(1, wealth=10_000_000))

    assert found.wealth_limit is None
    assert found.wealth is UNKNOWN


def test_wealth_that_was_not_told_is_unknown():
    assert care(2025, Household(1)).wealth is UNKNOWN


@pytest.mark.parametrize("year", YEARS)
def test_below_the_limits_the_amount_is_unknown_since_the_premium_was_not_found(year):
    assert care(year, Household(20_000)).amount is None


@pytest.mark.parametrize("household", [Household(39_720), Household(1, wealth=141_897)])
def test_above_a_limit_there_is_none(household):
    found = care(2025, household)

    assert found.is_out
    assert found.amount == 0


def test_the_own_share_follows_the_formula_only_where_its_figures_are():
    # by hand: 1,896% of 28.406 = 538,58; with 10.000 more, 13,7% of that: 1.370 more
    assert care(2025, Household(20_000)).own_share == 539
    assert care(2025, Household(28_406)).own_share == 539
    assert care(2025, Household(38_406)).own_share == 1_909
    # 4,273% of 28.406 = 1.213,79
    assert care(2025, _two(10_000, 10_000)).own_share == 1_214
    assert care(2026, Household(20_000)).own_share is None


def test_with_a_premium_the_amount_would_follow_the_formula():
    # 2.000 - 538,58 = 1.461,42; with partner 4.000 - 1.213,79 = 2.786,21; down
    assert care_by(MADE_UP, Household(20_000)).amount == 1_461
    assert care_by(MADE_UP, _two(10_000, 10_000)).amount == 2_786
    assert care_by(MADE_UP, Household(38_406)).amount == 91


@pytest.mark.parametrize("year", [2022, 2027])
def test_a_year_without_limits_is_refused_by_name(year):
    with pytest.raises(NoLimits) as caught:
        care(year, Household(1))
    assert caught.value.facts["year"] == str(year)


def test_an_income_of_a_partner_below_nought_is_refused():
    with pytest.raises(BelowNought):
        _two(1, -1)


@given(EURO, EURO, EURO, st.booleans())
def test_more_income_never_gives_more_and_no_amount_is_below_nought(income, more, other, partner):
    low, high = (
        care_by(MADE_UP, Household(one, partner, other if partner else None))
        for one in (income, income + more)
    )

    assert low.amount >= high.amount >= 0
    assert not (low.income is ABOVE and high.income is WITHIN)
