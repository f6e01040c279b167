"""By when a return is filed and paid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.days_off import holidays
from portal.basics.period import month, period_named
from portal.rulebook.vat import vat_rules
from portal.taxes.deadlines import file_by, pay_by


@pytest.mark.parametrize("line", vat_rules().deadlines, ids=lambda line: line.period)
def test_deadlines_equal_the_published_list(line):
    period = period_named(line.period.removesuffix("-year"))

    assert (file_by(period), pay_by(period)) == (line.file_by, line.pay_by)


def test_the_published_list_is_of_three_years():
    assert len(vat_rules().deadlines) == 15


def test_a_month_is_due_at_the_end_of_the_next():
    assert file_by(period_named("2026-07")) == date(2026, 8, 31)
    assert pay_by(period_named("2027-02")) == date(2027, 3, 31)
    assert file_by(period_named("2027-12")) == date(2028, 1, 31)


def test_easter_moves_the_payment_of_a_year_before_good_friday():
    # By hand: 31 March 2024 was Easter Sunday, the 30th a Saturday, the 29th Good Friday
    assert pay_by(period_named("2023")) == date(2024, 3, 28)


def test_holidays_of_a_year():
    # Algemene termijnenwet art. 3; by hand: Easter 2027 is 28 March
    assert holidays(2027) == {
        date(2027, 1, 1),
        date(2027, 3, 26),  # Good Friday
        date(2027, 3, 29),  # Easter Monday
        date(2027, 4, 27),  # King's Day
        date(2027, 5, 5),  # Liberation Day
        date(2027, 5, 6),  # Ascension Day
        date(2027, 5, 17),  # Whit Monday
        date(2027, 12, 25),
        date(2027, 12, 26),
    }


def test_kings_day_gives_way_to_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


@given(st.integers(2019, 2060), st.integers(1, 12))
def test_money_is_due_on_a_working_day_not_after_the_return(year, number):
    period = month(number, year)
    day = pay_by(period)

    assert period.last < day <= file_by(period)
    assert day.weekday() < 5
    assert day not in holidays(day.year)
