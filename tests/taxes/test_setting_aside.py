"""What is put aside is enough at the forecast, is never below nought, and adds up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur, total
from portal.basics.tally import Line, Tally
from portal.rulebook.income_tax import NoRules
from portal.taxes.from_books import BookYear
from portal.taxes.income_tax import assess
from portal.taxes.setting_aside import (
    ROUGH_DAYS,
    Advice,
    BadPlan,
    BelowNought,
    Plan,
    Pot,
    SoFar,
    State,
    advise,
    gauge,
    of_taking,
    pace,
    plan_from_note,
    plan_to_note,
    pot_from_note,
    pot_to_note,
    share_of,
    so_far,
    still_per_month,
)
from portal.taxes.situation import Situation

NEW_YEAR = date(2026, 1, 1)
HALF = date(2026, 7, 1)  # the 182nd day; 183 are left


def _year(turnover: str, profit: str, until: date = HALF, since: date = NEW_YEAR) -> SoFar:
    return SoFar(since, until, eur(turnover), eur(profit), Euro())


def _advice(plan: Plan, year: SoFar | None) -> Advice:
    found = advise(plan, year)
    assert found is not None
    return found


@st.composite
def years(draw: st.DrawFn) -> SoFar:
    """A year so far, from its first day to some day of it."""
    until = draw(st.dates(NEW_YEAR, date(2026, 12, 31)))
    turnover = draw(st.integers(1, 15_000_000))
    costs = draw(st.integers(0, turnover))
    fixed = draw(st.integers(-100_000, 0))
    since = draw(st.dates(NEW_YEAR, until))
    minutes = draw(st.none() | st.integers(0, 100_000))
    return SoFar(since, until, Euro(turnover), Euro(turnover - costs), Euro(fixed), minutes)


plans = st.builds(
    Plan,
    st.just(2026),
    starter=st.booleans(),
    meets_hours=st.sampled_from((None, True, False)),
    wages=st.integers(0, 60_000),
    wage_tax=st.integers(0, 20_000),
    paid=st.integers(0, 10_000),
)


@given(plans, years())
def test_the_percentage_of_all_takings_covers_the_tax_at_the_forecast(plan, year):
    found = _advice(plan, year)
    aside = share_of(Euro(100 * found.forecast.turnover), found.percent)

    assert found.is_short or aside >= Euro(100 * found.cost)
    assert found.per_month * found.months >= found.cost
    low, high = found.between
    assert low <= found.percent <= high


@given(plans, years(), st.integers(0, 5_000_000))
def test_nothing_that_is_advised_is_below_nought(plan, year, cents):
    found = _advice(plan, year)

    assert found.by_now is not None
    assert found.by_now >= Euro()
    assert found.cost >= 0
    assert 0 <= found.percent <= 100
    assert found.per_month >= 0
    assert 0 <= found.health <= found.cost
    assert 0 <= found.health_share <= 1
    assert found.forecast.turnover >= 0
    stands = gauge(Euro(cents), found.by_now)
    assert 0 <= stands.share <= 1
    assert stands.missing >= Euro()
    assert still_per_month(found, Euro(cents), year.until) >= Euro()


@given(st.integers(-1_000_000, 1_000_000), st.integers(0, 100), st.fractions(0, 1))
def test_the_parts_of_a_taking_add_up_to_it_and_are_never_below_nought(cents, percent, health):
    gross = Euro(cents)
    vat = Euro(cents * 21 // 121)
    parts = of_taking(gross, vat, percent, health)

    assert total((parts.vat, parts.tax, parts.health, parts.yours)) == gross
    assert min(parts.tax, parts.health) >= Euro()
    if cents >= 0:
        assert parts.yours >= Euro()


def test_a_taking_of_121_holds_21_vat_and_of_the_rest_the_share_is_put_aside():
    parts = of_taking(eur("121"), eur("21"), 27, Fraction(1, 4))

    assert (parts.vat, parts.aside, parts.yours) == (eur("21"), eur("27"), eur("73"))
    assert (parts.tax, parts.health) == (eur("20.25"), eur("6.75"))


def test_a_refund_asks_nothing_to_be_put_aside():
    parts = of_taking(eur("-121"), eur("-21"), 27)

    assert (parts.aside, parts.yours) == (Euro(), eur("-100"))


def test_the_rest_of_the_year_goes_on_at_the_same_pace():
    # by hand: 182 days gave 18,200 turnover and 9,100 profit, so 365 days give 36,500 and 18,250
    assert pace(_year("18200", "9100")) == pace(_year("18200", "9100"), Fraction(1))
    assert pace(_year("18200", "9100")).turnover == 36_500
    assert pace(_year("18200", "9100")).profit == 18_250


def test_who_began_in_september_is_counted_from_september():
    # by hand: 1 September to 30 September is 30 days; 92 are left
    year = _year("3000", "3000", date(2026, 9, 30), date(2026, 9, 1))
    found = _advice(Plan(2026), year)

    assert found.forecast.turnover == 12_200
    assert found.months == 4


def test_depreciation_of_the_whole_year_does_not_grow_with_the_days():
    lines = (
        Line("year.result", eur("9100")),
        Line("year.depreciation", eur("-200")),
        Line("year.mileage", eur("-91")),
    )
    known = BookYear(2026, Tally(lines), 6_000, 500, 0)
    year = so_far(known, eur("18200"), NEW_YEAR, HALF)

    # by hand: (9,100 - 91) × 365 / 182 = 18,067.50 and no depreciation more than 200
    assert pace(year).profit == 17_868
    assert pace(year).hours == 200  # 100 hours × 365 / 182, down
    assert year.invested == 500


def test_the_advice_is_that_of_the_assessment_itself():
    found = _advice(Plan(2026, turnover=50_000, profit=42_000, starter=True), None)
    same = assess(Situation(year=2026, profit=42_000, starter=True))

    assert found.assessment == same
    assert found.cost == same.total
    assert found.health == same.health_contribution
    assert found.percent == -(-100 * same.total // 50_000)
    assert found.per_month == -(-same.total // 12)
    assert found.by_now is None


def test_wage_tax_that_was_withheld_need_not_be_put_aside_again():
    typed = {"turnover": 30_000, "profit": 20_000, "wages": 25_000}
    without = _advice(Plan(2026, **typed), None)
    withheld = _advice(Plan(2026, **typed, wage_tax=4_000), None)

    assert without.cost - withheld.cost == 4_000


def test_what_was_paid_already_need_not_lie_in_the_pot():
    year = _year("30000", "25000")
    without, paid = _advice(Plan(2026), year), _advice(Plan(2026, paid=1_000), year)

    assert without.percent == paid.percent
    assert without.by_now is not None
    assert paid.by_now == without.by_now - eur("1000")


def test_fewer_hours_than_the_criterion_cost_more():
    year = _year("30000", "25000")
    books = SoFar(year.since, year.until, year.turnover, year.running, year.of_year, minutes=600)
    few, enough = _advice(Plan(2026), books), _advice(Plan(2026, meets_hours=True), books)

    assert few.cost > enough.cost
    assert _advice(Plan(2026, meets_hours=False), books).cost == few.cost


@pytest.mark.parametrize(("days", "rough"), [(ROUGH_DAYS - 1, True), (ROUGH_DAYS, False)])
def test_a_forecast_from_few_days_is_rough(days, rough):
    until = date.fromordinal(NEW_YEAR.toordinal() + days - 1)

    assert _advice(Plan(2026), _year("3000", "2500", until)).is_rough is rough


def test_at_the_end_of_the_year_nothing_is_unsure():
    found = _advice(Plan(2026), _year("50000", "42000", date(2026, 12, 31)))

    assert found.between == (found.percent, found.percent)
    assert found.forecast.turnover == 50_000
    assert not found.is_rough


def test_without_takings_and_without_a_typed_forecast_there_is_no_advice():
    assert advise(Plan(2026), None) is None
    assert advise(Plan(2026), _year("0", "-500")) is None
    assert advise(Plan(2026, turnover=10_000), _year("0", "0")) is None


def test_a_low_profit_asks_nothing():
    found = _advice(Plan(2026), _year("100", "100"))

    assert (found.cost, found.percent, found.per_month, found.by_now) == (0, 0, 0, Euro())
    assert found.health_share == 0


def test_a_tax_above_all_takings_is_said():
    found = _advice(Plan(2026, turnover=100, profit=100, wages=50_000), None)

    assert found.is_short
    assert found.percent == 100


def test_a_profit_above_the_takings_is_refused():
    with pytest.raises(BadPlan):
        Plan(2026, turnover=10_000, profit=10_001)


def test_a_year_without_rules_is_refused_by_name():
    with pytest.raises(NoRules):
        advise(Plan(2019, turnover=10_000, profit=8_000), None)


@pytest.mark.parametrize(
    ("pot", "by_now", "state", "missing"),
    [
        ("0", "0", State.NOTHING, "0"),
        ("100", "100", State.ENOUGH, "0"),
        ("150", "100", State.ENOUGH, "0"),
        ("90", "100", State.NEARLY, "10"),
        ("89.99", "100", State.BEHIND, "10.01"),
        ("0", "100", State.BEHIND, "100"),
    ],
)
def test_the_gauge_says_how_the_pot_stands(pot, by_now, state, missing):
    found = gauge(eur(pot), eur(by_now))

    assert (found.state, found.missing) == (state, eur(missing))


def test_what_is_left_is_spread_over_the_months_left():
    found = _advice(Plan(2026, turnover=50_000, profit=42_000, paid=500), None)
    left = found.cost - 500 - 1_000

    # 1 November: November and December
    each = still_per_month(found, eur("1000"), date(2026, 11, 1))
    assert each.euros == -(-left // 2)


def test_the_pot_and_the_plan_are_kept_as_they_were():
    pot, plan = Pot(HALF, eur("12.34")), Plan(2026, starter=True, wages=100, meets_hours=False)

    assert pot_from_note(pot_to_note(pot)) == pot
    assert pot_to_note(pot) == '{"day": "2026-07-01", "cents": 1234}'
    assert pot_from_note("") is None
    assert plan_from_note(plan_to_note(plan), 2026) == plan
    assert plan_from_note(plan_to_note(plan), 2027) == Plan(2027)
    assert plan_from_note("", 2026) == Plan(2026)


def test_a_pot_below_nought_is_refused():
    with pytest.raises(BelowNought):
        Pot(HALF, eur("-0.01"))
