"""An invented worker's year, in memory: for looking around. Nothing of it reaches the disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from portal.basics.euro import Euro, eur
from portal.basics.period import quarter_of
from portal.books.bank_matching import bank_line
from portal.books.facts import (
    Fact,
    Money,
    Nature,
    OpeningBalance,
    PrivateOut,
    Profile,
    Transfer,
    VatCode,
    VatPaid,
)
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.rulebook.vat import VatRules, vat_rules
from portal.taxes.deadlines import pay_by
from portal.taxes.vat_return import vat_return
from portal.taxes.writing import cost, taking
from portal.vault.engine import in_memory
from portal.vault.store import Store

_DAYS = 430  # some fourteen months, so that there is a year before
_SEED = 7  # the same year every time
_ACCOUNT = "NL91ABNA0417164300"  # the example of the IBAN registry: nobody's
_KEPT = eur("500")  # what stays in the cash box
_EVENINGS = (1, 3, 4, 5)  # Tuesday, Thursday, Friday, Saturday


class _Line:
    """A line as a bank file would have it."""

    def __init__(self, day: date, amount: str, counterparty: str, description: str = "") -> None:
        self.day, self.amount = day, eur(amount)
        self.counterparty, self.description = counterparty, description
        self.iban = self.raw = self.reference = ""


def demo_store(today: date, language: str) -> Store:
    """The books of somebody who does not exist, from fourteen months ago until today."""
    store = Store(in_memory())
    first = (today - timedelta(days=_DAYS)).replace(day=1)
    rules = vat_rules()
    facts: list[Fact] = [Profile(day=first, language=language), *_opening(first)]
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    cash = _cash(facts)
    for number, day in enumerate(days):
        of_day = list(_day(day, Random(f"{_SEED} {number}"), rules, cash))
        cash += _cash(of_day)
        facts += of_day
    facts += _vat(facts, today)
    facts += _waiting(today)
    store.record(*facts)
    return store


def _opening(first: date) -> Iterator[Fact]:
    yield OpeningBalance(day=first, account="cash", gross=eur("1500"))
    yield OpeningBalance(day=first, account="bank", gross=eur("4200"))
    yield OpeningBalance(day=first, account="vat.settled", gross=eur("-310"))


def _cash(facts: list[Fact]) -> Euro:
    return Balances.of(entry_for(fact) for fact in facts).of_account("cash")


def _day(day: date, chance: Random, rules: VatRules, cash: Euro) -> Iterator[Fact]:
    if day.weekday() in _EVENINGS and chance.random() < 0.8:
        yield from _evening(day, chance, rules)
    if day.weekday() == 0 and cash > _KEPT:
        spare = Euro((cash - _KEPT).cents // 10000 * 10000)
        yield PrivateOut(day=day, gross=min(spare, eur("300")))
        yield Transfer(day=day, gross=spare - min(spare, eur("300")), money=Money.CASH, to="bank")
    if day.day == 3:
        yield from _month(day, chance, rules)
    if day.day == 17 and day.month % 3 == 0:
        yield taking(day, eur("121"), rules, nature=Nature.DEPOSIT, money=Money.BANK)
        yield taking(day, eur("121"), rules, nature=Nature.DEPOSIT_USED, money=Money.BANK)
    if day.day == 20 and day.month in (2, 8):
        yield taking(day, eur("-90"), rules)


def _evening(day: date, chance: Random, rules: VatRules) -> Iterator[Fact]:
    for _ in range(chance.randint(2, 4)):
        money = Money.BANK if chance.random() < 0.25 else Money.CASH
        yield taking(day, Euro(chance.randrange(8000, 20001, 1000)), rules, money=money)
    if chance.random() < 0.2:
        yield taking(day, eur("20"), rules, nature=Nature.TIP)
    yield cost(
        day,
        eur("90.75"),
        "room_rent",
        rules,
        vat_code=VatCode.STANDARD,
        money=Money.CASH,
    )


def _month(day: date, chance: Random, rules: VatRules) -> Iterator[Fact]:
    yield cost(
        day,
        eur("36.30"),
        "phone",
        rules,
        vat_code=VatCode.STANDARD,
        private_share=Decimal("0.3"),
    )
    yield cost(day, eur("95"), "advertising_foreign", rules, vat_code=VatCode.REVERSE_EU)
    yield cost(day, eur("60.50"), "advertising_nl", rules, vat_code=VatCode.STANDARD)
    supplies = Euro(3000 + chance.randrange(0, 4000, 5))
    yield cost(day, supplies, "supplies", rules, vat_code=VatCode.STANDARD, money=Money.CASH)
    yield cost(day, eur("9.90"), "bank_payment_fees", rules)
    if day.month in (3, 9):
        yield cost(day, eur("42.35"), "laundry_cleaning", rules, vat_code=VatCode.STANDARD)


def _vat(facts: list[Fact], today: date) -> list[Fact]:
    """Each quarter's VAT as it was due, paid in time; the last one is still to do."""
    paid: list[Fact] = []
    quarters = {quarter_of(fact.day) for fact in facts}
    for quarter in sorted(quarters):
        day = pay_by(quarter)
        if day < today:
            of_quarter = Balances.of(entry_for(fact) for fact in facts if fact.day in quarter)
            paid.append(VatPaid(day=day, gross=vat_return(of_quarter).payable))
    return paid


def _waiting(today: date) -> list[Fact]:
    day = today - timedelta(days=1)
    lines = (
        _Line(day, "700.00", "Geldmaat", "Storting"),
        _Line(day, "-36.30", "KPN", "Factuur mobiel"),
        _Line(day, "121.00", "J. Voorbeeld", "afspraak"),
        _Line(day, "-48.20", "Albert Heijn", "boodschappen"),
    )
    return [bank_line(_ACCOUNT, line, "demo") for line in lines]
