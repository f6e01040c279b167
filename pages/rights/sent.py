"""Letters that were sent, by when an answer is due, and what to do when none comes."""

import streamlit as st

from portal.ui import desk, letter_views
from portal.ui.sitemap import go_to

desk.books()
words = desk.words()

st.title(words("page.sent"))
desk.tell_problem()
found = letter_views.log(words)
if not found:
    st.write(words("sent.empty"))
    if st.button(words("sent.first"), icon=":material/mail:", key="sent_first", type="primary"):
        go_to("rights/letters")
letter_views.calendar(found, words)
