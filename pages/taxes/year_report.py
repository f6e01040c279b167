"""Year figures: profit and loss beside the year before, balance sheet, profit reached two ways."""

from datetime import timedelta

import streamlit as st

from portal.books.figures import figures
from portal.documents.return_report import return_report_document
from portal.documents.year_report import year_report_document
from portal.exchange.spreadsheet import figures_csv
from portal.ui import charts, desk, downloads, return_views
from portal.ui.figure_views import balance, period_picker, profit, result, two_ways

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.year_report"))
period = period_picker(words)
before = period.year_before()
now = figures(
    before=books.balances_until(period.first - timedelta(days=1)), during=books.balances(period)
)
then = figures(
    before=books.balances_until(before.first - timedelta(days=1)), during=books.balances(before)
)

profit(now, words)
result(now, then, period, before, words)
balance(now, then, period, before, words)
two_ways(now, words)
charts.by_month(books.balances_by_month(period), words)
gathered = return_views.gather(books, now, period, words)
return_views.section(gathered, period, words)

downloads.password_question()
with st.container(horizontal=True):
    downloads.pdf(
        words("figures.pdf"),
        lambda: year_report_document(now, then, period, words),
        "a2.pdf",
    )
    downloads.csv(words("figures.csv"), lambda: figures_csv(now, then, words), "a2.csv")
    if gathered:
        paper = gathered
        downloads.pdf(
            words("for_return.pdf"),
            lambda: return_report_document(paper.given, words, paper.reason),
            "c2.pdf",
        )
st.caption(words("figures.left_out"))
