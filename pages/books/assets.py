"""Equipment: what was bought and lasts for years, its register, the investment deduction."""

import streamlit as st

from portal.books.facts import Asset, Transfer
from portal.documents.assets import assets_document, investment_year, name_of, register
from portal.ui import asset_views, desk, downloads, views
from portal.ui.forms import asset as forms

books, words = desk.books(), desk.words()
assets = books.facts(Asset)

st.title(words("page.assets"))
st.write(words("asset.intro"))
st.caption(words("asset.books_nothing"))
for purchase in forms.unanswered(books, assets):
    with desk.trying():
        if found := forms.purchase_card(purchase, words):
            forms.write_down(books, words, found, forms.form_of(purchase))
with desk.trying():
    if found := forms.earlier_form(words):
        forms.write_down(books, words, found, forms.EARLIER)

year = asset_views.year_picker(books, assets, words)
rows, kia = register(assets, year), investment_year(assets, year)
asset_views.table(rows, assets, year, words)
purchases = {one.id: one for one in books.facts(Transfer)}
for number, one in enumerate(rows, start=1):
    label = views.plain(f"{name_of(one.asset, words)} · {words.show(one.asset.day)}")
    card = st.expander(label, key=f"asset-{one.asset.id}", on_change="rerun")
    if card.open:
        with card, desk.trying():
            purchase = purchases.get(one.asset.bought_by)
            forms.unfolded(books, words, one, number, year, purchase)
asset_views.investment(kia, rows, words)
asset_views.reversal(kia, words)

downloads.password_question()
downloads.pdf(
    words("asset.pdf"),
    lambda: assets_document(rows, kia, asset_views.depreciation_law(), words),
    "bb.pdf",
)
