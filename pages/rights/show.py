"""Present guides and the permit comparison to a room: large type, by keyboard, nothing personal."""

import streamlit as st

from portal.ui import desk, slide_views

words = desk.words()
here = desk.current()

if here.shown or here.shown_town:
    slide_views.present(words)
else:
    st.title(words("page.show"))
    st.write(words("show.intro"))
    slide_views.choose(words)
