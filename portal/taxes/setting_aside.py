"""What to put aside for income tax and health contribution, from the year so far.

The tax itself is that of `taxes/income_tax.py`; a forecast and shares of it are ours, no law.
All rounding is up, so that who follows the advice has enough at the forecast.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR
from enum import StrEnum
from fractions import Fraction
from typing import Any

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, total
from portal.basics.period import year as calendar_year
from portal.taxes.from_books import BookYear
from portal.taxes.income_tax import Assessment, assess
from portal.taxes.situation import Situation

POT, PLAN = "set_aside", "set_aside_plan"  # under which names the vault keeps them
ROUGH_DAYS = 60  # a forecast from fewer days is called rough
_SPREAD, _ROUGH_SPREAD = Fraction(1, 5), Fraction(1, 2)  # how far the rest of the year may differ
_WHOLE_YEAR = ("year.depreciation", "year.disposals")  # lines that are of the whole year already
_MONTHS, _HUNDRED, _MINUTES = 12, 100, 60
_MOST_HOURS = 24 * 366


class BadPlan(PortalError):
    """A typed forecast in which the profit is more than the takings."""

    def __init__(self) -> None:
        super().__init__("error.profit_above_takings")


class BelowNought(PortalError):
    """A savings pot with less than nothing in it."""

    def __init__(self) -> None:
        super().__init__("error.pot_below_nought")


@dataclass(frozen=True, slots=True)
class SoFar:
    """The year as the books have it, from the first to the last day that counts.

    turnover: without VAT. running: profit that grows with the days; of_year: that does not, since
    it is of the whole year. minutes: worked, None where none was written down.
    """

    since: date
    until: date
    turnover: Euro
    running: Euro
    of_year: Euro
    minutes: int | None = None
    invested: int = 0
    disposals: int = 0

    @property
    def days(self) -> int:
        """How many days are counted, at least one."""
        return (self.until - self.since).days + 1

    @property
    def days_left(self) -> int:
        """Days of the year that are still to come."""
        return (calendar_year(self.until.year).last - self.until).days

    @property
    def is_rough(self) -> bool:
        """Too few days for more than a guess."""
        return self.days < ROUGH_DAYS and self.days_left > 0


def so_far(found: BookYear, turnover: Euro, since: date, until: date) -> SoFar:
    """found, turnover: of the bookings until a day; since: where the business began that year."""
    fixed = total(line.amount for line in found.profit.lines if line.name in _WHOLE_YEAR)
    return SoFar(
        min(since, until),
        until,
        turnover,
        found.profit.total - fixed,
        fixed,
        found.minutes,
        found.invested,
        found.disposals,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What the books do not say. Amounts in whole euros of the whole year.

    turnover, profit: her own forecast, without VAT; None goes by the pace so far.
    meets_hours: the hours criterion (urencriterium); None goes by the hours written down.
    paid: already paid on a provisional assessment (voorlopige aanslag) of this year.
    """

    year: int
    turnover: int | None = None
    profit: int | None = None
    starter: bool = False
    meets_hours: bool | None = None
    wages: int = 0
    wage_tax: int = 0
    paid: int = 0

    def __post_init__(self) -> None:
        if self.is_typed and (self.profit or 0) > (self.turnover or 0):
            raise BadPlan

    @property
    def is_typed(self) -> bool:
        return self.turnover is not None and self.profit is not None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole year, whole euros: turnover down and profit up, so that the advice is enough."""

    turnover: int
    profit: int
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What the year will cost at the forecast, and what to put aside for it.

    cost:    income tax and health contribution less wage tax withheld, whole euros.
    health:  the part of it that is health contribution.
    percent: of each taking after VAT, whole. between: where the rest of the year is quieter or
             busier. is_short: the year costs more than all takings together.
    by_now:  what should lie aside today, less what was paid; None without books.
    """

    plan: Plan
    forecast: Forecast
    assessment: Assessment
    cost: int
    health: int
    percent: int
    between: tuple[int, int]
    per_month: int
    months: int
    by_now: Euro | None
    is_short: bool
    is_rough: bool

    @property
    def health_share(self) -> Fraction:
        """Which part of what is put aside is for the health contribution."""
        return Fraction(self.health, self.cost) if self.cost else Fraction()


def advise(plan: Plan, year: SoFar | None) -> Advice | None:
    """The advice; None where there is nothing to reckon with. Raises NoRules, NoFigure."""
    forecast = _forecast(plan, year)
    if forecast is None:
        return None
    found = assess(_situation(plan, forecast, year))
    cost = _cost(found)
    begun = year if year and year.turnover > Euro() else None
    months = _MONTHS + 1 - begun.since.month if begun else _MONTHS
    percent = _percent(cost, forecast.turnover)
    return Advice(
        plan=plan,
        forecast=forecast,
        assessment=found,
        cost=cost,
        health=min(cost, found.health_contribution),
        percent=percent,
        between=_between(plan, year) or (percent, percent),
        per_month=-(-cost // months),
        months=months,
        by_now=_by_now(percent, begun, plan) if begun else None,
        is_short=cost > forecast.turnover,
        is_rough=begun is not None and begun.is_rough and not plan.is_typed,
    )


def pace(year: SoFar, rest: Fraction = Fraction(1)) -> Forecast:
    """The rest of the year like the days so far; rest: how busy it is beside them."""
    more = 1 + rest * Fraction(year.days_left, year.days)
    turnover = max(year.turnover, Euro()).times(more, ROUND_FLOOR).whole_down()
    profit = (year.running.times(more, ROUND_CEILING) + year.of_year).whole_up()
    hours = None
    if year.minutes is not None:
        hours = min(_MOST_HOURS, int(year.minutes * more) // _MINUTES)
    return Forecast(turnover.euros, profit.euros, hours)


def _forecast(plan: Plan, year: SoFar | None) -> Forecast | None:
    """As typed, else by the pace; None where neither can be."""
    going = pace(year) if year else None
    if plan.turnover is not None and plan.profit is not None:
        return Forecast(plan.turnover, plan.profit, going.hours if going else None)
    return going if year and year.turnover > Euro() else None


def _situation(plan: Plan, forecast: Forecast, year: SoFar | None) -> Situation:
    hours = forecast.hours
    if plan.meets_hours is not None:
        hours = None if plan.meets_hours else 0
    return Situation(
        year=plan.year,
        profit=forecast.profit,
        hours=hours,
        starter=plan.starter,
        invested=year.invested if year else 0,
        disposals=year.disposals if year else 0,
        wages=plan.wages,
        wage_tax=plan.wage_tax,
    )


def _cost(found: Assessment) -> int:
    return max(0, found.to_pay)


def _percent(cost: int, turnover: int) -> int:
    """Whole percents, up; never more than all of it."""
    if turnover <= 0:
        return _HUNDRED if cost else 0
    return min(_HUNDRED, -(-_HUNDRED * cost // turnover))


def _between(plan: Plan, year: SoFar | None) -> tuple[int, int] | None:
    """The percentage where the rest of the year differs; a typed forecast is taken as it is."""
    if plan.is_typed or year is None or not year.days_left:
        return None
    spread = _ROUGH_SPREAD if year.is_rough else _SPREAD
    found = []
    for rest in (1 - spread, Fraction(1), 1 + spread):
        then = pace(year, rest)
        found.append(_percent(_cost(assess(_situation(plan, then, year))), then.turnover))
    return min(found), max(found)


def _by_now(percent: int, year: SoFar, plan: Plan) -> Euro:
    return max(Euro(), share_of(year.turnover, percent) - Euro(_HUNDRED * plan.paid))


def share_of(net: Euro, percent: int) -> Euro:
    """What to put aside of an amount without VAT: to the cent, up; of a refund nothing."""
    return max(Euro(), net).times(Fraction(percent, _HUNDRED), ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Parts:
    """Where one taking goes; the four add up to it."""

    vat: Euro
    tax: Euro
    health: Euro
    yours: Euro

    @property
    def aside(self) -> Euro:
        """Tax and health contribution; VAT is apart."""
        return self.tax + self.health


def of_taking(gross: Euro, vat: Euro, percent: int, health: Fraction = Fraction()) -> Parts:
    """A taking with its VAT within: VAT, tax and health contribution, and what is yours.

    percent: of the advice, 0 to 100. health: which part of it is health contribution, 0 to 1.
    """
    aside = share_of(gross - vat, percent)
    for_health = aside.times(health, ROUND_FLOOR)
    return Parts(vat, aside - for_health, for_health, gross - vat - aside)


class State(StrEnum):
    """How the savings pot stands."""

    NOTHING = "nothing"
    ENOUGH = "enough"
    NEARLY = "nearly"
    BEHIND = "behind"


_NEARLY = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Gauge:
    """The pot beside what should be in it. share: 0 to 1; missing: never below nought."""

    state: State
    share: Fraction
    missing: Euro


def gauge(pot: Euro, by_now: Euro) -> Gauge:
    """How far the pot is filled."""
    if by_now <= Euro():
        return Gauge(State.NOTHING, Fraction(1), Euro())
    share = min(Fraction(1), Fraction(max(0, pot.cents), by_now.cents))
    state = State.ENOUGH if share == 1 else State.NEARLY if share >= _NEARLY else State.BEHIND
    return Gauge(state, share, max(Euro(), by_now - pot))


def still_per_month(advice: Advice, pot: Euro, until: date) -> Euro:
    """What is left of the year's cost over the months left, this one included; whole euros, up."""
    left = Euro(_HUNDRED * (advice.cost - advice.plan.paid)) - pot
    return max(Euro(), left).times(Fraction(1, _MONTHS + 1 - until.month), ROUND_CEILING).whole_up()


@dataclass(frozen=True, slots=True)
class Pot:
    """The balance of her savings pot on a day, as she typed it."""

    day: date
    balance: Euro

    def __post_init__(self) -> None:
        if self.balance < Euro():
            raise BelowNought


def pot_to_note(pot: Pot) -> str:
    """As text for the vault."""
    return json.dumps({"day": pot.day.isoformat(), "cents": pot.balance.cents})


def pot_from_note(text: str) -> Pot | None:
    """As it was kept; None where nothing was."""
    if not text:
        return None
    kept = json.loads(text)
    return Pot(date.fromisoformat(kept["day"]), Euro(kept["cents"]))


def plan_to_note(plan: Plan) -> str:
    """As text for the vault."""
    return json.dumps(asdict(plan))


def plan_from_note(text: str, year: int) -> Plan:
    """As it was kept for this year; else the plan that goes by the books alone."""
    kept: dict[str, Any] = json.loads(text) if text else {}
    return Plan(**kept) if kept.get("year") == year else Plan(year)
