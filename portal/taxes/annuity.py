"""Jaarruimte: how much one may pay for a lijfrente and deduct. Art. 3.127 Wet IB 2001."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from portal.rulebook.income_tax import TaxYear
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.rounding import share_up


def annuity_room(
    income_before: int, rules: TaxYear, *, factor_a: int = 0, pension_premium: int = 0
) -> int:
    """The room of the year of payment, whole euros. Raises NoFigure.

    income_before: profit before ondernemersaftrek, wages, other work and benefits of the year
    before. factor_a: growth of a defined pension; pension_premium: paid under the new rules.
    """
    figures = rules.annuity
    if (
        figures.jaarruimte_percent is None
        or not isinstance(figures.franchise, int)
        or figures.max_premium_base_income is None
        or figures.factor_a_multiplier is None
    ):
        raise NoFigure("annuity", rules.year)
    base = max(0, min(income_before, figures.max_premium_base_income) - figures.franchise)
    growth = Decimal(factor_a) * figures.factor_a_multiplier
    less = int(growth.to_integral_value(ROUND_FLOOR)) + pension_premium
    return max(0, share_up(base, figures.jaarruimte_percent) - less)
