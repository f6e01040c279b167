"""Limits of the allowances (toeslagen) as they were found, by year, each with its source.

Facts stand in data/tax/income_rules.toml [toeslagen], their Dutch in provisional_nl.toml. A year
has only what was found for that year: nothing is taken from another one. None is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.basics.source import Confidence, Source
from portal.basics.toml import checked
from portal.rulebook.income_rules import FILE, FOLDER
from portal.rulebook.income_tax import Percent
from portal.rulebook.provisional import Texts, told
from portal.rulebook.regimes import Claim, Told

CARE, RENT, CHILDCARE = "zorgtoeslag", "huurtoeslag", "kinderopvangtoeslag"
_RULES = (
    ("toetsingsinkomen", "toetsingsinkomen", "rule", "confidence"),
    ("care_formula", "zorgtoeslag_formula", "rule", "small_amount_confidence"),
    ("rent_formula", "huurtoeslag_formula", "rule", "confidence"),
    ("rent_note", "huurtoeslag_formula", "note", "confidence"),
    ("childcare_rule", "kinderopvangtoeslag_rule", "rule", "confidence"),
)
_TEXTS = ("wealth_limit", "formula_figures", "changes", "disagreement")


class NoLimits(PortalError):
    """An allowance of which nothing was found for a year. Never the figures of another year."""

    def __init__(self, allowance: str, year: int, known: list[int]) -> None:
        super().__init__(
            f"error.no_limits_{allowance}", year=str(year), years=", ".join(map(str, known))
        )


class _Limits(BaseModel):
    """checked: other sources that gave the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence
    checked: tuple[str, ...] = ()


class CareLimits(_Limits):
    """Zorgtoeslag. Whole euros a year, `max_month` a month; single, and with partner together.

    standard_premium: standaardpremie of one person a year. wealth_limit, formula_figures: what is
    to be said where they were not found.
    """

    max_income_single: int
    max_income_partners: int
    max_wealth_single: int | None = None
    max_wealth_partners: int | None = None
    max_month_single: int | None = None
    max_month_partners: int | None = None
    threshold_income: int | None = None
    percent_threshold_single: Percent | None = None
    percent_threshold_partner: Percent | None = None
    percent_above: Percent | None = None
    standard_premium: int | None = None
    wealth_limit: Told | None = None
    formula_figures: Told | None = None


class RentLimits(_Limits):
    """Huurtoeslag, a month. max_rent excludes; counted_rent_max only stops counting there."""

    young_below: int
    max_rent: Euro | None = None
    max_rent_young: Euro | None = None
    counted_rent_max: Euro | None = None
    counted_rent_max_young: Euro | None = None
    max_wealth_single: int | None = None
    changes: Told | None = None


class ChildcareLimits(_Limits):
    """Kinderopvangtoeslag: the highest price an hour that counts, and shares by joint income."""

    max_hour_day: Euro
    max_hour_bso: Euro
    max_hour_gastouder: Euro
    max_percent: Decimal | None = None
    max_percent_up_to_income: int | None = None
    min_percent_first_child: Decimal | None = None
    min_percent_from_income: int | None = None
    max_hours_month_per_child: int | None = None
    disagreement: Told | None = None


class Allowances(BaseModel):
    """All of it. rules: what holds for every year, by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: Claim
    rules: Mapping[str, Claim]
    care: tuple[CareLimits, ...]
    rent: tuple[RentLimits, ...]
    childcare: tuple[ChildcareLimits, ...]


@cache
def allowances() -> Allowances:
    """What was found, loaded once. Raises DataError."""
    return read_allowances(FOLDER)


def care_limits(year: int) -> CareLimits:
    """Zorgtoeslag of a year. Raises NoLimits."""
    return _of_year("care", allowances().care, year)


def rent_limits(year: int) -> RentLimits:
    """Huurtoeslag of a year. Raises NoLimits."""
    return _of_year("rent", allowances().rent, year)


def childcare_limits(year: int) -> ChildcareLimits:
    """Kinderopvangtoeslag of a year. Raises NoLimits."""
    return _of_year("childcare", allowances().childcare, year)


def read_allowances(folder: Path) -> Allowances:
    """Those of one folder. Raises DataError for a text without Dutch, a figure without source."""
    texts = Texts(folder, "toeslagen", "toeslagen")
    # the note has no source of its own: it says more of the income that counts
    note = {
        "id": "note",
        "told": told(texts.table("")["note"], texts.dutch("").get("note"), "note"),
        **texts.cited("toetsingsinkomen"),
    }
    tables = {
        "note": note,
        "rules": {one[0]: texts.claim(*one) for one in _RULES},
        "care": _years(texts, CARE),
        "rent": _years(texts, RENT),
        "childcare": _years(texts, CHILDCARE),
    }
    return checked(Allowances, tables, f"{FILE} [toeslagen]")


_Year = TypeVar("_Year", bound=_Limits)


def _of_year(name: str, known: tuple[_Year, ...], year: int) -> _Year:
    for one in known:
        if one.year == year:
            return one
    raise NoLimits(name, year, [one.year for one in known])


def _years(texts: Texts, name: str) -> list[dict[str, Any]]:
    return [_year(texts, name, fact) for fact in texts.table(name)]


def _year(texts: Texts, name: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a year, its texts in both languages, its sources."""
    dutch = texts.dutch(str(fact["year"]))
    said = {
        field: told(fact[field], dutch.get(field), f"{fact['year']}.{field}")
        for field in _TEXTS
        if field in fact
    }
    return {**fact, **said, **texts.resolved(fact, name)}
