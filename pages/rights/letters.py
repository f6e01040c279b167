"""A letter: what it does, what it needs, by when; in Dutch, with a copy to read beside it."""

import streamlit as st

from portal.ui import desk, letter_views
from portal.ui.forms.letter import letter_form, sender_form

words = desk.words()

st.title(words("page.letters"))
desk.tell_problem()
letter = letter_views.choose(words)
letter_views.what_it_does(letter, words)
sender_form(words)
filled = letter_form(letter, words)
letter_views.terms(letter, filled, words)
dutch = letter_views.both(letter, filled, words)
letter_views.take_away(dutch, words)
letter_views.keep(letter, filled, dutch, words)
st.caption(words("letter.nothing_kept"))
