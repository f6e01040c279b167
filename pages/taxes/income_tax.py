"""Income tax: what a year will cost, each line with its law; what if; and as a PDF."""

import streamlit as st

from portal.basics.period import year as calendar_year
from portal.documents.income_tax import income_document
from portal.rulebook.income_tax import tax_year
from portal.taxes.income_tax import assess
from portal.ui import desk, downloads, income_views
from portal.ui.forms import income

books, words = desk.books(), desk.words()

income_views.put_style()
st.title(words("page.income_tax"))
year = income.year_question(words, desk.today())
rules, period = tax_year(year), calendar_year(year)
income_views.proposal(rules, words)
answers, place = income.ask(year, words)

found = known = None
with place, income_views.trying(words):
    if answers.from_books:
        income_views.waiting(books, period, words)
        known = books.book_year(year)
    if answers.lacks_profit:
        income_views.type_profit(words)
    else:
        found = assess(income.situation(answers, known, words))
        income_views.answer(found, words)

if found:
    income_views.parts(found, known, words)
    income_views.taken(found, rules, words)
    st.subheader(words("income.what_if"), anchor=False)
    with income_views.trying(words):
        other = assess(income.what_if(found.situation, words))
        income_views.compare(found, other, words)
income_views.unknowns(rules, words)

if found:
    paper = found
    downloads.password_question()
    downloads.pdf(words("income.pdf"), lambda: income_document(paper, rules, words), "c3.pdf")
    st.caption(words("income.pdf_line"))
