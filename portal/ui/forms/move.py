"""Ask for money that is neither takings nor costs: private, between cash and bank, tax paid."""

from __future__ import annotations

from datetime import date

import streamlit as st

from portal.basics.euro import Euro
from portal.books.accounts import Account
from portal.books.checks import personal_detail
from portal.books.facts import (
    Booking,
    IncomeTaxPaid,
    Money,
    PrivateIn,
    PrivateOut,
    Transfer,
    VatPaid,
)
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.ui import desk, inputs
from portal.ui.forms.cash_question import CashShort, cash_question
from portal.vault.store import Store

FORM = "move"
_MOVES = (
    "cash_to_bank",
    "bank_to_cash",
    "private_out",
    "private_in",
    "vat_paid",
    "vat_back",
    "income_tax_paid",
    "income_tax_back",
)
_BETWEEN = {"cash_to_bank": Money.CASH, "bank_to_cash": Money.BANK}
_INTO = {"private_in", "vat_back", "income_tax_back"}


def move_form(books: Store, words: Words) -> Booking | None:
    """The move that was just asked for, or nothing yet. Raises PortalError for what is wrong."""
    move = st.selectbox(
        words("move.which"),
        _MOVES,
        format_func=lambda name: words(f"move.{name}"),
        key=desk.form_key(FORM, "which"),
    )
    st.caption(words(f"move_line.{move}"))
    text = inputs.amount_input(words, FORM)
    money = _BETWEEN.get(move) or inputs.money_input(words, FORM, _usual(move))
    day = inputs.day_input(words, FORM)
    memo = inputs.memo_input(words, FORM)
    if found := personal_detail(memo):
        st.warning(words("inputs.personal", found=found), icon=":material/person_alert:")
    sure = move in _INTO or cash_question(books, words, FORM, text, money, day)
    if not st.button(words("move.save"), type="primary", icon=":material/edit:", key="save"):
        return None
    gross = typed_amount(text)
    if not sure:
        raise CashShort
    return _move(move, day, gross, money, memo)


def _move(move: str, day: date, gross: Euro, money: Money, memo: str) -> Booking:
    match move:
        case "cash_to_bank":
            return Transfer(day=day, gross=gross, money=money, to=Account.BANK, memo=memo)
        case "bank_to_cash":
            return Transfer(day=day, gross=gross, money=money, to=Account.CASH, memo=memo)
        case "private_out":
            return PrivateOut(day=day, gross=gross, money=money, memo=memo)
        case "private_in":
            return PrivateIn(day=day, gross=gross, money=money, memo=memo)
        case "vat_paid" | "vat_back":
            paid = gross if move == "vat_paid" else -gross
            return VatPaid(day=day, gross=paid, money=money, memo=memo)
    paid = gross if move == "income_tax_paid" else -gross
    return IncomeTaxPaid(day=day, gross=paid, money=money, memo=memo)


def _usual(move: str) -> Money:
    return Money.CASH if move.startswith("private") else Money.BANK
