"""The bookings of a table by own account, and the balances that its running balance tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from portal.exchange.bank_file import BankLine, Statement


class Accounts:
    """Bookings gathered by own account, in the order of the file."""

    def __init__(self, newest_first: bool = False) -> None:
        self._newest_first = newest_first  # the bank's habit, where the file does not tell
        self._lines: defaultdict[str, list[BankLine]] = defaultdict(list)

    def add(self, account: str, line: BankLine) -> None:
        self._lines[account].append(line)

    def statements(self) -> list[Statement]:
        """One statement per account, its balances taken from the running balance."""
        return [self._running(account, lines) for account, lines in self._lines.items()]

    def _running(self, account: str, lines: list[BankLine]) -> Statement:
        first, last = lines[0], lines[-1]
        if runs_back(lines, self._newest_first):
            first, last = last, first
        opening = None if first.balance_after is None else first.balance_after - first.amount
        return Statement(account, "EUR", opening, last.balance_after, tuple(lines))


def runs_back(lines: Sequence[BankLine], habit: bool) -> bool:
    """True when the file runs back in time; where one day fills it, the balances tell."""
    if lines[0].day != lines[-1].day:
        return lines[0].day > lines[-1].day
    forwards, backwards = _add_up(lines), _add_up(lines[::-1])
    return backwards if forwards != backwards else habit


def _add_up(lines: Sequence[BankLine]) -> bool:
    """True when each balance is the one before it and the booking between."""
    return all(
        before.balance_after is not None
        and before.balance_after + line.amount == line.balance_after
        for before, line in pairwise(lines)
    )
