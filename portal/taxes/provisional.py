"""What to fill in for a provisional assessment (voorlopige aanslag), in the order of the form.

The order is that of data/tax/income_rules.toml (recalled). The amounts are those of an
assessment of the whole year; what comes out is spread over the months that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.rulebook.provisional import provisional
from portal.taxes.income_tax import Assessment
from portal.taxes.situation import Situation

_MONTHS = 12


class Fill(StrEnum):
    """What to do with a line of the form."""

    AMOUNT = "amount"
    NOTHING = "nothing"  # nothing to fill in
    YES = "yes"
    NO = "no"
    YOU_KNOW = "you_know"  # the app cannot know it
    DO = "do"  # nothing to fill in, something to do
    WORKED_OUT = "worked_out"  # the form does it itself


@dataclass(frozen=True, slots=True)
class Known:
    """What the books have of the year so far: profit in whole euros, down, and whole hours.

    profit: before the investment deduction; that is of what was bought so far.
    """

    until: date
    profit: int
    hours: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One line. forecast: of the whole year, whole euros (or hours).

    so_far: None where there is none by the day.
    """

    step: str
    key: str
    fill: Fill
    forecast: int | None = None
    so_far: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out. tax: income tax less wage tax withheld; health: contribution (Zvw).

    left: both less what was paid already; below nought one gets it back.
    months: that are left, this one included; per_month: None where none is left.
    """

    tax: int
    health: int
    paid: int
    months: int
    per_month: int | None

    @property
    def total(self) -> int:
        return self.tax + self.health

    @property
    def left(self) -> int:
        return self.total - self.paid


def items(found: Assessment, known: Known | None) -> tuple[Item, ...]:
    """Every line in the order of the form. known: None where nothing is taken from the books."""
    given = found.situation
    made = {
        "you": _you(),
        "wages": _amounts("wages", given, "wages", "opting_in", "benefits", "pension", "wage_tax"),
        "profit": _profit(found, known),
        "other_work": _amounts("other_work", given, "other_work"),
        "own_home": _own_home(given),
        "annuity": _amounts("annuity", given, "annuity"),
        "box3": _amounts("box3", given, "bank", "other_assets", "debts"),
        "deductions": _amounts("deductions", given, "deductions"),
        "credits": _credits(given),
        "sign": (Item("sign", "sign", Fill.DO),),
    }
    every = [one for some in made.values() for one in some]
    made["choices"] = tuple(
        Item("choices", one.step, Fill.YES)
        for one in _first_of_each(every)
        if one.step not in ("you", "credits", "sign")
    )
    return tuple(one for step in provisional().order.steps for one in made[step.key])


def outcome(found: Assessment, today: date) -> Outcome:
    """What the year costs, and what that is a month for what is left of it."""
    given = found.situation
    months = _months_left(given.year, today)
    left = found.to_pay
    return Outcome(
        tax=found.income_tax - given.wage_tax,
        health=found.health_contribution,
        paid=given.prepaid,
        months=months,
        # up: what is to be paid is paid in full, what comes back is not told too high
        per_month=-(-left // months) if months else None,
    )


def _months_left(year: int, today: date) -> int:
    if today.year > year:
        return 0
    return _MONTHS if today.year < year else _MONTHS + 1 - today.month


def _first_of_each(every: list[Item]) -> list[Item]:
    """One of each step in which there is something to fill in."""
    filled = (one for one in every if one.fill is Fill.AMOUNT)
    return list({one.step: one for one in filled}.values())


def _amount(step: str, key: str, amount: int, so_far: int | None = None) -> Item:
    if not amount and not so_far:
        return Item(step, key, Fill.NOTHING)
    return Item(step, key, Fill.AMOUNT, amount, so_far)


def _tick(step: str, key: str, is_so: bool) -> Item:
    return Item(step, key, Fill.YES if is_so else Fill.NO)


def _amounts(step: str, given: Situation, *names: str) -> tuple[Item, ...]:
    return tuple(_amount(step, name, getattr(given, name)) for name in names)


def _you() -> tuple[Item, ...]:
    return tuple(Item("you", key, Fill.YOU_KNOW) for key in ("data", "partner", "children"))


def _profit(found: Assessment, known: Known | None) -> tuple[Item, ...]:
    business, given, step = found.business, found.situation, "profit"
    hours = (
        Item(step, "hours", Fill.YOU_KNOW)
        if given.hours is None
        else Item(
            step,
            "hours",
            Fill.YES if business.meets_hours else Fill.NO,
            given.hours,
            known.hours if known else None,
        )
    )
    # the form asks for the profit after the investment deduction and what is added on disposal
    taken_off = given.profit - business.profit
    return (
        _amount(step, "profit", business.profit, known.profit - taken_off if known else None),
        hours,
        _amount(step, "self_employed_deduction", business.self_employed_deduction),
        _amount(step, "carried_in", business.carried_in),
        _amount(step, "starter_deduction", business.starter_deduction),
        _amount(step, "disability_start", business.disability_start),
        _amount(step, "partner_deduction", business.partner_deduction),
        _amount(step, "cessation_deduction", business.cessation_deduction),
        Item(step, "sme_exemption", Fill.WORKED_OUT, business.sme_exemption),
    )


def _own_home(given: Situation) -> tuple[Item, ...]:
    if not given.own_home:
        return (Item("own_home", "own_home", Fill.NOTHING),)
    # the form asks for value and interest apart; only what is left of both was given
    return (
        Item("own_home", "home_value", Fill.YOU_KNOW),
        Item("own_home", "home_interest", Fill.YOU_KNOW),
        _amount("own_home", "own_home", given.own_home),
    )


def _credits(given: Situation) -> tuple[Item, ...]:
    partner = Fill.YOU_KNOW if given.partners else Fill.NOTHING
    return (
        _tick("credits", "child", bool(given.children_born)),
        Item("credits", "partner_work", partner),
        _tick("credits", "young_disabled", given.young_disabled),
    )
