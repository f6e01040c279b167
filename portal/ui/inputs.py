"""Questions that several pages ask in the same way."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import streamlit as st

from portal.basics.euro import Euro
from portal.basics.period import Period, month_of, quarter_of, year
from portal.books.facts import Money, VatPeriod
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.ui import desk

_FIRST_YEAR = 2019  # the first year with VAT rates in data/tax


def date_format() -> str:
    """How the date picker writes a day."""
    return "DD-MM-YYYY" if desk.current().language == "nl" else "DD/MM/YYYY"


def day_input(words: Words, form: str, *, last_night: bool = False) -> date:
    """Today, yesterday (for a shift: last night) or another day."""
    today = desk.today()
    before = "inputs.last_night" if last_night else "inputs.yesterday"
    names = {"today": "inputs.today", "before": before, "other": "inputs.other_day"}
    chosen = st.segmented_control(
        words("inputs.day"),
        list(names),
        default="today",
        required=True,
        format_func=lambda name: words(names[name]),
        key=desk.form_key(form, "when"),
    )
    if chosen == "other":
        return day_picker(words, form)
    return today - timedelta(days=1) if chosen == "before" else today


def day_picker(words: Words, form: str, name: str = "day") -> date:
    """One day, typed or picked."""
    picked = st.date_input(
        words("inputs.which_day"),
        value=desk.today(),
        min_value=date(_FIRST_YEAR, 1, 1),
        max_value=desk.today() + timedelta(days=366),
        format=date_format(),
        key=desk.form_key(form, name),
    )
    return picked if isinstance(picked, date) else desk.today()


def amount_input(words: Words, form: str, *, label: str = "inputs.amount") -> str:
    """The text of an amount; `amount_of` reads it."""
    return (
        st.text_input(
            words(label),
            placeholder=words("inputs.amount_like"),
            autocomplete="off",
            key=desk.form_key(form, "gross"),
        )
        or ""
    )


def amount_of(text: str) -> Euro:
    """The amount somebody typed. Raises NotAnAmount."""
    return typed_amount(text)


def money_input(words: Words, form: str, default: Money = Money.CASH) -> Money:
    """Cash or bank."""
    chosen = st.segmented_control(
        words("inputs.paid_with"),
        list(Money),
        default=default,
        required=True,
        format_func=lambda money: words(f"money.{money}"),
        key=desk.form_key(form, "money"),
    )
    return chosen or default


def memo_input(words: Words, form: str) -> str:
    """A note for oneself; the page warns when it seems to name somebody."""
    return (
        st.text_input(
            words("inputs.memo"),
            help=words("inputs.memo_help"),
            autocomplete="off",
            max_chars=200,
            key=desk.form_key(form, "memo"),
        )
        or ""
    )


def share_input(words: Words, form: str, default: int = 0) -> Decimal:
    """The private part of a cost, asked in per cent; given as a share of 0 to 1."""
    percent = st.number_input(
        words("inputs.private_share"),
        min_value=0,
        max_value=100,
        value=default,
        step=5,
        help=words("inputs.private_share_help"),
        key=desk.form_key(form, "private"),
    )
    return Decimal(int(percent)) / 100


def vat_period_picker(words: Words, how: VatPeriod) -> Period:
    """A period of the VAT return; the last one that has ended is chosen already."""
    today = desk.today()
    choices = vat_periods(how, today)
    ended = [period for period in choices if period.last < today]
    return (
        st.selectbox(
            words("inputs.period"),
            choices,
            index=choices.index(ended[0]) if ended else 0,
            format_func=words.show,
            key="vat_period",
        )
        or choices[0]
    )


def year_picker(words: Words, default: int) -> int:
    """A calendar year that may hold bookings."""
    kept = desk.books().years() or (default, default)
    years = list(range(max(default, kept[1]), min(default, kept[0]) - 1, -1))
    chosen = st.selectbox(
        words("inputs.year"), years, index=years.index(default), format_func=str, key="year"
    )
    return chosen or default


def month_picker(words: Words, key: str) -> Period:
    """One of the last 24 months, this one chosen already."""
    month = month_of(desk.today())
    months = [month]
    for _ in range(23):
        months.append(month_of(months[-1].first - timedelta(days=1)))
    return st.selectbox(words("inputs.month"), months, format_func=words.show, key=key) or month


def vat_periods(how: VatPeriod, today: date) -> list[Period]:
    """This period and those before it, newest first, back to the first year with rates."""
    found = []
    day = today
    while day.year >= max(_FIRST_YEAR, today.year - 6):
        period = _vat_period(how, day)
        found.append(period)
        day = period.first - timedelta(days=1)
    return found


def _vat_period(how: VatPeriod, day: date) -> Period:
    if how is VatPeriod.YEAR:
        return year(day.year)
    return month_of(day) if how is VatPeriod.MONTH else quarter_of(day)
