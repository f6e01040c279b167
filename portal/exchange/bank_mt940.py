"""MT940 of ING, ABN AMRO, Rabobank, ASN, SNS and others, read by the library `mt-940`.

The library splits tags and fields; who paid and what for is in the free text, which each bank
writes in its own way: that part is ours.
"""

from __future__ import annotations

import logging
import re
from datetime import date
from decimal import InvalidOperation
from typing import Any

import mt940

from portal.basics.euro import Euro
from portal.basics.identifiers import is_iban
from portal.exchange.bank_file import (
    MOST_BOOKINGS,
    BankFile,
    BankFileError,
    BankLine,
    Statement,
    bank_file,
)
from portal.exchange.bank_sheet import Sheet
from portal.exchange.bank_text import (
    Told,
    abn_text,
    is_account,
    joined,
    opening_account,
    slashed,
    squeezed,
)

FORMAT = "mt940"
logging.getLogger("mt940").disabled = True  # on errors it would print the line itself
logging.getLogger("mt940.tags").propagate = False
logging.getLogger("mt940.tags").setLevel(logging.CRITICAL + 1)

_TAGS: dict[int | str, mt940.tags.Tag] = {mt940.tags.StatementASNB.id: mt940.tags.StatementASNB()}
_OPTIONS = mt940.Options(reversal_sign=True)
_START = re.compile(r"^:20:", re.MULTILINE)
_BOOKING = re.compile(r"^:61:", re.MULTILINE)
_CLOSING = re.compile(r"^:62[FM]:[^\n]*", re.MULTILINE)
_ABN = re.compile(r"(?:SEPA|BEA|GEA)\b|.*\bIBAN:", re.IGNORECASE)
_LINES = {
    ":61:": re.compile(r":61:\d{6}(?:\d{4}|\s{4})?[A-Z]?[DC][A-Z]?\d{1,12}(?:,\d{0,2})?\D?"),
    ":60": re.compile(r":60[FM]:[DC]\d{6}[A-Z]{3}\d{1,12}(?:,\d{0,2})?\s*$"),
    ":62": re.compile(r":62[FM]:[DC]\d{6}[A-Z]{3}\d{1,12}(?:,\d{0,2})?\s*$"),
}
_ACCOUNT = re.compile(r"([A-Z]{2}\d{2}[A-Z0-9]{4,30}|[\d.]+)\s*([A-Z]{3})?")


def matches(head: str) -> bool:
    """True for a text that holds a statement's first tag."""
    return _START.search(head) is not None


def read(sheet: Sheet) -> BankFile:
    """Every statement of the file. Raises BankFileError."""
    _needs_good_lines(sheet)
    text = sheet.text
    starts = [found.start() for found in _START.finditer(text)]
    total = len(_BOOKING.findall(text))
    if total > MOST_BOOKINGS:
        raise sheet.wrong("error.bank_too_many_lines", expected=str(MOST_BOOKINGS))
    statements: dict[tuple[str, str], Statement] = {}
    done = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        found = _statement(sheet, text[start:end], text.count("\n", 0, start) + 1)
        _add(statements, found)
        done += len(found.lines)
        sheet.tell(done, total)
    return bank_file(FORMAT, statements.values())


def _add(statements: dict[tuple[str, str], Statement], found: Statement) -> None:
    """One statement per account and period: pages of one statement follow on to each other."""
    key = (found.account, found.currency)
    last = statements.get(key)
    if last is not None and found.opening is not None and last.closing == found.opening:
        found = Statement(
            found.account, found.currency, last.opening, found.closing, last.lines + found.lines
        )
    elif last is not None:
        key = (found.account, f"{found.currency}{len(statements)}")
    statements[key] = found


def _statement(sheet: Sheet, text: str, line: int) -> Statement:
    parsed = mt940.models.Transactions(tags=_TAGS, options=_OPTIONS)
    closed = _CLOSING.search(text)
    try:
        # what ING adds after the closing balance (counts) would be taken for the last booking's
        parsed.parse(text[: closed.end()] if closed else text)
        account = str(parsed.data["account_identification"])
        lines = tuple(_line(one.data) for one in parsed.transactions)
    except (RuntimeError, ValueError, KeyError, InvalidOperation, OverflowError) as problem:
        raise sheet.wrong("error.bank_unreadable", line=line, expected="MT940") from problem
    if len(lines) != len(_BOOKING.findall(text)):
        raise sheet.wrong("error.bank_unreadable", line=line, expected="MT940")
    opening = _balance(sheet, parsed.data, "opening", line)
    closing = _balance(sheet, parsed.data, "closing", line)
    if closing is None:
        last = line + text.rstrip().count("\n")
        raise sheet.wrong("error.bank_cut_off", line=last, column=1, expected=":62F:")
    return Statement(_own_account(account), "EUR", opening, closing, lines)


def _balance(sheet: Sheet, data: dict[str, Any], which: str, line: int) -> Euro | None:
    balance = data.get(f"final_{which}_balance") or data.get(f"intermediate_{which}_balance")
    if balance is None:
        return None
    if balance.amount.currency != "EUR":
        raise sheet.wrong(
            "error.bank_currency", line=line, expected="EUR", found=str(balance.amount.currency)
        )
    return _euro(balance.amount.amount)


def _line(data: dict[str, Any]) -> BankLine:
    details = str(data.get("transaction_details") or "")
    told = _told(data, details)
    booked = data.get("entry_date") or data["date"]
    raw = "\n".join(
        str(data.get(name) or "") for name in ("transaction_reference", "customer_reference")
    )
    return BankLine(
        day=date(booked.year, booked.month, booked.day),
        amount=_euro(data["amount"].amount),
        counterparty=told.name,
        iban=told.iban,
        description=told.text,
        raw=f"{raw}\n{details}".strip(),
    )


def _told(data: dict[str, Any], details: str) -> Told:
    """Who and what: keys in slashes, an account first, or the next line of the booking itself."""
    text = joined(details.split("\n"))
    reference = _reference(data)
    extra = squeezed(str(data.get("extra_details") or ""))
    if text.startswith("/") and (found := slashed(text)):
        iban = found.iban or (extra if is_account(extra) else "")
        return Told(found.name, iban, found.text or squeezed(text))
    if is_account(reference):  # ASN and SNS: the account is glued to the type, the name follows
        rest = squeezed(text).removeprefix(reference).strip()
        return Told(extra, reference, rest.removeprefix(extra).strip() or rest)
    if _ABN.match(text):
        return abn_text(text)
    found = opening_account(text)
    name = found.name or ("" if is_account(extra) else extra)
    return Told(name, found.iban or (extra if is_account(extra) else ""), found.text or reference)


def _reference(data: dict[str, Any]) -> str:
    """The booking's reference; where a type is glued to an IBAN, the whole of the IBAN."""
    reference = squeezed(str(data.get("customer_reference") or ""))
    glued = str(data.get("id") or "")[-1:] + reference
    return glued if is_iban(glued) else reference


def _own_account(text: str) -> str:
    found = _ACCOUNT.match(text.rpartition("/")[2].strip())
    return found[1] if found else text.strip()


def _euro(amount: Any) -> Euro:
    cents = amount.scaleb(2)
    if cents != cents.to_integral_value():
        raise ValueError("parts of a cent")
    return Euro(int(cents))


def _needs_good_lines(sheet: Sheet) -> None:
    """Each booking and balance begins as it should: else the error names the very line."""
    for number, line in enumerate(sheet.lines(), start=1):
        pattern = _LINES.get(line[:4]) or _LINES.get(line[:3])
        if pattern is not None and not pattern.match(line):
            raise _wrong_line(sheet, number, line)


def _wrong_line(sheet: Sheet, number: int, line: str) -> BankFileError:
    expected = ":61:YYMMDDMMDDC12,50N…" if line.startswith(":61:") else ":60F:C260131EUR12,50"
    return sheet.wrong(
        "error.bank_unreadable",
        line=number,
        column=5,
        field=line[:4],
        expected=expected,
        found=line,
    )
