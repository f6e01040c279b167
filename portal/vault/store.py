"""The books of one open vault: record, withdraw, look up, add up. A method is a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine

from portal.basics.euro import Euro
from portal.basics.period import Period
from portal.basics.period import year as calendar_year
from portal.books.facts import Asset, Fact, Profile, Trip, WorkedHours
from portal.books.ledger import Balances
from portal.vault.engine import reading, writing
from portal.vault.rows import (
    ADD_TO_TOTAL,
    INSERT_FACT,
    INSERT_POSTING,
    Change,
    days_of,
    fact_of,
    fact_row,
    fetched,
    iso,
)
from portal.vault.searching import NONE, Search, condition, order
from portal.vault.summing import sums_of

if TYPE_CHECKING:
    from portal.taxes.from_books import BookYear

Kind = TypeVar("Kind")
_CHUNK = 500  # below SQLite's limit of variables in one statement
_AT_ONCE = 10_000  # facts of a long row that are in memory together


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact: when it was written, and whether it took the fact away."""

    fact: Any
    recorded_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What one import or load brought and still stands; `waiting` lines nobody has judged."""

    name: str
    count: int
    total: Euro
    recorded_at: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class CashLine:
    """One line of the cash book: a booking, what it did to the cash box, what is in it then."""

    number: int
    fact: Any
    change: Euro
    balance: Euro


@dataclass(slots=True)
class Store:
    """Facts in, facts and sums out. `now` is the clock that dates each version."""

    engine: Engine
    now: Callable[[], datetime] = field(default=datetime.now)

    def record(self, *facts: Fact) -> None:
        """Keep new facts, or newer versions of known ones: all of them or none."""
        with writing(self.engine) as connection:
            self._record(connection, facts)

    def record_all(self, facts: Iterable[Fact]) -> int:
        """Keep a long row of facts as they come, and say how many.

        One transaction: whatever the row raises half way, nothing of it is kept.
        """
        coming, number = iter(facts), 0
        with writing(self.engine) as connection:
            while some := list(islice(coming, _AT_ONCE)):
                self._record(connection, some)
                number += len(some)
        return number

    def withdraw(self, *ids: str) -> None:
        """Take facts away. Their versions stay in the history, and `restore` brings them back."""
        with writing(self.engine) as connection:
            self._withdraw(connection, ids)

    def replace(self, facts: Sequence[Fact], gone: Sequence[str]) -> None:
        """Keep some facts and take others away, together or not at all."""
        with writing(self.engine) as connection:
            self._record(connection, facts)
            self._withdraw(connection, gone)

    def restore(self, *ids: str) -> None:
        """Bring withdrawn facts back as they last were."""
        with writing(self.engine) as connection:
            lost = [_latest(connection, id) for id in ids]
            self._record(connection, [fact for fact in lost if fact is not None])

    def withdraw_batch(self, batch: str) -> int:
        """Undo a whole import or load; says how many bookings went."""
        with writing(self.engine) as connection:
            found = fetched(
                connection, "SELECT id FROM fact WHERE current AND batch != '' AND batch = ?", batch
            )
            self._withdraw(connection, [row[0] for row in found])
            # undone as a whole, its lines are new again when the file comes back
            connection.exec_driver_sql(
                "UPDATE fact SET bank_near = '', bank_key = '' WHERE id IN "
                "(SELECT id FROM fact WHERE batch = ? AND bank_near != '')",
                (batch,),
            )
            return len(found)

    def batches(self) -> list[Batch]:
        """Imports and loads that still have bookings, newest first."""
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                "SELECT batch, count(*), sum(cents), min(recorded_at), sum(kind = 'bank_line') "
                "FROM fact WHERE current AND batch != '' GROUP BY batch ORDER BY min(seq) DESC",
            )
        return [
            Batch(row[0], row[1], Euro(row[2]), datetime.fromisoformat(row[3]), row[4])
            for row in found
        ]

    def facts(self, kind: type[Kind], period: Period | None = None) -> list[Kind]:
        """Current facts of one kind, in the order of their days."""
        name = kind.model_fields["kind"].default  # type: ignore[attr-defined]
        where, values = "current AND kind = ?", [name]
        if period:
            where, values = where + " AND day BETWEEN ? AND ?", [name, *days_of(period)]
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                f"SELECT kind, body FROM fact WHERE {where} ORDER BY day, position",
                *values,
            )
        return [fact_of(row) for row in found]

    def fact(self, id: str) -> Any | None:
        """A current fact by its id, or None."""
        with reading(self.engine) as connection:
            found = fetched(connection, "SELECT kind, body FROM fact WHERE id = ? AND current", id)
        return fact_of(found[0]) if found else None

    def everything(self) -> list[Fact]:
        """All current bookings in the order in which they were first written."""
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                f"SELECT kind, body FROM fact WHERE current AND kind NOT IN ({NONE}) "
                "ORDER BY position",
            )
        return [fact_of(row) for row in found]

    def history(self, id: str) -> list[Version]:
        """Every version of a fact, oldest first (AWR art. 52: keep the trail)."""
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                "SELECT kind, body, recorded_at, withdrawn FROM fact WHERE id = ? ORDER BY seq",
                id,
            )
        return [
            Version(fact_of(row), datetime.fromisoformat(row[2]), bool(row[3])) for row in found
        ]

    def profile(self) -> Profile:
        """The owner's settings as last written."""
        kept = self.facts(Profile)
        return kept[-1] if kept else Profile(day=self.now().date())

    def page(self, search: Search, first: int = 0, most: int = 50) -> list[Any]:
        """One page of bookings."""
        where, values = condition(search)
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                f"SELECT kind, body FROM fact WHERE {where} "
                f"ORDER BY {order(search)} LIMIT ? OFFSET ?",
                *values,
                most,
                first,
            )
        return [fact_of(row) for row in found]

    def count(self, search: Search) -> int:
        """How many bookings a search finds."""
        where, values = condition(search)
        with reading(self.engine) as connection:
            number: int = fetched(connection, f"SELECT count(*) FROM fact WHERE {where}", *values)[
                0
            ][0]
        return number

    def total(self, search: Search) -> Euro:
        """The amounts of the bookings that a search finds, added up."""
        where, values = condition(search)
        query = f"SELECT coalesce(sum(cents), 0) FROM fact WHERE {where}"
        with reading(self.engine) as connection:
            return Euro(fetched(connection, query, *values)[0][0])

    def balances(self, period: Period) -> Balances:
        """Sums per account: whole months from the kept totals, the days around them counted."""
        with reading(self.engine) as connection:
            return sums_of(connection, period)

    def balances_until(self, day: date) -> Balances:
        """Sums per account of everything up to and including a day."""
        return self.balances(Period(date(1900, 1, 1), day))

    def balances_by_month(self, period: Period) -> dict[Period, Balances]:
        """Sums per account for each month that a period touches."""
        with reading(self.engine) as connection:
            return {month: sums_of(connection, month) for month in period.months()}

    def book_year(self, year: int, until: date | None = None) -> BookYear:
        """What income tax asks of a year, or of its part until a day. Raises NoFigure."""
        from portal.taxes.from_books import book_year  # most commands never ask for tax

        whole = calendar_year(year)
        period = Period(whole.first, min(until or whole.last, whole.last))
        hours, trips = self.facts(WorkedHours, period), self.facts(Trip, period)
        return book_year(year, self.balances(period), hours, trips, self.facts(Asset))

    def behind(
        self, box: str, period: Period, first: int = 0, most: int = 50
    ) -> tuple[int, list[tuple[Any, Euro]]]:
        """The bookings behind a box of the VAT return, each with what it adds; and how many."""
        where = "posting.box = ? AND posting.day BETWEEN ? AND ? AND posting.account IN ({})"
        with reading(self.engine) as connection:
            accounts = [
                row[0]
                for row in fetched(
                    connection, "SELECT DISTINCT account FROM total WHERE box = ?", box
                )
            ]
            where = where.format(", ".join("?" for _ in accounts))
            values = (box, *days_of(period), *accounts)
            number = fetched(
                connection, f"SELECT count(DISTINCT fact) FROM posting WHERE {where}", *values
            )[0][0]
            found = fetched(
                connection,
                "SELECT fact.kind, fact.body, "
                "sum(CASE WHEN account LIKE 'vat.%' THEN 0 ELSE posting.cents END), "
                "sum(CASE WHEN account LIKE 'vat.%' THEN posting.cents ELSE 0 END) "
                f"FROM posting JOIN fact ON fact.seq = posting.fact WHERE {where} "
                "GROUP BY posting.fact ORDER BY posting.day, posting.fact LIMIT ? OFFSET ?",
                *values,
                most,
                first,
            )
        return number, [(fact_of(row), Euro(row[2] or row[3])) for row in found]

    def cash_book(self, period: Period) -> tuple[Euro, list[CashLine]]:
        """What was in the cash box before the period, and each booking on it since.

        Running numbers begin anew with each calendar year; a period lies within one year.
        """
        before = period.first - timedelta(days=1)
        with reading(self.engine) as connection:
            opening = sums_of(connection, Period(date(1900, 1, 1), before)).of_account("cash")
            earlier = fetched(
                connection,
                "SELECT count(*) FROM posting "
                "WHERE account = 'cash' AND box = '' AND day >= ? AND day < ?",
                iso(date(period.first.year, 1, 1)),
                iso(period.first),
            )[0][0]
            found = fetched(
                connection,
                "SELECT fact.kind, fact.body, posting.cents FROM posting "
                "JOIN fact ON fact.seq = posting.fact "
                "WHERE account = 'cash' AND box = '' AND posting.day BETWEEN ? AND ? "
                "ORDER BY posting.day, fact.position",
                *days_of(period),
            )
        return opening, _running(opening, earlier, found)

    def lowest_cash(self, since: date) -> tuple[date, Euro] | None:
        """The first day from `since` on whose closing cash balance is below nought, if any."""
        balance = self.balances_until(since - timedelta(days=1)).of_account("cash")
        with reading(self.engine) as connection:
            days = fetched(
                connection,
                "SELECT day, sum(cents) FROM posting "
                "WHERE account = 'cash' AND box = '' AND day >= ? "
                "GROUP BY day ORDER BY day",
                iso(since),
            )
        for day, cents in days:
            balance = balance + Euro(cents)
            if balance < Euro():
                return date.fromisoformat(day), balance
        return None

    def known_bank_lines(self, near: Iterable[str]) -> dict[str, list[tuple[str, bool]]]:
        """Per `near` key of a bank line: the full keys that are kept, and whether still current."""
        wanted = list(dict.fromkeys(near))
        found: dict[str, list[tuple[str, bool]]] = {}
        with reading(self.engine) as connection:
            for some in _chunks(wanted):
                marks = ", ".join("?" for _ in some)
                rows = fetched(
                    connection,
                    "SELECT bank_near, bank_key, max(current) FROM fact "
                    f"WHERE bank_near != '' AND bank_near IN ({marks}) GROUP BY id",
                    *some,
                )
                for key, full, current in rows:
                    found.setdefault(key, []).append((full, bool(current)))
        return found

    def bank_accounts(self) -> list[str]:
        """The own bank accounts that imported lines came from, as printed."""
        with reading(self.engine) as connection:
            found = fetched(
                connection,
                "SELECT DISTINCT json_extract(body, '$.bank.account') FROM fact "
                "WHERE current AND batch != '' AND bank_near != ''",
            )
        return [row[0] for row in found if row[0]]

    def years(self) -> tuple[int, int] | None:
        """The first and last year that hold bookings."""
        with reading(self.engine) as connection:
            first, last = fetched(connection, "SELECT min(month), max(month) FROM total")[0]
        return (first // 100, last // 100) if first else None

    def rebuild(self) -> None:
        """Throw journal and totals away and work them out again from the facts."""
        with writing(self.engine) as connection:
            connection.exec_driver_sql("DELETE FROM posting")
            connection.exec_driver_sql("DELETE FROM total")
            change = Change()
            for row in fetched(connection, "SELECT kind, body, seq FROM fact WHERE current"):
                change.add(fact_of(row), row[2])
            _apply(connection, change)

    def _record(self, connection: Connection, facts: Sequence[Fact]) -> None:
        if not facts:
            return
        now = self.now().isoformat(timespec="seconds")
        known = _retire(connection, [fact.id for fact in facts])
        seq = fetched(connection, "SELECT coalesce(max(seq), 0) FROM fact")[0][0]
        change = Change()
        rows = []
        for number, fact in enumerate(facts, start=seq + 1):
            position, version = known.get(fact.id, (number, 0))
            known[fact.id] = (position, version + 1)
            rows.append(fact_row(fact, number, position, version + 1, now))
            change.add(fact, number)
        connection.exec_driver_sql(INSERT_FACT, rows)
        _apply(connection, change)

    def _withdraw(self, connection: Connection, ids: Sequence[str]) -> None:
        now = self.now().isoformat(timespec="seconds")
        gone = [fact for id in ids if (fact := _current(connection, id)) is not None]
        known = _retire(connection, [fact.id for fact in gone])
        seq = fetched(connection, "SELECT coalesce(max(seq), 0) FROM fact")[0][0]
        rows = [
            fact_row(fact, seq + n, known[fact.id][0], known[fact.id][1] + 1, now, withdrawn=True)
            for n, fact in enumerate(gone, start=1)
        ]
        if rows:
            connection.exec_driver_sql(INSERT_FACT, rows)


def _retire(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Make the present versions of these facts old; position and version of each known one."""
    known: dict[str, tuple[int, int]] = {}
    change = Change()
    old: list[tuple[int]] = []
    for some in _chunks(ids):
        marks = ", ".join("?" for _ in some)
        for id, kind, body, seq, position, version, current in fetched(
            connection,
            "SELECT id, kind, body, seq, position, version, current FROM fact "
            f"WHERE id IN ({marks}) ORDER BY seq",
            *some,
        ):
            known[id] = (position, version)
            if current:
                change.add(fact_of((kind, body)), seq, sign=-1)
                old.append((seq,))
    if old:
        connection.exec_driver_sql("UPDATE fact SET current = 0 WHERE seq = ?", old)
        connection.exec_driver_sql(
            "DELETE FROM posting WHERE account = ? AND box = ? AND day = ? AND fact = ?",
            [posting[:4] for posting in change.postings] or [("", "", "", 0)],
        )
        _add_totals(connection, change)
    return known


def _apply(connection: Connection, change: Change) -> None:
    if change.postings:
        change.postings.sort()
        connection.exec_driver_sql(INSERT_POSTING, change.postings)
    _add_totals(connection, change)


def _add_totals(connection: Connection, change: Change) -> None:
    if rows := change.total_rows():
        connection.exec_driver_sql(ADD_TO_TOTAL, rows)


def _running(opening: Euro, earlier: int, found: Sequence[Any]) -> list[CashLine]:
    lines, balance = [], opening
    for number, row in enumerate(found, start=earlier + 1):
        change = Euro(row[2])
        balance = balance + change
        lines.append(CashLine(number, fact_of(row), change, balance))
    return lines


def _current(connection: Connection, id: str) -> Any | None:
    found = fetched(connection, "SELECT kind, body FROM fact WHERE id = ? AND current", id)
    return fact_of(found[0]) if found else None


def _latest(connection: Connection, id: str) -> Any | None:
    found = fetched(
        connection,
        "SELECT kind, body, current FROM fact WHERE id = ? ORDER BY seq DESC LIMIT 1",
        id,
    )
    return fact_of(found[0]) if found and not found[0][2] else None


def _chunks(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
