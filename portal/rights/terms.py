"""When a term ends: counted from a day, and moved off days on which no term ends.

Sources: Algemene termijnenwet art. 1, 2 and 4 (BWBR0002448, text of 10-10-2010, read 25-11-2026);
for Union law Regulation 1182/71 art. 3 (summary read 25-11-2026). The day on which the term is set
off is not counted: a letter of Monday with a term of one day ends on Tuesday (Awb art. 6:8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from dateutil.relativedelta import relativedelta

from portal.basics.days_off import is_day_off, next_working_day
from portal.rulebook.letters import Term

_MOST_MOVED = {"days": 90, "weeks": 12, "months": 3, "years": 0}  # art. 4: longer ones stay
_LENGTHS: dict[str, Callable[[int], relativedelta]] = {
    "days": lambda number: relativedelta(days=number),
    "weeks": lambda number: relativedelta(weeks=number),
    "months": lambda number: relativedelta(months=number),
    "years": lambda number: relativedelta(years=number),
}
_AT_LEAST_DAYS = {"dutch": 3, "eu": 2}  # art. 2; art. 3(5): it holds two working days at least
_WORKING_DAYS = 2


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day of a term, and the day that counting alone would give."""

    last: date
    counted: date

    @property
    def moved(self) -> bool:
        """True when the law moved it to a working day."""
        return self.last != self.counted


def ends(term: Term, start: date) -> Ending:
    """The end of a term that is set off on a day."""
    if term.unit == "working_days":
        day = _working_day(term.count, start)
        return Ending(day, day)
    counted = start + _LENGTHS[term.unit](term.count)
    return Ending(_moved(term, start, counted), counted)


def _moved(term: Term, start: date, counted: date) -> date:
    """A term that the writer or another party sets ends where counting ends: the safe day."""
    if term.law == "asked" or (term.law == "dutch" and term.count > _MOST_MOVED[term.unit]):
        return counted
    enough = counted
    if counted - start >= timedelta(days=_AT_LEAST_DAYS[term.law]):
        enough = max(counted, _working_day(_WORKING_DAYS, start))
    return next_working_day(enough)


def _working_day(number: int, start: date) -> date:
    """The first, second, … working day after a day."""
    days = (start + timedelta(days=ahead) for ahead in count(1))
    working = (day for day in days if not is_day_off(day))
    for _ in range(number - 1):
        next(working)
    return next(working)
