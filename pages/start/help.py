"""Help: 112, and who helps: by place, need, person and language; each with the day it was read."""

import streamlit as st

from portal.rights.help import Wish
from portal.rulebook.organisations import national_help
from portal.ui import desk, help_views

words = desk.words()

st.title(words("page.help"))
st.error(words("help.emergency"), icon=":material/emergency:")
st.write(words("help.intro"))
asked = help_views.wish(words)
if asked == Wish() and not st.toggle(words("help.all"), key="help_all"):
    for organisation in national_help():
        help_views.card(organisation, words)
else:
    help_views.answers(asked, words)
st.caption(words("help.not_called"))
st.caption(words("help.nothing_kept"))
