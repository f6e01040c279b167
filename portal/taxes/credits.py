"""The tax credits (heffingskortingen), as entitled; art. 8.10 to 8.18 Wet IB 2001.

From pension age the general, employed person's, combination and young disabled credit are the sum
of their tax part and their premium part, each rounded up (art. 8.3 to 8.7; steps 14 to 17).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.rulebook.income_tax import WHOLE, TaxYear
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.pension_age import Age
from portal.taxes.rounding import split_up, up
from portal.taxes.situation import Situation

_CHILD_YEARS = 12
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Credits:
    """Each in whole euros, also where they are more than the tax."""

    general: int
    employed_person: int
    combination: int
    elderly: int
    single_elderly: int
    young_disabled: int

    @property
    def total(self) -> int:
        return (
            self.general
            + self.employed_person
            + self.combination
            + self.elderly
            + self.single_elderly
            + self.young_disabled
        )


def tax_credits(
    situation: Situation, rules: TaxYear, age: Age, box1: int, total_income: int, labour: int
) -> Credits:
    """box1: taxable income of box 1; total_income: verzamelinkomen; labour: arbeidsinkomen."""
    base = box1 if rules.general_credit.base == "box1" else total_income
    elderly = _elderly(rules, total_income) if age.at_end else 0
    young = WHOLE * rules.young_disabled_credit.value if _is_young_disabled(situation, age) else 0
    single = situation.single_pensioner and age.at_end
    return Credits(
        general=_rounded(_general(rules, base), rules, age),
        employed_person=_rounded(_employed_person(rules, labour, age), rules, age),
        combination=_rounded(_combination(situation, rules, labour), rules, age),
        elderly=elderly,
        single_elderly=rules.single_elderly_credit.value if single else 0,
        young_disabled=_rounded(young, rules, age),
    )


def _general(rules: TaxYear, base: int) -> int:
    credit = rules.general_credit
    less = credit.phase_out_percent * max(0, base - credit.phase_out_over)
    return max(0, WHOLE * credit.max - less)


def _employed_person(rules: TaxYear, labour: int, age: Age) -> int:
    """Arbeidskorting. What is split at pension age is built up without rounding in between:
    only so the published maximum of 2025 comes out (credit_split_for_aow_age)."""
    unrounded = 0
    for step in rules.employed_person_credit.segments:
        base = unrounded if age.at_end and step.percent > 0 else WHOLE * step.base
        if step.to is None or labour <= step.to:
            found = base + step.percent * max(0, labour - step.over)
            most = WHOLE * step.cap if step.cap is not None else found
            return max(0, min(found, most))
        unrounded += step.percent * (step.to - step.over)
    return 0


def _combination(situation: Situation, rules: TaxYear, labour: int) -> int:
    """IACK: a child under 12 on 1 January, and no partner who earns less."""
    new_year = date(situation.year, 1, 1)
    # half a year in the household: a child born after 1 July does not count yet
    latest = date(situation.year, 7, 1)
    young = any(
        child <= latest and _years_old(child, new_year) < _CHILD_YEARS
        for child in situation.children_born
    )
    if situation.partner_earns_less or not young:
        return 0
    credit = rules.combination_credit
    return min(WHOLE * credit.max, credit.percent * max(0, labour - credit.over))


def _years_old(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _elderly(rules: TaxYear, total_income: int) -> int:
    credit = rules.elderly_credit
    if credit.phase_out_percent is None:
        raise NoFigure("elderly_credit", rules.year)
    less = credit.phase_out_percent * max(0, total_income - credit.phase_out_over)
    return up(max(0, WHOLE * credit.max - less))


def _is_young_disabled(situation: Situation, age: Age) -> bool:
    """Not together with the ouderenkorting."""
    return situation.young_disabled and not age.at_end


def _rounded(parts: int, rules: TaxYear, age: Age) -> int:
    """Whole euros up; at pension age the AOW part falls away, in its year by the month."""
    if not age.at_end:
        return up(parts)
    first = rules.box1.brackets[0]
    whole = first.tax + first.premium_below_pension_age
    aow = first.premium_below_pension_age - first.premium_from_pension_age
    premium = _MONTHS * first.premium_from_pension_age + aow * age.months_below
    return split_up(parts, first.tax, whole) + split_up(parts, premium, whole * _MONTHS)
