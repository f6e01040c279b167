"""Rabobank, CSV since 2018: 26 columns, Dutch or English, each booking with a number of its own."""

from __future__ import annotations

from portal.exchange.bank_accounts import Accounts
from portal.exchange.bank_file import BankFile, BankLine, bank_file
from portal.exchange.bank_sheet import Sheet
from portal.exchange.bank_table import (
    Header,
    Table,
    Unreadable,
    account_in,
    amount_in,
    day_in,
)
from portal.exchange.bank_text import squeezed

FORMAT = "rabobank_csv"
_NAMES = {
    "account": ("IBAN/BBAN",),
    "currency": ("Munt", "Ccy"),
    "number": ("Volgnr", "Seq No"),
    "day": ("Datum", "Date"),
    "amount": ("Bedrag", "Amount"),
    "balance": ("Saldo na trn", "Bal After Bkng"),
    "counter": ("Tegenrekening IBAN/BBAN", "Counterpty IBAN/BBAN"),
    "name": ("Naam tegenpartij", "Name Counterpty"),
    "payment": ("Betalingskenmerk", "Payment Reference"),
    "text_1": ("Omschrijving-1", "Description-1"),
    "text_2": ("Omschrijving-2", "Description-2"),
    "text_3": ("Omschrijving-3", "Description-3"),
}
_TEXTS = ("text_1", "text_2", "text_3")


def is_credit_card(header: Header) -> bool:
    """Rabobank's credit-card export: another list, which does not belong to the bank account."""
    return header.has("Creditcard Nummer")


def matches(header: Header) -> bool:
    """True for the header row of this format, as far as it tells."""
    return header.has("IBAN/BBAN", "Volgnr") or header.has("IBAN/BBAN", "Seq No")


def read(sheet: Sheet, header: Header) -> BankFile:
    """Every booking. Raises BankFileError."""
    table = Table(sheet, header)
    at = table.at(_NAMES)
    accounts = Accounts()
    for number, row, raw in table.rows():
        try:
            accounts.add(account_in(row, at["account"], "NL00RABO…"), _line(row, raw, at))
        except Unreadable as problem:
            raise table.blame(problem, number, row) from problem
    return bank_file(FORMAT, accounts.statements())


def _line(row: list[str], raw: str, at: dict[str, int]) -> BankLine:
    if row[at["currency"]].strip() != "EUR":
        raise Unreadable(at["currency"], "error.bank_currency", "EUR")
    text = squeezed(" ".join(row[at[name]] for name in _TEXTS))
    return BankLine(
        day=day_in(row, at["day"], "2026-01-31"),
        amount=amount_in(row, at["amount"], "+12,50"),
        counterparty=squeezed(row[at["name"]]),
        iban=row[at["counter"]].strip(),
        description=text or squeezed(row[at["payment"]]),
        raw=raw,
        reference=row[at["number"]].strip(),
        balance_after=amount_in(row, at["balance"], "+112,50"),
    )
