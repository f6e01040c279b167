"""Days on which a term does not end: Saturdays, Sundays and public holidays in the Netherlands.

Source: Algemene termijnenwet art. 1 and 3 (BWBR0002448, text of 10 October 2010, read 25-11-2026).
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

_FRIDAY = 4


def is_day_off(day: date) -> bool:
    """A Saturday, a Sunday or a public holiday."""
    return day.weekday() > _FRIDAY or day in holidays(day.year)


def next_working_day(day: date) -> date:
    """This day when it is a working day, else the first one after it."""
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def holidays(in_year: int) -> frozenset[date]:
    """Dutch public holidays: Algemene termijnenwet art. 3 lid 1, and lid 2 for Good Friday.

    King's Day is 26 April when the 27th is a Sunday. Days that a decree adds (lid 3) are left out:
    a term that ends on one is then shown a day or two early, never late.
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
