"""How a VAT return is shown: the answer, the boxes to copy, and what lies behind each."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from portal.basics.euro import Euro
from portal.basics.period import Period
from portal.language.words import Words
from portal.rulebook.vat import FormBox, VatRules
from portal.taxes.vat_return import Box, VatReturn
from portal.ui import views
from portal.vault.searching import Search
from portal.vault.store import Store

_SUMS = ("5a", "5g")


def payable(result: VatReturn, due: tuple[date, date], words: Words) -> None:
    """The answer in large type, and by when."""
    name = "vat.to_get_back" if result.payable < Euro() else "vat.to_pay"
    st.metric(words(name), words.show(abs(result.payable)))
    st.write(words("vat.by_when", file_by=due[0], pay_by=due[1]))


def warnings(books: Store, result: VatReturn, period: Period, words: Words) -> None:
    """What may make the figures wrong; or that there is nothing, which must be filed too."""
    search = Search(kinds=("bank_line",), period=period)
    if waiting := books.count(search):
        amount = books.total(search)
        st.warning(words("vat.waiting", count=waiting, amount=amount), icon=":material/warning:")
    elif result.is_nil:
        st.info(words("vat.nil"), icon=":material/info:")


def boxes(books: Store, result: VatReturn, period: Period, rules: VatRules, words: Words) -> None:
    """Each box in the form's order; unfolded: to the cent, the bookings, rule and source."""
    st.subheader(words("vat.boxes"))
    st.caption(words("vat.copy"))
    for box in result.boxes:
        form = rules.box(box.code)
        name = form.name(words.language)
        label = f"**{box.code}** {views.plain(name)} · {_figures(box, words)}"
        # what lies behind a box is looked up when somebody unfolds it
        unfolded = st.expander(label, key=f"box-{box.code}", on_change="rerun")
        if unfolded.open:
            with unfolded:
                _unfolded(books, box, period, form, words)


def _unfolded(books: Store, box: Box, period: Period, form: FormBox, words: Words) -> None:
    _to_the_cent(box, words)
    if box.code not in _SUMS:
        _behind(books, box, period, words)
    if form.use:
        st.caption(views.plain(form.use))
    views.source_lines(form.sources, words)


def _figures(box: Box, words: Words) -> str:
    parts = []
    if box.base is not None:
        parts.append(words("vat.base_is", amount=box.base))
    if box.vat is not None:
        parts.append(words("vat.vat_is", amount=box.vat))
    return " · ".join(parts)


def _to_the_cent(box: Box, words: Words) -> None:
    for key, exact in (("vat.exact_base", box.exact_base), ("vat.exact_vat", box.exact_vat)):
        if exact is not None:
            st.write(words(key, amount=exact))
    st.caption(words("vat.rounded"))


def _behind(books: Store, box: Box, period: Period, words: Words) -> None:
    number, found = books.behind(box.code, period)
    if not number:
        st.write(words("vat.no_bookings"))
        return
    names = {name: words(f"list.column_{name}") for name in ("day", "what", "amount")}
    sign = 1 if box.code in ("2a", "4a", "4b", "5b") else -1
    views.table([_row(fact, amount, sign, names, words) for fact, amount in found], alt=box.code)
    if number > len(found):
        st.caption(words("vat.and_more", count=number - len(found)))


def _row(fact: Any, amount: Euro, sign: int, names: dict[str, str], words: Words) -> dict[str, str]:
    return {
        names["day"]: views.day_text(fact.day, words),
        names["what"]: views.what(fact, words),
        names["amount"]: words.show(Euro(sign * amount.cents)),
    }
