"""How an estimate of income tax is shown: the answer, its lines down to the law, and what if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.period import Period
from portal.basics.source import Confidence, Source
from portal.documents.income_tax import how_sure, is_carried, left_over, whole
from portal.language.words import HIDDEN, Words
from portal.rulebook.income_notes import income_notes
from portal.rulebook.income_tax import Figures, TaxYear
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.from_books import BookYear
from portal.taxes.income_lines import PARTS, TaxLine, assumptions, lines
from portal.taxes.income_tax import Assessment, marginal_rate
from portal.taxes.situation import WrongInput
from portal.ui import desk, views
from portal.vault.searching import Search
from portal.vault.store import Store

_WORKED_OUT = ("not_below_nought", "credits_lost")
_Lines = dict[tuple[str, str], TaxLine]
_CSS = """
<style>
.tax-lines { list-style: none; padding: 0; margin: 0 0 1rem; }
.tax-lines > li { border-bottom: 1px solid rgba(140, 134, 123, .4); }
.tax-lines > li.sum { border-bottom: 2px solid #8C867B; font-weight: 650; }
.tax-lines summary { display: flex; gap: .5rem; align-items: baseline; cursor: pointer;
  padding: .4rem 0; min-height: 1.5rem; }
.tax-lines summary::-webkit-details-marker { display: none; }
.tax-lines summary::before { content: "▸"; flex: none; width: .8rem; }
.tax-lines details[open] > summary::before { content: "▾"; }
.tax-lines .name { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.tax-lines summary:hover .name { text-decoration: underline; }
.tax-lines .mark { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .3rem;
  font-size: .75rem; font-weight: 600; white-space: nowrap; }
.tax-lines .amount, .tax-behind .amount, .tax-table :is(td, th):not(:first-child) {
  font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.tax-behind { border-left: 3px solid #8C867B; padding: .1rem 0 .1rem .75rem; margin: 0 0 .5rem;
  font-size: .875rem; font-weight: 400; overflow-wrap: anywhere; }
.tax-behind p { margin: .2rem 0; }
.tax-behind .pair { display: flex; justify-content: space-between; gap: .5rem; }
.tax-table { width: 100%; border-collapse: collapse; font-size: .875rem; }
.tax-table caption { text-align: left; padding-bottom: .3rem; }
.tax-table :is(td, th) { padding: .3rem .4rem; border-bottom: 1px solid rgba(140, 134, 123, .4);
  text-align: left; font-weight: 400; vertical-align: baseline; }
.tax-table th[scope="row"] { overflow-wrap: anywhere; }
.tax-table thead th, .tax-table tr.sum > * { font-weight: 650; }
.tax-table tr.sum > * { border-bottom: 2px solid #8C867B; }
@media (max-width: 640px) {
  .tax-table { font-size: .75rem; }
  .tax-table :is(td, th) { padding: .25rem .15rem; }
  .tax-table td .word { display: block; }
}
</style>
"""


def put_style() -> None:
    """Once on the page."""
    st.html(_CSS)


@contextmanager
def trying(words: Words) -> Iterator[None]:
    """As `desk.trying`, with the field or figure named as the form names it."""
    with desk.trying():
        try:
            yield
        except (NoFigure, WrongInput) as problem:
            name = words(f"income.field.{problem.facts['name']}")
            raise PortalError(problem.key, **{**problem.facts, "name": name}) from problem


def proposal(rules: TaxYear, words: Words) -> None:
    """A year that is no law yet is called a proposal, with the warning of its data."""
    if rules.status == "proposal":
        st.warning(words("income.proposal"), icon=":material/warning:")
        with st.expander(words("income.proposal_more"), icon=":material/info:"):
            _english(words)
            st.write(views.plain(rules.warning))


def waiting(books: Store, period: Period, words: Words) -> None:
    """What may make the figures of the books wrong."""
    if not books.balances(period):
        st.info(words("income.no_bookings"), icon=":material/info:")
    if period.last > desk.today() >= period.first:
        st.caption(words("income.so_far", day=desk.today()))
    search = Search(kinds=("bank_line",), period=period)
    if number := books.count(search):
        told = words("vat.waiting", count=number, amount=books.total(search))
        st.warning(told, icon=":material/warning:")


def type_profit(words: Words) -> None:
    """Nothing is typed yet: the first step."""
    st.info(words("income.type_profit"), icon=":material/info:")


def answer(found: Assessment, words: Words) -> None:
    """What will be owed, in large type, and what it means."""
    rate = marginal_rate(found)
    st.metric(words("income.owe"), whole(found.total, words))
    st.write(
        words(
            "income.means",
            net=whole(found.net, words),
            part=HIDDEN if words.hide_amounts else round(rate * 100),
        )
    )
    if found.to_pay != found.total:
        key = "income.get_back" if found.to_pay < 0 else "income.still_to_pay"
        st.write(words(key, amount=whole(abs(found.to_pay), words)))
    for told in left_over(found, words):
        st.info(told, icon=":material/event_repeat:")
    st.caption(words("income.estimate"))


def parts(found: Assessment, known: BookYear | None, words: Words) -> None:
    """From profit to what is still to pay; each line unfolds to what is behind it."""
    st.subheader(words("income.lines"), anchor=False)
    st.caption(words("income.lines_line"))
    every = lines(found)
    for part in PARTS:
        st.markdown(f"**{words(f'income.part.{part}')}**")
        shown = (_line(one, found, known, words) for one in every if one.part == part)
        st.html(f"<ul class='tax-lines'>{''.join(shown)}</ul>")


def taken(found: Assessment, rules: TaxYear, words: Words) -> None:
    """What was taken for granted, and what is left out."""
    st.subheader(words("income.assumptions"), anchor=False)
    told = [words(f"income.assumed.{key}") for key in assumptions(found, rules)]
    st.markdown("\n".join(f"- {views.plain(one)}" for one in [*told, words("income.left_out")]))


def compare(found: Assessment, other: Assessment, words: Words) -> None:
    """Both side by side, line by line: the difference with a sign and a word."""
    if other.situation == found.situation:
        st.write(words("income.if_nothing"))
        return
    now, then = _compared(found), _compared(other)
    rows = []
    for at in _in_order(now, then):
        first, second = now.get(at), then.get(at)
        amounts = (first.amount if first else 0, second.amount if second else 0)
        is_sum = any(one.is_sum for one in (first, second) if one)
        rows.append(_pair(at[1], *amounts, is_sum, words))
    rows += [
        _pair("total", found.total, other.total, True, words),
        _pair("net", found.net, other.net, True, words),
    ]
    heads = "".join(
        f"<th scope='col'>{escape(words(f'income.column_{name}'))}</th>"
        for name in ("line", "now", "if", "difference")
    )
    st.html(
        f"<table class='tax-table'><caption>{escape(words('income.if_caption'))}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def unknowns(rules: TaxYear, words: Words) -> None:
    """What was not found, and where sources differ: as the research says it, in English."""
    notes = income_notes()
    with st.expander(words("income.unknowns"), icon=":material/help:"):
        _english(words)
        st.markdown(f"**{words('income.not_found')}**")
        of_year = [
            words("income.not_found_year", name=words(f"income.field.{one.key}"), note=one.note)
            for one in rules.not_found
        ]
        st.markdown("\n".join(f"- {views.plain(one)}" for one in [*of_year, *notes.not_found]))
        st.markdown(f"**{words('income.differ')}**")
        for one in notes.disagreements:
            st.markdown(f"**{views.plain(one.topic)}**")
            told = [words("income.differ_values", text=one.values)]
            told.append(words("income.differ_choice", text=one.choice))
            if one.effect:
                told.append(words("income.differ_effect", text=one.effect))
            st.markdown("\n".join(f"- {views.plain(line)}" for line in told))
        st.markdown(f"**{words('document.sources')}**")
        named = (f"<b>{escape(one.id)}</b>: {_link(one.title, one.url)}" for one in notes.sources)
        st.html(f"<div class='tax-behind'>{''.join(f'<p>{one}</p>' for one in named)}</div>")


def _english(words: Words) -> None:
    if words.language != "en":
        st.caption(words("income.in_english"))


def _line(line: TaxLine, found: Assessment, known: BookYear | None, words: Words) -> str:
    mark = ""
    if line.figures and (sure := how_sure(line.figures)) is not Confidence.SEEN:
        mark = f" <span class='mark'>{escape(words(f'income.sure.{sure}'))}</span>"
    name = escape(words(f"income.line.{line.key}"))
    why = f"<p>{escape(words(f'income.why.{line.key}'))}</p>"
    behind = _law(line.figures, found, words) if line.figures else _own(line, known, words)
    return (
        f"<li{_sum(line.is_sum)}><details><summary>"
        f"<span class='name'>{name}{mark}</span>"
        f"<span class='amount'>{escape(whole(line.amount, words))}</span></summary>"
        f"<div class='tax-behind'>{why}{behind}</div></details></li>"
    )


def _law(figures: Figures, found: Assessment, words: Words) -> str:
    """Article and year, how sure, and each source with the day it was read."""
    year = str(found.situation.year)
    rule = (
        words("income.rule", law=figures.law, year=year)
        if figures.law
        else words("income.no_article", year=year)
    )
    told = [rule, words(f"income.sure_line.{how_sure(figures)}")]
    if figures.note:
        told.append(words("income.note", text=figures.note))
    shown = "".join(f"<p>{escape(one)}</p>" for one in told)
    return shown + "".join(_source(one, words) for one in figures.source)


def _source(source: Source, words: Words) -> str:
    day = source.as_of or source.checked_on
    read = words("income.as_of", day=day) if day else words("income.not_read")
    note = f" · {escape(source.url_note)}" if source.url_note else ""
    return f"<p>{_link(source.title, source.url)}{note} · {escape(read)}</p>"


def _link(title: str, url: str | None) -> str:
    if not url or not url.startswith("https://"):
        return escape(title)
    return f"<a href='{escape(url)}' target='_blank' rel='noopener noreferrer'>{escape(title)}</a>"


def _own(line: TaxLine, known: BookYear | None, words: Words) -> str:
    """What is behind a line in which nothing of law is: the books, what was typed, or a sum."""
    if line.key == "profit" and known is not None:
        origin = words("income.origin.books")
        return f"<p>{escape(origin)}</p>{''.join(_booked(known, words))}"
    if line.is_sum:
        kind = "sum"
    elif is_carried(line):
        kind = "above"
    else:
        kind = "worked_out" if line.key in _WORKED_OUT else "typed"
    return f"<p>{escape(words(f'income.origin.{kind}'))}</p>"


def _booked(known: BookYear, words: Words) -> Iterable[str]:
    for line in known.profit.lines:
        name = words(f"income.books.{line.name.rpartition('.')[2]}")
        amount = words.show(line.amount)
        yield (
            f"<p class='pair'><span>{escape(name)}</span>"
            f"<span class='amount'>{escape(amount)}</span></p>"
        )


def _compared(found: Assessment) -> _Lines:
    """The lines that are worth comparing: none twice, and the last part is told by its total."""
    return {
        (line.part, line.key): line
        for line in lines(found)
        if line.part != PARTS[-1] and not is_carried(line)
    }


def _in_order(now: _Lines, then: _Lines) -> list[tuple[str, str]]:
    """The lines of either: what only the second has stands behind the line it follows there."""
    order = list(now)
    before: tuple[str, str] | None = None
    for at in then:
        if at not in now:
            order.insert(order.index(before) + 1 if before else 0, at)
        before = at
    return order


def _pair(key: str, now: int, then: int, is_sum: bool, words: Words) -> str:
    more = then - now
    change = "same" if not more else "more" if more > 0 else "less"
    word = escape(words(f"income.{change}"))
    told = f"{'+' if more > 0 else ''}{whole(more, words)}" if more else ""
    cells = "".join(f"<td>{escape(whole(amount, words))}</td>" for amount in (now, then))
    return (
        f"<tr{_sum(is_sum)}><th scope='row'>{escape(words(f'income.line.{key}'))}</th>{cells}"
        f"<td>{escape(told)} <span class='word'>{word}</span></td></tr>"
    )


def _sum(is_sum: bool) -> str:
    return " class='sum'" if is_sum else ""
