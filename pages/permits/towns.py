"""The same work in all towns that we know: who is barred first, unknown shown as unknown."""

import streamlit as st

from portal.exchange.permit_csv import permits_csv
from portal.permits.choosing import all_towns
from portal.permits.score import placed
from portal.permits.telling import Column
from portal.rulebook.permits import permit_book
from portal.ui import desk, downloads, permit_views, town_views
from portal.ui.forms import permit_choice

book, words = permit_book(), desk.words()

permit_views.put_style()
st.title(words("page.towns"))
work = permit_choice.way(words, "towns_work")
found = all_towns(book, work, desk.today())
listed = placed(found, book.criteria)
unknown = sum(one.record.state == "unknown" for one in listed)
st.subheader(words("towns.intro", count=len(found), unknown=unknown))
st.caption(words("towns.unknown_first"))

chart = ""
if work == "home":
    chart = permit_views.town_chart(listed, book, words)
    permit_views.picture(chart, words("towns.map_alt"))
town_views.ranked(listed, book, words)
town_views.unranked(listed, book, words)
town_views.one_town(found, book, words)

columns = [Column(one.record, one.score, book.towns[one.record.town].name) for one in listed]
with st.container(horizontal=True):
    downloads.csv(words("towns.csv"), lambda: permits_csv(columns, book, words), "e3.csv")
    if chart:
        downloads.svg(words("permits.svg"), chart, "e3.svg")
st.caption(words("permits.data_line", version=book.criteria.meta.version, checksum=book.checksum))
