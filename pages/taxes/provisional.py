"""Provisional assessment: what to fill in, in the form's order; and allowances as an indication."""

import streamlit as st

from portal.documents.provisional import provisional_document
from portal.rulebook.income_tax import tax_year
from portal.taxes.income_tax import assess
from portal.ui import desk, downloads, income_views, provisional_views
from portal.ui.forms import income

books, words, today = desk.books(), desk.words(), desk.today()

provisional_views.put_style()
st.title(words("page.provisional"))
provisional_views.about(words)
year = income.year_question(words, today)
income_views.proposal(tax_year(year), words)
answers, place = income.ask(year, words)

found = known = None
with place, income_views.trying(words):
    if read := provisional_views.read(books, answers, today, words):
        given, known = read
        found = assess(given)
        provisional_views.fill_in(found, known, today, words)

allowance = provisional_views.all_allowances(answers, found, words)
provisional_views.deadlines(words)

if found:
    paper = found
    downloads.password_question()
    downloads.pdf(
        words("provisional.pdf"),
        lambda: provisional_document(paper, known, allowance, today, words),
        "c7.pdf",
    )
    st.caption(words("provisional.pdf_line"))
