"""Depreciation (afschrijving) and the reversal of the investment deduction on disposal.

Art. 3.30 Wet IB 2001: at most 20 % a year, so five years or longer; art. 3.47 for the reversal.
The first year counts from the month of first use (recalled).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP
from fractions import Fraction

from portal.basics.euro import Euro
from portal.books.facts import Asset
from portal.rulebook.income_tax import TaxYear
from portal.taxes.entrepreneur import NoFigure

_MONTHS = 12


def depreciation(asset: Asset, year: int) -> Euro:
    """What an asset loses in a calendar year, as far as it was in use and not disposed of."""
    return _until(asset, date(year, 12, 31)) - _until(asset, date(year - 1, 12, 31))


def book_value(asset: Asset, day: date) -> Euro:
    """What it still stands for at the end of a day; nought once it is disposed of."""
    if asset.day > day or (asset.disposed and asset.disposed <= day):
        return Euro()
    return asset.cost - _until(asset, day)


def disposal_result(asset: Asset) -> Euro:
    """Proceeds less book value on the day of disposal: profit, or (negative) loss."""
    if asset.disposed is None:
        return Euro()
    return (asset.proceeds or Euro()) - (asset.cost - _until(asset, asset.disposed))


def disposal_addition(
    assets: list[Asset], year: int, rules_of: dict[int, TaxYear], deducted: dict[int, int]
) -> int:
    """Desinvesteringsbijtelling of a year, whole euros: by the rules of the investment year.

    deducted: per year of investment, the investment deduction taken, in whole euros;
    nothing is added when all disposals of the year together stay at or below the threshold.
    Raises NoFigure where the threshold of the year is unknown.
    """
    gone = [one for one in assets if one.counts and one.disposed and one.disposed.year == year]
    if not gone:
        return 0
    own = rules_of[year].investment_deduction
    if own is None:
        raise NoFigure("investment_deduction", year)
    threshold = own.desinvesteringsbijtelling_over
    if threshold.within_years is None:
        raise NoFigure("disposals", year)
    recent = [one for one in gone if year - one.day.year < threshold.within_years]
    for one in recent:
        if one.day.year not in deducted:
            raise NoFigure("investment_deduction", one.day.year)
    if sum((one.proceeds or Euro()).cents for one in recent) <= threshold.value * 100:
        return 0
    return sum(_added(one, assets, deducted) for one in recent)


def _added(one: Asset, assets: list[Asset], deducted: dict[int, int]) -> int:
    """The share of the deduction of its year, over at most what was invested; down to a euro."""
    year = one.day.year
    invested = sum(a.cost.cents for a in assets if a.counts and a.day.year == year)
    base = min((one.proceeds or Euro()).cents, one.cost.cents)
    share = Fraction(deducted.get(year, 0) * base, invested) if invested else Fraction(0)
    return share.numerator // share.denominator


def _until(asset: Asset, day: date) -> Euro:
    """Depreciated in all until the end of a day: whole months of use, the first one counted."""
    last = min(day, asset.disposed) if asset.disposed else day
    if last < asset.in_use:
        return Euro()
    used = (last.year - asset.in_use.year) * _MONTHS + last.month - asset.in_use.month + 1
    if asset.disposed and last == asset.disposed:
        used -= 1  # the month in which it leaves is not used to its end
    share = Fraction(min(used, asset.months), asset.months)
    return (asset.cost - asset.residual).times(share, ROUND_HALF_UP)
