"""Bank: drop in a file, see what is new, put it in the books, say what each line is, undo."""

import streamlit as st

from portal.ui import desk
from portal.ui.forms import bank_judging, bank_upload

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.bank"))
with desk.trying():
    bank_upload.upload(books, words)
with desk.trying():
    bank_judging.judge(books, words, rules)
with desk.trying():
    bank_upload.imports(books, words)
