"""Business, job or other work: a few questions, the reasons, and the same year in euros."""

import streamlit as st

from portal.documents.regime import regime_document
from portal.ui import desk, downloads, regime_views

words, today = desk.words(), desk.today()

regime_views.put_style()
st.title(words("page.regime"))
st.info(words("regime.reading"), icon=":material/info:")
outcome = regime_views.questions(words)
if outcome:
    regime_views.outcome(outcome, words)
compared = regime_views.in_euros(today.year, words)
regime_views.opting_in(words)
regime_views.enforcement(words)
if outcome:
    downloads.password_question()
    downloads.pdf(
        words("regime.pdf"), lambda: regime_document(outcome, compared, today, words), "c6.pdf"
    )
