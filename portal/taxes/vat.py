"""VAT in one booking: how much of an amount is VAT, who owes it, what may be deducted.

Rates come by date from data/tax.
Sources: Wet OB art. 8, 9 (rates), 12 (reverse charge), 15 (deduction).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Protocol

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.books.facts import VatCode
from portal.books.posting import REVERSE


class Rates(Protocol):
    """The dated VAT rates: `rate_on("standard", day)` is 0.21 as a share of the net price."""

    def rate_on(self, kind: str, day: date) -> Decimal: ...


class VatCodeNotFor(PortalError):
    """A code that has no meaning for this kind of booking."""

    def __init__(self, code: str, kind: str, allowed: tuple[VatCode, ...]) -> None:
        names = ", ".join(item.value or "(empty)" for item in allowed)
        super().__init__("error.vat_code", code=code, kind=kind, allowed=names)


_KIND = {VatCode.STANDARD: "standard", VatCode.REDUCED: "reduced"}
_WITHOUT = (VatCode.ZERO, VatCode.EXEMPT, VatCode.OUTSIDE, VatCode.NONE)
TAKING_CODES = (*_KIND, *_WITHOUT, VatCode.SERVICES_EU, VatCode.SERVICES_WORLD)
COST_CODES = (*_KIND, *_WITHOUT, *REVERSE)


def vat_within(gross: Euro, code: VatCode, day: date, rates: Rates) -> Euro:
    """The VAT inside an amount as paid, to the nearest cent: 121.00 at 21 % holds 21.00.

    Nought for codes without Dutch VAT. Raises PortalError for a day without rates.
    """
    kind = _KIND.get(code)
    if kind is None:
        return Euro()
    return gross.times(_part_within(rates.rate_on(kind, day)), ROUND_HALF_UP)


@cache
def _part_within(rate: Decimal) -> Fraction:
    """21 % on top is 21/121 of the whole."""
    return Fraction(rate) / (1 + Fraction(rate))


def vat_on_top(base: Euro, day: date, rates: Rates) -> Euro:
    """VAT that the buyer owes over a base without VAT (reverse charge, standard rate)."""
    return base.times(rates.rate_on("standard", day), ROUND_HALF_UP)


def needs_code(code: VatCode, kind: str, allowed: tuple[VatCode, ...]) -> None:
    """Raises VatCodeNotFor when this kind of booking cannot have this code."""
    if code not in allowed:
        raise VatCodeNotFor(code, kind, allowed)
