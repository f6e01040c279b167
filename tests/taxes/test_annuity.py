"""Annuity room (jaarruimte), art. 3.127; amounts by year stand in tests/examples/income_tax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rulebook.income_tax import tax_year
from portal.taxes.annuity import annuity_room
from portal.taxes.entrepreneur import NoFigure

YEARS = (2023, 2024, 2025, 2026)
years = st.sampled_from(YEARS).map(tax_year)
incomes = st.integers(-50_000, 400_000)
growths = st.integers(0, 20_000)


@pytest.mark.parametrize("year", YEARS)
def test_the_highest_room_is_the_one_the_law_prints(year):
    # 30 % of the highest income less the franchise, up to a whole euro
    assert annuity_room(1_000_000, tax_year(year)) == tax_year(year).annuity.max_jaarruimte


@given(rules=years, income=incomes, factor_a=growths, premium=growths)
def test_the_room_is_never_below_nought_or_above_the_highest(rules, income, factor_a, premium):
    room = annuity_room(income, rules, factor_a=factor_a, pension_premium=premium)

    assert 0 <= room <= rules.annuity.max_jaarruimte


@given(rules=years, income=incomes, more=st.integers(0, 10_000))
def test_who_earned_more_never_has_less_room(rules, income, more):
    assert annuity_room(income + more, rules) >= annuity_room(income, rules)


@given(rules=years, income=incomes, factor_a=growths, more=st.integers(0, 1_000))
def test_a_pension_that_grows_more_never_leaves_more_room(rules, income, factor_a, more):
    grown = annuity_room(income, rules, factor_a=factor_a + more)

    assert grown <= annuity_room(income, rules, factor_a=factor_a) <= annuity_room(income, rules)


@given(rules=years, income=st.integers(30_000, 130_000), premium=st.integers(0, 3_000))
def test_premium_paid_takes_as_much_off_the_room(rules, income, premium):
    left = annuity_room(income, rules, pension_premium=premium)

    assert left == annuity_room(income, rules) - premium


def test_a_year_whose_franchise_was_not_found_is_refused():
    with pytest.raises(NoFigure) as refused:
        annuity_room(45_000, tax_year(2027))

    assert refused.value.facts == {"name": "annuity", "year": "2027"}
