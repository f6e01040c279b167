"""The cash box is never below nought without a question."""

from __future__ import annotations

from datetime import date

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, NotAnAmount
from portal.books.accounts import Account
from portal.books.facts import Money
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.ui import desk
from portal.vault.store import Store


class CashShort(PortalError):
    """There is less in the cash box than is taken out, and nobody said that this is right."""

    def __init__(self) -> None:
        super().__init__("error.cash_short")


def cash_question(
    books: Store, words: Words, form: str, text: str, money: Money, day: date
) -> bool:
    """True when this amount may leave the cash box: there is enough, or a person says so.

    A book that goes below nought is ground to reject it (AWR art. 52 and 27e; data/tax, records).
    """
    try:
        gross = typed_amount(text)
    except NotAnAmount:
        return True
    if money is not Money.CASH or gross <= Euro():
        return True
    left = books.balances_until(day).of_account(Account.CASH) - gross
    if left >= Euro():
        return True
    st.warning(words("cash.would_be_short", amount=left), icon=":material/help:")
    return st.checkbox(words("cash.right_anyway"), key=desk.form_key(form, "short"))
