"""An assessment told line by line: each amount with the figures of law behind it.

The lines of a part add up to its last line, so that what a page unfolds and what it charges cannot
disagree; a test holds them to that.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.rulebook.income_tax import Figures, TaxYear, tax_year
from portal.taxes.income_tax import Assessment

PARTS = ("profit", "box1", "tax", "credits", "health", "result")


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One line. key: its words under `income.line`; figures: None where nothing of law is in it.

    is_sum: the sum of the lines of its part so far.
    """

    part: str
    key: str
    amount: int
    figures: Figures | None = None
    is_sum: bool = False


def lines(found: Assessment) -> tuple[TaxLine, ...]:
    """From profit to what is still to pay; lines of nought that say nothing are left out."""
    rules = tax_year(found.situation.year)
    every = (
        *_profit(found, rules),
        *_box1(found),
        *_tax(found, rules),
        *_credits(found, rules),
        *_health(found, rules),
        *_result(found),
    )
    return tuple(line for line in every if line.amount or line.is_sum)


def assumptions(found: Assessment, rules: TaxYear) -> tuple[str, ...]:
    """What was taken for granted and what is left out, as keys under `income.assumed`."""
    given = found.situation
    taken = ["estimate", "whole_year", "rounding"]
    if given.hours is None:
        taken.append("hours_met")
    if given.born is None:
        taken.append("below_pension_age")
    if given.children_born and not given.partner_earns_less:
        taken.append("no_partner_or_lower")
    if found.age.is_mixed:
        taken.append("mixed_year")
    if given.wages or given.opting_in:
        taken.append("wages_zvw")
    if found.box3_income:
        taken.append("box3_actual")
    if rules.status == "proposal":
        taken.append("proposal")
    return tuple(taken)


def _profit(found: Assessment, rules: TaxYear) -> tuple[TaxLine, ...]:
    business, given = found.business, found.situation
    sed, kia = rules.self_employed_deduction, rules.investment_deduction
    part = "profit"
    return (
        TaxLine(part, "profit", given.profit),
        TaxLine(part, "investment_deduction", -business.investment_deduction, kia),
        TaxLine(part, "disposals", given.disposals, kia),
        TaxLine(part, "self_employed_deduction", -business.self_employed_deduction, sed),
        TaxLine(part, "starter_deduction", -business.starter_deduction, rules.starter_deduction),
        TaxLine(part, "carried_in", -business.carried_in, sed),
        TaxLine(
            part, "disability_start", -business.disability_start, rules.starter_deduction_disability
        ),
        TaxLine(part, "partner_deduction", -business.partner_deduction, rules.partner_deduction),
        TaxLine(
            part, "cessation_deduction", -business.cessation_deduction, rules.cessation_deduction
        ),
        TaxLine(part, "sme_exemption", -business.sme_exemption, rules.sme_exemption),
        TaxLine(part, "taxable_profit", business.taxable, is_sum=True),
    )


def _box1(found: Assessment) -> tuple[TaxLine, ...]:
    given = found.situation
    lost = found.box1_income - given.losses if given.losses else found.box1_income
    part = "box1"
    return (
        TaxLine(part, "from_business", found.business.taxable),
        TaxLine(part, "wages", given.wages),
        TaxLine(part, "opting_in", given.opting_in),
        TaxLine(part, "other_work", given.other_work),
        TaxLine(part, "benefits", given.benefits),
        TaxLine(part, "pension", given.pension),
        TaxLine(part, "own_home", given.own_home),
        TaxLine(part, "annuity", -given.annuity),
        TaxLine(part, "deductions", -given.deductions),
        TaxLine(part, "losses", -given.losses),
        TaxLine(part, "not_below_nought", max(0, -lost)),
        TaxLine(part, "taxable", found.taxable, is_sum=True),
    )


def _tax(found: Assessment, rules: TaxYear) -> tuple[TaxLine, ...]:
    part = "tax"
    return (
        TaxLine(part, "table_tax", found.table_tax, rules.box1),
        TaxLine(part, "premium", found.premium, rules.box1.premium_parts or rules.box1),
        TaxLine(part, "rate_cap", found.rate_cap, rules.rate_cap),
        TaxLine(part, "box3_tax", found.box3_tax, rules.box3),
        TaxLine(part, "before_credits", found.tax_before_credits + found.rate_cap, is_sum=True),
    )


def _credits(found: Assessment, rules: TaxYear) -> tuple[TaxLine, ...]:
    credits, part = found.credits, "credits"
    before = found.tax_before_credits + found.rate_cap
    return (
        TaxLine(part, "before_credits", before),
        TaxLine(part, "general_credit", -credits.general, rules.general_credit),
        TaxLine(
            part, "employed_person_credit", -credits.employed_person, rules.employed_person_credit
        ),
        TaxLine(part, "combination_credit", -credits.combination, rules.combination_credit),
        TaxLine(part, "elderly_credit", -credits.elderly, rules.elderly_credit),
        TaxLine(
            part, "single_elderly_credit", -credits.single_elderly, rules.single_elderly_credit
        ),
        TaxLine(
            part, "young_disabled_credit", -credits.young_disabled, rules.young_disabled_credit
        ),
        TaxLine(part, "credits_lost", max(0, credits.total - before)),
        TaxLine(part, "income_tax", found.income_tax, is_sum=True),
    )


def _health(found: Assessment, rules: TaxYear) -> tuple[TaxLine, ...]:
    amount, figures = found.health_contribution, rules.health_contribution
    return (TaxLine("health", "health_contribution", amount, figures, is_sum=True),)


def _result(found: Assessment) -> tuple[TaxLine, ...]:
    given, part = found.situation, "result"
    return (
        TaxLine(part, "income_tax", found.income_tax),
        TaxLine(part, "health_contribution", found.health_contribution),
        TaxLine(part, "wage_tax", -given.wage_tax),
        TaxLine(part, "prepaid", -given.prepaid),
        TaxLine(part, "to_pay", found.to_pay, is_sum=True),
    )
