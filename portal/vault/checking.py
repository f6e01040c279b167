"""Is everything in a vault what was written, and does the journal still follow from the facts?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from portal.vault.engine import reading
from portal.vault.errors import VaultDamaged
from portal.vault.rows import Change, fact_of

_AT_ONCE = 5_000  # facts held in memory while they are recomputed
_64_BITS = (1 << 64) - 1


def check(engine: Engine) -> None:
    """Read every page, and work the journal and the totals out again. Raises VaultDamaged."""
    with reading(engine) as connection:
        connection.exec_driver_sql("BEGIN")  # one state of the books throughout
        check_pages(connection)
        _check_journal(connection)


def check_pages(connection: Connection) -> None:
    """Every page proves itself by its seal, and the tables and indexes fit. Raises VaultDamaged."""
    broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    fit = connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
    if broken or [tuple(row) for row in fit] != [("ok",)]:
        raise VaultDamaged
    _check_partial_indexes(connection)


def _check_partial_indexes(connection: Connection) -> None:
    """An old page of a partial index holds rows too many, which integrity_check passes over."""
    indexes = connection.exec_driver_sql(
        "SELECT name, tbl_name, sql FROM sqlite_master "
        "WHERE type = 'index' AND sql LIKE '% WHERE %'"
    ).fetchall()
    for name, table, sql in indexes:
        where = sql.partition(" WHERE ")[2]
        in_index, in_table = (
            connection.exec_driver_sql(f"SELECT count(*) FROM {table} {how} WHERE {where}").scalar()
            for how in (f"INDEXED BY {name}", "NOT INDEXED")
        )
        if in_index != in_table:
            raise VaultDamaged


def _check_journal(connection: Connection) -> None:
    postings, totals = 0, dict[tuple[str, str, int], int]()
    for change in _recomputed(connection):
        postings = _mixed(postings, change.postings)
        for key, cents in change.totals.items():
            totals[key] = totals.get(key, 0) + cents
    kept = connection.exec_driver_sql("SELECT account, box, day, fact, cents FROM posting")
    sums = connection.exec_driver_sql("SELECT account, box, month, cents FROM total WHERE cents")
    if postings != _mixed(0, kept) or _nonzero(totals) != {tuple(r[:3]): r[3] for r in sums}:
        raise VaultDamaged


def _recomputed(connection: Connection) -> Iterator[Change]:
    """What the current facts say the journal should hold, some thousands of facts at a time."""
    last = 0
    while rows := _facts_after(connection, last):
        change = Change()
        for row in rows:
            try:
                change.add(fact_of(row), row[2])
            except (ValueError, LookupError) as problem:
                raise VaultDamaged from problem
        yield change
        last = rows[-1][2]


def _facts_after(connection: Connection, seq: int) -> Sequence[Any]:
    return connection.exec_driver_sql(
        "SELECT kind, body, seq FROM fact WHERE seq > ? AND current ORDER BY seq LIMIT ?",
        (seq, _AT_ONCE),
    ).fetchall()


def _mixed(so_far: int, postings: Iterable[Sequence[Any]]) -> int:
    """One number for a heap of postings in any order: a million of them fit in no small memory."""
    for posting in postings:
        so_far += hash(tuple(posting))
    return so_far & _64_BITS


def _nonzero(totals: dict[tuple[str, str, int], int]) -> dict[tuple[str, str, int], int]:
    return {key: cents for key, cents in totals.items() if cents}
