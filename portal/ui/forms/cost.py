"""Ask for a cost: what for, whether the invoice shows btw, where it was bought, private share."""

from __future__ import annotations

import streamlit as st

from portal.books.accounts import Account
from portal.books.checks import personal_detail
from portal.books.facts import Cost, Proof, Transfer, VatCode
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.rulebook.costs import CostCategory
from portal.rulebook.rulebook import Rulebook
from portal.taxes.writing import cost, transfer
from portal.ui import desk, inputs, views
from portal.ui.forms.cash_question import CashShort, cash_question
from portal.vault.store import Store

FORM = "cost"
# Not a cost of this year but something the business has: an account of the balance sheet.
_PLACES = {"deposit_paid": Account.DEPOSITS_PAID, "asset_450_or_more": Account.EQUIPMENT}
# Worked out elsewhere: private taxes are a move of money, kilometres a yearly amount.
_NOT_ASKED = {"private_taxes", "own_car_km", "bicycle"}
_BOUGHT = {
    "here": VatCode.NONE,
    "eu": VatCode.REVERSE_EU,
    "world": VatCode.REVERSE_WORLD,
    "reverse_nl": VatCode.REVERSE_NL,
}


def cost_form(books: Store, words: Words, rules: Rulebook) -> Cost | Transfer | None:
    """The cost that was just asked for, or nothing yet. Raises PortalError for what is wrong."""
    category = category_picker(words, rules, desk.form_key(FORM, "category"))
    if category is None:
        return None
    category_lines(category, words)
    text = inputs.amount_input(words, FORM)
    money = inputs.money_input(words, FORM)
    day = inputs.day_input(words, FORM)
    code, proof = vat_questions(words, FORM)
    private = inputs.share_input(words, FORM, _usual_private(category))
    memo = inputs.memo_input(words, FORM)
    if found := personal_detail(memo):
        st.warning(words("inputs.personal", found=found), icon=":material/person_alert:")
    sure = cash_question(books, words, FORM, text, money, day)
    if not st.button(words("cost.save"), type="primary", icon=":material/edit:", key="save"):
        return None
    gross = typed_amount(text)
    if not sure:
        raise CashShort
    if category.key in _PLACES:
        within = (
            code
            if category.key == "asset_450_or_more" and code is VatCode.STANDARD
            else VatCode.NONE
        )
        place = _PLACES[category.key]
        return transfer(day, gross, place, rules.vat, vat_code=within, money=money, memo=memo)
    return cost(
        day,
        gross,
        category.key,
        rules.vat,
        vat_code=code,
        money=money,
        private_share=private,
        deductible=not category.vat_shut_out,
        proof=proof,
        memo=memo,
    )


def category_picker(words: Words, rules: Rulebook, key: str) -> CostCategory | None:
    """One of the cost categories, by its name in the reader's language; typing narrows the list."""
    choices = [found for name, found in rules.costs.items() if name not in _NOT_ASKED]
    picked: CostCategory | None = st.selectbox(
        words("cost.category"),
        choices,
        index=None,
        format_func=lambda category: category.label(words.language),
        placeholder=words("cost.choose"),
        key=key,
    )
    return picked


def category_lines(category: CostCategory, words: Words) -> None:
    """How far a category is deductible: for income tax, and for VAT. Two different things."""
    language = words.language
    with st.container(border=True):
        st.markdown(f"**{words('cost.income_tax')}** {category.line(language)}")
        st.markdown(f"**{words('cost.vat')}** {category.vat_line(language)}")
        with st.expander(words("source.title"), icon=":material/menu_book:"):
            st.caption(f"{words('cost.rule')}: {views.plain(_rule(category))}")
            st.caption(f"{words('cost.rgs')}: {category.rgs.code}")
            if category.caution:
                st.caption(f"{words('source.caution')}: {views.plain(category.caution)}")
            views.source_lines(category.source, words)


def vat_questions(words: Words, form: str) -> tuple[VatCode, Proof]:
    """Where it was bought; and whether the invoice shows btw. Without a yes nothing is deducted."""
    bought = st.segmented_control(
        words("cost.bought"),
        list(_BOUGHT),
        default="here",
        required=True,
        format_func=lambda name: words(f"cost.bought_{name}"),
        help=words("cost.bought_help"),
        key=desk.form_key(form, "bought"),
    )
    if bought and bought != "here":
        return _BOUGHT[bought], Proof.YES
    shows = st.segmented_control(
        words("cost.shows_btw"),
        ["21", "9", Proof.NO, Proof.UNKNOWN],
        default=None,
        format_func=lambda name: words(f"cost.shows_{name}"),
        help=words("cost.shows_help"),
        key=desk.form_key(form, "shows"),
    )
    if shows in ("21", "9"):
        return VatCode(shows), Proof.YES
    return VatCode.NONE, Proof(shows or Proof.UNKNOWN)


def _usual_private(category: CostCategory) -> int:
    return 100 if category.income_tax.deductible in ("none", "private_deduction") else 0


def _rule(category: CostCategory) -> str:
    return " · ".join(part for part in (category.income_tax.rule, category.income_tax.law) if part)
