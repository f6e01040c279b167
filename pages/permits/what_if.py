"""What if a rule changed: the score, the requirements and the towns, old beside new."""

import streamlit as st

from portal.permits.checklist import checklist
from portal.permits.choosing import all_towns
from portal.permits.record import SEX_WORK, record, trade_keys
from portal.permits.score import scored
from portal.permits.telling import Column, trade_name
from portal.permits.what_if import affected
from portal.rulebook.permits import permit_book
from portal.rulebook.steps import steps
from portal.ui import desk, permit_views, step_views, views
from portal.ui.forms import permit_change, permit_choice

book, words, today = permit_book(), desk.words(), desk.today()

permit_views.put_style()
st.title(words("page.what_if"))
st.write(words("what_if.intro"))
with st.container(horizontal=True):
    trade = st.selectbox(
        words("permits.trades"),
        trade_keys(book),
        format_func=lambda key: trade_name(book, key, words),
        key="what_if_trade",
    )
    town = st.selectbox(
        words("permits.town"),
        ["", *book.towns],
        index=1 + list(book.towns).index("tilburg"),
        format_func=lambda key: book.towns[key].name if key else words("permits.no_town"),
        key="what_if_town",
    )
    work = permit_choice.way(words, "what_if_work")
change = permit_change.ask(book, town or "", work, today, words)

now = record(book, trade or SEX_WORK, town or "", work, today)
then = change.apply(now)
columns = [
    Column(now, scored(now, book.criteria), words("what_if.before")),
    Column(then, scored(then, book.criteria), words("what_if.after")),
]
chart = permit_views.score_chart(columns, words)
permit_views.picture(chart, words("permits.chart_alt"))
permit_views.score_table(columns, book, words)

st.subheader(words("what_if.rows_title"))
if now.answers == then.answers:
    st.write(words("what_if.nothing"))
else:
    permit_views.matrix(columns, book, words, differences=True)

if trade == SEX_WORK:
    st.subheader(words("what_if.steps"))
    for line in step_views.changes(checklist(now, steps()), checklist(then, steps()), words):
        st.write(views.plain(line))
    towns = all_towns(book, work, today)
    found = affected(towns, change.apply, change.dimensions)
    st.subheader(words("what_if.affected", count=len(towns)))
    st.write(
        words(
            "what_if.affected_line",
            changed=found.changed,
            same=found.unchanged,
            unknown=found.unknown,
        )
    )
st.caption(words("permits.data_line", version=book.criteria.meta.version, checksum=book.checksum))
