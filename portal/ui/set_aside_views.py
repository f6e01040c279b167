"""How setting aside is shown: the share of a taking, the savings pot, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import streamlit as st

from portal.basics.euro import Euro
from portal.basics.period import Period, month_of
from portal.books.facts import Nature, Taking
from portal.books.statements import VAT, balance_sheet, profit_and_loss
from portal.documents.income_tax import whole
from portal.language.formats import percent as percent_text
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.rulebook.income_tax import NoRules, hours_criterion, tax_year
from portal.taxes.entrepreneur import NoFigure
from portal.taxes.setting_aside import (
    PLAN,
    POT,
    Advice,
    BadPlan,
    Plan,
    Pot,
    SoFar,
    advise,
    gauge,
    of_taking,
    plan_from_note,
    plan_to_note,
    pot_from_note,
    pot_to_note,
    share_of,
    so_far,
    still_per_month,
)
from portal.taxes.situation import WrongInput
from portal.ui import desk, income_views, views
from portal.vault.searching import Search
from portal.vault.store import Store

FORM = "set_aside"
_STEP, _PERCENT = 500, Decimal("0.01")
_BUSINESS = ("taking", "cost")  # what shows that the business has begun
_NO_MONEY = (Nature.DEPOSIT_USED, Nature.DEPOSIT_KEPT)
_HOURS = {"books": None, "yes": True, "no": False}  # what the plan keeps for each answer


def rate(percent: int | Decimal, words: Words) -> str:
    """27 as "27%"."""
    return percent_text(Decimal(percent) * _PERCENT, words.language)


def read_year(books: Store, year: int, today: date) -> SoFar:
    """What the books have of a year until today. Raises PortalError."""
    period = Period(date(year, 1, 1), min(today, date(year, 12, 31)))
    found = books.book_year(year, until=today)
    turnover = profit_and_loss(books.balances(period)).total_turnover
    return so_far(found, turnover, _began(books, period), period.last)


def kept_plan(year: int) -> Plan:
    """What she asked to reckon with this year, or the books alone."""
    return plan_from_note(desk.noted(PLAN), year)


def kept_pot() -> Pot | None:
    """The balance she asked to keep."""
    return pot_from_note(desk.noted(POT))


def advice(books: Store, year: int, today: date) -> Advice | None:
    """The advice by what is kept. Raises PortalError."""
    return advise(kept_plan(year), read_year(books, year, today))


def ask(year: int, has_books: bool, words: Words) -> Plan | None:
    """What the books do not say; None while it is half filled in. Raises BadPlan, NotWritten."""
    kept = kept_plan(year)
    if words.hide_amounts:  # the fields would show what was kept
        st.caption(words("set_aside.hidden"))
        return kept
    with st.container(border=True):
        turnover, profit, is_whole = _typed(kept, has_books, words)
        about = _about(words, kept)
    if not is_whole:
        st.info(words("set_aside.fill_both"), icon=":material/edit:")
        return None
    plan = Plan(year, turnover, profit, *about)
    if plan != kept:
        st.button(
            words("set_aside.keep_plan"),
            key="keep_plan",
            icon=":material/save:",
            on_click=_keep,
            args=(PLAN, plan_to_note(plan), words("set_aside.plan_kept")),
        )
    return plan


def answer(found: Advice, year: SoFar, words: Words) -> None:
    """The percentage and the amount per month in large type, and how sure they are."""
    if not found.cost:
        st.success(words("set_aside.nothing"), icon=":material/check:")
    else:
        part = rate(found.percent, words)
        with st.container(horizontal=True):
            st.metric(words("set_aside.percent"), part)
            st.metric(words("set_aside.month"), whole(found.per_month, words))
        st.write(words("set_aside.percent_line", percent=part))
        st.write(words("set_aside.month_line", months=found.months))
    _how_sure(found, year, words)


def vat_apart(books: Store, today: date, words: Words) -> None:
    """VAT is never part of the percentage: what is owed now stands apart."""
    owed = -balance_sheet(books.balances_until(today)).lines.get(VAT, Euro())
    if owed > Euro():
        st.write(words("set_aside.vat_apart", amount=owed))
    else:
        st.write(words("set_aside.vat_none"))


def pot(found: Advice, today: date, words: Words) -> None:
    """What should be aside, what is, a bar and a sentence; and the balance is asked."""
    st.subheader(words("set_aside.pot"), anchor=False)
    kept = kept_pot()
    with st.container(horizontal=True):
        if found.by_now is not None:
            st.metric(words("set_aside.should_be"), words.show(found.by_now))
        if kept:
            st.metric(words("set_aside.is_there"), words.show(kept.balance))
    if found.by_now is None:
        st.write(words("set_aside.no_pot_needed"))
    if kept is None:
        st.write(words("set_aside.no_pot"))
    else:
        _gauge(found, kept, today, words)
    _ask_balance(kept, today, words)


def how(found: Advice, year: SoFar, words: Words) -> None:
    """The forecast and the assessment behind it, each line down to its law and source."""
    st.subheader(words("set_aside.how"), anchor=False)
    what, amount = words("set_aside.column_what"), words("set_aside.column_amount")
    rows = (
        ("set_aside.so_far", words.show(year.turnover)),
        ("set_aside.whole_year", whole(found.forecast.turnover, words)),
        ("set_aside.whole_profit", whole(found.forecast.profit, words)),
        ("set_aside.cost", whole(found.cost, words)),
    )
    views.table([{what: words(key), amount: shown} for key, shown in rows], alt=what)
    income_views.put_style()
    income_views.parts(found.assessment, None, words)
    st.caption(words("set_aside.left_out"))
    income_views.taken(found.assessment, tax_year(found.plan.year), words)


def after_taking(books: Store, words: Words, taking: Taking | None = None) -> None:
    """One line below a taking: VAT, to set aside, yours. Without a taking: the last written."""
    if taking is None:
        last = books.page(Search(kinds=("taking",), order="entered"), most=1)
        taking = last[0] if last else None
    if taking is None or taking.gross <= Euro() or taking.nature in _NO_MONEY:
        return
    st.caption(f"{words('set_aside.last_taking')}. {_after(books, words, taking)}")


def start_figures(books: Store, words: Words, today: date) -> None:
    """For the start page: what lies aside, and what is hers of this month."""
    found = _advice_or_none(books, today.year, today)
    kept = kept_pot()
    month = profit_and_loss(books.balances(month_of(today)))
    keep = None
    if found:
        keep = month.profit - share_of(month.total_turnover, found.percent)
    with st.container(horizontal=True):
        st.metric(
            words("set_aside.start_aside"),
            words.show(kept.balance if kept else None),
            help=words("set_aside.start_aside_help", amount=found.by_now if found else None),
        )
        st.metric(
            words("set_aside.start_keep"),
            words.show(keep),
            help=words("set_aside.start_keep_help"),
        )


def _after(books: Store, words: Words, taking: Taking) -> str:
    today = desk.today()
    found = _advice_or_none(books, min(taking.day.year, today.year), today)
    if found is None:
        return words("set_aside.after_unknown", gross=taking.gross, vat=taking.vat)
    parts = of_taking(taking.gross, taking.vat, found.percent, found.health_share)
    return words(
        "set_aside.after",
        gross=taking.gross,
        vat=parts.vat,
        aside=parts.aside,
        tax=parts.tax,
        health=parts.health,
        yours=parts.yours,
    )


def _advice_or_none(books: Store, year: int, today: date) -> Advice | None:
    """On pages about something else, a year without rules is no error: it is unknown there."""
    try:
        return advice(books, year, today)
    except (NoRules, NoFigure, WrongInput, BadPlan):
        return None


def _began(books: Store, period: Period) -> date:
    """1 January, or the first booking where the books begin in this year."""
    known = books.years()
    if known and known[0] < period.first.year:
        return period.first
    search = Search(kinds=_BUSINESS, period=period, descending=False)
    first = books.page(search, most=1)
    day: date = first[0].day if first else period.first
    return day


def _typed(kept: Plan, has_books: bool, words: Words) -> tuple[int | None, int | None, bool]:
    """Her own forecast, and whether it is whole."""
    typed = "typing" if kept.is_typed or not has_books else "pace"
    way = st.segmented_control(
        words("set_aside.which"),
        ["pace", "typing"],
        default=typed,
        required=True,
        format_func=lambda one: words(f"set_aside.by_{one}"),
        key="set_aside_way",
    )
    if way != "typing":
        return None, None, True
    turnover = _amount("turnover", kept.turnover, words)
    profit = _amount("profit", kept.profit, words, least=None)
    return turnover, profit, turnover is not None and profit is not None


def _about(words: Words, kept: Plan) -> tuple[bool, bool | None, int, int, int]:
    """What is asked about her, in the order of the plan."""
    before = next(name for name, meets in _HOURS.items() if meets is kept.meets_hours)
    with st.expander(words("set_aside.about_you"), icon=":material/tune:"):
        starter = st.checkbox(
            words("set_aside.starter"),
            value=kept.starter,
            help=words("set_aside.starter_help"),
            key="set_aside_starter",
        )
        meets = st.segmented_control(
            words("set_aside.hours", hours=hours_criterion().hours.value),
            list(_HOURS),
            default=before,
            required=True,
            format_func=lambda one: words(f"set_aside.hours_{one}"),
            help=words("set_aside.hours_help"),
            key="set_aside_hours",
        )
        return (
            starter,
            _HOURS[meets or before],
            _amount("wages", kept.wages, words) or 0,
            _amount("wage_tax", kept.wage_tax, words) or 0,
            _amount("paid", kept.paid, words) or 0,
        )


def _amount(name: str, kept: int | None, words: Words, least: int | None = 0) -> int | None:
    typed = st.number_input(
        words(f"set_aside.{name}"), min_value=least, value=kept, step=_STEP, key=f"aside_{name}"
    )
    return None if typed is None else int(typed)


def _how_sure(found: Advice, year: SoFar, words: Words) -> None:
    if found.is_short:
        st.warning(words("set_aside.short"), icon=":material/warning:")
    if found.is_rough:
        st.warning(words("set_aside.rough", days=year.days), icon=":material/hourglass_top:")
    if not found.plan.is_typed:
        st.caption(words("set_aside.pace_line", days=year.days, since=year.since))
    low, high = found.between
    if low != high:
        st.caption(words("set_aside.between", low=rate(low, words), high=rate(high, words)))
    income_views.proposal(tax_year(found.plan.year), words)


def _gauge(found: Advice, kept: Pot, today: date, words: Words) -> None:
    if found.by_now is not None:
        stands = gauge(kept.balance, found.by_now)
        said = words(f"set_aside.state_{stands.state}", missing=stands.missing)
        st.progress(float(stands.share), text=said)
    still = still_per_month(found, kept.balance, today)
    if still:
        st.write(words("set_aside.still", amount=whole(still.euros, words)))
    st.caption(words("set_aside.as_of", day=kept.day))


def _ask_balance(kept: Pot | None, today: date, words: Words) -> None:
    typed = st.text_input(
        words("set_aside.balance"),
        placeholder=words("inputs.amount_like"),
        autocomplete="off",
        key=desk.form_key(FORM, "balance"),
    )
    with st.container(horizontal=True):
        st.button(
            words("set_aside.keep_pot"),
            key="keep_pot",
            type="primary",
            icon=":material/savings:",
            on_click=desk.attempt,
            args=(lambda: _keep_pot(typed or "?", today, words),),
        )
        if kept:
            st.button(
                words("set_aside.forget_pot"),
                key="forget_pot",
                icon=":material/delete:",
                on_click=_keep,
                args=(POT, "", words("set_aside.pot_forgotten")),
            )
    desk.tell_problem()


def _keep_pot(typed: str, today: date, words: Words) -> None:
    kept = Pot(today, typed_amount(typed))
    before = desk.noted(POT)
    desk.note(POT, pot_to_note(kept))
    desk.empty_form(FORM)
    desk.say(words("set_aside.pot_kept", amount=kept.balance), undo=_back_to(POT, before))


def _keep(name: str, said: str, told: str) -> None:
    before = desk.noted(name)

    def deed() -> None:
        desk.note(name, said)
        desk.say(told, undo=_back_to(name, before))

    desk.attempt(deed)


def _back_to(name: str, before: str) -> Callable[[], None]:
    return lambda: desk.note(name, before)
