"""By when to file a VAT return, and by when its money must be there.

File by the last day of the month after the period; a year return by 31 March. The money must be
on the tax office's account on that day, or on the last working day before it.
Sources: data/tax/vat.toml, filing.deadline_rule and payment_rule (seen).
"""

from __future__ import annotations

from datetime import date, timedelta

from portal.basics.days_off import is_day_off
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
    while is_day_off(day):
        day -= timedelta(days=1)
    return day
