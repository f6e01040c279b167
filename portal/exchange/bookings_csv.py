"""Our own bookings file: CSV with the header `date,kind,account,category,gross,vat_rate,memo`.

What is read comes back byte for byte when written: UTF-8, LF, minimal quoting, two decimals. A
typed cost with a private part goes out as two rows, the private part as a drawing; a bank line
that nobody has judged goes out as a transfer from the bank to the suspense account.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, TypeVar

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.books.accounts import PLACES
from portal.books.facts import (
    CashCount,
    Fact,
    IncomeTaxPaid,
    Money,
    Nature,
    OpeningBalance,
    PrivateIn,
    VatCode,
    VatPaid,
)
from portal.taxes.vat import Rates
from portal.taxes.writing import cost, private_out, taking, transfer

MOST_BYTES = 200_000_000
MOST_ROWS = 2_000_000
_AMOUNT = re.compile(r"([+-]?)(\d{1,12})(?:\.(\d{1,2}))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1900, 2201)
_MONEYS = {money.value: money for money in Money}
_NATURES = {nature.value: nature for nature in Nature}
_CODES = {code.value: code for code in VatCode}
_PLACES = {place.value: place for place in PLACES}
_STEP = 5_000  # rows between two words on progress


class Category(Protocol):
    """What the file asks of a cost category."""

    @property
    def key(self) -> str: ...
    @property
    def vat_shut_out(self) -> bool: ...


class BookingsFileError(PortalError):
    """One field of one row is not as it should be: nothing of the file is taken."""

    def __init__(self, line: int, field: str, expected: str, found: str) -> None:
        super().__init__(
            "error.bookings_field", line=str(line), field=field, expected=expected, found=found[:40]
        )


class Row(NamedTuple):
    """One row as it stands in the file."""

    date: str
    kind: str
    account: str
    category: str
    gross: str
    vat_rate: str
    memo: str


HEADER = Row._fields
Reader = Callable[["_Reading", Row], Fact]
Choice = TypeVar("Choice")


class _RatesByDay:
    """The rates, each looked up once: many bookings share a day."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._found: dict[tuple[str, date], Decimal] = {}

    def rate_on(self, kind: str, day: date) -> Decimal:
        found = self._found.get((kind, day))
        if found is None:
            found = self._found[kind, day] = self._rates.rate_on(kind, day)
        return found


class _Reading:
    """What reading a file needs beside its rows, and the line that is being read."""

    def __init__(self, rates: Rates, named: Callable[[str], Category], batch: str) -> None:
        self.rates, self.named, self.batch = _RatesByDay(rates), named, batch
        self.line = 1
        self._days: dict[str, date] = {}

    def wrong(self, field: str, expected: str, found: str) -> BookingsFileError:
        return BookingsFileError(self.line, field, expected, found)

    def day(self, row: Row) -> date:
        known = self._days.get(row.date)
        if known is None:
            known = self._days[row.date] = self._new_day(row.date)
        return known

    def _new_day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None or day.year not in _YEARS:
            raise self.wrong("date", "YYYY-MM-DD", text)
        return day

    def gross(self, row: Row) -> Euro:
        found = _AMOUNT.fullmatch(row.gross)
        if not found:
            raise self.wrong("gross", "120.00", row.gross)
        sign, whole, part = found.groups("")
        cents = int(whole + part.ljust(2, "0"))
        return Euro(-cents if sign == "-" else cents)

    def money(self, row: Row) -> Money:
        return self.one_of("account", row.account, _MONEYS)

    def code(self, row: Row) -> VatCode:
        return self.one_of("vat_rate", row.vat_rate, _CODES)

    def one_of(self, field: str, found: str, choices: Mapping[str, Choice]) -> Choice:
        if found in choices:
            return choices[found]
        raise self.wrong(field, ", ".join(one or "(empty)" for one in choices), found)

    def empty(self, row: Row, *fields: str) -> None:
        for field in fields:
            if found := getattr(row, field):
                raise self.wrong(field, "(empty)", found)


def read_bookings(
    content: bytes,
    rates: Rates,
    named: Callable[[str], Category],
    batch: str = "",
    progress: Callable[[int], None] | None = None,
) -> list[Fact]:
    """All bookings of a file, or BookingsFileError for the first thing that is wrong.

    rates: VAT rates by date. named: finds a cost category by its short or long key.
    """
    return list(each_booking(content, rates, named, batch, progress))


def each_booking(
    content: bytes,
    rates: Rates,
    named: Callable[[str], Category],
    batch: str = "",
    progress: Callable[[int], None] | None = None,
) -> Iterator[Fact]:
    """The bookings of a file one by one, so that a long file needs little memory.

    Raises BookingsFileError where something is wrong: what came before is then not to be kept.
    """
    if len(content) > MOST_BYTES:
        raise BookingsFileError(0, "-", f"< {MOST_BYTES // 1_000_000} MB", f"{len(content)} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BookingsFileError(line, "-", "UTF-8", f"byte {problem.start}") from problem
    reading = _Reading(rates, named, batch)
    for number, row in enumerate(_rows(text, reading), start=1):
        yield _fact(row, reading)
        if progress and not number % _STEP:
            progress(number)


def write_bookings(facts: Iterable[Any]) -> bytes:
    """The same file back."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_END)
    writer.writerow(HEADER)
    for fact in facts:
        writer.writerows(_written(fact))
    return "".join(lines.kept).encode("utf-8")


_END = "\r\n"


class _Lines:
    """Rows that end in LF, with every field quoted that holds a CR: csv ties the two together."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def write(self, row: str) -> None:
        self.kept.append(row.removesuffix(_END) + "\n")


def _rows(text: str, reading: _Reading) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, None)
        if header is None or tuple(header) != HEADER:
            raise reading.wrong("-", ",".join(HEADER), ",".join(header or ()))
        reading.line = lines.line_num + 1
        for number, fields in enumerate(lines):
            if fields:
                if len(fields) != len(HEADER):
                    raise reading.wrong("-", f"{len(HEADER)} fields", f"{len(fields)}")
                if number >= MOST_ROWS:
                    raise reading.wrong("-", f"{MOST_ROWS} rows", "more")
                yield Row._make(fields)
            reading.line = lines.line_num + 1
    except csv.Error as problem:
        raise reading.wrong("-", "CSV", str(problem)) from problem


def _fact(row: Row, reading: _Reading) -> Fact:
    reader = _READERS.get(row.kind)
    if reader is None:
        raise reading.wrong("kind", ", ".join(_READERS), row.kind)
    try:
        return reader(reading, row)
    except BookingsFileError:
        raise
    except PortalError as problem:
        raise _placed(problem, row, reading) from problem


def _placed(problem: PortalError, row: Row, reading: _Reading) -> PortalError:
    """A rule's own objection, with the line and the field where it was met."""
    if problem.key == "error.unknown_category":
        return reading.wrong("category", "a cost category", row.category)
    if problem.key == "error.no_vat_rules":
        return reading.wrong("date", f">= {problem.facts['first']}", row.date)
    return reading.wrong("vat_rate", str(problem.facts.get("allowed", "")), row.vat_rate)


def _taking(reading: _Reading, row: Row) -> Fact:
    return taking(
        reading.day(row),
        reading.gross(row),
        reading.rates,
        vat_code=reading.code(row),
        money=reading.money(row),
        nature=reading.one_of("category", row.category, _NATURES),
        memo=row.memo,
        batch=reading.batch,
    )


def _cost(reading: _Reading, row: Row) -> Fact:
    category = reading.named(row.category)
    return cost(
        reading.day(row),
        reading.gross(row),
        category.key,
        reading.rates,
        vat_code=reading.code(row),
        money=reading.money(row),
        deductible=not category.vat_shut_out,
        memo=row.memo,
        spelled=row.category,
        batch=reading.batch,
    )


def _private_out(reading: _Reading, row: Row) -> Fact:
    reading.empty(row, "category")
    return private_out(
        reading.day(row),
        reading.gross(row),
        reading.rates,
        vat_code=reading.code(row),
        money=reading.money(row),
        memo=row.memo,
        batch=reading.batch,
    )


def _transfer(reading: _Reading, row: Row) -> Fact:
    money = reading.money(row)
    others = {name: place for name, place in _PLACES.items() if name != money}
    return transfer(
        reading.day(row),
        reading.gross(row),
        reading.one_of("category", row.category, others),
        reading.rates,
        vat_code=reading.code(row),
        money=money,
        memo=row.memo,
        batch=reading.batch,
    )


def _plain(model: Any) -> Reader:
    def read(reading: _Reading, row: Row) -> Fact:
        reading.empty(row, "category", "vat_rate")
        fact: Fact = model(
            day=reading.day(row),
            gross=reading.gross(row),
            money=reading.money(row),
            memo=row.memo,
            batch=reading.batch,
        )
        return fact

    return read


def _opening(reading: _Reading, row: Row) -> Fact:
    reading.empty(row, "category", "vat_rate")
    return OpeningBalance(
        day=reading.day(row),
        gross=reading.gross(row),
        account=reading.one_of("account", row.account, _PLACES),
        memo=row.memo,
        batch=reading.batch,
    )


def _count(reading: _Reading, row: Row) -> Fact:
    reading.empty(row, "category", "vat_rate")
    reading.one_of("account", row.account, {"cash": Money.CASH})
    return CashCount(
        day=reading.day(row), gross=reading.gross(row), memo=row.memo, batch=reading.batch
    )


_READERS: dict[str, Reader] = {
    "taking": _taking,
    "cost": _cost,
    "private_in": _plain(PrivateIn),
    "private_out": _private_out,
    "transfer": _transfer,
    "vat_paid": _plain(VatPaid),
    "income_tax_paid": _plain(IncomeTaxPaid),
    "opening": _opening,
    "cash_difference": _count,
}


def _written(fact: Any) -> list[Any]:
    day, gross = fact.day.isoformat(), str(fact.gross)
    match fact.kind:
        case "taking":
            return [(day, "taking", fact.money, fact.nature, gross, fact.vat_code, fact.memo)]
        case "cost":
            return _written_cost(fact, day)
        case "transfer":
            return [(day, "transfer", fact.money, fact.to, gross, fact.vat_code, fact.memo)]
        case "private_out":
            return [(day, "private_out", fact.money, "", gross, fact.vat_code, fact.memo)]
        case "opening":
            return [(day, "opening", fact.account, "", gross, "", fact.memo)]
        case "cash_difference":
            return [(day, "cash_difference", "cash", "", gross, "", fact.memo)]
        case "bank_line":
            told = fact.memo or _told(fact)
            return [(day, "transfer", "bank", "suspense", str(-fact.gross), "", told)]
    return [(day, fact.kind, fact.money, "", gross, "", fact.memo)]


def _written_cost(fact: Any, day: str) -> list[Any]:
    business = fact.gross - fact.private
    due = fact.vat_code if fact.vat_private else ""
    name = fact.spelled or fact.category
    code = fact.vat_code if fact.vat_deducted or fact.vat_due or fact.proof == "yes" else ""
    rows = [
        (day, "cost", fact.money, name, str(business), code, fact.memo),
        (day, "private_out", fact.money, "", str(fact.private), due, fact.memo),
    ]
    if not fact.private:
        return rows[:1]
    return rows if business else rows[1:]


def _told(fact: Any) -> str:
    return f"{fact.bank.counterparty} {fact.bank.description}".strip() if fact.bank else ""
