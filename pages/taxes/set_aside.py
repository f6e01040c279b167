"""Set aside: a share of each taking for income tax and health contribution, and the pot."""

import streamlit as st

from portal.basics.euro import Euro
from portal.taxes.setting_aside import advise
from portal.ui import desk, set_aside_views

books, words, today = desk.books(), desk.words(), desk.today()

st.title(words("page.set_aside"))
st.write(words("set_aside.intro"))
with desk.trying():
    so_far = set_aside_views.read_year(books, today.year, today)
    plan = set_aside_views.ask(today.year, so_far.turnover > Euro(), words)
    found = advise(plan, so_far) if plan else None
    if found:
        set_aside_views.answer(found, so_far, words)
        set_aside_views.vat_apart(books, today, words)
        set_aside_views.after_taking(books, words)
        set_aside_views.pot(found, today, words)
        set_aside_views.how(found, so_far, words)
    elif not so_far.turnover > Euro():
        st.info(words("set_aside.needs"), icon=":material/info:")
