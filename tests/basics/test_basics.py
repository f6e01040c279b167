"""Money is exact, periods include both ends, and every rounding is said aloud."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, NotAnAmount, eur, total
from portal.basics.identifiers import account_core, compact, is_iban
from portal.basics.period import NotAPeriod, Period, month, period_named, quarter, year
from portal.basics.source import Confidence, Source
from portal.basics.tally import Line, Tally

amounts = st.integers(-(10**12), 10**12).map(Euro)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(amounts)
def test_an_amount_reads_back_as_written(amount):
    assert eur(str(amount)) == amount
    assert eur(amount.decimal) == amount


@given(amounts, st.fractions(-3, 3))
def test_rounding_goes_where_it_is_told(amount, share):
    exact = amount.cents * share
    down, up = (amount.times(share, how).cents for how in (ROUND_FLOOR, ROUND_CEILING))
    near = amount.times(share, ROUND_HALF_UP).cents

    assert down <= exact <= up <= down + 1
    assert abs(near - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("cents", "half_up"), [(5, 1), (15, 2), (-5, -1), (-15, -2), (4, 0), (-4, 0)]
)
def test_half_a_cent_goes_away_from_nought(cents, half_up):
    assert Euro(cents).times(Decimal("0.1"), ROUND_HALF_UP) == Euro(half_up)


def test_a_rounding_that_is_not_said_is_refused():
    with pytest.raises(ValueError, match="ROUND_FLOOR"):
        Euro(5).times(Decimal("0.1"), ROUND_HALF_DOWN)


@given(amounts)
def test_whole_euros_down_and_up(amount):
    assert amount.whole_down() <= amount <= amount.whole_up()
    assert amount.whole_up() - amount.whole_down() in (Euro(), Euro(100))
    assert amount.whole_down().euros * 100 == amount.whole_down().cents


def test_cents_are_never_dropped_in_silence():
    with pytest.raises(ValueError, match="cents"):
        _ = Euro(150).euros


@pytest.mark.parametrize("text", ["", "1,5", "1.234", "x", "1e3", "--1", "9" * 13, " 1", "١"])
def test_what_is_no_plain_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        eur(text)


def test_adding_up():
    assert total([eur("1.10"), -eur("0.10")]) == eur("1.00")
    assert Tally((Line("a", eur("1")), Line("b", eur("2")))).total == eur("3")


@given(days, st.integers(0, 1000))
def test_months_of_a_period_follow_on_and_cover_it(first, length):
    period = Period(first, date.fromordinal(first.toordinal() + length))
    months = list(period.months())

    assert months[0].first == period.first
    assert months[-1].last == period.last
    assert all(one.last.toordinal() + 1 == two.first.toordinal() for one, two in pairwise(months))


@pytest.mark.parametrize("name", ["2026", "2026-Q1", "2026-Q4", "2026-07", "2024-02"])
def test_a_period_is_named_as_it_was_asked_for(name):
    assert period_named(name).name == name


@pytest.mark.parametrize(
    "name", ["", "26", "2026-Q5", "2026-13", "2026-7", "0000", "2026-Q", "x2026"]
)
def test_what_names_no_period_is_refused(name):
    with pytest.raises(NotAPeriod):
        period_named(name)


def test_both_ends_are_in_a_period():
    july = month(7, 2026)

    assert date(2026, 7, 1) in july
    assert date(2026, 7, 31) in july
    assert date(2026, 8, 1) not in july


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(PortalError):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_a_year_earlier_keeps_whole_months_whole():
    assert quarter(1, 2025).year_before() == quarter(1, 2024)
    assert month(2, 2025).year_before() == month(2, 2024)
    assert year(2024).year_before() == year(2023)


def test_a_source_needs_a_new_look_after_two_years_or_when_recalled():
    seen = Source(title="x", checked_on=date(2026, 1, 1), confidence=Confidence.SEEN)
    recalled = Source(title="x", confidence=Confidence.RECALLED)

    assert not seen.needs_check(date(2028, 1, 1))
    assert seen.needs_check(date(2028, 1, 2))
    assert recalled.needs_check(date(2026, 1, 1))


def test_an_iban_and_the_domestic_number_of_one_account_have_one_core():
    assert account_core("NL91 ABNA 0417 1643 00") == account_core("0417164300") == "417164300"
    assert compact("nl91-abna.0417 164300") == "NL91ABNA0417164300"
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL90 ABNA 0417 1643 00")
