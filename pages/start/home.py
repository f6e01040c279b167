"""Start: three figures, what needs doing, one picture."""

import streamlit as st

from portal.basics.period import month_of
from portal.ui import charts, desk, inbox

books, words, rules = desk.books(), desk.words(), desk.rules()
today = desk.today()

st.title(words("page.home"))
inbox.figures(books, words, rules, today)
inbox.cards(books, words, rules, today)
charts.months(books, words, last=month_of(today))
