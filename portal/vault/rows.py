"""Facts as rows and back, and the two indexes worked out from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, get_args

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
        _text(fact, "money"),
        _text(fact, "category") or _text(fact, "to") or _text(fact, "nature"),
        fact.gross.cents if hasattr(fact, "gross") else 0,
        _text(fact, "vat_code"),
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


class Change:
    """What a set of facts adds to postings and totals; the same with the sign turned takes away."""

    def __init__(self) -> None:
        self.postings: list[tuple[str, str, str, int, int]] = []
        self.totals: dict[tuple[str, str, int], int] = {}

    def add(self, fact: Fact, seq: int, sign: int = 1) -> None:
        entry: Entry = entry_for(fact)
        day = iso(entry.day)
        month = entry.day.year * 100 + entry.day.month
        sums: dict[tuple[str, str], int] = {}
        for account, amount, box in entry.postings:
            key = (str(account), box)
            sums[key] = sums.get(key, 0) + amount.cents
        for (account, box), cents in sums.items():
            self.postings.append((account, box, day, seq, cents))
            total = (account, box, month)
            self.totals[total] = self.totals.get(total, 0) + sign * cents

    def total_rows(self) -> list[tuple[str, str, int, int]]:
        return [(*key, cents) for key, cents in self.totals.items() if cents]


@cache
def iso(day: date) -> str:
    """A day as it is kept. Cached: books of many years hold few different days."""
    return day.isoformat()


def month_number(day: date) -> int:
    """July 2026 is 202607."""
    return day.year * 100 + day.month


def _text(fact: object, name: str) -> str:
    return str(getattr(fact, name, ""))


def _searchable(fact: Any) -> str:
    origin = fact.bank
    if origin is None:
        return str(fact.memo).lower()
    parts: Iterable[str] = (fact.memo, origin.counterparty, origin.description, origin.iban)
    return " ".join(part for part in parts if part).lower()
