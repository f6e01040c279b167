"""Facts as rows and back, and the two indexes worked out from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args

from sqlalchemy import Connection

from portal.basics.period import Period
from portal.books.accounts import Account
from portal.books.facts import Fact
from portal.books.ledger import Entry
from portal.books.posting import entry_for

KINDS: dict[str, type[Any]] = {
    model.model_fields["kind"].default: model for model in get_args(Fact)
}
COLUMNS = (
    "seq",
    "id",
    "position",
    "version",
    "current",
    "withdrawn",
    "recorded_at",
    "kind",
    "day",
    "money",
    "category",
    "cents",
    "vat_code",
    "words",
    "batch",
    "bank_key",
    "bank_near",
    "body",
)
INSERT_FACT = f"INSERT INTO fact ({', '.join(COLUMNS)}) VALUES ({', '.join('?' for _ in COLUMNS)})"
INSERT_POSTING = "INSERT INTO posting (account, box, day, fact, cents) VALUES (?, ?, ?, ?, ?)"
ADD_TO_TOTAL = (
    "INSERT INTO total (account, box, month, cents) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (account, box, month) DO UPDATE SET cents = cents + excluded.cents"
)
PostingKey = tuple[str, str, str, int]


def fact_row(
    fact: Any, seq: int, position: int, version: int, now: str, withdrawn: bool = False
) -> tuple[object, ...]:
    """The row of one version; current unless it is a withdrawal."""
    origin = fact.bank
    return (
        seq,
        fact.id,
        position,
        version,
        not withdrawn,
        withdrawn,
        now,
        fact.kind,
        iso(fact.day),
        *_found_by(fact),
        _searchable(fact),
        fact.batch,
        origin.key if origin else "",
        origin.near if origin else "",
        fact.model_dump_json(exclude_defaults=True),
    )


def fact_of(row: Any) -> Any:
    """A fact from (kind, body)."""
    kind, body = str(row[0]), row[1]
    return KINDS[kind].model_validate_json(body)


# plain text: the driver is slow on enums
_NAMES: dict[str, str] = {account: account.value for account in Account}


class Change:
    """What a set of facts adds to postings and totals; the same with the sign turned takes away."""

    def __init__(self) -> None:
        self.postings: list[tuple[str, str, str, int, int]] = []
        self.totals: dict[tuple[str, str, int], int] = {}

    def add(self, fact: Fact, seq: int, sign: int = 1) -> None:
        entry: Entry = entry_for(fact)
        day, month = _dated(entry.day)
        sums: dict[tuple[str, str], int] = {}
        for account, amount, box in entry.postings:
            key = (_NAMES.get(account) or account, box)
            sums[key] = sums[key] + amount.cents if key in sums else amount.cents
        totals = self.totals
        for (account, box), cents in sums.items():
            self.postings.append((account, box, day, seq, cents))
            total = (account, box, month)
            totals[total] = totals.get(total, 0) + sign * cents

    def total_rows(self) -> list[tuple[str, str, int, int]]:
        return [(*key, cents) for key, cents in self.totals.items() if cents]


@cache
def _dated(day: date) -> tuple[str, int]:
    return day.isoformat(), month_number(day)


@cache
def iso(day: date) -> str:
    """A day as it is kept. Cached: books of many years hold few different days."""
    return day.isoformat()


def month_number(day: date) -> int:
    """July 2026 is 202607."""
    return day.year * 100 + day.month


def _found_by(fact: Any) -> tuple[str, str, int, str]:
    """Money, category, cents and VAT code, as far as this kind of fact has them."""
    match fact.kind:
        case "taking":
            return fact.money.value, fact.nature.value, fact.gross.cents, fact.vat_code.value
        case "cost":
            return fact.money.value, fact.category, fact.gross.cents, fact.vat_code.value
        case "transfer":
            return fact.money.value, str(fact.to), fact.gross.cents, fact.vat_code.value
        case "private_out":
            return fact.money.value, "", fact.gross.cents, fact.vat_code.value
        case "private_in" | "vat_paid" | "income_tax_paid":
            return fact.money.value, "", fact.gross.cents, ""
        case "hours":
            return "", fact.work.value, 0, ""
        case "asset":
            return "", "", fact.cost.cents, ""
        case "trip" | "profile":
            return "", "", 0, ""
    return "", "", fact.gross.cents, ""


def _searchable(fact: Any) -> str:
    origin = fact.bank
    if origin is None:
        return str(fact.memo).lower()
    parts: Iterable[str] = (fact.memo, origin.counterparty, origin.description, origin.iban)
    return " ".join(part for part in parts if part).lower()


def fetched(connection: Connection, sql: str, *values: object) -> Sequence[Any]:
    """All rows of one question."""
    return connection.exec_driver_sql(sql, tuple(values)).fetchall()


def days_of(period: Period) -> tuple[str, str]:
    """First and last day of a period, as they are kept."""
    return period.first.isoformat(), period.last.isoformat()
