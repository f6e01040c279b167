"""Add or correct a rule: kept in the vault, beside ours and always told apart."""

import streamlit as st

from portal.rulebook.permits import permit_book
from portal.ui import desk
from portal.ui.forms import corrections

desk.books()
book, words = permit_book(), desk.words()

st.title(words("page.corrections"))
st.write(words("corrections.intro"))
corrections.ask(book, words)
desk.tell_problem()
corrections.listed(book, words)
corrections.bring(book, words)
