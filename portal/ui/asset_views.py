"""How equipment is shown: the register of a year, each thing unfolded, the investment deduction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from portal.basics.euro import Euro, total
from portal.basics.source import Source
from portal.books.facts import Asset, Transfer
from portal.documents.assets import (
    AssetYear,
    InvestmentYear,
    investment_told,
    name_of,
    result_told,
    reversal_told,
    step_told,
)
from portal.language.formats import percent
from portal.language.words import Words
from portal.rulebook.costs import cost_categories
from portal.rulebook.income_rules import rule
from portal.ui import desk, views
from portal.ui.sitemap import PLACES
from portal.vault.store import Store

_COSTS = PLACES["books/costs"]


def fewest_years() -> int:
    """Over how many years a cost must at least be spread (art. 3.30 lid 2)."""
    return int(-(-100 // Decimal(rule("rules", "depreciation", "max_per_year")["value"])))


def depreciation_law() -> tuple[Source, ...]:
    """Where it stands how much may be depreciated in a year, and from when."""
    parts = ("max_per_year", "first_year")
    return tuple(
        source for part in parts for source in rule("rules", "depreciation", part)["source"]
    )


def longest_told(words: Words) -> None:
    """Why five years: at most a fifth of the cost a year; with the law."""
    most = Decimal(rule("rules", "depreciation", "max_per_year")["value"])
    st.caption(
        words("asset.at_most", percent=percent(most / 100, words.language), years=fewest_years())
    )
    st.caption(words("asset.first_month"))
    views.source_lines(depreciation_law(), words)


def excluded(words: Words) -> None:
    """What does not count for the investment deduction, whatever it cost."""
    st.caption(words("asset.excluded", things="; ".join(excluded_things(words))))


def excluded_things(words: Words) -> list[str]:
    """The list of the law, each thing in the reader's language."""
    found = []
    for thing in rule("rules", "kia")["excluded"]:
        key = f"asset_excluded.{re.sub(r'[^a-z0-9]+', '_', thing)}"
        found.append(words(key) if key in words else thing)
    return found


def year_picker(books: Store, assets: Sequence[Asset], words: Words) -> int:
    """A calendar year that may hold bookings or equipment; this one chosen already."""
    this = desk.today().year
    days = [day for one in assets for day in (one.day, one.disposed) if day]
    known = [this, *(books.years() or ()), *(day.year for day in days)]
    choices = list(range(max(known), min(known) - 1, -1))
    chosen = st.selectbox(
        words("inputs.year"),
        choices,
        index=choices.index(this),
        format_func=str,
        key="asset_year",
    )
    return chosen or this


def table(rows: Sequence[AssetYear], assets: Sequence[Asset], year: int, words: Words) -> None:
    """The register in few columns, so that it fits a phone; the first step where it is empty."""
    st.subheader(words("asset.register"))
    if not assets:
        label = cost_categories()["asset_450_or_more"].label(words.language)
        st.write(words("asset.empty", category=views.plain(label)))
        st.page_link(_COSTS.path, label=words(_COSTS.key), icon=f":material/{_COSTS.icon}:")
        return
    if not rows:
        st.write(words("asset.empty_year", year=str(year)))
        return
    names = (
        words("asset.name"),
        words("asset.cost"),
        words("asset.in_year", year=str(year)),
        words("asset.value"),
    )
    own = [(one.asset.cost, one.in_year, one.value) for one in rows]
    sums = tuple(total(amounts) for amounts in zip(*own, strict=True))
    labels = [*(views.plain(name_of(one.asset, words)) for one in rows), words("asset.total")]
    views.table(
        [_row(names, *row, words) for row in zip(labels, (*own, sums), strict=True)],
        alt=words("asset.register"),
        amounts=2,
    )


def lines(one: AssetYear, number: int, year: int, words: Words) -> None:
    """All of one thing: what was said of it, and what follows. number: its place in the list."""
    asset, line, amount = one.asset, words("figures.line"), words("asset.said")
    told = (
        (words("asset.bought"), words.show(asset.day)),
        (words("asset.cost"), words.show(asset.cost)),
        (words("asset.in_use"), words.show(asset.in_use)),
        (words("asset.spread"), words("asset.months", months=asset.months)),
        (words("asset.residual_short"), words.show(asset.residual)),
        (words("inputs.private_share"), percent(asset.private, words.language)),
        (words("asset.counts_short"), words(f"asset.counts_{'yes' if asset.counts else 'no'}")),
        (words("asset.so_far", year=str(year)), words.show(one.so_far)),
        (words("asset.in_year", year=str(year)), words.show(one.in_year)),
        (words("asset.value"), words.show(one.value)),
    )
    views.table(
        [{line: name, amount: value} for name, value in told],
        alt=words("asset.alt", number=number),
    )
    if asset.disposed:
        st.write(words("asset.gone_since", day=asset.disposed))
        st.write(result_told(asset, words))
        st.caption(words("asset.sale_once"))
        st.caption(words("asset.sale_vat"))


def changed(asset: Asset, now: Transfer | None, words: Words) -> None:
    """A warning where the purchase no longer says what the register does."""
    if not asset.bought_by:
        return
    if now is None:
        st.warning(words("asset.purchase_gone"), icon=":material/warning:")
    elif now.gross - now.vat_deducted != asset.cost:
        amount = now.gross - now.vat_deducted
        st.warning(words("asset.purchase_changed", amount=amount), icon=":material/warning:")


def investment(found: InvestmentYear, rows: Sequence[AssetYear], words: Words) -> None:
    """The investment deduction of a year: the answer, what it is made of, the law behind it."""
    st.subheader(words("asset.kia"))
    amount = None if found.deduction is None else Euro(found.deduction * 100)
    st.metric(words("asset.kia_of", year=str(found.year)), words.show(amount))
    for told in investment_told(found, words):
        st.write(told)
    if any(_not_in_use(one.asset, found.year) for one in rows):
        st.info(words("asset.not_in_use", year=str(found.year)), icon=":material/info:")
    st.caption(words("asset.kia_how"))
    with st.expander(words("source.title"), icon=":material/menu_book:", key="kia-law"):
        _kia_law(found, words)


def reversal(found: InvestmentYear, words: Words) -> None:
    """Whether part of the deduction comes back on a sale, the rule and its source."""
    st.subheader(words("asset.reversal"))
    for told in reversal_told(found, words):
        st.write(told)
    limit = found.rules.desinvesteringsbijtelling_over if found.rules else None
    with st.expander(words("source.title"), icon=":material/menu_book:", key="reversal-law"):
        st.write(
            words(
                "asset.reversal_rule",
                years=limit.within_years if limit else None,
                amount=limit.value if limit else None,
            )
        )
        st.write(words("asset.reversal_from"))
        kia = rule("rules", "kia", "desinvesteringsbijtelling")
        views.source_lines((*kia["source"], *(limit.source if limit else ())), words)


def _kia_law(found: InvestmentYear, words: Words) -> None:
    if found.rules is None:
        st.write(words("asset.kia_unknown", year=str(found.year)))
        return
    steps = [(step_told(step, words), step == found.step) for step in found.rules.table]
    st.markdown("\n".join(f"- **{told}**" if here else f"- {told}" for told, here in steps))
    excluded(words)
    views.source_lines((*found.rules.source, *rule("rules", "kia")["source"]), words)


def _not_in_use(asset: Asset, year: int) -> bool:
    return asset.counts and asset.day.year == year and asset.in_use.year > year


def _row(
    names: tuple[str, ...], label: str, amounts: Sequence[Euro], words: Words
) -> dict[str, str]:
    return dict(zip(names, (label, *map(words.show, amounts)), strict=True))
