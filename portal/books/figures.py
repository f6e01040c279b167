"""The figures of a year or other stretch: result, balance sheet, profit reached two ways."""

from __future__ import annotations

from dataclasses import dataclass

from portal.books.ledger import Balances
from portal.books.statements import (
    BalanceSheet,
    ProfitAndLoss,
    TwoWays,
    balance_sheet,
    profit_and_loss,
    two_ways,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """`start` and `end` are the balance sheets at either end of the period."""

    result: ProfitAndLoss
    start: BalanceSheet
    end: BalanceSheet
    compared: TwoWays

    @property
    def agree(self) -> bool:
        """Both ways of reaching profit give the same amount."""
        return self.result.profit == self.compared.profit


def figures(before: Balances, during: Balances) -> Figures:
    """before: everything up to the day before the period; during: the period itself."""
    return Figures(
        profit_and_loss(during),
        balance_sheet(before),
        balance_sheet(before + during),
        two_ways(before, during),
    )
