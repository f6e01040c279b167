"""Income tax and health contribution of one year, from profit to what is still to pay.

The order of steps and the roundings are those of `method` in data/tax/income_rules.toml, with the
articles of the Wet IB 2001, the Wfsv and the Zvw there. All arithmetic is in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.rulebook.income_tax import WHOLE, Bracket, TaxYear, tax_year
from portal.taxes.box3 import box3_income, box3_tax
from portal.taxes.credits import Credits, tax_credits
from portal.taxes.entrepreneur import NoFigure, TaxableProfit, taxable_profit
from portal.taxes.pension_age import Age, age_in
from portal.taxes.rounding import down, share_down
from portal.taxes.situation import Situation

_MONTHS = 12
_HUNDREDTH = 10  # thousandths of a percent: a premium of the mixed year has two places
MARGIN = 1_000  # euros of more profit over which the marginal rate is taken


@dataclass(frozen=True, slots=True)
class Assessment:
    """The figures of one year, whole euros, as the assessment rounds them.

    taxable:      box 1 income less losses of other years, never below nought.
    loss:         of box 1, to carry back three years or forward nine.
    labour:       arbeidsinkomen, on which the arbeidskorting counts.
    total_income: verzamelinkomen.
    rate_cap:     tariefsaanpassing, the part that it adds to the rounded tax.
    """

    situation: Situation
    age: Age
    business: TaxableProfit
    box1_income: int
    taxable: int
    labour: int
    box3_income: int
    total_income: int
    table_tax: int
    rate_cap: int
    premium: int
    box3_tax: int
    credits: Credits
    health_contribution: int

    @property
    def loss(self) -> int:
        return max(0, -self.box1_income)

    @property
    def tax_before_credits(self) -> int:
        """By the table, with premium and box 3, without the rate cap."""
        return self.table_tax + self.premium + self.box3_tax

    @property
    def income_tax(self) -> int:
        """After credits, never below nought; before wage tax and provisional assessments."""
        return max(0, self.tax_before_credits + self.rate_cap - self.credits.total)

    @property
    def total(self) -> int:
        """Income tax and health contribution."""
        return self.income_tax + self.health_contribution

    @property
    def income(self) -> int:
        """All that came in, before any tax."""
        given = self.situation
        return (
            given.profit
            + given.wages
            + given.opting_in
            + given.benefits
            + given.pension
            + given.other_work
        )

    @property
    def net(self) -> int:
        """What is left of it."""
        return self.income - self.total

    @property
    def to_pay(self) -> int:
        """After wage tax and provisional assessments; below nought one gets it back."""
        return self.total - self.situation.wage_tax - self.situation.prepaid


def assess(situation: Situation) -> Assessment:
    """The year of one person. Raises NoRules, NoFigure."""
    return assess_by(situation, tax_year(situation.year), age_in(situation.year, situation.born))


def assess_by(situation: Situation, rules: TaxYear, age: Age) -> Assessment:
    """The same, with the rules and the age at hand: for many at once."""
    business = taxable_profit(situation, rules, age)
    earned = situation.wages + situation.opting_in + situation.other_work
    box1 = (
        business.taxable
        + earned
        + situation.benefits
        + situation.pension
        + situation.own_home
        - situation.annuity
        - situation.deductions
    )
    taxable = max(0, box1 - situation.losses)
    labour = max(0, business.profit + earned)
    from_assets = box3_income(situation, rules)
    total_income = max(0, box1) + from_assets
    table, capped = _box1_tax(situation, rules, age, business, taxable)
    return Assessment(
        situation=situation,
        age=age,
        business=business,
        box1_income=box1,
        taxable=taxable,
        labour=labour,
        box3_income=from_assets,
        total_income=total_income,
        table_tax=table,
        rate_cap=capped - table,
        premium=_premium(rules, age, taxable),
        box3_tax=box3_tax(from_assets, rules),
        credits=tax_credits(situation, rules, age, taxable, total_income, labour),
        health_contribution=_health(situation, rules, business),
    )


def marginal_rate(found: Assessment) -> float:
    """What part of the next 1,000 euros of profit goes to tax and health contribution."""
    more = replace(found.situation, profit=found.situation.profit + MARGIN)
    return (assess(more).total - found.total) / MARGIN


def _brackets(rules: TaxYear, age: Age) -> tuple[Bracket, ...]:
    if not age.born_before_1946:
        return rules.box1.brackets
    if not rules.box1.brackets_born_before_1946:
        raise NoFigure("box1", rules.year)
    return rules.box1.brackets_born_before_1946


def _box1_tax(
    situation: Situation, rules: TaxYear, age: Age, business: TaxableProfit, taxable: int
) -> tuple[int, int]:
    """Tax by the table, and the same with the rate cap, each down to whole euros."""
    brackets = _brackets(rules, age)
    parts = _by_table(brackets, taxable)
    top = brackets[-1]
    capped = (
        business.entrepreneur_deductions
        + max(0, business.sme_exemption)
        + max(0, -situation.own_home)
        + situation.deductions
    )
    over = taxable + capped - top.over
    added = rules.rate_cap.percent * min(capped, over) if over > 0 and capped > 0 else 0
    return down(parts), down(parts + added)


def _by_table(brackets: tuple[Bracket, ...], taxable: int) -> int:
    """Tax without premium, in hundred-thousandths; below each bracket as the law prints it.

    Where column III was not found it is worked out and rounded down, as the law's own is.
    """
    below = 0
    for number, bracket in enumerate(brackets):
        if bracket.column_iii is not None:
            below = bracket.column_iii
        elif number:
            before = brackets[number - 1]
            below += down(_rate(before) * (bracket.over - before.over))
        if bracket.to is None or taxable <= bracket.to:
            return WHOLE * below + _rate(bracket) * (taxable - bracket.over)
    raise AssertionError("the last bracket has no end")


def _rate(bracket: Bracket) -> int:
    """The tax without premium; a bracket above the premium has only a total."""
    return bracket.tax or bracket.total_below_pension_age or 0


def _premium(rules: TaxYear, age: Age, taxable: int) -> int:
    """Premium of the national insurances over the first bracket; art. 10 Wfsv."""
    first = _brackets(rules, age)[0]
    limit = first.to if first.to is not None else taxable
    return share_down(min(taxable, limit), _premium_rate(rules, age))


def _premium_rate(rules: TaxYear, age: Age) -> int:
    """In the year of pension age: by the month, cut off at two places (rules.aow_year)."""
    first = rules.box1.brackets[0]
    if not age.at_end:
        return first.premium_below_pension_age
    if age.at_start:
        return first.premium_from_pension_age
    aow = first.premium_below_pension_age - first.premium_from_pension_age
    rate = first.premium_from_pension_age + aow * age.months_below // _MONTHS
    return rate - rate % _HUNDREDTH


def _health(situation: Situation, rules: TaxYear, business: TaxableProfit) -> int:
    """The low rate over profit and other work, as far as wages left room; art. 43 Zvw."""
    base = max(0, max(0, business.taxable) + situation.other_work)
    charged = situation.wages + situation.opting_in + situation.benefits + situation.pension
    room = max(0, rules.health_contribution.max_income - charged)
    return share_down(min(base, room), rules.health_contribution.low_percent)
