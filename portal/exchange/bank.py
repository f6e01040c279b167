"""Any bank file: what it is, known by its content and never by its name; and a preview of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.exchange import bank_abn, bank_camt, bank_ing, bank_mt940, bank_rabobank
from portal.exchange.bank_file import (
    MOST_BYTES,
    BankFile,
    BankFileError,
    NotABankFile,
    Progress,
    Remark,
    Statement,
)
from portal.exchange.bank_sheet import Sheet, decoded
from portal.exchange.bank_table import header_of

_ZIP = b"PK\x03\x04"
_SIGNATURES = {
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}


def read_bank_file(content: bytes, name: str, progress: Progress | None = None) -> BankFile:
    """All statements of a file. Raises BankFileError: nothing is better than half a file."""
    if len(content) > MOST_BYTES:
        raise BankFileError("error.bank_too_large", name, expected="60 MB")
    if not content.strip():
        raise NotABankFile("error.bank_empty", name)
    if content.startswith(_ZIP):
        return bank_camt.read_zip(content, name, progress)
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise NotABankFile("error.bank_not_a_bank_file", name, found=kind)
    if bank_camt.matches(content):
        return bank_camt.read(content, name, progress)
    return _text(Sheet(name, decoded(content, name), progress))


def preview(file: BankFile, sentence: Callable[[Remark], str]) -> dict[str, Any]:
    """What a file holds, for people and programs: amounts as Euro, days as text."""
    return {
        "format": file.format,
        "count": file.count,
        "sum": file.total,
        "statements": [_statement(one) for one in file.statements],
        "warnings": [sentence(remark) for remark in file.remarks],
    }


def _text(sheet: Sheet) -> BankFile:
    if bank_mt940.matches(sheet.head):
        return bank_mt940.read(sheet)
    if bank_abn.matches(sheet.head):
        return bank_abn.read(sheet)
    header = header_of(sheet)
    if header is not None:
        if bank_ing.is_balance_list(header):
            raise NotABankFile("error.bank_balance_list", sheet.name, line=header.line)
        if bank_rabobank.is_credit_card(header):
            raise NotABankFile("error.bank_credit_card", sheet.name, line=header.line)
        if bank_ing.matches(header):
            return bank_ing.read(sheet, header)
        if bank_rabobank.matches(header):
            return bank_rabobank.read(sheet, header)
    first = next((line for line in sheet.head.split("\n") if line.strip()), "")
    raise NotABankFile("error.bank_not_a_bank_file", sheet.name, line=1, column=1, found=first)


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "account": statement.account,
        "currency": statement.currency,
        "opening_balance": statement.opening,
        "closing_balance": statement.closing,
        "count": len(statement.lines),
        "sum": statement.total,
        "transactions": [
            {
                "date": line.day.isoformat(),
                "amount": line.amount,
                "counterparty": line.counterparty,
                "iban": line.iban,
                "description": line.description,
            }
            for line in statement.lines
        ],
    }
