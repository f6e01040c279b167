"""Double entry: a posting, a balanced entry, and balances per account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.basics.euro import Euro


class Posting(NamedTuple):
    """One line of an entry: debit is plus. `box` is the box of the VAT return it belongs to."""

    account: str
    amount: Euro
    box: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Postings of one day that sum to nought."""

    day: date
    postings: tuple[Posting, ...]


class Balances:
    """Sums per account and VAT box over some stretch of time; debit is plus."""

    def __init__(self, cents: dict[tuple[str, str], int]) -> None:
        self._cents = {key: amount for key, amount in cents.items() if amount}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Balances:
        """Entries added up."""
        cents: dict[tuple[str, str], int] = {}
        for entry in entries:
            for account, amount, box in entry.postings:
                cents[account, box] = cents.get((account, box), 0) + amount.cents
        return cls(cents)

    def __add__(self, other: Balances) -> Balances:
        cents = dict(self._cents)
        for key, amount in other._cents.items():
            cents[key] = cents.get(key, 0) + amount
        return Balances(cents)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Balances) and self._cents == other._cents

    def __bool__(self) -> bool:
        return bool(self._cents)

    def __hash__(self) -> int:
        return hash(frozenset(self._cents.items()))

    def __repr__(self) -> str:
        return f"Balances({self._cents!r})"

    def __iter__(self) -> Iterator[tuple[str, str, Euro]]:
        for (account, box), amount in sorted(self._cents.items()):
            yield account, box, Euro(amount)

    def of_account(self, account: str) -> Euro:
        """The balance of one account, whatever the box."""
        return Euro(sum(amount for (name, _), amount in self._cents.items() if name == account))

    def in_box(self, box: str, *, vat: bool) -> Euro:
        """What a box of the VAT return holds: its VAT, or else the base it is due on."""
        return Euro(
            sum(
                amount
                for (name, where), amount in self._cents.items()
                if where == box and name.startswith("vat.") == vat
            )
        )

    def by_account(self) -> dict[str, Euro]:
        """The balance per account, in alphabetical order, without those that are nought."""
        sums: dict[str, int] = {}
        for (account, _), amount in self._cents.items():
            sums[account] = sums.get(account, 0) + amount
        return {account: Euro(sums[account]) for account in sorted(sums) if sums[account]}
