"""From profit to taxable profit: KIA, ondernemersaftrek, MKB-winstvrijstelling.

Wet IB 2001 art. 3.2, 3.40-3.47, 3.74-3.79a; steps 1 to 5 of `method` in data/tax/income_rules.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.basics.errors import PortalError
from portal.rulebook.income_tax import InvestmentDeduction, TaxYear, hours_criterion
from portal.taxes.pension_age import Age
from portal.taxes.rounding import share_down, share_up
from portal.taxes.situation import Situation


class NoFigure(PortalError):
    """A figure of a year that was looked for and not found: nothing is worked out without it."""

    def __init__(self, key: str, year: int) -> None:
        super().__init__("error.no_tax_figure", name=key, year=str(year))


@dataclass(frozen=True, slots=True)
class TaxableProfit:
    """The way from profit to taxable profit (belastbare winst uit onderneming).

    profit: after KIA and its reversal, the `winst` on which the arbeidskorting counts.
    unused: self-employed deduction that the profit did not reach, kept for nine years.
    """

    investment_deduction: int
    profit: int
    meets_hours: bool
    self_employed_deduction: int
    starter_deduction: int
    carried_in: int
    unused: int
    disability_start: int
    partner_deduction: int
    cessation_deduction: int
    sme_exemption: int
    taxable: int

    @property
    def entrepreneur_deductions(self) -> int:
        """Ondernemersaftrek, all of it."""
        return (
            self.self_employed_deduction
            + self.starter_deduction
            + self.carried_in
            + self.disability_start
            + self.partner_deduction
            + self.cessation_deduction
        )


def taxable_profit(situation: Situation, rules: TaxYear, age: Age) -> TaxableProfit:
    """Profit to taxable profit. Raises NoFigure."""
    kia = investment_deduction(situation.invested, rules)
    profit = situation.profit - kia + situation.disposals
    hours = situation.hours
    meets = hours is None or hours >= hours_criterion().hours.value
    own, starter, unused = _self_employed(situation, rules, age, profit) if meets else (0, 0, 0)
    room = max(0, profit - own - starter)
    carried = min(situation.carried_in, room) if meets else 0
    disability = _disability_start(situation, rules, age, profit)
    partner = _partner(situation, rules, profit) if meets else 0
    cessation = _cessation(situation, rules)
    rest = profit - own - starter - carried - disability - partner - cessation
    exemption = sme_exemption(rest, rules)
    return TaxableProfit(
        kia,
        profit,
        meets,
        own,
        starter,
        carried,
        unused,
        disability,
        partner,
        cessation,
        exemption,
        rest - exemption,
    )


def investment_deduction(invested: int, rules: TaxYear) -> int:
    """KIA over all that was invested in the year. Raises NoFigure where the table is unknown."""
    if not invested:
        return 0
    if rules.investment_deduction is None:
        raise NoFigure("investment_deduction", rules.year)
    return _by_table(invested, rules.investment_deduction)


def _by_table(invested: int, kia: InvestmentDeduction) -> int:
    for step in kia.table:
        if invested > step.over and (step.to is None or invested <= step.to):
            whole = share_up(invested, step.percent_of_whole_amount)
            less = share_down(invested - step.over, step.minus_percent_of_excess)
            return max(0, whole + step.deduction - less)
    return 0


def sme_exemption(rest: int, rules: TaxYear) -> int:
    """MKB-winstvrijstelling; of a loss it is negative, and makes the loss smaller."""
    share = rules.sme_exemption.percent
    return share_up(rest, share) if rest >= 0 else -share_down(-rest, share)


def _self_employed(
    situation: Situation, rules: TaxYear, age: Age, profit: int
) -> tuple[int, int, int]:
    """Zelfstandigenaftrek, startersaftrek, and what the profit did not reach.

    Never above the profit, except for a starter (art. 3.76); half from pension age.
    """
    own = rules.self_employed_deduction.value
    both = own + (rules.starter_deduction.value if situation.starter else 0)
    if age.at_start:
        own = share_up(own, rules.self_employed_deduction.from_pension_age_percent)
        both = share_up(both, rules.starter_deduction.from_pension_age_percent)
    if situation.starter:
        return own, both - own, 0
    reached = min(own, max(0, profit))
    return reached, 0, own - reached


def _disability_start(situation: Situation, rules: TaxYear, age: Age, profit: int) -> int:
    """Startersaftrek bij arbeidsongeschiktheid: 800 to 1,224 hours, below pension age."""
    hours = situation.hours
    if not situation.disability_start or hours is None or age.at_start:
        return 0
    criterion = hours_criterion()
    if not criterion.reduced.value <= hours < criterion.hours.value:
        return 0
    amounts = rules.starter_deduction_disability
    if amounts is None:
        raise NoFigure("starter_deduction_disability", rules.year)
    amount = (amounts.first, amounts.second, amounts.third)[situation.disability_start - 1]
    return min(amount, max(0, profit))


def _partner(situation: Situation, rules: TaxYear, profit: int) -> int:
    """Meewerkaftrek: a share of the profit by the partner's hours."""
    if not situation.partner_hours or profit <= 0:
        return 0
    if rules.partner_deduction is None:
        raise NoFigure("partner_deduction", rules.year)
    steps = [s for s in rules.partner_deduction.steps if situation.partner_hours >= s.hours_from]
    return share_up(profit, max(steps, key=lambda s: s.hours_from).percent) if steps else 0


def _cessation(situation: Situation, rules: TaxYear) -> int:
    """Stakingsaftrek: once in a life, as far as not used before."""
    if not situation.cessation:
        return 0
    if rules.cessation_deduction is None:
        raise NoFigure("cessation_deduction", rules.year)
    left = max(0, rules.cessation_deduction.value - situation.cessation_used)
    return min(situation.cessation, left)
