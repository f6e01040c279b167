"""What the tests of the vault share: a cheap effort, some bookings, and what a vault holds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from portal.basics.euro import eur
from portal.books.facts import Fact, Money, PrivateOut, Taking
from portal.books.ledger import Balances
from portal.vault.keys import Effort
from portal.vault.opened import OpenVault
from portal.vault.vault import Vault

QUICK = Effort(memory=64, passes=1, lanes=1)
PASSPHRASE = "drie losse paarden"
MEMO = "zeldzaamwoord"
END = date(2100, 1, 1)


def bookings(first: date, number: int) -> list[Fact]:
    """Takings on days in a row, and a drawing after every tenth."""
    facts: list[Fact] = []
    for n in range(number):
        day = first + timedelta(days=n)
        facts.append(booking(day))
        if n % 10 == 0:
            facts.append(PrivateOut(day=day, gross=eur("50"), money=Money.CASH, memo=MEMO))
    return facts


def booking(day: date) -> Taking:
    return Taking(day=day, gross=eur("121"), vat=eur("21"), memo=f"{MEMO} {day}")


def opened(folder: Path) -> OpenVault:
    return Vault.open(folder, PASSPHRASE)


def inside(folder: Path) -> tuple[int, Balances]:
    """How many bookings a vault holds, and its balances; opening it checks what is due."""
    vault = opened(folder)
    try:
        return len(vault.store.everything()), vault.store.balances_until(END)
    finally:
        vault.lock()
