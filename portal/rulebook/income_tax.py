"""Income tax and health contribution of a year: every figure, its law and source. data/tax/<year>.

Amounts are whole euros. A percentage is held as thousandths of a percent, so that all arithmetic
is exact in whole numbers: 12.7 % is 12,700, and 100 % is 100,000.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.basics.errors import DataError, PortalError
from portal.basics.source import Confidence, Source
from portal.basics.toml import checked, read_toml
from portal.rulebook.income_rules import FOLDER, rule
from portal.rulebook.sources import sourced

WHOLE = 100_000  # one hundred percent
_DIGITS = 1_000


def _thousandths(percent: object) -> int:
    """12.7 → 12700. Raises ValueError for more than three places."""
    if isinstance(percent, bool) or not isinstance(percent, int | Decimal):
        raise ValueError("a percentage")
    thousandths = percent * _DIGITS
    if thousandths != int(thousandths):
        raise ValueError("a percentage with three places at most")
    return int(thousandths)


Percent = Annotated[int, BeforeValidator(_thousandths)]


class NoRules(PortalError):
    """A year whose rules we do not have. Never the nearest one."""

    def __init__(self, year: int) -> None:
        super().__init__("error.no_tax_year", year=str(year), years=", ".join(map(str, years())))


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(_Frozen):
    """Some figures that stand together in the law.

    checked: other sources that gave the same; checked_what, note, condition: as found.
    """

    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence
    law: str = ""
    checked: tuple[str, ...] = ()
    checked_what: str = ""
    unit: str = ""
    note: str = ""
    condition: str = ""
    formula: str = ""
    status: str = ""


class Bracket(_Frozen):
    """A bracket of box 1: above `over` up to `to`.

    tax: without premium; column_iii: the tax on all below, as the law prints it (rounded down).
    """

    number: int
    over: int
    to: int | None = None
    tax: Percent = 0
    tax_confidence: str = ""
    column_iii: int | None = None
    premium_below_pension_age: Percent = 0
    premium_from_pension_age: Percent = 0
    total_below_pension_age: Percent | None = None
    total_from_pension_age: Percent | None = None
    note: str = ""


class PremiumParts(Figures):
    """The premium of the national insurances: AOW, Anw, Wlz."""

    aow: Percent
    anw: Percent
    wlz: Percent


class PremiumLimit(Figures):
    """Up to which income the premium is due."""

    value: int
    born_before_1946: int


class FirstLimit(Figures):
    """Where the first bracket ends for who was born before 1946."""

    value: int


class Box1(Figures):
    """Brackets; `column_iii_note` says why that column is missing."""

    brackets: tuple[Bracket, ...] = Field(min_length=3)
    brackets_born_before_1946: tuple[Bracket, ...] = ()
    born_before_1946_first_limit: FirstLimit | None = None
    premium_parts: PremiumParts | None = None
    premium_max_income: PremiumLimit | None = None
    column_iii_confidence: str = ""
    column_iii_note: str = ""


class RateCap(Figures):
    """Tariefsaanpassing: what is added where deductions fall in the top bracket."""

    percent: Percent
    cap_rate: Percent | None = None
    above_income: int | None = None


class Amount(Figures):
    """One amount. from_pension_age_percent: what is left of it at pension age."""

    value: int
    from_pension_age_percent: Percent = 50 * _DIGITS  # art. 3.76: half
    per: str = ""
    starter_extra: int | None = None
    next: str = ""


class DisabilityStart(Figures):
    """Startersaftrek bij arbeidsongeschiktheid: the first, second and third year."""

    first: int
    second: int
    third: int
    limit: str = ""


class PartnerStep(_Frozen):
    """From how many hours of the partner which share of the profit."""

    hours_from: int
    percent: Percent


class PartnerDeduction(Figures):
    """Meewerkaftrek."""

    steps: tuple[PartnerStep, ...]


class Share(Figures):
    """One percentage."""

    percent: Percent


class InvestmentStep(_Frozen):
    """A row of the KIA table: above `over` up to `to`."""

    over: int
    to: int | None = None
    deduction: int = 0
    percent_of_whole_amount: Percent = 0
    minus_percent_of_excess: Percent = 0


class Threshold(Figures):
    """An amount below which nothing happens; within_years where it looks back."""

    value: int
    within_years: int | None = None


class InvestmentDeduction(Figures):
    """Kleinschaligheidsinvesteringsaftrek (KIA)."""

    table: tuple[InvestmentStep, ...]
    min_per_asset: Threshold
    desinvesteringsbijtelling_over: Threshold


class GeneralCredit(Figures):
    """Algemene heffingskorting. base: which income it falls with."""

    max: int
    phase_out_over: int
    phase_out_percent: Percent
    nil_at: int | None = None
    depends_on: str = ""
    pension_age_max: int | None = None
    pension_age_phase_out_percent: Percent | None = None
    base: Literal["box1", "total_income"]


class Segment(_Frozen):
    """A stretch of the arbeidskorting: base + percent × (income − over), at most `cap`."""

    over: int
    to: int | None = None
    base: int
    percent: Percent
    cap: int | None = None
    floor: int | None = None


class PensionAgeCredit(Figures):
    """The arbeidskorting from pension age as published; ours is worked out by the split rule."""

    percents: tuple[Percent, ...]
    phase_out_percent: Percent
    bases: tuple[int, ...]


class EmployedPersonCredit(Figures):
    """Arbeidskorting."""

    segments: tuple[Segment, ...]
    pension_age: PensionAgeCredit | None = None


class CombinationCredit(Figures):
    """Inkomensafhankelijke combinatiekorting (IACK)."""

    over: int
    percent: Percent
    max: int
    max_reached_at: int | None = None
    pension_age_max: int | None = None
    pension_age_max_confidence: str = ""


class ElderlyCredit(Figures):
    """Ouderenkorting."""

    max: int
    phase_out_over: int
    phase_out_percent: Percent | None = None
    depends_on: str = ""


class Credit(Figures):
    """A credit of one amount."""

    value: int
    not_with: str = ""


class HealthContribution(Figures):
    """Inkomensafhankelijke bijdrage Zvw of the self-employed (low) and of wages (high)."""

    low_percent: Percent
    max_income: int
    high_percent: Percent | None = None
    payroll_max: int | None = None


class Box3(Figures):
    """Box 3 in short. What is missing was not found."""

    heffingsvrij_vermogen: int | None = None
    partners: int | None = None
    bank_percent: Percent | None = None
    other_percent: Percent | None = None
    debt_percent: Percent | None = None
    debt_threshold: int | None = None
    rate_percent: Percent | None = None
    bank_percent_status: str = ""
    debt_percent_status: str = ""
    rate: Percent | None = None
    rate_source: tuple[str, ...] = ()
    heffingsvrij_vermogen_kerncijfers: int | None = None
    heffingsvrij_vermogen_kerncijfers_source: tuple[str, ...] = ()
    heffingsvrij_vermogen_cabinet_letter_2026_09_29: int | None = None
    other_percent_cabinet_letter: Percent | None = None


class Annuity(Figures):
    """Jaarruimte for a lijfrente."""

    jaarruimte_percent: Percent | None = None
    franchise: int | str | None = None
    max_premium_base_income: int | None = None
    max_jaarruimte: int | None = None
    reserveringsruimte_max: int | None = None
    factor_a_multiplier: Decimal | None = None
    income_of: str = ""


class TaxInterest(Figures):
    """Belastingrente in the year itself."""

    percent: Percent | None = None
    percent_text: str = ""


class Indexation(Figures):
    """By how much amounts are raised."""

    limited_factor: Decimal
    meaning: str


class Missing(_Frozen):
    """A figure that was looked for and not found."""

    key: str
    note: str


class TaxYear(_Frozen):
    """All rules of one year. A part that is None was not found: nothing is worked out with it."""

    year: int
    status: Literal["law", "proposal"]
    status_note: str
    warning: str = ""
    box1: Box1
    rate_cap: RateCap
    self_employed_deduction: Amount
    starter_deduction: Amount
    starter_deduction_disability: DisabilityStart | None = None
    partner_deduction: PartnerDeduction | None = None
    cessation_deduction: Amount | None = None
    research_deduction: Amount | None = None
    sme_exemption: Share
    investment_deduction: InvestmentDeduction | None = None
    general_credit: GeneralCredit
    employed_person_credit: EmployedPersonCredit
    combination_credit: CombinationCredit
    elderly_credit: ElderlyCredit
    single_elderly_credit: Credit
    young_disabled_credit: Credit
    health_contribution: HealthContribution
    box3: Box3
    annuity: Annuity
    tax_interest: TaxInterest | None = None
    indexation: Indexation | None = None
    zorgtoeslag_expected_max_single: Amount | None = None
    not_found: tuple[Missing, ...] = ()


class HoursCriterion(_Frozen):
    """Urencriterium: hours a year, and the lower number of a disabled starter (art. 3.78a)."""

    hours: Threshold
    reduced: Threshold


@cache
def hours_criterion() -> HoursCriterion:
    """How many hours a year an entrepreneur must work; the law has one number for all years."""
    reduced = rule("rules", "urencriterium", "reduced_for_disability")
    tables = {
        "hours": rule("rules", "urencriterium", "hours"),
        "reduced": {name: value for name, value in reduced.items() if name != "only_for"},
    }
    return checked(HoursCriterion, tables, "income_rules.toml [rules.urencriterium]")


@cache
def years() -> tuple[int, ...]:
    """The years whose rules we have."""
    return tuple(sorted(int(file.stem) for file in FOLDER.glob("2[0-9][0-9][0-9].toml")))


@cache
def tax_year(year: int) -> TaxYear:
    """The rules of a year, loaded once. Raises NoRules for a year we do not have."""
    if year not in years():
        raise NoRules(year)
    return read_year(FOLDER / f"{year}.toml")


def read_year(file: Path) -> TaxYear:
    """One year, checked. Raises DataError for a figure without source, date or confidence."""
    rules = read_toml(file.parent / "income_rules.toml")
    read_on = date.fromisoformat(rules["meta"]["as_of"])
    known = read_toml(file.parent / "income_sources.toml")["sources"]
    return checked(TaxYear, _resolved(read_toml(file), known, file.name, read_on), file.name)


def _resolved(table: Any, known: dict[str, Any], where: str, read_on: date) -> Any:
    """Every table that cites sources gets the sources themselves, however deep it stands."""
    if isinstance(table, list):
        return [_resolved(one, known, where, read_on) for one in table]
    if not isinstance(table, dict):
        return table
    inner = {
        name: value
        if name in ("source", "checked")
        else _resolved(value, known, f"{where} [{name}]", read_on)
        for name, value in table.items()
    }
    for name in (*table.get("checked", ()), *table.get("rate_source", ())):
        if name not in known:
            raise DataError(where, "checked", "an id from [sources]", name)
    return sourced(inner, known, where, read_on) if "source" in table else inner
