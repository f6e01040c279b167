"""How the score is made: the published method, as a page."""

import streamlit as st

from portal.rulebook.guides import guide
from portal.rulebook.permits import permit_book
from portal.ui import desk, guide_views

book, words = permit_book(), desk.words()

st.title(words("page.method"))
guide_views.show(guide("permit_score_method", words.language))
st.caption(
    words(
        "method.version",
        version=book.criteria.meta.version,
        day=book.criteria.meta.date,
        checksum=book.checksum,
    )
)
