"""Below, in the year of, or above pension age: it decides on premium, credits and deductions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.rulebook.pension_age import pension_ages

_OLD_TABLE = 1946  # art. 2.10a Wet IB: who was born before has brackets of their own
_YOUNG = date(1964, 10, 1)  # from here the age is not fixed, and lies far beyond our years


@dataclass(frozen=True, slots=True)
class Age:
    """How old somebody is for the tax of a year.

    months_below: whole calendar months of the year before pension age, 12 where it is not reached.
    at_start, at_end: pension age reached at the start of the year, by 31 December.
    """

    months_below: int = 12
    at_start: bool = False
    at_end: bool = False
    born_before_1946: bool = False

    @property
    def is_mixed(self) -> bool:
        """The year in which pension age is reached."""
        return self.at_end and not self.at_start


BELOW = Age()


def age_in(year: int, born: date | None) -> Age:
    """The age for the tax of a year; below pension age where no birth date is given."""
    if born is None or born >= _YOUNG:
        return BELOW
    reached = _reached(born)
    if reached is None or reached <= date(year, 1, 1):
        return Age(0, at_start=True, at_end=True, born_before_1946=born.year < _OLD_TABLE)
    if reached.year > year:
        return BELOW
    return Age(reached.month - 1, at_end=True)


def _reached(born: date) -> date | None:
    """The day on which pension age is reached; None for who was born before the table begins."""
    for row in pension_ages():
        if row.first <= born <= row.last and row.age is not None:
            return born + row.age
    return None
