"""Who holds a vault, and did anything touch its books since it was last let go?"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from portal.vault.errors import BooksMissing, KeyFileMissing, NoVault, VaultInUse
from portal.vault.files import disk_errors, write_whole
from portal.vault.keys import NAME as KEYS

BOOKS = "books.db"
LOCK = "lock"
STATE = "state"


def hold(folder: Path) -> FileLock:
    """The system's lock on a vault: it ends with the process. Raises VaultInUse, NotWritten."""
    # Not bound to a thread: a timer may lock what a page has opened. No soft lock: it would
    # outlive a killed program.
    lock = FileLock(
        folder / LOCK,
        timeout=0,
        mode=0o600,
        thread_local=False,
        preserve_lock_file=True,
        fallback_to_soft=False,
    )
    with disk_errors():
        try:
            lock.acquire()
        except Timeout as problem:
            raise VaultInUse from problem
    return lock


def needs_vault(folder: Path) -> None:
    """Raises NoVault, KeyFileMissing or BooksMissing where a part is not there."""
    with disk_errors():
        keys, books = (folder / KEYS).is_file(), (folder / BOOKS).is_file()
    if not keys and not books:
        raise NoVault(folder)
    if not keys:
        raise KeyFileMissing
    if not books:
        raise BooksMissing


def is_untouched(folder: Path) -> bool:
    """True when the books are as we left them: no crash since, no copy, no other program."""
    with disk_errors():
        state = folder / STATE
        if (folder / f"{BOOKS}-journal").exists() or not state.is_file():
            return False
        return state.read_bytes() == _state(folder)


def note_state(folder: Path) -> None:
    """Remember how the books look from outside, now that nobody writes. Raises NotWritten."""
    with disk_errors():
        write_whole(folder / STATE, _state(folder))


def _state(folder: Path) -> bytes:
    books = (folder / BOOKS).stat()
    return f"{books.st_size} {books.st_mtime_ns}\n".encode()
