"""Each point of the curve is the assessment itself; where more profit leaves less is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rulebook.income_tax import NoRules, years
from portal.taxes.curve import (
    STEP,
    TOP,
    Point,
    cliffs,
    curve,
    either_side,
    starts,
    whole_curve,
)
from portal.taxes.income_tax import assess, marginal_rate
from portal.taxes.situation import Situation

bases = st.builds(
    Situation,
    year=st.sampled_from(years()),
    hours=st.sampled_from((None, 800, 1_224, 1_225)),
    starter=st.booleans(),
    wages=st.integers(0, 80_000),
    born=st.sampled_from((None, date(1990, 5, 1))),
)


@given(bases, st.lists(st.integers(-20_000, 300_000), max_size=8))
def test_every_point_is_the_assessment_of_that_profit(base, profits):
    for point, profit in zip(curve(base, profits), profits, strict=True):
        found = assess(replace(base, profit=profit))

        assert point.profit == profit
        assert (point.income_tax, point.health_contribution) == (
            found.income_tax,
            found.health_contribution,
        )
        assert point.net == found.net
        assert point.total == found.total
        assert point.marginal_rate == marginal_rate(found)


@given(bases)
def test_no_tax_is_below_nought(base):
    points = curve(base, range(0, TOP + 1, 10 * STEP))

    assert all(min(point.income_tax, point.health_contribution) >= 0 for point in points)
    assert all(point.net <= point.profit + base.wages for point in points)


@pytest.mark.parametrize("year", years())
@pytest.mark.parametrize("starter", [True, False])
@pytest.mark.parametrize("hours", [1_224, 1_225])
def test_on_the_steps_of_the_chart_more_profit_never_leaves_less(year, starter, hours):
    points = whole_curve(Situation(year=year, starter=starter, hours=hours))

    assert [point.profit for point in points] == list(range(0, TOP + 1, STEP))
    assert len(points) == 301
    assert cliffs(points) == ()


def test_a_euro_more_can_leave_a_few_euros_less_by_rounding():
    points = curve(Situation(year=2026), range(20_000, 90_000))
    falls = [low.net - high.net for low, high in cliffs(points)]

    # tax is rounded down and each credit up, apart: no more than one euro for each of them
    assert falls
    assert max(falls) <= 4


def test_a_fall_is_found_between_its_neighbours():
    low, high, more = (Point(profit, 0, 0, net, 0) for profit, net in ((1, 10), (2, 9), (3, 9)))

    assert cliffs((low, high, more)) == ((low, high),)


def test_the_curve_is_worked_out_once():
    base = Situation(year=2026)

    assert whole_curve(base) is whole_curve(Situation(year=2026))


def test_one_hour_short_costs_the_self_employed_deduction():
    below, enough = either_side(Situation(year=2026, profit=42_000))

    assert (below.situation.hours, enough.situation.hours) == (1_224, 1_225)
    assert below.business.self_employed_deduction == 0
    assert enough.business.self_employed_deduction == 1_200
    assert below.total > enough.total


def test_starting_this_year_or_next_has_the_deductions_of_each_year():
    this, then = starts(Situation(year=2025, profit=42_000))

    assert (this.year, then.year) == (2025, 2026)
    assert [one.found.business.self_employed_deduction for one in (this, then)] == [2_470, 1_200]
    assert [one.found.business.starter_deduction for one in (this, then)] == [2_123, 2_123]
    assert not this.is_proposal
    assert starts(Situation(year=2026))[1].is_proposal


def test_a_year_without_rules_is_left_out_or_refused():
    last = years()[-1]

    assert [one.year for one in starts(Situation(year=last))] == [last]
    with pytest.raises(NoRules):
        curve(Situation(year=2019), [0])
