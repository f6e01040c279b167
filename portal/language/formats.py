"""Amounts, dates and periods as each language writes them (Babel), and as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

from portal.basics.euro import Euro, NotAnAmount, eur
from portal.basics.period import Period, month_of, quarter_of, year

_LOCALE = {"en": "en_GB"}  # days before months, as on every Dutch paper
_TYPED = re.compile(
    r"[+-]?((\d{1,3}([. ]\d{3})+|\d+)([.,]\d{1,2})?|\d{1,3}(,\d{3})+\.\d{1,2})", re.ASCII
)
_TOO_LONG = 20


@singledispatch
def show(value: object, language: str) -> str:  # noqa: ARG001 - for the kinds below
    """A value as a reader of this language expects it."""
    return str(value)


@show.register
def _(value: Euro, language: str) -> str:
    return str(format_currency(value.decimal, "EUR", locale=_locale(language)))


@show.register
def _(value: date, language: str) -> str:
    return str(format_date(value, "long", locale=_locale(language)))


@show.register
def _(value: datetime, language: str) -> str:
    return str(format_datetime(value, "d MMMM y HH:mm", locale=_locale(language)))


@show.register
def _(value: int, language: str) -> str:
    return str(format_decimal(value, locale=_locale(language)))


@show.register
def _(value: Decimal, language: str) -> str:
    return str(format_decimal(value, locale=_locale(language), decimal_quantization=False))


@show.register
def _(value: Period, language: str) -> str:
    first = value.first
    if value == year(first.year):
        return str(first.year)
    if value == quarter_of(first):
        return str(format_date(first, "QQQQ y", locale=_locale(language)))
    if value == month_of(first):
        return str(format_date(first, "LLLL y", locale=_locale(language)))
    return f"{show(first, language)} – {show(value.last, language)}"


def _locale(language: str) -> str:
    return _LOCALE.get(language, language)


def one_place(value: Decimal, language: str) -> str:
    """A number with one place behind the point, nought too: 30.0."""
    return str(format_decimal(value, format="#,##0.0", locale=_locale(language)))


def percent(share: Decimal, language: str) -> str:
    """A share as a percentage: 0.21 is 21 %."""
    return str(format_percent(share, locale=_locale(language), decimal_quantization=False))


def short_date(day: date, language: str) -> str:
    """A day in few signs, for tables."""
    return str(
        format_date(
            day, "dd-MM-yyyy" if language == "nl" else "dd MMM yyyy", locale=_locale(language)
        )
    )


def year_number(number: int) -> str:
    """A year without thousands mark."""
    return str(number)


def typed_amount(text: str) -> Euro:
    """An amount as people type it: 120, 120,50, 1.250,00, 1 250.00. Raises NotAnAmount."""
    plain = text.replace("€", "").replace("\u00a0", " ").strip()
    if len(plain) > _TOO_LONG or not _TYPED.fullmatch(plain):
        raise NotAnAmount(text.strip())
    mark = plain[-3:-2] if plain[-3:-2] in (".", ",") else plain[-2:-1]
    if mark not in (".", ",") or not mark:
        return eur(re.sub(r"[ .]", "", plain))
    whole, cents = plain.rsplit(mark, 1)
    return eur(f"{re.sub(r'[ .,]', '', whole)}.{cents}")


def typed_amounts(text: str) -> tuple[Euro, ...]:
    """Several amounts in one line: "150 100 100". Raises NotAnAmount for the first that is none."""
    return tuple(typed_amount(part) for part in text.replace(";", " ").split())
