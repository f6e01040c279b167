"""Ask for takings: one amount or several, how paid, which day. Ten seconds on a phone."""

from __future__ import annotations

from datetime import date

import streamlit as st

from portal.basics.euro import Euro
from portal.books.checks import personal_detail
from portal.books.facts import Money, Nature, Taking, VatCode
from portal.language.formats import typed_amounts
from portal.language.words import Words
from portal.taxes.vat import TAKING_CODES, Rates
from portal.taxes.writing import taking
from portal.ui import desk, inputs

FORM = "taking"
_REFUND = "refund"
_NATURES = (*Nature, _REFUND)


def taking_form(words: Words, rates: Rates) -> list[Taking]:
    """The takings that were just asked for, or none yet. Raises PortalError for what is wrong."""
    text = inputs.amount_input(words, FORM, label="taking.amounts")
    money = inputs.money_input(words, FORM)
    day = inputs.day_input(words, FORM, last_night=True)
    with st.expander(words("taking.more"), icon=":material/tune:"):
        nature = _nature(words)
        code = _vat_code(words)
        memo = inputs.memo_input(words, FORM)
    if found := personal_detail(memo):
        st.warning(words("inputs.personal", found=found), icon=":material/person_alert:")
    if not st.button(words("taking.save"), type="primary", icon=":material/edit:", key="save"):
        return []
    return [
        _taking(day, amount, rates, code, money, nature, memo)
        for amount in typed_amounts(text or "?")
    ]


def _taking(
    day: date, amount: Euro, rates: Rates, code: VatCode, money: Money, nature: str, memo: str
) -> Taking:
    if nature == _REFUND:
        amount, nature = -abs(amount), Nature.SERVICE
    return taking(day, amount, rates, vat_code=code, money=money, nature=Nature(nature), memo=memo)


def _nature(words: Words) -> str:
    chosen = st.selectbox(
        words("taking.nature"),
        _NATURES,
        format_func=lambda nature: words(f"nature.{nature or 'service'}"),
        help=words("taking.nature_help"),
        key=desk.form_key(FORM, "nature"),
    )
    if chosen and chosen != Nature.SERVICE:
        st.caption(words(f"nature_line.{chosen}"))
    return chosen or Nature.SERVICE


def _vat_code(words: Words) -> VatCode:
    codes = [code for code in TAKING_CODES if code is not VatCode.NONE]
    chosen = st.selectbox(
        words("taking.vat"),
        codes,
        format_func=lambda code: words(f"vat_code.{code.name.lower()}"),
        help=words("taking.vat_help"),
        key=desk.form_key(FORM, "vat"),
    )
    return chosen or VatCode.STANDARD
