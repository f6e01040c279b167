"""Pictures that stay readable without colour, each with its table behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from portal.basics.period import Period, month_of
from portal.books.ledger import Balances
from portal.books.statements import profit_and_loss
from portal.language.words import Words
from portal.ui import views
from portal.vault.store import Store

_COLOURS: list[Any] = [
    "#0072B2",
    "#E69F00",
]  # Okabe-Ito; the table behind it says the same in words


def months(books: Store, words: Words, last: Period) -> None:
    """Turnover and costs of the last twelve months."""
    first = month_of(last.first - timedelta(days=334)).first  # eleven months back, leap year or not
    by_month(books.balances_by_month(Period(first, last.last)), words)


def by_month(balances: dict[Period, Balances], words: Words) -> None:
    """Turnover and costs per month, as bars, and the same as a table."""
    if not any(balances.values()):
        return
    st.subheader(words("chart.by_month"))
    turnover, costs, month = words("chart.turnover"), words("chart.costs"), words("chart.month")
    results = {period: profit_and_loss(sums) for period, sums in balances.items()}
    if not words.hide_amounts:
        frame = pd.DataFrame(
            {
                month: [f"{period.first:%Y-%m}" for period in results],
                turnover: [float(result.total_turnover.decimal) for result in results.values()],
                costs: [float(result.total_costs.decimal) for result in results.values()],
            }
        )
        st.bar_chart(frame, x=month, y=[turnover, costs], color=_COLOURS, stack=False, height=260)
    with st.expander(words("chart.table"), icon=":material/table:"):
        views.table(
            [
                {
                    month: words.show(period),
                    turnover: words.show(result.total_turnover),
                    costs: words.show(result.total_costs),
                }
                for period, result in results.items()
            ],
            alt=words("chart.table"),
            amounts=2,
        )
