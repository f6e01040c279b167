"""First to last day, both included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from portal.basics.errors import PortalError

_NAME = re.compile(r"(?P<year>\d{4})(-(Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


class NotAPeriod(PortalError):
    """A text that names no period."""

    def __init__(self, text: str) -> None:
        super().__init__("error.not_a_period", text=text)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First to last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise PortalError(
                "error.period_ends_before_it_starts", first=self.first, last=self.last
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def name(self) -> str:
        """ "2026", "2026-Q3", "2026-07", or "2026-07-03_2026-08-01" for any other stretch."""
        first = self.first
        if self == year(first.year):
            return f"{first.year}"
        if self == quarter_of(first):
            return f"{first.year}-Q{(first.month + 2) // 3}"
        if self == month_of(first):
            return f"{first:%Y-%m}"
        return f"{first}_{self.last}"

    def months(self) -> Iterator[Period]:
        """The calendar months this period touches, cut to it."""
        start = self.first
        while start <= self.last:
            end = min(month_of(start).last, self.last)
            yield Period(start, end)
            start = end + timedelta(days=1)

    def year_before(self) -> Period:
        """The same stretch one year earlier."""
        last = self.last + relativedelta(years=-1)
        if self.last == month_of(self.last).last:
            last = month_of(last).last
        return Period(self.first + relativedelta(years=-1), last)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(number: int, of: int) -> Period:
    """A quarter, 1 to 4, of a year."""
    first = date(of, 3 * number - 2, 1)
    return Period(first, first + relativedelta(months=3, days=-1))


def month(number: int, of: int) -> Period:
    """A month, 1 to 12, of a year."""
    first = date(of, number, 1)
    return Period(first, first + relativedelta(months=1, days=-1))


def month_of(day: date) -> Period:
    """The calendar month that holds this day."""
    return month(day.month, day.year)


def quarter_of(day: date) -> Period:
    """The quarter that holds this day."""
    return quarter((day.month + 2) // 3, day.year)


def period_named(text: str) -> Period:
    """ "2026", "2026-Q3" or "2026-07". Raises NotAPeriod for anything else."""
    found = _NAME.fullmatch(text)
    if not found or found["year"] == "0000":
        raise NotAPeriod(text)
    if found["quarter"]:
        return quarter(int(found["quarter"]), int(found["year"]))
    if found["month"]:
        return month(int(found["month"]), int(found["year"]))
    return year(int(found["year"]))
