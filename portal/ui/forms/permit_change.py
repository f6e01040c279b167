"""Ask which rule changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from portal.language.words import Words
from portal.permits.record import record, trade_keys
from portal.permits.telling import trade_name
from portal.permits.what_if import WRS, Change, age_18, as_trade, without, wrs_in_force
from portal.rulebook.permits import PermitBook, Way

_KINDS = ("as_trade", "without", "age_18", "wrs")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A change, and the requirements by which the towns are counted."""

    apply: Change
    dimensions: tuple[str, ...]


def ask(book: PermitBook, town: str, work: Way, today: date, words: Words) -> Chosen:
    """Treat as another trade, switch a rule off, age 18, or the bill in force."""
    kind = st.radio(
        words("what_if.change"),
        _KINDS,
        format_func=lambda name: words(f"what_if.kind_{name}"),
        key="what_if_kind",
    )
    if kind == "as_trade":
        other = st.selectbox(
            words("what_if.which_trade"),
            [key for key in trade_keys(book) if key != "sex-worker"],
            format_func=lambda key: trade_name(book, key, words),
            key="what_if_other",
        )
        like = record(book, other or "hairdresser", town, work, today)
        return Chosen(as_trade(like), ("municipal_permit", "home_based"))
    if kind == "without":
        labels = {one.key: one.label(words.language) for one in book.criteria.scored}
        rule = st.selectbox(
            words("what_if.without_which"),
            list(labels),
            format_func=lambda key: labels[key],
            key="what_if_rule",
        )
        return Chosen(without(rule or "municipal_permit"), (rule or "municipal_permit",))
    if kind == "wrs":
        st.caption(words("what_if.wrs_line"))
        return Chosen(wrs_in_force, tuple(WRS))
    return Chosen(age_18, ("minimum_age",))
