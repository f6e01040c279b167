"""How towns are listed and told: rule, certainty, score, and everything known of one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.language.words import Words
from portal.permits.record import Record
from portal.permits.score import Placed, scored, shown
from portal.permits.telling import Column, heard, is_old, number, state_told
from portal.rulebook.permits import PermitBook, Town
from portal.ui import desk, permit_views, views

_FACTS = (
    "minimum_age",
    "intake_interview",
    "registration",
    "permit_cap",
    "advertising_rules",
    "fee_and_term",
    "street_zone",
    "window_areas",
    "self_employed_escort_permit",
    "legal_basis",
)


def ranked(listed: Sequence[Placed], book: PermitBook, words: Words) -> None:
    """Towns of which enough is known, the heaviest first."""
    st.subheader(words("towns.ranked"))
    rows = [_row(one, book, words, with_place=True) for one in listed if one.score.is_ranked]
    if rows:
        permit_views.stacked(rows, words("towns.ranked"))


def unranked(listed: Sequence[Placed], book: PermitBook, words: Words) -> None:
    """Towns of which too little is known: a range, no place."""
    some = [one for one in listed if not one.score.is_ranked]
    st.subheader(words("towns.unranked"))
    st.write(words("towns.unranked_line", count=len(some)))
    with st.expander(words("towns.table"), icon=":material/table:"):
        rows = [
            _row(one, book, words, with_place=False)
            for one in sorted(some, key=lambda one: book.towns[one.record.town].name)
        ]
        permit_views.stacked(rows, words("towns.unranked"))


def one_town(found: Sequence[Record], book: PermitBook, words: Words) -> None:
    """All that is known of one town: rule, conditions, notes, hearsay, sources."""
    st.subheader(words("towns.details"))
    key = st.selectbox(
        words("permits.town"),
        [one.town for one in found],
        format_func=lambda key: book.towns[key].name,
        key="one_town",
    )
    one = next((one for one in found if one.town == key), None)
    if one is None:
        return
    town = book.towns[one.town]
    for line in (state_told(one, words), heard(one, book, words)):
        if line:
            st.write(views.plain(line))
    _told(town, words)
    column = Column(one, scored(one, book.criteria), town.name)
    permit_views.matrix([column], book, words)
    for source in town.sources:
        st.caption(
            views.plain(
                " · ".join(filter(None, (source.title, source.ref, source.url or source.url_note)))
            )
        )
    st.caption(words("permits.as_of", day=town.as_of))
    if is_old(town.as_of, desk.today()):
        st.warning(words("towns.older"), icon=":material/history:")


def _told(town: Town, words: Words) -> None:
    if town.conditions_en:
        st.markdown(f"**{words('towns.conditions')}**")
        st.markdown("\n".join(f"- {views.plain(one)}" for one in town.conditions(words.language)))
    known = [
        (name, fact)
        for name in _FACTS
        if (fact := town.fact(name, words.language)) not in ("unknown", "")
    ]
    if known:
        told = [f"- {words(f'towns.fact_{name}')}: {views.plain(fact)}" for name, fact in known]
        st.markdown("\n".join(told))
    if notes := town.notes(words.language):
        st.markdown(f"**{words('towns.notes')}**")
        st.write(views.plain(notes))


def _row(one: Placed, book: PermitBook, words: Words, *, with_place: bool) -> dict[str, str]:
    found, score = one.record, one.score
    town = book.towns[found.town]
    state = found.state
    certainty = town.home_work_certainty or "none" if found.work_used == "home" else ""
    row = {words("towns.town"): town.name}
    if with_place:
        row[words("towns.place")] = _place(one, words)
    row[words("towns.rule")] = words(f"permits.state.{found.work_used}.{state}") if state else ""
    if certainty:
        row[words("towns.certainty")] = words(f"towns.certainty_{certainty}")
    row[words("towns.score")] = words(
        "towns.score_between",
        score=number(shown(score.score), words),
        low=number(shown(score.low), words),
        high=number(shown(score.high), words),
    )
    row[words("towns.barred")] = words(f"permits.barred_{score.barred}")
    return row


def _place(one: Placed, words: Words) -> str:
    if one.best == one.worst:
        return str(one.place)
    return f"{one.place} ({words('towns.place_range', best=one.best, worst=one.worst)})"
