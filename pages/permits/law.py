"""The law since 1911, and the yardsticks that a permit can be held against."""

import streamlit as st

from portal.rulebook.guides import guide
from portal.rulebook.timeline import timeline
from portal.ui import desk, guide_views, views

words = desk.words()

st.title(words("page.law"))
st.write(words("law.intro"))
for event in timeline():
    st.markdown(f"**{views.plain(event.when)}** · {views.plain(event.fact.fact(words.language))}")
    views.source_lines(event.fact.source, words)
guide_views.show(guide("legal_yardsticks", words.language), first_level=2)
