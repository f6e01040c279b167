"""Profit and loss account and balance sheet (winst-en-verliesrekening, balans) from balances."""

from __future__ import annotations

from dataclasses import dataclass

from portal.basics.euro import Euro, total
from portal.books.accounts import COST, Account, is_drawing, is_result, is_vat
from portal.books.ledger import Balances

VAT = "vat"  # all VAT accounts together, as one line of the balance sheet


@dataclass(frozen=True, slots=True)
class ProfitAndLoss:
    """Turnover per account and costs per category, both as positive amounts, without VAT."""

    turnover: dict[str, Euro]
    costs: dict[str, Euro]

    @property
    def total_turnover(self) -> Euro:
        return total(self.turnover.values())

    @property
    def total_costs(self) -> Euro:
        return total(self.costs.values())

    @property
    def profit(self) -> Euro:
        return self.total_turnover - self.total_costs


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """What the business has (plus) and owes (minus) at the end of a day, and its equity.

    equity is what is left for the owner: the sum of the lines.
    """

    lines: dict[str, Euro]

    @property
    def equity(self) -> Euro:
        return total(self.lines.values())


@dataclass(frozen=True, slots=True)
class TwoWays:
    """Profit reached by comparing equity (vermogensvergelijking), line by line.

    Profit is equity at the end, less equity at the start, plus what the owner took out, less
    what the owner put in. `added` is equity that came with opening balances in the period.
    """

    equity_start: Euro
    equity_end: Euro
    drawn: Euro
    put_in: Euro
    added: Euro

    @property
    def profit(self) -> Euro:
        return self.equity_end - self.equity_start + self.drawn - self.put_in - self.added


def profit_and_loss(balances: Balances) -> ProfitAndLoss:
    """From the balances of one period."""
    accounts = balances.by_account()
    turnover = {name: -sum_ for name, sum_ in accounts.items() if name.startswith("turnover.")}
    costs = {
        name.removeprefix(COST): sum_ for name, sum_ in accounts.items() if name.startswith(COST)
    }
    return ProfitAndLoss(turnover, costs)


def balance_sheet(until: Balances) -> BalanceSheet:
    """From the balances of everything up to and including a day."""
    lines: dict[str, Euro] = {}
    for account, amount in until.by_account().items():
        if is_result(account) or is_drawing(account) or account == Account.EQUITY:
            continue
        name = VAT if is_vat(account) else account
        lines[name] = lines.get(name, Euro()) + amount
    return BalanceSheet({name: amount for name, amount in lines.items() if amount})


def two_ways(before: Balances, during: Balances) -> TwoWays:
    """Equity compared; before: all up to the day before the period, during: the period."""
    return TwoWays(
        equity_start=balance_sheet(before).equity,
        equity_end=balance_sheet(before + during).equity,
        drawn=during.of_account(Account.PRIVATE_OUT) + during.of_account(Account.INCOME_TAX),
        put_in=-during.of_account(Account.PRIVATE_IN),
        added=-during.of_account(Account.EQUITY),
    )
