"""The list of bookings: what to look for, rows to edit, what to do with the chosen ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from portal.basics.period import month_of, quarter_of, year
from portal.books.facts import Cost
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.rulebook.rulebook import Rulebook
from portal.taxes.writing import revised
from portal.ui import desk, inputs, views
from portal.vault.searching import Search
from portal.vault.store import Store

_FORM = "list"
_KINDS = ("taking", "cost", "private_in", "private_out", "transfer", "vat_paid", "income_tax_paid")
_WHEN = ("all", "month", "quarter", "year", "last_year")
_ORDERS = ("day", "amount", "entered")


def search_bar(words: Words) -> Search:
    """What to show: words, stretch of time, kind, order."""
    text = st.text_input(
        words("list.search"),
        type="search",
        live=True,
        placeholder=words("list.search_like"),
        key="list_text",
    )
    with st.container(horizontal=True):
        when = st.selectbox(
            words("list.when"),
            _WHEN,
            format_func=lambda name: words(f"list.when_{name}"),
            key="list_when",
        )
        kinds = st.multiselect(
            words("list.kinds"),
            _KINDS,
            format_func=lambda kind: words(f"kind.{kind}"),
            key="list_kinds",
            placeholder=words("list.all_kinds"),
        )
        order = st.selectbox(
            words("list.order"),
            _ORDERS,
            format_func=lambda name: words(f"list.order_{name}"),
            key="list_order",
        )
    return Search(period=_period(when), text=text or "", kinds=tuple(kinds), order=order)


def editor(books: Store, words: Words, rules: Rulebook, shown: list[Any]) -> list[Any]:
    """The rows of one page, to edit in place; gives the chosen bookings.

    Changed rows are kept when the button is pressed, all in one transaction.
    """
    columns = {
        name: words(f"list.column_{name}") for name in ("chosen", "day", "what", "amount", "memo")
    }
    rows = pd.DataFrame(
        {
            columns["chosen"]: [False] * len(shown),
            columns["day"]: [fact.day for fact in shown],
            columns["what"]: [views.what(fact, words) for fact in shown],
            columns["amount"]: [words.show(views.effect(fact)) for fact in shown],
            columns["memo"]: [_told(fact) for fact in shown],
        }
    )
    edited = st.data_editor(
        rows,
        hide_index=True,
        num_rows="fixed",
        disabled=[columns["what"]],
        column_config={
            columns["chosen"]: st.column_config.CheckboxColumn(width="small"),
            columns["day"]: st.column_config.DateColumn(format=inputs.date_format()),
            columns["amount"]: st.column_config.TextColumn(alignment="right"),
        },
        alt=words("list.alt"),
        key=desk.form_key(_FORM, "rows"),
    )
    changes = [
        (fact, old, new)
        for fact, old, new in zip(
            shown, rows.to_dict("records"), edited.to_dict("records"), strict=True
        )
        if any(old[columns[name]] != new[columns[name]] for name in ("day", "amount", "memo"))
    ]
    if changes and st.button(
        words("list.keep"), type="primary", icon=":material/edit:", key="keep"
    ):
        _keep(books, words, rules, columns, changes)
    return [
        fact
        for fact, row in zip(shown, edited.to_dict("records"), strict=True)
        if row[columns["chosen"]]
    ]


def bulk_bar(books: Store, words: Words, rules: Rulebook, chosen: list[Any]) -> None:
    """What can be done with the chosen bookings: another category, or away."""
    if not chosen:
        st.caption(words("list.choose"))
        return
    st.write(words("list.chosen", count=len(chosen)))
    costs = [fact for fact in chosen if isinstance(fact, Cost)]
    if costs:
        _recategorise(books, words, rules, costs)
    if st.button(words("list.remove"), icon=":material/delete:", key="bulk_remove"):
        desk.empty_form(_FORM)
        views.remove(books, words, chosen)
        st.rerun()


def history(books: Store, words: Words, fact: Any) -> None:
    """Every version of one booking, and what the bank said of it."""
    with st.expander(words("list.history"), icon=":material/history:"):
        for version in books.history(fact.id):
            told = "list.removed_on" if version.withdrawn else "list.written_on"
            line = words(told, moment=version.recorded_at)
            amount = words.show(views.effect(version.fact))
            told = f"{views.what(version.fact, words)}, {views.day_text(version.fact.day, words)}"
            st.markdown(f"{views.plain(line)}: {views.plain(told)}, **{amount}**")
        if fact.bank:
            st.caption(views.plain(f"{fact.bank.counterparty} {fact.bank.description}"))


def _recategorise(books: Store, words: Words, rules: Rulebook, costs: list[Cost]) -> None:
    categories = list(rules.costs.values())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox(
            words("list.new_category"),
            categories,
            index=None,
            format_func=lambda category: category.label(words.language),
            key=desk.form_key(_FORM, "category"),
        )
        pressed = st.button(
            words("list.recategorise"),
            icon=":material/category:",
            key="recategorise",
            disabled=picked is None,
        )
        if pressed and picked is not None:
            changed = [
                revised(fact, rules.vat, category=picked.key, deductible=not picked.vat_shut_out)
                for fact in costs
            ]
            _record(books, words, costs, changed)


def _keep(
    books: Store, words: Words, rules: Rulebook, columns: dict[str, str], changes: list[Any]
) -> None:
    kept = []
    for fact, old, new in changes:
        facts: dict[str, Any] = {"day": _day(new[columns["day"]]), "memo": fact.memo}
        if old[columns["memo"]] != new[columns["memo"]]:
            facts["memo"] = new[columns["memo"]] or ""
        if old[columns["amount"]] != new[columns["amount"]]:
            amount = typed_amount(new[columns["amount"]])
            facts["gross"] = amount if views.effect(fact) == fact.gross else -amount
        kept.append(revised(fact, rules.vat, **facts))
    _record(books, words, [fact for fact, _, _ in changes], kept)


def _record(books: Store, words: Words, before: list[Any], after: list[Any]) -> None:
    books.record(*after)
    desk.empty_form(_FORM)
    desk.say(words("list.kept", count=len(after)), undo=lambda: books.record(*before))
    st.rerun()


def _day(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day


def _told(fact: Any) -> str:
    return fact.memo or (f"{fact.bank.counterparty} {fact.bank.description}" if fact.bank else "")


def _period(when: str) -> Any:
    today = desk.today()
    return {
        "month": month_of(today),
        "quarter": quarter_of(today),
        "year": year(today.year),
        "last_year": year(today.year - 1),
    }.get(when)
