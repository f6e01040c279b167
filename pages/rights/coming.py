"""What is coming in the law, and the amounts that change, each with its source."""

import streamlit as st

from portal.rights.telling import when_told
from portal.rulebook.horizon import changing, horizon
from portal.ui import desk, views

words = desk.words()
language = words.language

st.title(words("page.coming"))
st.write(words("coming.intro"))
for one in horizon():
    with st.container(border=True):
        st.markdown(f"**{views.plain(when_told(one.when, words))}**")
        st.write(views.plain(one.text("what", language)))
        if note := one.text("note", language):
            st.caption(views.plain(note))
        with st.expander(words("coming.source"), icon=":material/link:"):
            st.caption(views.plain(words("rights.as_of", day=one.as_of)))
            views.source_lines(one.source, words)

st.subheader(words("coming.amounts"), anchor=False)
st.write(words("coming.amounts_help"))
for value in changing():
    with st.expander(views.plain(words(f"amount.{value.key}"))):
        st.markdown(f"**{views.plain(value.text('value', language))}**")
        if note := value.text("note", language):
            st.caption(views.plain(note))
        st.caption(views.plain(words("rights.as_of", day=value.as_of)))
        views.source_lines(value.source, words)
