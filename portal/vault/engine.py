"""The encrypted database of a vault, or one in memory that never touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from portal.vault.errors import NotWritten, VaultDamaged, VaultLocked, VaultNewer

# A rollback journal: in WAL mode one flipped bit in the log of a crashed writer loses confirmed
# rows in silence. synchronous EXTRA is FULL that also keeps the journal's removal, which is what
# confirms a booking. Memory security would wipe every page the library frees, and makes a load ten
# times slower; the key itself is wiped by us at lock.
_PRAGMAS = (
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -16000",
)
FORMAT = 1  # PRAGMA user_version: an older vault is upgraded, a newer one refused
_HEX = b"0123456789abcdef"
_PAGES_AT_ONCE = 2_000
_PATIENCE = 10  # seconds to wait for a writer in another thread


def encrypted(file: Path, key: bytearray) -> Engine:
    """The database in one file under a 32-byte key. Connections are made when first used.

    The key stays the caller's: once wiped, using the engine raises VaultLocked.
    """

    def connect() -> Any:
        if not any(key):
            raise VaultLocked
        connection = sqlcipher3.connect(str(file), check_same_thread=False, timeout=_PATIENCE)
        connection.execute("PRAGMA cipher_log_level = NONE")
        _give_key(connection, key)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
        hide_parameters=True,
    )
    return _with_own_transactions(engine)


def _give_key(connection: Any, key: bytearray) -> None:
    """Hand over the key in the form x'…', which skips stretching, and leave no copy behind."""
    spelled = bytearray(b"x'" + bytes(2 * len(key)) + b"'")
    for place, byte in enumerate(key, start=1):
        spelled[2 * place], spelled[2 * place + 1] = _HEX[byte >> 4], _HEX[byte & 15]
    connection.set_key(spelled)
    spelled[:] = bytes(len(spelled))


def in_memory() -> Engine:
    """A database that is gone when it is let go; for looking around and for tests."""

    def connect() -> Any:
        return sqlcipher3.connect(":memory:", check_same_thread=False)

    engine = _with_own_transactions(
        create_engine(
            "sqlite://",
            module=sqlcipher3,
            creator=connect,
            poolclass=StaticPool,
            hide_parameters=True,
        )
    )
    make_tables(engine)
    return engine


def make_tables(engine: Engine) -> None:
    """Lay out an empty database."""
    from portal.vault.tables import TABLES  # slow to import; asked once in a vault's life

    with writing(engine) as connection:
        TABLES.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def check_format(engine: Engine) -> None:
    """Raises VaultNewer for a database of a later format, VaultDamaged for one that has none."""
    with reading(engine) as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found > FORMAT:
        raise VaultNewer
    if found < 1:
        raise VaultDamaged


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading. Raises VaultDamaged where a page does not decrypt."""
    with _as_portal_errors(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or none. Raises NotWritten or VaultDamaged."""
    with _as_portal_errors(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()


def copy_pages(
    source: Connection, target: Engine, progress: Callable[[float], None] | None = None
) -> None:
    """Copy a whole database into an empty one, as it is at one moment.

    progress: called with the part that is done, 0 to 1. Raises NotWritten or VaultDamaged.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress:
            progress(1 - remaining / max(total, 1))

    with _as_portal_errors(), target.connect() as connection:
        source.connection.driver_connection.backup(  # type: ignore[union-attr]
            connection.connection.driver_connection, pages=_PAGES_AT_ONCE, progress=tell
        )


@contextmanager
def _as_portal_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, sqlcipher3.OperationalError) as problem:
        raise NotWritten from problem
    except (DatabaseError, sqlcipher3.DatabaseError) as problem:
        raise VaultDamaged from problem


def _with_own_transactions(engine: Engine) -> Engine:
    """Let BEGIN and COMMIT be ours; the driver's implicit ones would start too late."""

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    return engine
