"""Money that is neither takings nor costs: private, between cash and bank, tax paid."""

import streamlit as st

from portal.ui import desk, views
from portal.ui.forms.move import FORM, move_form

books, words = desk.books(), desk.words()

st.title(words("page.moves"))
with desk.trying():
    if moved := move_form(books, words):
        books.record(moved)
        desk.empty_form(FORM)
        desk.say(
            words("move.saved", amount=moved.gross, day=moved.day),
            undo=lambda: books.withdraw(moved.id),
        )
        st.rerun()

views.latest(
    books,
    words,
    kinds=("transfer", "private_in", "private_out", "vat_paid", "income_tax_paid"),
)
