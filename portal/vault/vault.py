"""The ways into a vault, one folder with the books and their key file: create, open, recover."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from portal.basics.errors import PortalError
from portal.vault import keys as key_files
from portal.vault.files import new_folder, sweep
from portal.vault.holding import hold, needs_vault
from portal.vault.keys import USUAL, Effort, KeyFile, read_keys, write_keys

if TYPE_CHECKING:
    from portal.vault.opened import OpenVault


class Vault:
    """The ways into a vault. Each answer holds the system's lock on its folder."""

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        *,
        language: str = "nl",
        vat_period: str = "quarter",
        effort: Effort = USUAL,
    ) -> tuple[OpenVault, str]:
        """A new vault in a new or empty folder, opened, and its recovery code to be shown once.

        Raises FolderTaken, EmptyPassphrase or NotWritten; then nothing was made.
        """
        from portal.vault.opened import lay_out

        keys, code, key = key_files.new_keys(passphrase, effort)
        with new_folder(folder) as making:
            write_keys(making, keys)
            lay_out(making, key, language, vat_period)
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


def _opened(folder: Path, unlocking: Callable[[KeyFile], bytearray]) -> OpenVault:
    needs_vault(folder)
    lock = hold(folder)
    try:
        sweep(folder)
        with _loading_the_database():
            key = unlocking(read_keys(folder))
        from portal.vault.opened import open_books

        return open_books(folder, key, lock)
    except BaseException:
        lock.release()
        raise


@contextmanager
def _loading_the_database() -> Iterator[None]:
    """SQLAlchemy takes as long to load as Argon2id to work, so the two go side by side."""
    loading = Thread(target=import_module, args=("portal.vault.opened",))
    loading.start()
    try:
        yield
    finally:
        loading.join()
