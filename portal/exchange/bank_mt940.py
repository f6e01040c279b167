"""MT940 of ING, ABN AMRO, Rabobank, ASN, SNS and others, read by the library `mt-940`.

The library splits tags and fields; who paid and what for is in the free text, which each bank
writes in its own way: that part is ours.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import InvalidOperation
from itertools import chain
from typing import Any

import mt940

from portal.basics.euro import Euro
from portal.exchange.bank_file import (
    BankFile,
    BankLine,
    Statement,
    bank_file,
)
from portal.exchange.bank_mt940_lines import needs_good_lines
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
_OPTIONS = mt940.Options(reversal_sign=True, unbounded_details=True)
_PROCESSORS: dict[str, list[Any]] = {"post_transaction_details": []}  # a German way of writing
_TELL_EVERY = 50  # statements
_MOST_TAGS = 75_000  # some 37,000 bookings: what the library reads within a few seconds
_LONGEST_BOOKING = 20_000  # signs in all its lines
_START = re.compile(r"^:20:", re.MULTILINE)
_CLOSING = re.compile(r"^:62[FM]:[^\n]*", re.MULTILINE)
_IBAN_LIKE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9A-Z]{7,26}")
_ABN = re.compile(r"(?:SEPA|BEA|GEA)\b|.*\bIBAN:", re.IGNORECASE)
_CURRENCY_BEHIND = re.compile(r"(?<=[0-9]) ?[A-Z]{3}$")


def matches(head: str) -> bool:
    """True for a text that holds a statement's first tag."""
    return _START.search(head) is not None


def read(sheet: Sheet) -> BankFile:
    """Every statement of the file. Raises BankFileError."""
    needs_good_lines(sheet)
    text = sheet.text
    if text.count("\n:") > _MOST_TAGS:
        raise sheet.wrong("error.bank_too_many_lines", expected=str(_MOST_TAGS))
    starts = [found.start() for found in _START.finditer(text)]
    pages: list[tuple[str, Statement]] = []
    line = text.count("\n", 0, starts[0]) + 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        page = text[start:end]
        pages.append((page, _statement(sheet, page, line)))
        line += page.count("\n")
        if not len(pages) % _TELL_EVERY or end == len(text):
            sheet.tell(end, len(text))
    return bank_file(FORMAT, _whole(pages))


def _whole(pages: Iterable[tuple[str, Statement]]) -> list[Statement]:
    """One statement per account and period: of a page that closes with 62M the next one is part.

    A page that was lost in between shows: the closing balance then does not add up.
    """
    gathered: list[list[Statement]] = []
    unfinished = False
    for text, page in pages:
        if unfinished and "\n:60M:" in text and page.account == gathered[-1][0].account:
            gathered[-1].append(page)
        else:
            gathered.append([page])
        unfinished = "\n:62M:" in text
    return [_joined(parts) for parts in gathered]


def _joined(parts: Sequence[Statement]) -> Statement:
    first, last = parts[0], parts[-1]
    lines = tuple(chain.from_iterable(part.lines for part in parts))
    return Statement(first.account, first.currency, first.opening, last.closing, lines)


def _statement(sheet: Sheet, text: str, line: int) -> Statement:
    parsed = mt940.models.Transactions(tags=_TAGS, processors=_PROCESSORS, options=_OPTIONS)
    closed = _CLOSING.search(text)
    raw = _bookings(sheet, text[: closed.start()] if closed else text, line)
    try:
        # what ING adds after the closing balance (counts) would be taken for the last booking's
        parsed.parse(text[: closed.end()] if closed else text)
        account = str(parsed.data["account_identification"])
        booked = zip(parsed.transactions, raw, strict=True)
        lines = tuple(_line(one.data, its_own) for one, its_own in booked)
        opening, closing = _balance(parsed.data, "opening"), _balance(parsed.data, "closing")
    except (RuntimeError, ValueError, KeyError, InvalidOperation, OverflowError) as problem:
        at = line + _lines_before(text, problem)
        raise sheet.wrong("error.bank_unreadable", line=at, expected="MT940") from problem
    if closing is None:
        last = line + text.rstrip().count("\n")
        raise sheet.wrong("error.bank_cut_off", line=last, column=1, expected=":62F:")
    return Statement(_own_account(account), "EUR", opening, closing, lines)


def _bookings(sheet: Sheet, text: str, line: int) -> list[str]:
    """Each booking as it stands in the file, its text with it."""
    before, *bookings = text.split("\n:61:")
    line += before.count("\n")
    for booking in bookings:
        line += 1
        if len(booking) > _LONGEST_BOOKING:
            most = str(_LONGEST_BOOKING)
            raise sheet.wrong("error.bank_line_too_long", line=line, column=1, expected=most)
        line += booking.count("\n")
    return [f":61:{booking}".rstrip() for booking in bookings]


def _lines_before(text: str, problem: Exception) -> int:
    """How far down the tag stands that the library could not read; 0 where it does not say."""
    value = problem.args[2] if len(problem.args) > 2 else None
    place = text.find(value) if isinstance(value, str) and value else -1
    return text.count("\n", 0, place) if place > 0 else 0


def _balance(data: dict[str, Any], which: str) -> Euro | None:
    balance = data.get(f"final_{which}_balance") or data.get(f"intermediate_{which}_balance")
    if balance is None:
        return None
    if balance.amount.currency != "EUR":  # of a tag broken over two lines, which nothing saw yet
        raise ValueError("another currency")
    return _euro(balance.amount.amount)


def _line(data: dict[str, Any], raw: str) -> BankLine:
    reference, _, banks_own = (data["customer_reference"] or "").partition("//")
    told = _told(data, reference)
    booked = data.get("entry_date")
    if not isinstance(booked, date):  # none, or four spaces
        booked = data["date"]
    return BankLine(
        day=date(booked.year, booked.month, booked.day),
        amount=_euro(data["amount"].amount),
        counterparty=told.name,
        iban=told.iban,
        description=told.text,
        raw=raw,
        reference=(banks_own or data["bank_reference"] or "").strip(),
    )


def _told(data: dict[str, Any], reference: str) -> Told:
    """Who and what: keys in slashes, an account first, or the next line of the booking itself."""
    text = joined((data.get("transaction_details") or "").split("\n"))
    extra = squeezed(data["extra_details"] or "")
    if extra.startswith("/"):  # a code of the bank's, such as /TRCD/00100/
        extra = ""
    if text.startswith("/"):
        found = slashed(text)
        iban = found.iban or (extra if is_account(extra) else "")
        return Told(found.name, iban, found.text or squeezed(text))
    reference = _glued(data["id"], squeezed(reference))
    if is_account(reference):  # ASN and SNS: the account is glued to the type, the name follows
        rest = squeezed(text).removeprefix(reference).strip()
        return Told(extra, reference, rest.removeprefix(extra).strip() or rest)
    if _ABN.match(text):
        return abn_text(text)
    found = opening_account(text)
    name = found.name or ("" if is_account(extra) else extra)
    return Told(name, found.iban or (extra if is_account(extra) else ""), found.text or reference)


def _glued(kind: str, reference: str) -> str:
    """The booking's reference; where a type is glued to an IBAN, the whole of the IBAN."""
    whole = kind[-1:] + reference
    return whole if _IBAN_LIKE.fullmatch(whole) else reference


def _own_account(text: str) -> str:
    """As printed, without the currency that ING and Rabobank write behind it."""
    return _CURRENCY_BEHIND.sub("", text.rpartition("/")[2].strip())


def _euro(amount: Any) -> Euro:
    cents = amount.scaleb(2)
    if cents != cents.to_integral_value():
        raise ValueError("parts of a cent")
    return Euro(int(cents))
