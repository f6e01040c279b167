"""Start: three figures, what needs doing, one picture."""

import streamlit as st

from portal.basics.period import month_of
from portal.ui import charts, desk, inbox, set_aside_views

books, words = desk.books(), desk.words()
today = desk.today()

st.title(words("page.home"))
inbox.figures(books, words, today)
set_aside_views.start_figures(books, words, today)
inbox.cards(books, words, today)
charts.months(books, words, last=month_of(today))
