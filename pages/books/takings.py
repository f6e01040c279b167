"""Takings: write down what came in, see what was just written, take it back."""

import streamlit as st

from portal.ui import desk, set_aside_views, views
from portal.ui.forms.taking import FORM, taking_form

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.takings"))
with desk.trying():
    if takings := taking_form(words, rules.vat):
        books.record(*takings)
        desk.empty_form(FORM)
        desk.say(
            words("taking.saved", amount=views.sum_of(takings), day=takings[0].day),
            undo=lambda: books.withdraw(*(taking.id for taking in takings)),
        )
        st.rerun()

set_aside_views.after_taking(books, words)
views.latest(books, words, kinds=("taking",))
