"""What if you earn more: tax, contribution and what is kept over profit; two choices compared."""

import streamlit as st

from portal.taxes.curve import STEP, whole_curve
from portal.ui import curve_views, desk

desk.books()
words, today = desk.words(), desk.today()

st.title(words("page.compare_profit"))
st.write(words("curve.intro"))
base, profit = curve_views.ask(today.year, words)
with desk.trying():
    point = whole_curve(base)[profit // STEP]
    curve_views.chosen(point, base, words)
    curve_views.unfold(base, profit, words)
    curve_views.chart(base, point, words)
    curve_views.hours_side(base, profit, words)
    curve_views.start_side(base, profit, words)
    st.caption(words("curve.not_here"))
