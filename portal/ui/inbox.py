"""The inbox of the start page: three figures, and a card for each thing that needs doing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import streamlit as st

from portal.basics.period import Period, month_of
from portal.books.accounts import Account
from portal.books.facts import BankLine
from portal.books.statements import profit_and_loss
from portal.language.words import Words
from portal.rights.sent import LETTER_LOG, from_note
from portal.taxes.deadlines import file_by, pay_by
from portal.taxes.vat_return import vat_return
from portal.ui import desk, inputs
from portal.ui.sitemap import go_to
from portal.vault.searching import Search
from portal.vault.store import Store

_BACKUP_DAYS = 30
_LETTER_DAYS = 7


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do: what, why, and the page where it is done."""

    key: str
    page: str
    facts: dict[str, object] = field(default_factory=dict)


def figures(books: Store, words: Words, today: date) -> None:
    """Turnover of this month, cash in the box, VAT of the current period so far."""
    period = inputs.vat_periods(books.profile().vat_period, today)[0]
    so_far = vat_return(books.balances(period))
    month = profit_and_loss(books.balances(month_of(today)))
    with st.container(horizontal=True):
        st.metric(words("home.turnover"), words.show(month.total_turnover))
        st.metric(
            words("home.cash"), words.show(books.balances_until(today).of_account(Account.CASH))
        )
        st.metric(words("home.vat"), words.show(so_far.payable), help=words("home.vat_help"))


def cards(books: Store, words: Words, today: date) -> None:
    """What needs doing, most urgent first; or that there is nothing."""
    st.subheader(words("home.to_do"))
    found = to_do(books, today)
    for card in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container():
                st.markdown(f"**{words(f'todo.{card.key}', **card.facts)}**")
                st.caption(words(f"todo.{card.key}_why", **card.facts))
            if st.button(words(f"todo.{card.key}_do"), key=f"todo-{card.key}"):
                go_to(card.page)
    if not found:
        st.write(words("home.up_to_date"))


def to_do(books: Store, today: date) -> list[Card]:
    """The cards of today."""
    if not books.page(Search(), most=1):
        return [Card("first", "books/takings"), Card("first_bank", "books/bank")]
    found = []
    if short := books.lowest_cash(today - timedelta(days=365)):
        found.append(Card("cash_short", "books/cash_book", {"day": short[0], "amount": short[1]}))
    waiting = books.count(Search(kinds=(BankLine.model_fields["kind"].default,)))
    if waiting:
        found.append(Card("bank", "books/bank", {"count": waiting}))
    found += _vat(books, today)
    found += _letters(today)
    last = desk.last_backup()
    if not desk.current().demo and (last is None or (today - last).days > _BACKUP_DAYS):
        found.append(Card("backup", "vault/backup", {"day": last}))
    return found


def _letters(today: date) -> list[Card]:
    """Letters of which the day comes that matters, or has passed."""
    log = from_note(desk.noted(LETTER_LOG))
    days = sorted(one.next_day for one in log if one.next_day)
    soon = [day for day in days if day <= today + timedelta(days=_LETTER_DAYS)]
    return [Card("letters", "rights/sent", {"count": len(soon), "day": soon[0]})] if soon else []


def _vat(books: Store, today: date) -> list[Card]:
    ended = [p for p in inputs.vat_periods(books.profile().vat_period, today) if p.last < today]
    if not ended or file_by(ended[0]) < today:
        return []
    period: Period = ended[0]
    facts: dict[str, object] = {
        "period": period,
        "file_by": file_by(period),
        "pay_by": pay_by(period),
    }
    return [Card("vat", "taxes/vat_return", facts)]
