"""One posting rule per kind of fact: what happened, as a balanced entry. Debit is plus.

The box of the VAT return follows from the kind of fact, never from its sign: a refund lowers
box 1a, it does not become a cost.
"""

from __future__ import annotations

from functools import singledispatch

from portal.basics.euro import Euro
from portal.books.accounts import COST, Account
from portal.books.facts import (
    Asset,
    BankLine,
    Booking,
    CashCount,
    Cost,
    IncomeTaxPaid,
    Nature,
    OpeningBalance,
    PrivateIn,
    PrivateOut,
    Profile,
    Taking,
    Transfer,
    Trip,
    VatCode,
    VatPaid,
    WorkedHours,
)
from portal.books.ledger import Entry, Posting

_TURNOVER = {
    VatCode.STANDARD: (Account.TURNOVER_STANDARD, "1a"),
    VatCode.REDUCED: (Account.TURNOVER_REDUCED, "1b"),
    VatCode.ZERO: (Account.TURNOVER_ZERO, "1e"),
    VatCode.EXEMPT: (Account.TURNOVER_UNTAXED, ""),
    VatCode.OUTSIDE: (Account.TURNOVER_UNTAXED, ""),
    VatCode.NONE: (Account.TURNOVER_UNTAXED, ""),
    VatCode.SERVICES_EU: (Account.TURNOVER_EU, "3b"),
    VatCode.SERVICES_WORLD: (Account.TURNOVER_WORLD, ""),
}
_VAT_DUE = {VatCode.STANDARD: Account.VAT_1A, VatCode.REDUCED: Account.VAT_1B}
REVERSE = {
    VatCode.REVERSE_NL: (Account.VAT_2A, "2a"),
    VatCode.REVERSE_EU: (Account.VAT_4B, "4b"),
    VatCode.REVERSE_WORLD: (Account.VAT_4A, "4a"),
}


@singledispatch
def entry_for(fact: object) -> Entry:
    """The entry of one fact; its postings sum to nought. Raises TypeError for what is no fact."""
    raise TypeError(f"no posting rule for {type(fact).__name__}")


@entry_for.register
def _(fact: Taking) -> Entry:
    if fact.nature in (Nature.DEPOSIT_USED, Nature.DEPOSIT_KEPT):
        return _entry(fact, *_settled_deposit(fact))
    turnover, box = _TURNOVER[fact.vat_code]
    if fact.nature is Nature.DEPOSIT:
        turnover = Account.DEPOSITS_RECEIVED
    due = _VAT_DUE.get(fact.vat_code, Account.VAT_1A)
    return _entry(
        fact,
        Posting(fact.money, fact.gross),
        Posting(turnover, fact.vat - fact.gross, box),
        Posting(due, -fact.vat, box),
    )


def _settled_deposit(fact: Taking) -> tuple[Posting, ...]:
    """From debt to turnover. Its VAT was declared on receipt; as damages it is taken back."""
    turnover, _ = _TURNOVER[fact.vat_code]
    net = fact.gross - fact.vat
    if fact.vat_code in _VAT_DUE:
        return Posting(Account.DEPOSITS_RECEIVED, net), Posting(turnover, -net)
    return (
        Posting(Account.DEPOSITS_RECEIVED, net, "1a" if fact.vat else ""),
        Posting(Account.VAT_1A, fact.vat, "1a"),
        Posting(turnover, -fact.gross),
    )


@entry_for.register
def _(fact: Cost) -> Entry:
    cost = COST + fact.category
    due, box = REVERSE.get(fact.vat_code, ("", ""))
    kept = fact.vat_due - fact.vat_private if box else Euro()
    return _entry(
        fact,
        Posting(fact.money, -fact.gross),
        Posting(cost, fact.gross - fact.private, box),
        Posting(cost, kept - fact.vat_deducted),
        Posting(Account.PRIVATE_OUT, fact.private, box),
        Posting(Account.PRIVATE_OUT, fact.vat_private),
        Posting(due, -fact.vat_due, box),
        Posting(Account.VAT_5B, fact.vat_deducted, "5b"),
    )


@entry_for.register
def _(fact: PrivateIn) -> Entry:
    return _entry(fact, Posting(fact.money, fact.gross), Posting(Account.PRIVATE_IN, -fact.gross))


@entry_for.register
def _(fact: PrivateOut) -> Entry:
    due, box = REVERSE.get(fact.vat_code, ("", ""))
    return _entry(
        fact,
        Posting(fact.money, -fact.gross),
        Posting(Account.PRIVATE_OUT, fact.gross, box),
        Posting(Account.PRIVATE_OUT, fact.vat_due),
        Posting(due, -fact.vat_due, box),
    )


@entry_for.register
def _(fact: Transfer) -> Entry:
    return _entry(
        fact,
        Posting(fact.money, -fact.gross),
        Posting(fact.to, fact.gross - fact.vat_deducted),
        Posting(Account.VAT_5B, fact.vat_deducted, "5b"),
    )


@entry_for.register
def _(fact: VatPaid) -> Entry:
    return _entry(fact, Posting(fact.money, -fact.gross), Posting(Account.VAT_SETTLED, fact.gross))


@entry_for.register
def _(fact: IncomeTaxPaid) -> Entry:
    return _entry(fact, Posting(fact.money, -fact.gross), Posting(Account.INCOME_TAX, fact.gross))


@entry_for.register
def _(fact: BankLine) -> Entry:
    return _entry(fact, Posting(Account.BANK, fact.gross), Posting(Account.SUSPENSE, -fact.gross))


@entry_for.register
def _(fact: OpeningBalance) -> Entry:
    return _entry(fact, Posting(fact.account, fact.gross), Posting(Account.EQUITY, -fact.gross))


@entry_for.register
def _(fact: CashCount) -> Entry:
    return _entry(
        fact, Posting(Account.CASH, fact.gross), Posting(Account.CASH_DIFFERENCE, -fact.gross)
    )


@entry_for.register(WorkedHours)
@entry_for.register(Trip)
@entry_for.register(Asset)
@entry_for.register(Profile)
def _(fact: WorkedHours | Trip | Asset | Profile) -> Entry:
    """Nothing moves: an asset's purchase is a booking of its own."""
    return Entry(fact.day, ())


def _entry(fact: Booking, *postings: Posting) -> Entry:
    return Entry(fact.day, tuple([posting for posting in postings if posting.amount.cents]))
