"""One organisation that helps: number, hours, languages, and when the number was read."""

from __future__ import annotations

import streamlit as st

from portal.language.words import Words
from portal.rulebook.organisations import Organisation
from portal.ui import views


def card(organisation: Organisation, words: Words) -> None:
    """Name and number in large type, then what a caller wants to know."""
    language = words.language
    with st.container(border=True):
        title, what = organisation.title(language), organisation.what(language)
        st.markdown(f"**{views.plain(title)}** · {views.plain(what)}")
        st.subheader(views.plain(organisation.phone), anchor=False)
        told = (
            ("help.hours", "hours", organisation.hours(language)),
            ("help.cost", "cost", organisation.price(language)),
            ("help.anonymous", "anonymous", organisation.anonymity(language)),
            ("help.languages", "languages", ", ".join(organisation.languages)),
        )
        st.markdown(
            " · ".join(views.plain(words(key, **{name: text or None})) for key, name, text in told)
        )
        if note := organisation.remark(language):
            st.caption(views.plain(note))
        read = "help.read" if organisation.is_dated else "help.read_undated"
        st.caption(views.plain(words(read, day=organisation.as_of)))
