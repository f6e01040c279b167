"""Settings: how often the VAT return is filed, and the language."""

import streamlit as st

from portal.books.facts import VatPeriod
from portal.language.words import languages, words_in
from portal.ui import desk

books, words = desk.books(), desk.words()

st.title(words("page.settings"))
profile = books.profile()
how = st.radio(
    words("settings.vat_period"),
    list(VatPeriod),
    index=list(VatPeriod).index(profile.vat_period),
    format_func=lambda period: words(f"settings.vat_{period}"),
    help=words("settings.vat_help"),
    key="vat_how",
)
language = st.radio(
    words("frame.language"),
    languages(),
    index=languages().index(desk.current().language),
    format_func=lambda name: words_in(name)("language.name"),
    key="settings_language",
)
if how and how is not profile.vat_period:
    books.record(profile.model_copy(update={"vat_period": how}))
    desk.say(words("settings.kept"))
    st.rerun()
if language and language != desk.current().language:
    desk.remember_language(language)
    st.rerun()
st.caption(words("settings.idle", minutes=desk.IDLE_MINUTES))
