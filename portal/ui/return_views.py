"""The year for the income tax return on screen: folded, one part for each screen of the return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.period import Period
from portal.basics.period import year as calendar_year
from portal.books.figures import Figures
from portal.documents.return_report import (
    CAUTIONS,
    Cells,
    deductions,
    estimate,
    fields,
    headings,
    hours_told,
    line_headings,
    opening,
    screen_label,
    step_headings,
    steps,
)
from portal.language.words import Words
from portal.rulebook.income_tax import NoRules, tax_year
from portal.rulebook.return_order import return_order
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.income_tax import assess
from portal.taxes.return_fields import ForReturn, for_return
from portal.taxes.situation import Situation, WrongInput
from portal.ui import desk, views
from portal.ui.forms.income import with_books
from portal.vault.store import Store


@dataclass(frozen=True, slots=True)
class Gathered:
    """A year for the return; reason: why it is profit and loss only, as a sentence."""

    given: ForReturn
    reason: str = ""


def gather(books: Store, now: Figures, period: Period, words: Words) -> Gathered | None:
    """From the books alone; None where the period is no calendar year."""
    year = period.first.year
    if period != calendar_year(year):
        return None
    try:
        tax_year(year)  # the reason is then the year, not the first figure that is missing
        known = books.book_year(year)
        found = assess(with_books(Situation(year=year), known))
    except (NoRules, NoFigure, WrongInput) as problem:
        reason = words("for_return.only_result", reason=_told(problem, words))
        return Gathered(for_return(year, now), reason)
    return Gathered(for_return(year, now, known, found))


def section(gathered: Gathered | None, period: Period, words: Words) -> None:
    """All of it, folded; nothing where the period is no calendar year."""
    st.subheader(words("for_return.heading"), anchor=False)
    if gathered is None:
        st.caption(words("for_return.whole_years"))
        return
    given = gathered.given
    _before(gathered, period, words)
    for screen in given.screens:
        _folded(
            screen_label(screen.screen, words), headings(words), fields(screen, given, words), ()
        )
    if given.found:
        _folded(
            words("for_return.fiscal"),
            step_headings(words),
            steps(given, words),
            (words("for_return.fiscal_line"), words("for_return.both_ways")),
        )
        _folded(
            words("for_return.deductions"),
            line_headings(words),
            deductions(given.found, words),
            (hours_told(given, words),),
        )
        _folded(
            words("for_return.estimate"),
            line_headings(words),
            estimate(given.found, words),
            (words("for_return.estimate_line"),),
        )
    _how_sure(words)


def _before(gathered: Gathered, period: Period, words: Words) -> None:
    for told in opening(gathered.given, words):
        st.write(views.plain(told))
    if gathered.reason:
        st.info(views.plain(gathered.reason), icon=":material/info:")
    if period.last > desk.today() >= period.first:
        st.caption(words("income.so_far", day=desk.today()))
    for key in CAUTIONS:
        st.caption(words(f"for_return.{key}"))


def _folded(
    name: str, heads: tuple[str, ...], rows: Iterable[Cells], told: tuple[str, ...]
) -> None:
    with st.expander(name, icon=":material/list_alt:"):
        for line in told:
            st.write(views.plain(line))
        shown = [
            {head: views.plain(cell) for head, cell in zip(heads, cells, strict=True)}
            for cells, _ in rows
        ]
        views.table(shown, alt=name)


def _how_sure(words: Words) -> None:
    """What was found on the order and the labels, as the research says it, in English."""
    order = return_order()
    with st.expander(words("for_return.how_sure"), icon=":material/help:"):
        st.write(words("for_return.recalled"))
        if words.language != "en":
            st.caption(words("income.in_english"))
        remarks = (order.online_path, order.whole_euros, order.no_upload)
        every = [order.how_sure, order.as_of, *(one.fact for one in remarks)]
        st.markdown("\n".join(f"- {views.plain(one)}" for one in every))


def _told(problem: PortalError, words: Words) -> str:
    """The sentence of an error, with the figure called as the forms call it."""
    key = f"income.field.{problem.facts.get('name')}"
    if key in words:
        return words(problem.key, **{**problem.facts, "name": words(key)})
    return words.show(problem)
