"""The same amount in one year under each regime, in whole euros, as `assess` works it out.

It is the tax that is compared, not the money on the table: what each regime leaves out is said
with it. Wages are what an employer pays, who adds premiums and health contribution of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from portal.rulebook.income_tax import Figures, tax_year, years
from portal.rulebook.regimes import PayrollTable, payroll_table
from portal.taxes.income_lines import TaxLine
from portal.taxes.income_tax import Assessment, assess
from portal.taxes.pension_age import Age
from portal.taxes.regime import Kind
from portal.taxes.rounding import share_down
from portal.taxes.situation import MOST, Situation, WrongInput

_LEFT_OUT = {  # sentences, see BEHIND in regime.py
    Kind.BUSINESS: ("left_out.investment", "left_out.vat"),
    Kind.WAGES: ("left_out.employer", "left_out.no_costs", "left_out.insurance"),
    Kind.OTHER_WORK: ("left_out.no_deductions", "left_out.vat"),
    Kind.OPTING_IN: (
        "left_out.opting_in_costs",
        "left_out.twenty",
        "left_out.opting_in_health",
        "left_out.not_insured",
    ),
}


@dataclass(frozen=True, slots=True)
class Advance:
    """What the operator withholds in the year: an advance, set off in the assessment.

    percent: thousandths of a percent. to_pay: after it; below nought one gets it back.
    """

    with_credit: bool
    percent: int
    withheld: int
    to_pay: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One regime. health_withheld: health contribution (Zvw) that the operator takes off the pay.

    left_out: sentences on what the figures do not hold.
    """

    kind: Kind
    assessment: Assessment
    health_withheld: int
    advances: tuple[Advance, ...]
    left_out: tuple[str, ...]

    @property
    def burden(self) -> int:
        """Income tax and all health contribution."""
        return self.assessment.total + self.health_withheld

    @property
    def kept(self) -> int:
        """What is left of the amount."""
        return self.assessment.net - self.health_withheld


def law_years() -> tuple[int, ...]:
    """The years whose rules are law, not a proposal."""
    return tuple(year for year in years() if tax_year(year).status == "law")


def compare(
    year: int, amount: int, *, hours: int | None = None, born: date | None = None
) -> tuple[Compared, ...]:
    """An amount as profit, wages, other work and opting-in wage, in the order of the law.

    amount: whole euros after costs. hours: on the business; None takes the criterion as met.
    Raises WrongInput for an amount below nought, which no wage can be; NoRules, NoFigure.
    """
    if not 0 <= amount <= MOST:
        raise WrongInput("amount", f"0 – {MOST}", amount)
    person = Situation(year=year, born=born)
    return (
        _compared(Kind.BUSINESS, replace(person, profit=amount, hours=hours)),
        _compared(Kind.WAGES, replace(person, wages=amount)),
        _compared(Kind.OTHER_WORK, replace(person, other_work=amount)),
        _opting_in(replace(person, opting_in=amount)),
    )


def lines(one: Compared) -> tuple[TaxLine, ...]:
    """From the amount to what is kept, told short; lines of nought that say nothing are left out.

    Words under `regime.line_`. The whole way stands on the page of the income tax.
    """
    found = one.assessment
    rules, business = tax_year(found.situation.year), found.business
    before = found.tax_before_credits + found.rate_cap
    credits, health = min(before, found.credits.total), rules.health_contribution
    deductions = business.entrepreneur_deductions
    every = (
        _line("amount", found.income),
        _line("deductions", -deductions, rules.self_employed_deduction),
        _line("exemption", -business.sme_exemption, rules.sme_exemption),
        _line("taxable", found.taxable),
        _line("before", before, rules.box1),
        _line("credits", -credits, rules.employed_person_credit),
        TaxLine("regime", "tax", found.income_tax, is_sum=True),
        _line("health", found.health_contribution, health),
        _line("health_withheld", one.health_withheld, health),
        TaxLine("regime", "kept", one.kept, is_sum=True),
    )
    return tuple(line for line in every if line.amount or line.is_sum)


def _line(key: str, amount: int, figures: Figures | None = None) -> TaxLine:
    return TaxLine("regime", key, amount, figures)


def _compared(kind: Kind, situation: Situation) -> Compared:
    return Compared(kind, assess(situation), 0, (), _LEFT_OUT[kind])


def _opting_in(situation: Situation) -> Compared:
    """The wage is taxed by the usual brackets; what was withheld is only set off.

    The low health contribution is taken off the pay up to its yearly maximum, rounded down.
    """
    found = assess(situation)
    advances = _advances(found)
    rules = tax_year(situation.year).health_contribution
    health = share_down(min(situation.opting_in, rules.max_income), rules.low_percent)
    about = "left_out.advance" if advances else "left_out.no_advance"
    return Compared(Kind.OPTING_IN, found, health, advances, (*_LEFT_OUT[Kind.OPTING_IN], about))


def _advances(found: Assessment) -> tuple[Advance, ...]:
    """With and without wage tax credit; none for a year or an age whose table was not found."""
    table, situation = payroll_table(), found.situation
    if situation.year != table.year or found.age.is_mixed:
        return ()
    given = []
    for with_credit in (True, False):
        percent = _percent(table, found.age, with_credit=with_credit)
        withheld = share_down(situation.opting_in, percent)
        to_pay = assess(replace(situation, wage_tax=withheld)).to_pay
        given.append(Advance(with_credit, percent, withheld, to_pay))
    return tuple(given)


def _percent(table: PayrollTable, age: Age, *, with_credit: bool) -> int:
    if age.at_start:
        return table.pensioner_with_credit if with_credit else table.pensioner_without_credit
    return table.with_credit if with_credit else table.without_credit
