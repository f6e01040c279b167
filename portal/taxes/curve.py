"""Tax over profit: what each profit costs and leaves, and where more profit leaves less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from portal.rulebook.income_tax import TaxYear, hours_criterion, tax_year, years
from portal.taxes.income_tax import MARGIN, Assessment, assess, assess_by
from portal.taxes.pension_age import age_in
from portal.taxes.situation import Situation

STEP, TOP = 500, 150_000  # euros of profit: 301 points in one chart
_KEPT = 32  # curves in memory; they hold rules, nothing of anybody


@dataclass(frozen=True, slots=True)
class Point:
    """One profit, whole euros. of_next: what tax and contribution take of the next 1,000."""

    profit: int
    income_tax: int
    health_contribution: int
    net: int
    of_next: int

    @property
    def total(self) -> int:
        return self.income_tax + self.health_contribution

    @property
    def marginal_rate(self) -> float:
        """What part of the next 1,000 euros goes to tax and health contribution."""
        return self.of_next / MARGIN


def curve(base: Situation, profits: Iterable[int]) -> tuple[Point, ...]:
    """A point for each profit, the rest as in `base`. Raises NoRules, NoFigure, WrongInput."""
    rules, age = tax_year(base.year), age_in(base.year, base.born)
    found: dict[int, Assessment] = {}

    def at(profit: int) -> Assessment:
        if profit not in found:
            found[profit] = assess_by(replace(base, profit=profit), rules, age)
        return found[profit]

    return tuple(_point(at(profit), at(profit + MARGIN)) for profit in profits)


@lru_cache(maxsize=_KEPT)
def whole_curve(base: Situation) -> tuple[Point, ...]:
    """From nought to the top of the chart, worked out once. Raises NoRules, NoFigure."""
    return curve(base, range(0, TOP + 1, STEP))


def cliffs(points: Sequence[Point]) -> tuple[tuple[Point, Point], ...]:
    """Neighbours of which the one with more profit keeps less."""
    return tuple((low, high) for low, high in pairwise(points) if high.net < low.net)


def either_side(base: Situation) -> tuple[Assessment, Assessment]:
    """The same year one hour below the hours criterion (urencriterium), and just at it."""
    enough = hours_criterion().hours.value
    return assess(replace(base, hours=enough - 1)), assess(replace(base, hours=enough))


@dataclass(frozen=True, slots=True)
class Start:
    """A first year as a starter at some profit, with the rules of that year."""

    rules: TaxYear
    found: Assessment

    @property
    def year(self) -> int:
        return self.rules.year

    @property
    def is_proposal(self) -> bool:
        """Not law yet."""
        return self.rules.status == "proposal"


def starts(base: Situation) -> tuple[Start, ...]:
    """Starting in this year or in the next, as far as the years have rules."""
    found = []
    for year in (base.year, base.year + 1):
        if year in years():
            first = replace(base, year=year, starter=True)
            found.append(Start(tax_year(year), assess(first)))
    return tuple(found)


def _point(found: Assessment, more: Assessment) -> Point:
    return Point(
        profit=found.situation.profit,
        income_tax=found.income_tax,
        health_contribution=found.health_contribution,
        net=found.net,
        of_next=more.total - found.total,
    )
