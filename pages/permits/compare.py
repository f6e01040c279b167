"""Compare: what the law asks of trades, side by side, every cell down to its source."""

import streamlit as st

from portal.documents.guides import guide_sections
from portal.documents.permit_comparison import full_report, one_page, only_lines, verdicts
from portal.exchange.permit_csv import permits_csv
from portal.exchange.permit_sheet import permits_workbook
from portal.permits.choosing import FEWEST, MOST, records
from portal.permits.correcting import corrected
from portal.permits.score import scored
from portal.permits.telling import Column, column_name, first_year_told, place_name
from portal.rulebook.guides import guide
from portal.rulebook.permits import permit_book
from portal.ui import desk, downloads, permit_views, views
from portal.ui.forms import corrections, permit_choice

book, words = permit_book(), desk.words()

permit_views.put_style()
st.title(words("page.compare"))
st.write(words("permits.intro"))
chosen = permit_choice.choice(book, words)
weights = permit_choice.weights(book, words)
desk.tell_problem()
found = records(chosen, book, desk.today())
if not FEWEST <= len(found) <= MOST:
    few = len(found) < FEWEST
    st.info(words("permits.too_few" if few else "permits.too_many", count=len(found)))
    permit_choice.reopen(chosen, book, words)
    st.stop()
several = len(chosen.towns) > 1
names = [column_name(book, one, words, with_town=several) for one in found]
own = corrections.kept()
columns = []
for one, name in zip(found, names, strict=True):
    ours, theirs = scored(one, book.criteria, weights), corrected(one, own)
    changed = theirs is not one
    score = scored(theirs, book.criteria, weights) if changed else ours
    columns.append(Column(theirs, score, name, ours if changed else None))
if weights:
    st.warning(words("permits.weights_own"), icon=":material/tune:")

for line in verdicts(columns, book, words, weights):
    st.markdown(f"**{views.plain(line)}**")
chart = permit_views.score_chart(columns, words)
permit_views.picture(chart, words("permits.chart_alt"))
permit_views.score_table(columns, book, words)

st.subheader(words("permits.only_title"))
st.caption(words("permits.only_help"))
whose, asked = words("permits.whose"), words("permits.requirement")
permit_views.stacked(
    [{whose: name, asked: told} for name, told in only_lines(columns, book, words)],
    words("permits.only_title"),
)

st.subheader(words("permits.requirement"))
differences = st.toggle(
    words("permits.differences"), help=words("permits.differences_help"), key="permit_differences"
)
permit_views.matrix(columns, book, words, differences=differences)

permit_views.arithmetic(columns, book, words, weights)
with st.expander(words("permits.first_year"), icon=":material/schedule:"):
    for column in columns:
        told = first_year_told(column, book, words)
        st.markdown(f"**{views.plain(column.name)}** · {views.plain(told)}")
    st.caption(words("permits.first_year_assumed"))

place = place_name(book, chosen.towns, chosen.work, words)
with st.container(horizontal=True):
    downloads.pdf(
        words("permits.pdf"), lambda: one_page(columns, book, place, words, weights), "e1.pdf"
    )
    downloads.pdf(
        words("permits.pdf_full"),
        lambda: full_report(
            columns,
            book,
            place,
            guide_sections(guide("permit_score_method", words.language)),
            desk.today(),
            words,
            weights,
        ),
        "e2.pdf",
    )
    downloads.csv(words("permits.csv"), lambda: permits_csv(columns, book, words), "e1.csv")
    downloads.file(
        words("permits.excel"),
        lambda: permits_workbook(columns, book, words),
        "e1.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    downloads.svg(words("permits.svg"), chart, "e1.svg")
permit_choice.question(columns, book, words)
permit_choice.reopen(chosen, book, words)
st.caption(words("permits.data_line", version=book.criteria.meta.version, checksum=book.checksum))
