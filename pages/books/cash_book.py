"""Cash book: what went in and out of the cash box day by day, and the count."""

from datetime import timedelta

import streamlit as st

from portal.books.accounts import Account
from portal.books.facts import CashCount
from portal.documents.cash_book import CashRow, cash_book_document, day_slip_document
from portal.language.formats import typed_amount
from portal.ui import desk, downloads, inputs, views

FORM = "count"
books, words = desk.books(), desk.words()
today = desk.today()

st.title(words("page.cash_book"))
in_box = books.balances_until(today).of_account(Account.CASH)
st.metric(words("cash.in_box"), words.show(in_box))
if short := books.lowest_cash(today - timedelta(days=365)):
    st.warning(words("cash.below_nought", day=short[0], amount=short[1]), icon=":material/warning:")

with st.expander(words("cash.count"), icon=":material/calculate:"):
    st.write(words("cash.count_line"))
    text = inputs.amount_input(words, FORM, label="cash.counted")
    with desk.trying():
        difference = typed_amount(text) - in_box if text else None
        if difference is not None:
            st.write(words("cash.difference", amount=difference))
            if st.button(words("cash.write_count"), key="count_save", icon=":material/edit:"):
                count = CashCount(day=today, counted=typed_amount(text), gross=difference)
                books.record(count)
                desk.empty_form(FORM)
                desk.say(
                    words("cash.count_saved", amount=difference),
                    undo=lambda: books.withdraw(count.id),
                )
                st.rerun()

month = inputs.month_picker(words, "cash_month")
opening, lines = books.cash_book(month)
rows = [
    CashRow(
        line.number, line.fact.day, views.what_on_paper(line.fact, words), line.change, line.balance
    )
    for line in lines
]
start = views.page_picker(words, len(lines), f"cash_page-{month.first}", from_the_end=True)
shown = lines[start : start + views.PAGE]
first, before = ("cash.carried", lines[start - 1].balance) if start else ("cash.opening", opening)
views.table(views.cash_rows(before, shown, words, first), alt=words("cash.table_alt"), amounts=2)
if not lines:
    st.write(words("cash.empty"))

downloads.pdf(words("cash.pdf"), lambda: cash_book_document(month, opening, rows, words), "a5.pdf")
days = sorted({line.fact.day for line in lines}, reverse=True)
if days:
    day = st.selectbox(
        words("cash.slip_day"), days, format_func=lambda day: views.day_text(day, words)
    )
    downloads.pdf(
        words("cash.slip_pdf"), lambda: day_slip_document(day, opening, rows, words), "a6.pdf"
    )
