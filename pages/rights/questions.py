"""A few questions that lead to the right guide; back keeps the answers."""

import streamlit as st

from portal.ui import desk, finding_views, right_views

words = desk.words()

right_views.put_style()
st.title(words("page.questions"))
st.write(words("questions.intro"))
if not finding_views.outcome(words):
    finding_views.question(words)
