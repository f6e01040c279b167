"""Sums per account over any stretch of time, from kept totals and, at its ends, the journal."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from portal.basics.period import Period, month_of
from portal.books.ledger import Balances
from portal.vault.rows import days_of, fetched, month_number


def sums_of(connection: Connection, period: Period) -> Balances:
    """Sums per account: whole months from the kept totals, the days around them counted."""
    cents: dict[tuple[str, str], int] = {}
    whole, parts = _whole_months(period)
    if whole:
        for account, box, amount in fetched(
            connection,
            "SELECT account, box, sum(cents) FROM total WHERE month BETWEEN ? AND ? "
            "GROUP BY account, box",
            *whole,
        ):
            cents[account, box] = amount
    for part in parts:
        for account, box, amount in fetched(
            connection,
            # account and box come first in the journal's order, so each sum reads one stretch
            "SELECT t.account, t.box, "
            "(SELECT sum(p.cents) FROM posting p WHERE p.account = t.account "
            "AND p.box = t.box AND p.day BETWEEN ? AND ?) AS cents "
            "FROM total t WHERE t.month = ?",
            *days_of(part),
            month_number(part.first),
        ):
            cents[account, box] = cents.get((account, box), 0) + (amount or 0)
    return Balances(cents)


def _whole_months(period: Period) -> tuple[tuple[int, int] | None, list[Period]]:
    """The stretch of whole months in a period (as numbers), and what sticks out at either end."""
    first, last = period.first, period.last
    parts = []
    head, tail = month_of(first), month_of(last)
    if head == tail and (first, last) != (head.first, head.last):
        return None, [period]
    if first != head.first:
        parts.append(Period(first, head.last))
        first = head.last + timedelta(days=1)
    if last != tail.last:
        parts.append(Period(tail.first, last))
        last = tail.first - timedelta(days=1)
    whole = (month_number(first), month_number(last)) if first <= last else None
    return whole, parts
