"""Find what is going on, in one's own words or by topic; and read the guide to it."""

import streamlit as st

from portal.documents.right_guide import right_document
from portal.rights.explained import explained
from portal.ui import desk, downloads, finding_views, right_views

words = desk.words()
here = desk.current()

right_views.put_style()
if not here.guide:
    st.title(words("page.guides"))
    st.write(words("find.intro"))
    finding_views.search_box(words)
    finding_views.by_situation(words)
    st.stop()

told = explained(here.guide, words.language)
finding_views.way_back(words)
st.title(told.guide.title, anchor=False)
layer = finding_views.layer(words)
if layer == "card":
    right_views.card(told, words)
elif layer == "page":
    right_views.page(told, words)
else:
    right_views.sources(told, words)
downloads.pdf(words("rights.pdf"), lambda: right_document(told, words), "f1.pdf")
st.caption(words("rights.not_advice"))
