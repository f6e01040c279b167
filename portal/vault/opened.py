"""An open vault, and what is done to its books before they are handed out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine

from portal.books.facts import Profile, VatPeriod
from portal.vault import keys as key_files
from portal.vault.checking import check
from portal.vault.engine import check_format, encrypted, make_tables
from portal.vault.errors import NotWritten
from portal.vault.holding import BOOKS, is_untouched, note_state
from portal.vault.keys import USUAL, Effort, read_keys, wipe, write_keys
from portal.vault.notes import read_note
from portal.vault.store import Store

LAST_BACKUP = "last_backup"  # the note of when the last good backup was made


@dataclass(slots=True)
class OpenVault:
    """A vault that is open here and nowhere else, until it is locked."""

    folder: Path
    engine: Engine
    store: Store
    key: bytearray = field(repr=False)
    _lock: FileLock = field(repr=False)

    @property
    def is_open(self) -> bool:
        return any(self.key)

    def lock(self) -> None:
        """Close the books, wipe the key and let others in. A second time does nothing."""
        if not self.is_open:
            return
        wipe(self.key)
        self.engine.dispose()
        with suppress(NotWritten):  # then the next opening checks everything: slower, not worse
            note_state(self.folder)
        self._lock.release()

    def check(self) -> None:
        """Read and recompute everything. Raises VaultDamaged."""
        check(self.engine)

    def change_passphrase(self, old: str, new: str, effort: Effort = USUAL) -> None:
        """Raises WrongPassphrase, EmptyPassphrase or NotWritten; then the old one still opens.

        Backups that were made before keep the old one.
        """
        keys = key_files.change_passphrase(read_keys(self.folder), old, new, effort)
        write_keys(self.folder, keys)

    def new_recovery_code(self, passphrase: str, effort: Effort = USUAL) -> str:
        """A fresh recovery code, to be shown once. Raises WrongPassphrase or NotWritten."""
        keys, code = key_files.new_recovery_code(read_keys(self.folder), passphrase, effort)
        write_keys(self.folder, keys)
        return code

    def last_backup(self) -> date | None:
        """The day of the last backup that was opened and checked."""
        noted = read_note(self.engine, LAST_BACKUP)
        return datetime.fromisoformat(noted).date() if noted else None


def lay_out(folder: Path, key: bytearray, language: str, vat_period: str) -> None:
    """Empty books in a folder that is being made. Raises NotWritten."""
    profile = Profile(day=date.today(), language=language, vat_period=VatPeriod(vat_period))
    (folder / BOOKS).touch(mode=0o600)
    engine = encrypted(folder / BOOKS, key)
    try:
        make_tables(engine)
        Store(engine).record(profile)
    finally:
        engine.dispose()
    note_state(folder)


def open_books(folder: Path, key: bytearray, lock: FileLock) -> OpenVault:
    """The books behind a key, which is wiped where they fail. Raises VaultDamaged, VaultNewer, …"""
    engine = _sound(folder, key)
    return OpenVault(folder, engine, Store(engine), key, lock)


def _sound(folder: Path, key: bytearray) -> Engine:
    """The books behind a key; checked whole when anything may have touched them."""
    untouched = is_untouched(folder)
    engine = encrypted(folder / BOOKS, key)
    try:
        check_format(engine)  # reading rolls back what a crash left half written
        if not untouched:
            check(engine)
    except BaseException:
        engine.dispose()
        wipe(key)
        raise
    return engine
