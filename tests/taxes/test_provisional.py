"""What to fill in: every line in the order of the form, and an amount that adds up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.words import words_in
from portal.rulebook.provisional import provisional
from portal.taxes.income_tax import assess
from portal.taxes.provisional import Fill, Known, items, outcome
from portal.taxes.situation import Situation

TODAY = date(2026, 9, 15)
KNOWN = Known(TODAY, 30_000, 900)
STEPS = [step.key for step in provisional().order.steps]
FULL = Situation(
    2026,
    profit=42_000,
    invested=5_000,
    hours=1_300,
    starter=True,
    wages=3_000,
    opting_in=2_000,
    benefits=500,
    pension=400,
    other_work=700,
    own_home=-3_000,
    annuity=1_200,
    deductions=300,
    bank=90_000,
    other_assets=4_000,
    debts=2_000,
    wage_tax=900,
    born=date(1990, 5, 1),
    children_born=(date(2020, 1, 1),),
    partners=True,
    young_disabled=True,
    prepaid=1_000,
)


def _by_key(given, known=None):
    return {one.key: one for one in items(assess(given), known) if one.step != "choices"}


@pytest.mark.parametrize("given", [Situation(2026), FULL])
def test_the_lines_follow_the_order_of_the_form_and_none_of_it_is_left_out(given):
    order = [one.step for one in items(assess(given), None)]
    asked = [step for step in STEPS if step != "choices" or step in order]

    assert list(dict.fromkeys(order)) == asked
    assert order == sorted(order, key=STEPS.index)


def test_every_line_has_a_name_in_both_languages():
    for one in items(assess(FULL), KNOWN):
        kind = "choice" if one.step == "choices" else "item"
        for language in ("nl", "en"):
            assert f"provisional.{kind}.{one.key}" in words_in(language)


def test_where_nought_there_is_nothing_to_fill_in_and_what_we_cannot_know_is_hers():
    found = _by_key(Situation(2026, hours=0))

    for key in ("wages", "profit", "own_home", "annuity", "bank", "deductions", "partner_work"):
        assert found[key].fill is Fill.NOTHING
    for key in ("data", "partner", "children"):
        assert found[key].fill is Fill.YOU_KNOW
    assert found["sign"].fill is Fill.DO
    assert found["child"].fill is Fill.NO
    assert not [one for one in items(assess(Situation(2026)), None) if one.step == "choices"]


def test_the_profit_has_the_year_so_far_beside_its_forecast():
    found = assess(FULL)
    line = _by_key(FULL, KNOWN)["profit"]
    kia = found.business.investment_deduction

    assert kia > 0
    assert (line.so_far, line.forecast) == (30_000 - kia, 42_000 - kia)
    assert _by_key(FULL)["profit"].so_far is None


def test_every_other_amount_is_that_of_the_assessment():
    business, found = assess(FULL).business, _by_key(FULL, KNOWN)

    for key in ("self_employed_deduction", "starter_deduction", "sme_exemption"):
        assert found[key].forecast == getattr(business, key)
    for key in ("wages", "opting_in", "benefits", "pension", "wage_tax", "other_work", "bank"):
        assert found[key].forecast == getattr(FULL, key)
        assert found[key].so_far is None
    assert found["sme_exemption"].fill is Fill.WORKED_OUT


def test_of_the_own_home_only_what_is_left_was_told():
    found = _by_key(FULL)

    assert found["own_home"].forecast == -3_000
    assert found["home_value"].fill is Fill.YOU_KNOW
    assert found["home_interest"].fill is Fill.YOU_KNOW


@pytest.mark.parametrize(
    ("hours", "fill"), [(None, Fill.YOU_KNOW), (1_224, Fill.NO), (1_225, Fill.YES)]
)
def test_the_hours_criterion_is_told_on_both_sides_and_unknown_where_nothing_was_given(hours, fill):
    assert _by_key(Situation(2026, profit=30_000, hours=hours))["hours"].fill is fill


def test_the_choice_screen_names_what_has_something_to_fill_in():
    given = Situation(2026, profit=30_000, wages=1_000, bank=500)
    chosen = [one.key for one in items(assess(given), None) if one.step == "choices"]

    assert chosen == ["wages", "profit", "box3"]


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2025, 11, 1), 12),
        (date(2026, 1, 1), 12),
        (TODAY, 4),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 0),
    ],
)
def test_the_amount_is_spread_over_the_months_that_are_left(today, months):
    found = outcome(assess(FULL), today)

    assert found.months == months
    assert (found.per_month is None) == (months == 0)


@given(
    st.integers(0, 150_000),
    st.integers(0, 60_000),
    st.integers(0, 30_000),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_what_comes_out_adds_up_and_the_months_are_enough(profit, wage_tax, prepaid, today):
    assessed = assess(Situation(2026, profit=profit, wage_tax=wage_tax, prepaid=prepaid))
    found = outcome(assessed, today)

    assert found.total - found.paid == found.left == assessed.to_pay
    assert 0 <= found.per_month * found.months - found.left < found.months
