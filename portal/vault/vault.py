"""A vault: one folder with the encrypted books and their key file. Create, open, recover, lock."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine

from portal.basics.errors import PortalError
from portal.books.facts import Profile, VatPeriod
from portal.vault import keys as key_files
from portal.vault.checking import check
from portal.vault.engine import check_format, encrypted, make_tables
from portal.vault.errors import NotWritten
from portal.vault.files import new_folder, sweep
from portal.vault.holding import BOOKS, hold, is_untouched, needs_vault, note_state
from portal.vault.keys import USUAL, Effort, KeyFile, read_keys, wipe, write_keys
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


class Vault:
    """The ways into a vault. Each answer holds the system's lock on its folder."""

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        *,
        language: str = "nl",
        vat_period: VatPeriod | str = VatPeriod.QUARTER,
        effort: Effort = USUAL,
    ) -> tuple[OpenVault, str]:
        """A new vault in a new or empty folder, opened, and its recovery code to be shown once.

        Raises FolderTaken, EmptyPassphrase or NotWritten; then nothing was made.
        """
        keys, code, key = key_files.new_keys(passphrase, effort)
        profile = Profile(day=date.today(), language=language, vat_period=VatPeriod(vat_period))
        with new_folder(folder) as making:
            write_keys(making, keys)
            _lay_out(making, key, profile)
        try:
            return _opened(folder, lambda _: key), code
        except PortalError:
            shutil.rmtree(folder, ignore_errors=True)  # nobody has its recovery code
            raise

    @staticmethod
    def open(folder: Path, passphrase: str) -> OpenVault:
        """Raises WrongPassphrase, VaultInUse, NoVault, VaultDamaged, KeyFileDamaged, …"""
        return _opened(folder, lambda keys: key_files.unlock(keys, passphrase))

    @staticmethod
    def recover(
        folder: Path, code: str, new_passphrase: str, effort: Effort = USUAL
    ) -> tuple[OpenVault, str]:
        """Open with the recovery code; set a new passphrase and the next recovery code.

        Raises WrongRecoveryCode and all that `open` raises; then the old ones still open.
        """
        vault = _opened(folder, lambda keys: key_files.unlock_with_recovery(keys, code))
        try:
            keys, next_code = key_files.wrap_anew(vault.key, new_passphrase, effort)
            write_keys(folder, keys)
        except PortalError:
            vault.lock()
            raise
        return vault, next_code


def _lay_out(folder: Path, key: bytearray, profile: Profile) -> None:
    (folder / BOOKS).touch(mode=0o600)
    engine = encrypted(folder / BOOKS, key)
    try:
        make_tables(engine)
        Store(engine).record(profile)
    finally:
        engine.dispose()
    note_state(folder)


def _opened(folder: Path, unlocking: Callable[[KeyFile], bytearray]) -> OpenVault:
    needs_vault(folder)
    lock = hold(folder)
    try:
        sweep(folder)
        key = unlocking(read_keys(folder))
        engine = _sound(folder, key)
    except BaseException:
        lock.release()
        raise
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
