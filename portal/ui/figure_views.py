"""How the figures of a year are shown: the answer, the lines beside the year before, the proof."""

from __future__ import annotations

import streamlit as st

from portal.basics.euro import Euro
from portal.basics.period import Period, year
from portal.books.figures import Figures
from portal.language.words import Words
from portal.ui import desk, inputs, views


def period_picker(words: Words) -> Period:
    """A calendar year, or another stretch by its first and last day."""
    today = desk.today()
    chosen = year(inputs.year_picker(words, today.year))
    with st.expander(words("figures.other_period"), icon=":material/date_range:"):
        picked = st.date_input(
            words("figures.from_to"),
            value=(chosen.first, chosen.last),
            format=inputs.date_format(),
            key=f"stretch-{chosen.name}",
        )
    if isinstance(picked, tuple) and len(picked) == 2:
        return Period(*picked)
    return chosen


def profit(now: Figures, words: Words) -> None:
    """The answer in large type."""
    st.metric(words("figures.profit"), words.show(now.result.profit))
    st.write(words("figures.profit_line"))


def result(now: Figures, then: Figures, period: Period, before: Period, words: Words) -> None:
    """Profit and loss account beside the same stretch a year earlier."""
    st.subheader(words("figures.result"))
    columns = (words("figures.line"), words.show(period), words.show(before))
    rows = [
        *_pairs(now.result.turnover, then.result.turnover, columns, words),
        _row(
            words("figures.turnover"),
            now.result.total_turnover,
            then.result.total_turnover,
            columns,
            words,
        ),
        *_pairs(now.result.costs, then.result.costs, columns, words, cost=True),
        _row(
            words("figures.costs"), now.result.total_costs, then.result.total_costs, columns, words
        ),
        _row(words("figures.profit"), now.result.profit, then.result.profit, columns, words),
    ]
    views.table(rows, alt=words("figures.result"), amounts=2)


def balance(now: Figures, then: Figures, period: Period, before: Period, words: Words) -> None:
    """Balance sheet at the end of the period and a year earlier; debts are below nought."""
    st.subheader(words("figures.balance"))
    columns = (
        words("figures.line"),
        words("figures.at", day=period.last),
        words("figures.at", day=before.last),
    )
    rows = [
        *_pairs(now.end.lines, then.end.lines, columns, words),
        _row(words("account.equity"), now.end.equity, then.end.equity, columns, words),
    ]
    views.table(rows, alt=words("figures.balance"), amounts=2)
    st.caption(words("figures.balance_line"))


def two_ways(now: Figures, words: Words) -> None:
    """Profit by comparing equity, and whether it agrees with the profit and loss account."""
    st.subheader(words("figures.two_ways"))
    compared = now.compared
    name, amount = words("figures.line"), words("figures.amount")
    lines = (
        ("figures.equity_end", compared.equity_end),
        ("figures.equity_start", -compared.equity_start),
        ("figures.drawn", compared.drawn),
        ("figures.put_in", -compared.put_in),
        ("figures.added", -compared.added),
        ("figures.profit", compared.profit),
    )
    views.table(
        [{name: words(key), amount: words.show(value)} for key, value in lines],
        alt=words("figures.two_ways"),
    )
    if now.agree:
        st.success(words("figures.agree"), icon=":material/check:")
    else:
        st.error(words("figures.disagree"), icon=":material/error:")


def line_name(account: str, words: Words, *, cost: bool = False) -> str:
    """What a line of the figures is called."""
    return views.category_name(account, words) if cost else words(f"account.{account}")


def _pairs(
    now: dict[str, Euro],
    then: dict[str, Euro],
    columns: tuple[str, str, str],
    words: Words,
    *,
    cost: bool = False,
) -> list[dict[str, str]]:
    return [
        _row(
            line_name(account, words, cost=cost),
            now.get(account, Euro()),
            then.get(account, Euro()),
            columns,
            words,
        )
        for account in dict.fromkeys((*now, *then))
    ]


def _row(
    name: str, now: Euro, then: Euro, columns: tuple[str, str, str], words: Words
) -> dict[str, str]:
    line, first, second = columns
    return {line: name, first: words.show(now), second: words.show(then)}
