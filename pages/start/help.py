"""Help: 112 and the national help lines, each with the day its number was read."""

import streamlit as st

from portal.rulebook.organisations import national_help
from portal.ui import desk
from portal.ui.help_views import card

words = desk.words()

st.title(words("page.help"))
st.error(words("help.emergency"), icon=":material/emergency:")
st.write(words("help.intro"))
for organisation in national_help():
    card(organisation, words)
st.caption(words("help.nothing_kept"))
