"""ABN AMRO, TAB: no header row, eight columns, the balance before and after each booking."""

from __future__ import annotations

import re

from portal.basics.euro import Euro
from portal.exchange.bank_accounts import Accounts
from portal.exchange.bank_file import BankFile, BankLine, Remark, bank_file
from portal.exchange.bank_sheet import Sheet
from portal.exchange.bank_table import (
    Header,
    Table,
    Unreadable,
    account_in,
    amount_in,
    day_in,
)
from portal.exchange.bank_text import abn_text

FORMAT = "abn_tab"
# what the columns hold; the file itself does not say, so errors name them for it
LABELS = (
    "account",
    "currency",
    "date",
    "before",
    "after",
    "interest date",
    "amount",
    "description",
)
_FIRST = re.compile(r"(?:[0-9]{9,10}|[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30})\t[A-Z]{3}\t[0-9]{8}\t")

_MOST_REMARKS = 20  # a file that is wrong all through needs no more to be seen as such


def matches(head: str) -> bool:
    """True when the first row that is not blank looks like one of this format."""
    first = next((line for line in head.split("\n") if line.strip()), "")
    return _FIRST.match(first) is not None


def read(sheet: Sheet) -> BankFile:
    """Every booking; a remark where a row does not add up. Raises BankFileError."""
    table = Table(sheet, Header(0, "\t", LABELS, LABELS, quoted=False))
    accounts = Accounts()
    remarks: list[Remark] = []
    printed, balance = None, Euro()  # after the row above: as a rule the one before the next
    for number, row, raw in table.unquoted_rows():
        try:
            before = balance if row[3] == printed else amount_in(row, 3, "100,00")
            printed, balance = row[4], amount_in(row, 4, "112,50")
            line = _line(row, raw, balance)
            accounts.add(account_in(row, 0, "123456789"), line)
        except Unreadable as problem:
            raise table.blame(problem, number, row) from problem
        if before.cents + line.amount.cents != balance.cents and len(remarks) < _MOST_REMARKS:
            facts = {"line": str(number), "computed": before + line.amount, "after": balance}
            remarks.append(Remark("bank_file.row_differs", facts))
    return bank_file(FORMAT, accounts.statements(), remarks)


def _line(row: list[str], raw: str, balance: Euro) -> BankLine:
    if row[1] != "EUR":
        raise Unreadable(1, "error.bank_currency", "EUR")
    told = abn_text(row[7])
    return BankLine(
        day=day_in(row, 2, "20260131"),
        amount=amount_in(row, 6, "-12,50"),
        counterparty=told.name,
        iban=told.iban,
        description=told.text,
        raw=raw,
        balance_after=balance,
    )
