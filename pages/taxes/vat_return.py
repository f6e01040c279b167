"""VAT return: one period in the form's order, each box down to its bookings, and as PDF."""

import streamlit as st

from portal.documents.vat_return import vat_return_document
from portal.exchange.spreadsheet import vat_return_csv
from portal.taxes.deadlines import file_by, pay_by
from portal.taxes.vat_return import vat_return
from portal.ui import desk, downloads, inputs
from portal.ui.vat_views import boxes, payable, warnings

books, words, rules = desk.books(), desk.words(), desk.rules()

st.title(words("page.vat_return"))
period = inputs.vat_period_picker(words, books.profile().vat_period)
result = vat_return(books.balances(period))
due = file_by(period), pay_by(period)

payable(result, due, words)
warnings(books, result, period, words)
boxes(books, result, period, rules.vat, words)

downloads.password_question()
with st.container(horizontal=True):
    downloads.pdf(
        words("vat.pdf"),
        lambda: vat_return_document(result, period, due, rules.vat, words),
        "a1.pdf",
    )
    downloads.csv(words("vat.csv"), lambda: vat_return_csv(result, words), "a1.csv")
st.caption(words("vat.files_nothing"))
