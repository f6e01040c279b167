"""Box 3 in short: income from savings and assets on 1 January. Art. 5.1 to 5.5 Wet IB 2001.

The actual return, where it is lower, is left out; the estimate says so.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from portal.rulebook.income_tax import WHOLE, TaxYear
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.rounding import share_down
from portal.taxes.situation import Situation


def box3_income(situation: Situation, rules: TaxYear) -> int:
    """The income on which box 3 is due, in whole euros, down. Raises NoFigure."""
    if not (situation.bank or situation.other_assets):
        return 0
    box = rules.box3
    if (
        box.bank_percent is None
        or box.other_percent is None
        or box.debt_percent is None
        or box.debt_threshold is None
        or box.heffingsvrij_vermogen is None
    ):
        raise NoFigure("box3", rules.year)
    heads = 2 if situation.partners else 1
    debts = max(0, situation.debts - heads * box.debt_threshold)
    assets = situation.bank + situation.other_assets - debts
    returns = max(
        0,
        situation.bank * box.bank_percent
        + situation.other_assets * box.other_percent
        - debts * box.debt_percent,
    )
    taxed = assets - heads * box.heffingsvrij_vermogen
    if taxed <= 0:
        return 0
    return floor(Fraction(returns, WHOLE * assets) * Fraction(taxed, heads))


def box3_tax(income: int, rules: TaxYear) -> int:
    """The tax on it. Raises NoFigure."""
    if not income:
        return 0
    rate = rules.box3.rate_percent
    if rate is None:
        raise NoFigure("box3", rules.year)
    return share_down(income, rate)
