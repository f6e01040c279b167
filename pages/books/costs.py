"""Costs: write down what was spent for the business, and how far it counts."""

import streamlit as st

from portal.ui import desk, views
from portal.ui.forms.cost import FORM, cost_form

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.costs"))
with desk.trying():
    if spent := cost_form(books, words, rules):
        books.record(spent)
        desk.empty_form(FORM)
        desk.say(
            words("cost.saved", amount=spent.gross, day=spent.day),
            undo=lambda: books.withdraw(spent.id),
        )
        st.rerun()

if short := books.lowest_cash(desk.today()):
    st.warning(words("cash.below_nought", day=short[0], amount=short[1]))

views.latest(books, words, kinds=("cost",))
