"""Zorgtoeslag as an indication: below or above the limits of the year, and the amount if known.

The formula is art. 2 of the Wet op de zorgtoeslag, as found in data/tax/income_rules.toml. All
amounts are whole euros. What was not found stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.basics.errors import PortalError
from portal.rulebook.allowances import CareLimits, care_limits
from portal.rulebook.income_tax import WHOLE
from portal.taxes.rounding import down, up

_PERSONS = 2


class Side(StrEnum):
    """On which side of a limit something is; at the limit itself it is within."""

    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"


class BelowNought(PortalError):
    """An income of a partner below nought."""

    def __init__(self) -> None:
        super().__init__("error.partner_income")


@dataclass(frozen=True, slots=True)
class Household:
    """What the allowance asks.

    income:  toetsingsinkomen of the person a year. partner: has an allowance partner
             (toeslagpartner). partner_income: theirs; None was not told.
    wealth:  on 1 January, before debts; None was not told. debts: private ones.
    """

    income: int
    partner: bool = False
    partner_income: int | None = None
    wealth: int | None = None
    debts: int = 0

    def __post_init__(self) -> None:
        if (self.partner_income or 0) < 0:
            raise BelowNought

    @property
    def joint(self) -> int | None:
        """The income that counts; None while that of the partner is not known."""
        if not self.partner:
            return self.income
        return None if self.partner_income is None else self.income + self.partner_income


@dataclass(frozen=True, slots=True)
class Care:
    """Zorgtoeslag. own_share: normpremie a year; amount: a year; None where a figure lacks."""

    limits: CareLimits
    household: Household
    income_limit: int
    income: Side
    wealth_limit: int | None
    wealth: Side
    most_a_month: int | None
    own_share: int | None
    amount: int | None

    @property
    def is_out(self) -> bool:
        """One limit that is passed is enough."""
        return Side.ABOVE in (self.income, self.wealth)


def care(year: int, household: Household) -> Care:
    """The indication by the limits of that year alone. Raises NoLimits."""
    return care_by(care_limits(year), household)


def care_by(limits: CareLimits, household: Household) -> Care:
    """The same, with the limits at hand."""
    both = household.partner
    income_limit = limits.max_income_partners if both else limits.max_income_single
    wealth_limit = limits.max_wealth_partners if both else limits.max_wealth_single
    income, wealth = _side(household.joint, income_limit), _wealth(household, wealth_limit)
    return Care(
        limits=limits,
        household=household,
        income_limit=income_limit,
        income=income,
        wealth_limit=wealth_limit,
        wealth=wealth,
        most_a_month=limits.max_month_partners if both else limits.max_month_single,
        own_share=_own_share(limits, household) if income is Side.WITHIN else None,
        amount=_amount(limits, household, (income, wealth)),
    )


def _side(found: int | None, limit: int | None) -> Side:
    if found is None or limit is None:
        return Side.UNKNOWN
    return Side.WITHIN if found <= limit else Side.ABOVE


def _wealth(household: Household, limit: int | None) -> Side:
    """Which debts count was not found: sure only where they make no difference."""
    if household.wealth is None or limit is None:
        return Side.UNKNOWN
    if household.wealth <= limit:
        return Side.WITHIN
    return Side.ABOVE if household.wealth - household.debts > limit else Side.UNKNOWN


def _norm(limits: CareLimits, household: Household) -> int | None:
    """The normpremie in hundred-thousandths of a euro; None where a figure was not found."""
    share = (
        limits.percent_threshold_partner if household.partner else limits.percent_threshold_single
    )
    threshold, above, income = limits.threshold_income, limits.percent_above, household.joint
    if share is None or threshold is None or above is None or income is None:
        return None
    return threshold * share + max(0, income - threshold) * above


def _own_share(limits: CareLimits, household: Household) -> int | None:
    norm = _norm(limits, household)
    return None if norm is None else up(norm)


def _amount(limits: CareLimits, household: Household, sides: tuple[Side, Side]) -> int | None:
    """Standard premium less normpremie, down to whole euros; nought above a limit."""
    if Side.ABOVE in sides:
        return 0
    norm, premium = _norm(limits, household), limits.standard_premium
    if norm is None or premium is None:
        return None
    persons = _PERSONS if household.partner else 1
    return max(0, down(persons * premium * WHOLE - norm))
