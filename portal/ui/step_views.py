"""The steps on screen: each with what it asks, costs and tells whom; done ones can be kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from portal.language.words import Words
from portal.permits.checklist import Due
from portal.permits.record import Record
from portal.permits.telling import heard, state_told, told
from portal.rulebook.permits import PermitBook
from portal.rulebook.steps import Step
from portal.ui import desk, views

NOTE = "steps"


def town_rule(found: Record, book: PermitBook, words: Words) -> None:
    """What is known of the town, first of all."""
    pattern = words("permits.national_here") if found.national else ""
    for line in (pattern, state_told(found, words), heard(found, book, words)):
        if line:
            st.info(views.plain(line), icon=":material/info:")


def letter(town: str, work: str, words: Words) -> None:
    """An unknown town: ask, without a name. Never 'no permit needed'."""
    st.warning(words("steps.not_known_here"), icon=":material/help:")
    with st.expander(words("steps.letter"), icon=":material/mail:", expanded=True):
        way = words(f"permits.way.{work}")
        place = town or words("steps.town_blank")
        text = words("permits.question_ask", town=place, work=way.lower())
        st.code(text, language=None, wrap_lines=True)
        st.caption(words("steps.letter_line"))


def listed(
    due: Sequence[Due], found: Record, done: set[str], book: PermitBook, words: Words
) -> set[str]:
    """Every step; gives the keys of those that are done."""
    ticked = set()
    place = st.empty()
    for number, one in enumerate(due, start=1):
        with st.container(border=True):
            title = one.step.text("title", words.language)
            st.markdown(f"**{number}. {views.plain(title)}**")
            st.write(views.plain(one.step.text("what", words.language)))
            if one.answer is not None:
                rule = told(one.answer, found, book, words)
                st.write(views.plain(words("steps.town_says", text=rule)))
            if not one.sure:
                st.caption(f":material/help: {words('steps.maybe')}")
            learns = one.step.text("who_learns", words.language)
            st.markdown(f":material/visibility: {views.plain(words('steps.learns', text=learns))}")
            st.caption(views.plain(_terms(one.step, words)))
            with st.expander(words("permits.sources"), icon=":material/link:"):
                views.source_lines(one.step.sources, words)
            key = one.step.key
            if st.checkbox(words("steps.done"), value=key in done, key=f"step-{key}"):
                ticked.add(key)
    place.caption(words("steps.state", done=len(ticked), count=len(due)))
    return ticked


def changes(now: Sequence[Due], then: Sequence[Due], words: Words) -> list[str]:
    """Which steps a change takes away, adds, or makes sure or unsure."""
    before = {one.step.key: one for one in now}
    after = {one.step.key: one for one in then}
    lines = [words("what_if.steps_count", before=len(before), after=len(after))]
    for key, text in (
        ("gone", before.keys() - after.keys()),
        ("new", after.keys() - before.keys()),
    ):
        steps = [one.step for one in (*now, *then) if one.step.key in text]
        lines += [
            words(f"what_if.step_{key}", step=step.text("title", words.language)) for step in steps
        ]
    turned = [
        one for one in then if one.step.key in before and one.sure != before[one.step.key].sure
    ]
    lines += [
        words(
            f"what_if.step_{'sure' if one.sure else 'unsure'}",
            step=one.step.text("title", words.language),
        )
        for one in turned
    ]
    return lines


def keeping(state: dict[str, Any], is_kept: bool, words: Words) -> None:
    """Keep it in the vault, or forget it; only when asked."""
    if not desk.current().is_open:
        st.caption(words("steps.needs_vault"))
        return
    with st.container(horizontal=True):
        st.button(
            words("steps.keep"),
            key="steps_keep",
            on_click=_keep,
            args=(state, words),
            type="primary",
        )
        if is_kept:
            st.button(words("steps.forget"), key="steps_forget", on_click=_forget, args=(words,))


def _keep(state: dict[str, Any], words: Words) -> None:
    desk.attempt(lambda: desk.note(NOTE, json.dumps(state)))
    desk.say(words("steps.kept"))


def _forget(words: Words) -> None:
    desk.attempt(lambda: desk.note(NOTE, ""))
    desk.say(words("steps.forgotten"))


def _terms(step: Step, words: Words) -> str:
    form = step.text("form", words.language) or words("steps.unknown")
    parts = [
        words("steps.form", text=form),
        words("steps.fee", text=_fee(step, words)),
        words("steps.weeks", text=_weeks(step, words)),
    ]
    return " · ".join(parts)


def _fee(step: Step, words: Words) -> str:
    low, high = step.fee_eur_low, step.fee_eur_high
    if low is None:
        return words("steps.unknown")
    if high is None or high == low:
        return words("steps.fee_one", low=low)
    return words("steps.fee_between", low=low, high=high)


def _weeks(step: Step, words: Words) -> str:
    if step.weeks is None:
        return words("steps.unknown")
    return words("steps.weeks_about", count=step.weeks)
