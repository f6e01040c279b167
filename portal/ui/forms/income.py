"""Ask what the books do not know of a year for income tax, and what if it went otherwise.

The answers stay in this tab: nothing of them is written to the books.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import streamlit as st

from portal.basics.euro import Euro, NotAnAmount
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.rulebook.income_tax import hours_criterion, tax_year, years
from portal.taxes.from_books import BookYear
from portal.taxes.situation import Situation, WrongInput
from portal.ui import desk, inputs

FORM, WHAT_IF = "income", "income_if"
_STAYS: Literal["session"] = "session"  # who looks something up elsewhere finds her answers again
BOOKS, TYPED = "books", "typed"
SAME, YES, NO = "same", "yes", "no"
_NO_PARTNER, _EARNS_MORE, _EARNS_LESS = "none", "more", "less"
_FIRST_BIRTH = date(1920, 1, 1)
_PROFIT = ("profit", "invested")
_GROUPS = {
    "business": ("hours", "starter", "carried_in"),
    "work": ("wages", "opting_in", "wage_tax", "other_work"),
    "benefits": ("benefits", "pension"),
    "deductions": ("annuity", "deductions", "losses", "own_home"),
    "you": ("born", "child", "partner"),
    "savings": ("bank", "other_assets", "debts"),
    "paid": ("prepaid",),
    "rare": (
        "disability_start",
        "partner_hours",
        "cessation",
        "cessation_used",
        "young_disabled",
        "single_pensioner",
    ),
}
_ICONS = {
    "business": "storefront",
    "work": "badge",
    "benefits": "volunteer_activism",
    "deductions": "remove_circle",
    "you": "person",
    "savings": "savings",
    "paid": "task_alt",
    "rare": "more_horiz",
}
_IN_EUROS = ("work", "benefits", "deductions", "savings", "paid")
_AMOUNTS = (  # typed as text, so that a slip gets a sentence of its own
    *_PROFIT,
    *(name for group in _IN_EUROS for name in _GROUPS[group]),
    "carried_in",
    "partner_hours",
    "cessation",
    "cessation_used",
)
_UP = (  # rounded up to whole euros, all others down: the return lets each go in one's favour
    "invested",
    "carried_in",
    "wage_tax",
    "annuity",
    "deductions",
    "losses",
    "debts",
    "prepaid",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the fields, as it was typed or chosen; `situation` reads it."""

    year: int
    from_books: bool
    said: dict[str, Any]

    @property
    def lacks_profit(self) -> bool:
        """Typed is chosen, and nothing is typed yet."""
        return not self.from_books and not self.said["profit"].strip()


def year_question(words: Words, today: date) -> int:
    """A year whose rules we have; this year, or else the newest that is law, is chosen already."""
    known = years()
    law = [year for year in known if tax_year(year).status == "law"]
    usual = today.year if today.year in law else law[-1]
    return (
        st.segmented_control(
            words("income.year"),
            known,
            default=usual,
            required=True,
            format_func=lambda year: _year_name(year, words),
            key=desk.form_key(FORM, "year"),
            persist_state=_STAYS,
        )
        or usual
    )


def ask(year: int, words: Words) -> tuple[Answers, Any]:
    """All questions, most of them folded; and the place for the answer, above those."""
    from_books = _origin(words) == BOOKS
    said = {} if from_books else {name: _text(name, words) for name in _PROFIT}
    said["whole_year"] = _whole_year(words)
    place = st.container()
    st.subheader(words("income.questions"), anchor=False)
    st.caption(words("income.questions_line"))
    for group, names in _GROUPS.items():
        with st.expander(words(f"income.group.{group}"), icon=f":material/{_ICONS[group]}:"):
            st.caption(words(f"income.group_line.{group}"))
            said |= {name: _ASKED.get(name, _text)(name, words) for name in names}
    return Answers(year, from_books, said), place


def situation(answers: Answers, known: BookYear | None, words: Words) -> Situation:
    """The year of this person. known: what the books say, where they were asked.

    Raises WrongInput for what was typed, PartYear.
    """
    said = answers.said
    typed = {name: _number(name, said[name], words) for name in _AMOUNTS if name in said}
    hours = _hours(said["hours"], words)
    partner = said["partner"]
    found = Situation(
        year=answers.year,
        **typed,
        hours=hours,
        starter=said["starter"],
        disability_start=said["disability_start"],
        born=said["born"],
        # a day of the year itself is enough to say "under 12", and asks for no child's birth date
        children_born=(date(answers.year, 1, 1),) if said["child"] else (),
        partner_earns_less=partner == _EARNS_LESS,
        partners=partner != _NO_PARTNER,
        young_disabled=said["young_disabled"],
        single_pensioner=said["single_pensioner"],
        whole_year=said["whole_year"] == YES,
    )
    return found if known is None else with_books(found, known)


def with_books(given: Situation, known: BookYear) -> Situation:
    """The same with the profit, investments and hours of the books; typed hours go first."""
    return replace(
        given,
        profit=known.profit.total.whole_down().euros,
        invested=known.invested,
        disposals=known.disposals,
        hours=known.hours if given.hours is None else given.hours,
    )


def what_if(given: Situation, words: Words) -> Situation:
    """The same year with other hours, starter, profit or annuity. Raises WrongInput."""
    with st.container(horizontal=True):
        enough = _switch("hours", words, least=hours_criterion().hours.value)
        starter = _switch("starter", words)
    with st.container(horizontal=True):
        extra = {name: _text(name, words, WHAT_IF) for name in ("profit", "annuity")}
    more = {name: _number(name, text, words) for name, text in extra.items()}
    return replace(
        given,
        hours={SAME: given.hours, YES: _enough(given), NO: _too_few(given)}[enough],
        starter={SAME: given.starter, YES: True, NO: False}[starter],
        profit=given.profit + more["profit"],
        annuity=given.annuity + more["annuity"],
    )


def _enough(given: Situation) -> int:
    return max(given.hours or 0, hours_criterion().hours.value)


def _too_few(given: Situation) -> int:
    least = hours_criterion().hours.value
    return least - 1 if given.hours is None else min(given.hours, least - 1)


def _year_name(year: int, words: Words) -> str:
    proposal = tax_year(year).status == "proposal"
    return words("income.year_proposal", year=str(year)) if proposal else str(year)


def _origin(words: Words) -> str:
    return (
        st.segmented_control(
            words("income.origin_question"),
            (BOOKS, TYPED),
            default=BOOKS,
            required=True,
            format_func=lambda name: words(f"income.from_{name}"),
            key=desk.form_key(FORM, "origin"),
            persist_state=_STAYS,
        )
        or BOOKS
    )


def _whole_year(words: Words) -> str:
    return (
        st.segmented_control(
            words("income.ask.whole_year"),
            (YES, NO),
            default=YES,
            required=True,
            format_func=lambda name: words(f"income.{name}"),
            key=desk.form_key(FORM, "whole_year"),
            persist_state=_STAYS,
        )
        or YES
    )


def _text(name: str, words: Words, form: str = FORM) -> str:
    helped = f"income.help.{name}"
    asked = "ask" if form == FORM else "ask_if"
    return (
        st.text_input(
            words(f"income.{asked}.{name}"),
            help=words(helped) if form == FORM and helped in words else None,
            autocomplete="off",
            key=desk.form_key(form, name),
            persist_state=_STAYS,
        )
        or ""
    )


def _tick(name: str, words: Words) -> bool:
    return st.checkbox(
        words(f"income.ask.{name}"),
        help=words(f"income.help.{name}"),
        key=desk.form_key(FORM, name),
        persist_state=_STAYS,
    )


def _born(name: str, words: Words) -> date | None:
    picked = st.date_input(
        words(f"income.ask.{name}"),
        value=None,
        min_value=_FIRST_BIRTH,
        max_value=desk.today(),
        format=inputs.date_format(),
        help=words(f"income.help.{name}"),
        key=desk.form_key(FORM, name),
        persist_state=_STAYS,
    )
    return picked if isinstance(picked, date) else None


def _partner(name: str, words: Words) -> str:
    return (
        st.selectbox(
            words(f"income.ask.{name}"),
            (_NO_PARTNER, _EARNS_MORE, _EARNS_LESS),
            format_func=lambda choice: words(f"income.partner.{choice}"),
            help=words(f"income.help.{name}"),
            key=desk.form_key(FORM, name),
            persist_state=_STAYS,
        )
        or _NO_PARTNER
    )


def _disability(name: str, words: Words) -> int:
    return (
        st.selectbox(
            words(f"income.ask.{name}"),
            range(4),
            format_func=lambda year: words(f"income.disability_{year}"),
            help=words(f"income.help.{name}"),
            key=desk.form_key(FORM, name),
            persist_state=_STAYS,
        )
        or 0
    )


_ASKED: dict[str, Callable[[str, Words], Any]] = {
    "starter": _tick,
    "child": _tick,
    "young_disabled": _tick,
    "single_pensioner": _tick,
    "born": _born,
    "partner": _partner,
    "disability_start": _disability,
}


def _switch(name: str, words: Words, **blanks: object) -> str:
    return (
        st.selectbox(
            words(f"income.ask_if.{name}"),
            (SAME, YES, NO),
            format_func=lambda choice: words(f"income.if_{name}.{choice}", **blanks),
            key=desk.form_key(WHAT_IF, name),
            persist_state=_STAYS,
        )
        or SAME
    )


def _hours(text: str, words: Words) -> int | None:
    return _number("hours", text, words) if text.strip() else None


def _number(name: str, text: str, words: Words) -> int:
    """Whole euros (or hours) of a text; none is nought. Raises WrongInput."""
    if not text.strip():
        return 0
    try:
        amount: Euro = typed_amount(text)
    except NotAnAmount as problem:
        raise WrongInput(name, words("income.a_number"), text.strip()) from problem
    return (amount.whole_up() if name in _UP else amount.whole_down()).euros
