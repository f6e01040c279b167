"""By when to file a VAT return, and by when its money must be there.

File by the last day of the month after the period; a year return by 31 March. The money must be
on the tax office's account on that day, or on the last working day before it.
Sources: data/tax/vat.toml, filing.deadline_rule and payment_rule (seen).
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from portal.basics.period import Period, month_of, year

_MARCH = 3


def file_by(period: Period) -> date:
    """The last day to file the return of a month, quarter or year."""
    if period == year(period.first.year):
        return month_of(date(period.first.year + 1, _MARCH, 1)).last
    return month_of(period.last + timedelta(days=1)).last


def pay_by(period: Period) -> date:
    """The last day on which the money must be there."""
    day = file_by(period)
    while day.weekday() > 4 or day in holidays(day.year):
        day -= timedelta(days=1)
    return day


def holidays(in_year: int) -> frozenset[date]:
    """Dutch public holidays: Algemene termijnenwet art. 3 lid 1, and lid 2 for Good Friday.

    King's Day is 26 April when the 27th is a Sunday. Days that a decree adds (lid 3) are left out.
    """
    sunday = easter(in_year)
    kings_day = date(in_year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    fixed = (
        date(in_year, 1, 1),
        kings_day,
        date(in_year, 5, 5),
        date(in_year, 12, 25),
        date(in_year, 12, 26),
    )
    # Good Friday, Easter Monday, Ascension Day, Whit Monday
    moving = (sunday + relativedelta(days=days) for days in (-2, 1, 39, 50))
    return frozenset((*fixed, *moving))
