"""Ask for the opening balance; what the owner has in the business is the difference."""

from __future__ import annotations

from datetime import date

import streamlit as st

from portal.basics.euro import Euro, total
from portal.books.accounts import PLACES, Account
from portal.books.facts import OpeningBalance, new_id
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.ui import desk, inputs
from portal.vault.store import Store

_DEBTS = {Account.DEPOSITS_RECEIVED, Account.CREDITORS, Account.OTHER_DEBTS, Account.LOANS}
_ASKED = tuple(place for place in PLACES if place is not Account.SUSPENSE)


def opening_form(books: Store, words: Words) -> None:
    """One amount per account, kept together. Raises PortalError for what is no amount."""
    kept = {fact.account: fact for fact in books.facts(OpeningBalance)}
    first = min((fact.day for fact in kept.values()), default=date(desk.today().year, 1, 1))
    with st.form("opening"):
        day = st.date_input(
            words("opening.day"), value=first, format=inputs.date_format(), key="opening_day"
        )
        texts = {place: _amount(place, kept.get(place), words) for place in _ASKED}
        saved = st.form_submit_button(words("opening.save"), type="primary", icon=":material/edit:")
    amounts: dict[Account, Euro] = {
        place: _signed(place, text) for place, text in texts.items() if text.strip()
    }
    st.metric(words("account.equity"), words.show(total(amounts.values())))
    st.caption(words("opening.equity_line"))
    if saved and isinstance(day, date):
        _keep(books, words, kept, amounts, day)


def _keep(
    books: Store,
    words: Words,
    kept: dict[str, OpeningBalance],
    amounts: dict[Account, Euro],
    day: date,
) -> None:
    facts = []
    for place, amount in amounts.items():
        known = kept.get(place)
        id = known.id if known else new_id()
        facts.append(OpeningBalance(id=id, day=day, account=place, gross=amount))
    gone = [fact.id for place, fact in kept.items() if place not in amounts]
    books.replace(facts, gone)
    desk.say(words("opening.saved", amount=total(amounts.values())))
    st.rerun()


def _amount(place: Account, kept: OpeningBalance | None, words: Words) -> str:
    shown = abs(kept.gross) if kept and place in _DEBTS else kept.gross if kept else None
    return (
        st.text_input(
            words(f"account.{place}"),
            value=str(shown) if shown is not None else "",
            help=words("opening.debt_help") if place in _DEBTS else None,
            autocomplete="off",
            key=f"opening-{place}",
        )
        or ""
    )


def _signed(place: Account, text: str) -> Euro:
    amount = typed_amount(text)
    return -amount if place in _DEBTS else amount
