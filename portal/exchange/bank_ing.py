"""ING current account, CSV: Dutch or English, comma or semicolon, old (9 columns) and new (11)."""

from __future__ import annotations

import re

from portal.basics.euro import Euro
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
    read_amount,
)
from portal.exchange.bank_text import ing_account, ing_name, ing_text, squeezed

FORMAT = "ing_csv"
_NAMES = {
    "day": ("Datum", "Date"),
    "name": ("Naam / Omschrijving", "Name / Description"),
    "account": ("Rekening", "Account"),
    "counter": ("Tegenrekening", "Counterparty"),
    "sign": ("Af Bij", "Debit/credit"),
    "amount": ("Bedrag (EUR)", "Amount (EUR)"),
    "text": ("Mededelingen", "Notifications"),
    "balance": ("Saldo na mutatie", "Saldo na trn", "Resulting balance"),
}
_SIGNS = {"bij": 1, "credit": 1, "af": -1, "debit": -1}
_CURRENCY = re.compile(r"(?:bedrag|amount)\s*\(([A-Z]{3})\)", re.IGNORECASE)


def is_balance_list(header: Header) -> bool:
    """ING's list of daily balances goes by the same kind of name, and holds no bookings."""
    return header.has("Datum", "Boeksaldo") or header.has("Date", "Book balance")


def matches(header: Header) -> bool:
    """True for the header row of this format, as far as it tells."""
    return header.has("Datum", "Naam / Omschrijving") or header.has("Date", "Name / Description")


def read(sheet: Sheet, header: Header) -> BankFile:
    """Every booking. Raises BankFileError."""
    _needs_euro(sheet, header)
    table = Table(sheet, header)
    at = table.at(_NAMES, optional=("balance",))
    accounts = Accounts(newest_first=True)
    for number, row, raw in table.rows():
        try:
            accounts.add(account_in(row, at["account"], "NL00INGB…"), _line(row, raw, at))
        except Unreadable as problem:
            raise table.blame(problem, number, row) from problem
    return bank_file(FORMAT, accounts.statements())


def _line(row: list[str], raw: str, at: dict[str, int]) -> BankLine:
    text = row[at["text"]]
    balance = at["balance"]
    return BankLine(
        day=day_in(row, at["day"], "20260131"),
        amount=_signed(row, at["amount"], at["sign"]),
        counterparty=squeezed(row[at["name"]]) or ing_name(text),
        iban=row[at["counter"]].strip() or ing_account(text),
        description=ing_text(text),
        raw=raw,
        balance_after=amount_in(row, balance, "112,50") if balance >= 0 else None,
    )


def _signed(row: list[str], column: int, sign_column: int) -> Euro:
    """The amount has no sign of its own: another column says which way the money went."""
    sign = _SIGNS.get(row[sign_column].strip().lower())
    if sign is None:
        raise Unreadable(sign_column, "error.bank_not_a_sign", "Af, Bij, Debit, Credit")
    amount = read_amount(row[column])
    if amount is None or row[column][0] in "+-":
        raise Unreadable(column, "error.bank_not_an_amount", "12,50")
    return amount if sign > 0 else -amount


def _needs_euro(sheet: Sheet, header: Header) -> None:
    for place, label in enumerate(header.labels):
        found = _CURRENCY.search(label)
        if found and found[1].upper() != "EUR":
            raise sheet.wrong(
                "error.bank_currency",
                line=header.line,
                column=place + 1,
                field=label,
                expected="EUR",
                found=found[1],
            )
