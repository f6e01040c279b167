"""All bookings: search, filter, edit in place, put in another category, remove, look back."""

import streamlit as st

from portal.exchange.spreadsheet import bookings_csv
from portal.ui import desk, downloads, views
from portal.ui.forms.booking_list import bulk_bar, editor, history, search_bar

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.bookings"))
search = search_bar(words)
number = books.count(search)
if not number:
    st.write(words("list.nothing" if search.text or search.kinds else "list.empty"))
    st.stop()

st.caption(words("list.found", count=number))
first = views.page_picker(words, number, "list_page")
shown = books.page(search, first=first, most=views.PAGE)
with desk.trying():
    chosen = editor(books, words, rules, shown)
    bulk_bar(books, words, rules, chosen)
    if len(chosen) == 1:
        history(books, words, chosen[0])
downloads.csv(words("list.csv"), lambda: bookings_csv(books.everything(), words), "a4.csv")
