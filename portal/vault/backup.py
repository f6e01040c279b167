"""Backups: one encrypted file, opened and checked before it is called good; and back again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection

from portal.vault import keys as key_files
from portal.vault.checking import check
from portal.vault.container import pack, unpack
from portal.vault.engine import check_format, copy_pages, encrypted, reading
from portal.vault.errors import (
    BackupDamaged,
    BackupExists,
    BackupUnreadable,
    KeyFileDamaged,
    NotWritten,
    VaultDamaged,
    WrongPassphrase,
    WrongRecoveryCode,
)
from portal.vault.files import UNFINISHED, disk_errors, new_folder, sync_folder, work_folder
from portal.vault.holding import BOOKS, note_state
from portal.vault.keys import NAME as KEYS
from portal.vault.keys import KeyFile, read_keys, wipe, write_keys
from portal.vault.notes import write_note
from portal.vault.opened import LAST_BACKUP, OpenVault

Progress = Callable[[float], None]  # called with the part that is done, 0 to 1
_Sums = list[tuple[Any, ...]]


def back_up(vault: OpenVault, file: Path, progress: Progress | None = None) -> None:
    """Write an encrypted copy to a file of a new name, and prove that it opens.

    Raises BackupExists, NotWritten, VaultDamaged; then there is no file of that name.
    """
    with disk_errors():
        if file.exists():
            raise BackupExists(file)
        descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, dir=file.parent)
        try:
            with open(descriptor, "wb") as out:
                sums = _write(vault, out, progress)
            _prove(vault, Path(name), sums)
            if file.exists():
                raise BackupExists(file)
            os.replace(name, file)
        finally:
            Path(name).unlink(missing_ok=True)
    sync_folder(file.parent)
    with suppress(NotWritten):  # the copy is good all the same; its day is only a reminder
        write_note(vault.engine, LAST_BACKUP, datetime.now().isoformat(timespec="seconds"))


def backup_bytes(vault: OpenVault, progress: Progress | None = None) -> bytes:
    """The same as bytes, for a download. Raises NotWritten, VaultDamaged."""
    with work_folder(vault.folder) as work:
        back_up(vault, work / "backup", progress)
        return (work / "backup").read_bytes()


def restore(file: Path, folder: Path, secret: str) -> None:
    """Make a vault from a backup, in a new or empty folder, once it is proven to be whole.

    secret: the passphrase of the day it was made, or the recovery code.
    Raises BackupUnreadable, BackupDamaged, WrongPassphrase, FolderTaken, NotWritten, VaultNewer;
    then nothing was made.
    """
    try:
        source = file.open("rb")
    except OSError as problem:
        raise BackupUnreadable from problem
    with source:
        _restore(source, folder, secret)


def restore_bytes(content: bytes, folder: Path, secret: str) -> None:
    """The same from bytes, such as an upload."""
    _restore(BytesIO(content), folder, secret)


def _restore(source: BinaryIO, folder: Path, secret: str) -> None:
    with new_folder(folder) as making:
        unpack(source, making / KEYS, making / BOOKS)
        try:
            _open_once(making, secret)
        except (VaultDamaged, KeyFileDamaged) as problem:
            raise BackupDamaged from problem
        note_state(making)


def _open_once(folder: Path, secret: str) -> None:
    key = _key(read_keys(folder), secret)
    try:
        _sums_of(folder / BOOKS, key)
    finally:
        wipe(key)


def _key(keys: KeyFile, secret: str) -> bytearray:
    try:
        return key_files.unlock(keys, secret)
    except WrongPassphrase:
        try:
            return key_files.unlock_with_recovery(keys, secret)
        except WrongRecoveryCode:
            raise WrongPassphrase from None


def _write(vault: OpenVault, out: BinaryIO, progress: Progress | None) -> _Sums:
    """The books at one moment, packed; gives the sums they had then."""
    with work_folder(vault.folder) as work:
        write_keys(work, read_keys(vault.folder))
        copy = encrypted(work / BOOKS, vault.key)
        try:
            with reading(vault.engine) as connection:
                connection.exec_driver_sql("BEGIN")  # nobody writes until the copy is made
                sums = _sums(connection)
                copy_pages(connection, copy, progress)
        finally:
            copy.dispose()
        pack(work / KEYS, work / BOOKS, out)
    return sums


def _prove(vault: OpenVault, written: Path, sums: _Sums) -> None:
    """Unpack what was written and read all of it. Raises BackupDamaged where anything differs."""
    with work_folder(vault.folder) as work, written.open("rb") as source:
        unpack(source, work / KEYS, work / BOOKS)
        same_keys = read_keys(work) == read_keys(vault.folder)
        if not same_keys or _sums_of(work / BOOKS, vault.key) != sums:
            raise BackupDamaged


def _sums_of(books: Path, key: bytearray) -> _Sums:
    """Check all of a database and add it up. Raises VaultDamaged, VaultNewer."""
    engine = encrypted(books, key)
    try:
        check_format(engine)
        check(engine)
        with reading(engine) as connection:
            return _sums(connection)
    finally:
        engine.dispose()


def _sums(connection: Connection) -> _Sums:
    """How many facts there are, and what stands on each account."""
    facts = "SELECT 'facts', count(*), max(seq) FROM fact"
    accounts = "SELECT account, box, sum(cents) FROM total GROUP BY account, box"
    found = connection.exec_driver_sql(f"{facts} UNION ALL {accounts}")
    return sorted((tuple(row) for row in found), key=str)
