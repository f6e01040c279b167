"""Opening balance: what the business had and owed on the day its books begin here."""

import streamlit as st

from portal.ui import desk
from portal.ui.forms.opening import opening_form

books, words = desk.books(), desk.words()

st.title(words("page.opening"))
st.write(words("opening.intro"))
with desk.trying():
    opening_form(books, words)
