"""Ask how long something bought will be used, what was there before, and when it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.books.accounts import Account
from portal.books.facts import Asset, Transfer
from portal.documents.assets import AssetYear, name_of
from portal.language.formats import percent, typed_amount
from portal.language.words import Words
from portal.ui import asset_views, desk, inputs, views
from portal.vault.store import Store

EARLIER = "earlier_asset"
_FIRST = date(1980, 1, 1)  # the picker needs a first day; nothing older still has a book value
_MONTHS = 12
_MOST = 50  # years: as long as an Asset may last
_WAYS = ("sold", "taken", "lost")


class AssetWrong(PortalError):
    """What was said of an asset cannot be so."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """How something is used: what the law lets its owner choose."""

    name: str
    ordered: date
    in_use: date
    years: int
    residual: str
    private: Decimal
    counts: bool


def unanswered(books: Store, assets: Sequence[Asset]) -> list[Transfer]:
    """Purchases of equipment of which nobody has said how long they will be used."""
    asked = {one.bought_by for one in assets}
    return [
        one
        for one in books.facts(Transfer)
        if one.to == Account.EQUIPMENT and cost_of(one) > Euro() and one.id not in asked
    ]


def cost_of(purchase: Transfer) -> Euro:
    """What counts: without the VAT that was deducted, with the rest."""
    return purchase.gross - purchase.vat_deducted


def purchase_card(purchase: Transfer, words: Words) -> Asset | None:
    """The asset behind a purchase, or nothing yet. Raises PortalError for what is wrong."""
    form = form_of(purchase)
    with st.container(border=True):
        bought = views.plain(f"{purchase.memo} · {words.show(purchase.day)}".removeprefix(" · "))
        st.markdown(f"**{words('asset.how_long')}** {bought}")
        st.write(_cost_told(purchase, words))
        told = st.container()
        with st.expander(words("asset.other_answers"), icon=":material/tune:"):
            answers = _answers(words, form, purchase.day, purchase.memo)
        told.write(_told(answers, words))
        with st.expander(words("source.title"), icon=":material/menu_book:"):
            asset_views.longest_told(words)
        if not st.button(
            words("asset.save"), type="primary", icon=":material/edit:", key=f"save-{purchase.id}"
        ):
            return None
        return _asset(answers, cost_of(purchase), bought_by=purchase.id)


def earlier_form(words: Words) -> Asset | None:
    """Something that was there before the books began. Raises PortalError for what is wrong."""
    with st.expander(words("asset.earlier"), icon=":material/history:"):
        st.write(words("asset.earlier_line"))
        text = inputs.amount_input(words, EARLIER, label="asset.what_cost")
        st.caption(words("asset.cost_help"))
        answers = _answers(words, EARLIER, date(desk.today().year, 1, 1), "", used_at_once=True)
        asset_views.longest_told(words)
        if not st.button(words("asset.save"), icon=":material/edit:", key="earlier_save"):
            return None
        return _asset(answers, typed_amount(text))


def gone_form(asset: Asset, words: Words) -> Asset | None:
    """The asset as sold or taken out, or nothing yet. Raises PortalError for what is wrong."""
    form = f"gone-{asset.id}"
    st.markdown(f"**{words('asset.gone')}**")
    way = st.segmented_control(
        words("asset.how_gone"),
        _WAYS,
        default="sold",
        required=True,
        format_func=lambda name: words(f"asset.way_{name}"),
        key=desk.form_key(form, "way"),
    )
    day = _day(words("asset.gone_day"), form, "day", desk.today())
    text = "0"
    if way != "lost":
        text = inputs.amount_input(words, form, label=f"asset.proceeds_{way}")
        st.caption(words(f"asset.proceeds_{way}_help"))
    if not st.button(words("asset.gone_save"), icon=":material/edit:", key=f"gone-{asset.id}"):
        return None
    return _disposed(asset, day, typed_amount(text))


def unfolded(
    books: Store,
    words: Words,
    one: AssetYear,
    number: int,
    year: int,
    purchase: Transfer | None,
) -> None:
    """All of one thing, and what can be done with it. Raises PortalError for what is wrong."""
    asset = one.asset
    asset_views.changed(asset, purchase, words)
    asset_views.lines(one, number, year, words)
    if asset.disposed is None:
        if after := gone_form(asset, words):
            write_newer(books, words, asset, after)
    elif st.button(words("asset.back"), icon=":material/undo:", key=f"back-{asset.id}"):
        again = asset.model_copy(update={"disposed": None, "proceeds": None})
        write_newer(books, words, asset, again)
    st.button(
        words("asset.remove"),
        icon=":material/delete:",
        key=f"remove-{asset.id}",
        on_click=remove,
        args=(books, words, asset),
    )


def form_of(purchase: Transfer) -> str:
    """The name of a purchase's form."""
    return f"asset-{purchase.id}"


def write_down(books: Store, words: Words, asset: Asset, form: str) -> None:
    """Keep a new asset, and offer to take it back."""
    books.record(asset)
    desk.empty_form(form)
    years = asset.months // _MONTHS
    desk.say(
        words("asset.saved", name=_name(asset, words), amount=asset.cost, years=years),
        undo=lambda: books.withdraw(asset.id),
    )
    st.rerun()


def write_newer(books: Store, words: Words, before: Asset, after: Asset) -> None:
    """Keep a newer version: gone, or back again; and offer the older one."""
    books.record(after)
    desk.empty_form(f"gone-{before.id}")
    key = "asset.gone_saved" if after.disposed else "asset.back_saved"
    desk.say(
        words(key, name=_name(after, words), day=after.disposed or before.day),
        undo=lambda: books.record(before),
    )
    st.rerun()


def remove(books: Store, words: Words, asset: Asset) -> None:
    """Take an asset out of the register; its purchase is then asked about again."""
    books.withdraw(asset.id)
    desk.say(words("asset.removed", name=_name(asset, words)), undo=lambda: books.restore(asset.id))


def _name(asset: Asset, words: Words) -> str:
    return views.plain(name_of(asset, words))


def _answers(
    words: Words, form: str, day: date, name: str, *, used_at_once: bool = False
) -> _Answers:
    """The questions, each with its usual answer chosen.

    used_at_once: the day of first use follows the day it was ordered, not `day`.
    """
    least = asset_views.fewest_years()
    text = st.text_input(
        words("asset.name"),
        value=name,
        help=words("asset.name_help"),
        autocomplete="off",
        max_chars=200,
        key=desk.form_key(form, "name"),
    )
    ordered = _day(words("asset.ordered"), form, "ordered", day, words("asset.ordered_help"))
    first = ordered if used_at_once else day
    in_use = _day(words("asset.used_from"), form, "in_use", first)
    years = st.number_input(
        words("asset.years"),
        min_value=least,
        max_value=_MOST,
        value=least,
        step=1,
        key=desk.form_key(form, "years"),
    )
    residual = st.text_input(
        words("asset.residual"),
        value="0",
        help=words("asset.residual_help"),
        autocomplete="off",
        key=desk.form_key(form, "residual"),
    )
    private = inputs.share_input(words, form)
    st.caption(words("asset.private_later"))
    counts = _counts(words, form)
    return _Answers(
        (text or "").strip(), ordered, in_use, int(years), residual or "", private, counts
    )


def _counts(words: Words, form: str) -> bool:
    chosen = st.segmented_control(
        words("asset.counts"),
        ("yes", "no"),
        default="yes",
        required=True,
        format_func=lambda name: words(f"asset.counts_{name}"),
        key=desk.form_key(form, "counts"),
    )
    asset_views.excluded(words)
    return chosen != "no"


def _day(label: str, form: str, name: str, usual: date, help: str | None = None) -> date:
    """One day. The usual one is in the key: it is fresh where another answer moves it."""
    picked = st.date_input(
        label,
        value=usual,
        min_value=min(_FIRST, usual),
        max_value=max(desk.today() + timedelta(days=366), usual),
        format=inputs.date_format(),
        help=help,
        key=desk.form_key(form, f"{name}-{usual}"),
    )
    return picked if isinstance(picked, date) else usual


def _cost_told(purchase: Transfer, words: Words) -> str:
    if not purchase.vat_deducted:
        return words("asset.counts_whole", amount=cost_of(purchase))
    return words(
        "asset.counts_net",
        amount=cost_of(purchase),
        gross=purchase.gross,
        vat=purchase.vat_deducted,
    )


def _told(answers: _Answers, words: Words) -> str:
    """The chosen answers in one line, so that one look is enough."""
    return words(
        "asset.chosen",
        day=answers.in_use,
        years=answers.years,
        residual=views.plain(answers.residual),
        private=percent(answers.private, words.language),
        counts=words(f"asset.counts_{'yes' if answers.counts else 'no'}"),
    )


def _asset(answers: _Answers, cost: Euro, bought_by: str = "") -> Asset:
    """Raises AssetWrong, NotAnAmount."""
    residual, least = typed_amount(answers.residual), asset_views.fewest_years()
    if cost <= Euro():
        raise AssetWrong("error.asset_cost", amount=cost)
    if not Euro() <= residual < cost:
        raise AssetWrong("error.asset_residual", amount=residual, cost=cost)
    if answers.in_use < answers.ordered:
        raise AssetWrong("error.asset_in_use", day=answers.in_use, bought=answers.ordered)
    if not least <= answers.years <= _MOST:
        raise AssetWrong("error.asset_years", least=least, most=_MOST)
    return Asset(
        day=answers.ordered,
        memo=answers.name,
        cost=cost,
        residual=residual,
        in_use=answers.in_use,
        months=answers.years * _MONTHS,
        bought_by=bought_by,
        private=answers.private,
        counts=answers.counts,
    )


def _disposed(asset: Asset, day: date, proceeds: Euro) -> Asset:
    """Raises AssetWrong."""
    if day < asset.day:
        raise AssetWrong("error.asset_gone", day=day, bought=asset.day)
    if day > desk.today():
        raise AssetWrong("error.asset_gone_later", day=day)
    if proceeds < Euro():
        raise AssetWrong("error.asset_proceeds", amount=proceeds)
    return asset.model_copy(update={"disposed": day, "proceeds": proceeds})
