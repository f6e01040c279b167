"""What the books say of a year for income tax: profit, hours, investments; each line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from portal.basics.euro import Euro, total
from portal.basics.period import year as calendar_year
from portal.basics.tally import Line, Tally
from portal.books.facts import Asset, Trip, WorkedHours
from portal.books.ledger import Balances
from portal.books.statements import profit_and_loss
from portal.rulebook.income_tax import TaxYear, tax_year, years
from portal.taxes.depreciation import depreciation, disposal_addition, disposal_result
from portal.taxes.entrepreneur import investment_deduction
from portal.taxes.mileage import mileage

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class BookYear:
    """All that income tax asks of the books of one year.

    profit: before the investment deduction, in lines. minutes: worked, None where none was written
    down. invested, disposals: whole euros.
    """

    year: int
    profit: Tally
    minutes: int | None
    invested: int
    disposals: int

    @property
    def hours(self) -> int | None:
        """Whole hours, down; None where none was written down."""
        return None if self.minutes is None else self.minutes // _MINUTES


def book_year(
    year: int,
    balances: Balances,
    hours: Sequence[WorkedHours],
    trips: Sequence[Trip],
    assets: Sequence[Asset],
) -> BookYear:
    """balances, hours and trips of the calendar year; assets of all years. Raises NoFigure."""
    period = calendar_year(year)
    driven = mileage(trip for trip in trips if trip.day in period)
    worn = total(_business(one, depreciation(one, year)) for one in assets)
    gone = total(disposal_result(one) for one in assets if one.disposed and one.disposed in period)
    lines = (
        Line("year.result", profit_and_loss(balances).profit),
        Line("year.depreciation", -worn),
        Line("year.mileage", -driven),
        Line("year.disposals", gone),
    )
    minutes = sum(one.minutes for one in hours if one.day in period)
    return BookYear(
        year,
        Tally(tuple(line for line in lines if line.amount or line.name == "year.result")),
        minutes if any(one.day in period for one in hours) else None,
        invested_in(year, assets),
        _added(year, assets),
    )


def invested_in(year: int, assets: Sequence[Asset]) -> int:
    """What counts for the investment deduction (KIA) of a year, whole euros, up."""
    counted = [one.cost for one in assets if one.counts and one.day.year == year]
    least = _least(year) if counted else Euro()
    return -(-sum(cost.cents for cost in counted if cost >= least) // 100)


def _least(year: int) -> Euro:
    """From what cost one thing counts; nought where the rules of the year are not known."""
    table = tax_year(year).investment_deduction if year in years() else None
    return Euro(table.min_per_asset.value * 100) if table else Euro()


def _business(asset: Asset, amount: Euro) -> Euro:
    """The part of it that is for the business: what is used privately too counts for that part."""
    return amount.times(1 - asset.private, ROUND_HALF_UP)


def _added(year: int, assets: Sequence[Asset]) -> int:
    known = set(years())
    if year not in known:
        return 0
    rules: dict[int, TaxYear] = {one: tax_year(one) for one in known}
    deducted = {
        one: investment_deduction(invested_in(one, assets), rules[one])
        for one in {asset.day.year for asset in assets if asset.counts} & known
        if rules[one].investment_deduction is not None
    }
    return disposal_addition(list(assets), year, rules, deducted)
