"""How a provisional assessment is shown: what it is, what to fill in, and the allowances beside it.

Nothing is kept: the answers are those of the income tax page and stay in this tab.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import escape

import streamlit as st

from portal.basics.euro import Euro
from portal.basics.period import year as calendar_year
from portal.basics.source import Confidence, Source
from portal.documents.income_tax import whole
from portal.documents.provisional import care_told, cells, claim_told, item_name, result_rows
from portal.language.formats import percent, typed_amount
from portal.language.words import Words, words_in
from portal.rulebook.allowances import (
    ChildcareLimits,
    NoLimits,
    RentLimits,
    allowances,
    care_limits,
    childcare_limits,
    rent_limits,
)
from portal.rulebook.income_tax import tax_year
from portal.rulebook.provisional import Rates, Step, provisional
from portal.rulebook.regimes import Claim, Told
from portal.rulebook.regimes import claims as regime_claims
from portal.taxes.allowances import Care, Household, care
from portal.taxes.income_lines import assumptions
from portal.taxes.income_tax import Assessment
from portal.taxes.provisional import Item, Known, items, outcome
from portal.taxes.setting_aside import Advice, SoFar, advise
from portal.taxes.situation import Situation
from portal.ui import desk, income_views, right_views, set_aside_views, views
from portal.ui.forms import income
from portal.vault.store import Store

FORM = "provisional"
_PERCENT = Decimal("0.01")
_MINUTES = 60
_ALONE, _TOGETHER = "alone", "together"


def put_style() -> None:
    """Once on the page: lines that unfold and tables look as they do elsewhere."""
    income_views.put_style()
    right_views.put_style()


def about(words: Words) -> None:
    """What it is, when to change it, how it is paid: each with its source."""
    st.write(words("provisional.intro"))
    _claims(provisional().about, words)


def read(
    books: Store, answers: income.Answers, today: date, words: Words
) -> tuple[Situation, Known | None] | None:
    """The whole year as forecast, and what the books have so far; None where there is nothing yet.

    Raises PortalError.
    """
    if not answers.from_books:
        if answers.lacks_profit:
            income_views.type_profit(words)
            return None
        return income.situation(answers, None, words), None
    if answers.year > today.year:
        st.info(words("provisional.not_begun"), icon=":material/info:")
        return None
    period = calendar_year(answers.year)
    income_views.waiting(books, period, words)
    year = set_aside_views.read_year(books, answers.year, today)
    found = advise(set_aside_views.kept_plan(answers.year), year)
    if found is None:
        if books.balances(period):
            st.info(words("provisional.no_takings"), icon=":material/info:")
        return None
    _how_sure(found, year, words)
    profit = (year.running + year.of_year).whole_down().euros
    hours = None if year.minutes is None else year.minutes // _MINUTES
    given = _with_forecast(income.situation(answers, None, words), found, year)
    return given, Known(year.until, profit, hours)


def fill_in(found: Assessment, known: Known | None, today: date, words: Words) -> None:
    """What would come out, then every line in the order of the form."""
    _result(found, today, words)
    st.subheader(words("provisional.fill_in"), anchor=False)
    order = provisional().order
    _taken(found, words)
    _list([_unfolding(words("provisional.order_more"), order.confidence, order.source, words)])
    every = items(found, known)
    body = "".join(
        _step(number, step, [one for one in every if one.step == step.key], words)
        for number, step in enumerate(order.steps, start=1)
    )
    heads = "".join(
        f"<th scope='col'>{escape(words(f'provisional.column_{name}'))}</th>"
        for name in ("line", "so_far", "forecast")
    )
    st.html(
        f"<table class='tax-table'><caption>{escape(words('provisional.order_line'))}</caption>"
        f"<thead><tr>{heads}</tr></thead>{body}</table>"
    )


def deadlines(words: Words) -> None:
    """By when to file, ask for more time, and what interest there is; folded."""
    found = provisional()
    with st.expander(words("provisional.deadlines"), icon=":material/event:"):
        _claims([*found.deadlines, regime_claims()["objection"]], words)
        for name in ("tax_interest", "late_interest"):
            _rates(name, getattr(found, name), words)


def all_allowances(answers: income.Answers, found: Assessment | None, words: Words) -> Care | None:
    """The three allowances of the year; gives that of care where its limits were found."""
    year = answers.year
    st.subheader(words("provisional.allowances"), anchor=False)
    st.write(words("provisional.allowances_line", year=str(year)))
    rules = allowances().rules
    _claims([allowances().note, rules["toetsingsinkomen"]], words)
    _heading("provisional.care", words)
    shown: Care | None = None
    with _found_or_told(words):
        if found is None:
            care_limits(year)  # a year without limits is refused before anything is asked
            st.info(words("provisional.no_income"), icon=":material/info:")
        else:
            shown = _care(answers, found, words)
    _claims([rules["care_formula"]], words)
    _heading("provisional.rent", words)
    with _found_or_told(words):
        _limits(_rent(rent_limits(year), words), rent_limits(year), words)
    _claims([rules["rent_formula"], rules["rent_note"]], words)
    _heading("provisional.childcare", words)
    with _found_or_told(words):
        _limits(_childcare(childcare_limits(year), words), childcare_limits(year), words)
    _claims([rules["childcare_rule"]], words)
    return shown


@contextmanager
def _found_or_told(words: Words) -> Iterator[None]:
    """An allowance without limits is no mistake of the reader: it is told, not an error."""
    with desk.trying():
        try:
            yield
        except NoLimits as problem:
            st.info(words.show(problem), icon=":material/help:")


def _with_forecast(given: Situation, found: Advice, year: SoFar) -> Situation:
    """The answers with the forecast of the books; typed hours go first."""
    return replace(
        given,
        profit=found.forecast.profit,
        invested=year.invested,
        disposals=year.disposals,
        hours=found.forecast.hours if given.hours is None else given.hours,
    )


def _how_sure(found: Advice, year: SoFar, words: Words) -> None:
    if found.is_rough:
        st.warning(words("set_aside.rough", days=year.days), icon=":material/hourglass_top:")
    if year.days_left:
        key = "provisional.by_plan" if found.plan.is_typed else "provisional.by_pace"
        st.caption(words(key))


def _result(found: Assessment, today: date, words: Words) -> None:
    result = outcome(found, today)
    back = result.left < 0
    with st.container(horizontal=True):
        st.metric(
            words("provisional.out_back" if back else "provisional.out"),
            whole(abs(result.left), words),
        )
        if result.per_month is not None:
            st.metric(words("provisional.month"), whole(abs(result.per_month), words))
    st.write(
        words("provisional.months_line", months=result.months)
        if result.months
        else words("provisional.no_months")
    )
    what, amount = words("provisional.column_what"), words("provisional.column_amount")
    rows = [{what: name, amount: shown} for name, shown in result_rows(result, words)]
    views.table(rows, alt=words("provisional.out"))
    st.caption(words("provisional.estimate"))


def _taken(found: Assessment, words: Words) -> None:
    """What was taken for granted on the way to the lines, and what they do not name."""
    taken = assumptions(found, tax_year(found.situation.year))
    for key in ("hours_met", "below_pension_age"):
        if key in taken:
            st.caption(words(f"income.assumed.{key}"))
    if found.situation.losses or found.situation.single_pensioner:
        st.caption(words("provisional.not_asked"))


def _step(number: int, step: Step, some: Sequence[Item], words: Words) -> str:
    title = escape(f"{number}. {step.told.text(words.language)}")
    rows = "".join(_row(one, words) for one in some)
    return (
        f"<tbody><tr class='sum'><th scope='rowgroup' colspan='3'>{title}</th></tr>{rows}</tbody>"
    )


def _row(one: Item, words: Words) -> str:
    shown = "".join(f"<td>{escape(text)}</td>" for text in cells(one, words))
    return f"<tr><th scope='row'>{escape(item_name(one, words))}</th>{shown}</tr>"


def _rates(name: str, found: Rates, words: Words) -> None:
    lines = [
        words("provisional.rate", day=day, percent=percent(part * _PERCENT, words.language))
        for day, part in found.since
    ]
    lines.append(words("provisional.rate_later"))
    inner = "".join(f"<p>{escape(one)}</p>" for one in lines)
    title = words(f"provisional.{name}")
    _list([_unfolding(title, found.confidence, found.source, words, inner)])


def _care(answers: income.Answers, found: Assessment, words: Words) -> Care:
    """Beside the limits. Raises PortalError."""
    total = whole(found.total_income, words)
    st.write(words("provisional.income_counts", year=str(answers.year), amount=total))
    shown = care(answers.year, _household(answers, found, words))
    limits = shown.limits
    _note("wealth", limits.wealth_limit, words)
    _note("formula", limits.formula_figures, words)
    _list(
        [
            _unfolding(one.text, one.sure, limits.source, words) if one.sure else escape(one.text)
            for one in care_told(shown, words)
        ]
    )
    st.caption(words("provisional.wealth_from"))
    return shown


def _household(answers: income.Answers, found: Assessment, words: Words) -> Household:
    given = found.situation
    usual = _TOGETHER if given.partners else _ALONE
    chosen = st.segmented_control(
        words("provisional.partner_question"),
        (_ALONE, _TOGETHER),
        default=usual,
        required=True,
        format_func=lambda one: words(f"provisional.{one}"),
        # what was said of a tax partner is the usual answer, also after it changed
        key=desk.form_key(FORM, f"partner_{usual}"),
    )
    partner = chosen == _TOGETHER
    typed_wealth = any(answers.said[name].strip() for name in ("bank", "other_assets"))
    return Household(
        income=found.total_income,
        partner=partner,
        partner_income=_partner_income(words) if partner else None,
        wealth=given.bank + given.other_assets if typed_wealth else None,
        debts=given.debts,
    )


def _partner_income(words: Words) -> int | None:
    typed = st.text_input(
        words("provisional.partner_income"),
        help=words("provisional.partner_income_help"),
        placeholder=words("inputs.amount_like"),
        autocomplete="off",
        key=desk.form_key(FORM, "partner_income"),
    )
    return typed_amount(typed).whole_down().euros if typed and typed.strip() else None


def _rent(limits: RentLimits, words: Words) -> tuple[str, ...]:
    """The limits of the year; what the year does not have is left out, wealth is unknown."""
    rents = ("max_rent", "max_rent_young", "counted_rent_max", "counted_rent_max_young")
    age = limits.young_below
    told = [
        words(f"provisional.rent_limit.{name}", amount=_shown(amount, words), age=age)
        for name in rents
        if (amount := getattr(limits, name)) is not None
    ]
    single = _whole_or_unknown(limits.max_wealth_single, words)
    told.append(words("provisional.rent_limit.wealth_single", amount=single))
    told.append(words("provisional.rent_limit.wealth_partners", amount=None))
    return tuple(told)


def _childcare(limits: ChildcareLimits, words: Words) -> tuple[str, ...]:
    hours = ("max_hour_day", "max_hour_bso", "max_hour_gastouder")
    return (
        *(
            words(
                f"provisional.childcare_limit.{name}", amount=_shown(getattr(limits, name), words)
            )
            for name in hours
        ),
        words(
            "provisional.childcare_limit.max_percent",
            percent=_percent(limits.max_percent, words),
            amount=_whole_or_unknown(limits.max_percent_up_to_income, words),
        ),
        words(
            "provisional.childcare_limit.min_percent",
            percent=_percent(limits.min_percent_first_child, words),
            amount=_whole_or_unknown(limits.min_percent_from_income, words),
        ),
        words("provisional.childcare_limit.hours", count=limits.max_hours_month_per_child),
    )


def _limits(told: Iterable[str], limits: RentLimits | ChildcareLimits, words: Words) -> None:
    st.caption(words("provisional.limits_only"))
    if isinstance(limits, RentLimits):
        _note("changes", limits.changes, words)
    else:
        _note("differ", limits.disagreement, words)
    unknown = words("common.unknown")
    _list(
        [
            escape(one)
            if one.endswith(unknown)
            else _unfolding(one, limits.confidence, limits.source, words)
            for one in told
        ]
    )


def _note(name: str, told: Told | None, words: Words) -> None:
    if told:
        text = told.text(words.language)
        st.caption(views.plain(words(f"provisional.note.{name}", text=text)))


def _shown(amount: Euro, words: Words) -> str:
    """A figure of law: it is nobody's, so it stays when amounts are hidden."""
    return words_in(words.language).show(amount)


def _whole_or_unknown(euros: int | None, words: Words) -> str:
    plain = words_in(words.language)
    return plain.show(None) if euros is None else whole(euros, plain)


def _percent(share: Decimal | None, words: Words) -> str:
    return words.show(None) if share is None else percent(share * _PERCENT, words.language)


def _heading(key: str, words: Words) -> None:
    st.markdown(f"**{views.plain(words(key))}**")


def _claims(some: Iterable[Claim], words: Words) -> None:
    """Each as it was found; it unfolds to how sure it is and to its sources."""
    _list([_unfolding(claim_told(one, words), one.confidence, one.source, words) for one in some])


def _list(some: Sequence[str]) -> None:
    shown = "".join(f"<li>{one}</li>" for one in some)
    st.html(f"<ul class='said'>{shown}</ul>")


def _unfolding(
    text: str, sure: Confidence, sources: Iterable[Source], words: Words, inner: str = ""
) -> str:
    mark = ""
    if sure is not Confidence.SEEN:
        mark = f" <span class='mark'>{escape(words(f'income.sure.{sure}'))}</span>"
    behind = "".join(f"<p>{_source(one, words)}</p>" for one in sources)
    said = escape(words(f"income.sure_line.{sure}"))
    return (
        f"<details><summary>{escape(text)}{mark}</summary>"
        f"<div class='behind'>{inner}<p>{said}</p>{behind}</div></details>"
    )


def _source(source: Source, words: Words) -> str:
    day = source.as_of or source.checked_on
    read = words("income.as_of", day=day) if day else words("income.not_read")
    title = escape(source.title)
    if source.url and source.url.startswith("https://"):
        title = (
            f"<a href='{escape(source.url)}' target='_blank' rel='noopener noreferrer'>{title}</a>"
        )
    return " · ".join(part for part in (title, escape(source.law or ""), escape(read)) if part)
