"""Exact money: whole cents of a euro. Every rounding is said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from portal.basics.errors import PortalError

_PLAIN = re.compile(r"[+-]?\d{1,12}(\.\d{1,2})?", re.ASCII)


class NotAnAmount(PortalError):
    """A text that is no amount of money."""

    def __init__(self, text: str) -> None:
        super().__init__("error.not_an_amount", text=text)


@dataclass(frozen=True, slots=True, order=True)
class Euro:
    """An amount in whole cents; negative is allowed. Adds, subtracts, compares; never a float."""

    cents: int = 0

    def __add__(self, other: Euro) -> Euro:
        return Euro(self.cents + other.cents)

    def __sub__(self, other: Euro) -> Euro:
        return Euro(self.cents - other.cents)

    def __neg__(self) -> Euro:
        return Euro(-self.cents)

    def __abs__(self) -> Euro:
        return Euro(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, share: Decimal | Fraction, rounding: str) -> Euro:
        """This amount times a share, rounded to the cent as the caller says (ROUND_HALF_UP, …)."""
        above, below = share.as_integer_ratio()
        return Euro(_whole(self.cents * above, below, rounding))

    def whole_down(self) -> Euro:
        """Whole euros, towards minus infinity: 17.99 is 17, and -17.35 is -18."""
        return Euro(self.cents // 100 * 100)

    def whole_up(self) -> Euro:
        """Whole euros, towards plus infinity: 17.01 is 18, and -17.35 is -17."""
        return Euro(-(-self.cents // 100) * 100)

    @property
    def euros(self) -> int:
        """The whole euros of an amount that has no cents.

        Raises ValueError where cents would be lost.
        """
        if self.cents % 100:
            raise ValueError("an amount with cents has no whole euros")
        return self.cents // 100

    @property
    def decimal(self) -> Decimal:
        """Exact euros with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    def __str__(self) -> str:
        """Plain form for files: "-1234.50". People read `words.show(amount)` instead."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _from_outside, serialization=core_schema.to_string_ser_schema()
        )


def eur(text: str | Decimal | int) -> Euro:
    """Exact euros from plain text, Decimal or whole euros: eur("120.50").

    Raises NotAnAmount for anything else, and for parts of a cent.
    """
    plain = str(text)
    if isinstance(text, float) or not _PLAIN.fullmatch(plain):
        raise NotAnAmount(plain)
    whole, _, part = plain.partition(".")
    cents = abs(int(whole)) * 100 + int(part.ljust(2, "0") or 0)
    return Euro(-cents if plain.startswith("-") else cents)


def total(amounts: Iterable[Euro]) -> Euro:
    """The sum; nought for none."""
    return Euro(sum(amount.cents for amount in amounts))


def _from_outside(value: object) -> Euro:
    if isinstance(value, Euro):
        return value
    if isinstance(value, str | Decimal) or type(value) is int:
        try:
            return eur(value)
        except NotAnAmount:
            pass
    raise ValueError("an amount in euros with at most two decimals, such as 120.50")


def _whole(above: int, below: int, rounding: str) -> int:
    """above / below as a whole number; below is more than nought."""
    floor, rest = divmod(above, below)
    if not rest or rounding == ROUND_FLOOR:
        return floor
    if rounding == ROUND_CEILING:
        return floor + 1
    if rounding == ROUND_HALF_UP:  # half away from nought, as on an invoice
        return floor + (2 * rest > below or (2 * rest == below and above > 0))
    raise ValueError(f"say ROUND_FLOOR, ROUND_CEILING or ROUND_HALF_UP, not {rounding}")
