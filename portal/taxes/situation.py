"""What the income tax of a year asks of one person, in one value. Amounts in whole euros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.basics.errors import PortalError

MOST = 100_000_000  # euros: beyond this somebody mistyped
_MOST_HOURS = 24 * 366


class WrongInput(PortalError):
    """A number that cannot be."""

    def __init__(self, name: str, expected: str, found: object) -> None:
        super().__init__("error.tax_input", name=name, expected=expected, found=str(found))


class PartYear(PortalError):
    """Who lived here for part of the year files the M form: that is another reckoning."""

    def __init__(self) -> None:
        super().__init__("error.part_year")


@dataclass(frozen=True, slots=True)
class Situation:
    """One person, one year, a resident for the whole of it.

    profit:       of the business, after costs, before the investment deduction (KIA).
    hours:        on the business; None takes the hours criterion (urencriterium) as met.
    starter:      entitled to startersaftrek. disability_start: its variant, 1st to 3rd year; 0 no.
    carried_in:   self-employed deduction unused in earlier years. losses: of other years, set off.
    disposals:    desinvesteringsbijtelling of the year.
    partner_hours: of a partner who works along unpaid. cessation: profit on stopping.
    wages:        from employment, opting_in: from an operator who withholds; tax withheld is given
                  as wage_tax, for all income together. benefits, pension: not from present work.
    annuity:      premiums within the annual room. deductions: personal, under the rate cap.
    partner_earns_less: a partner with the lower income has the combination credit.
    bank, other_assets, debts: box 3 on 1 January; partners: of both together, half each.
    """

    year: int
    profit: int = 0
    invested: int = 0
    disposals: int = 0
    hours: int | None = None
    starter: bool = False
    disability_start: int = 0
    carried_in: int = 0
    partner_hours: int = 0
    cessation: int = 0
    cessation_used: int = 0
    wages: int = 0
    opting_in: int = 0
    benefits: int = 0
    pension: int = 0
    other_work: int = 0
    own_home: int = 0
    annuity: int = 0
    deductions: int = 0
    losses: int = 0
    born: date | None = None
    children_born: tuple[date, ...] = ()
    partner_earns_less: bool = False
    young_disabled: bool = False
    single_pensioner: bool = False
    bank: int = 0
    other_assets: int = 0
    debts: int = 0
    partners: bool = False
    wage_tax: int = 0
    prepaid: int = 0
    whole_year: bool = True

    def __post_init__(self) -> None:
        if not self.whole_year:
            raise PartYear
        for name in _SIGNED:
            _within(name, getattr(self, name), -MOST)
        for name in _COUNTED:
            _within(name, getattr(self, name), 0)
        if self.hours is not None and not 0 <= self.hours <= _MOST_HOURS:
            raise WrongInput("hours", f"0 – {_MOST_HOURS}", self.hours)
        if not 0 <= self.disability_start <= 3:
            raise WrongInput("disability_start", "0 – 3", self.disability_start)
        if self.born and self.born.year > self.year:
            raise WrongInput("born", f"≤ {self.year}", self.born)
        for child in self.children_born:
            if child.year > self.year:
                raise WrongInput("children_born", f"≤ {self.year}", child)


_SIGNED = ("profit", "other_work", "own_home")
_COUNTED = (
    "invested",
    "disposals",
    "carried_in",
    "partner_hours",
    "cessation",
    "cessation_used",
    "wages",
    "opting_in",
    "benefits",
    "pension",
    "annuity",
    "deductions",
    "losses",
    "bank",
    "other_assets",
    "debts",
    "wage_tax",
    "prepaid",
)


def _within(name: str, value: int, least: int) -> None:
    if not least <= value <= MOST:
        raise WrongInput(name, f"{least} – {MOST}", value)
