"""Files of a vault: private to the user, written whole or not at all, and safe on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.vault.errors import FolderTaken, NotWritten

UNFINISHED = ".new-"  # how the name begins of what is still being written


@contextmanager
def disk_errors() -> Iterator[None]:
    """Say what the disk refuses in one sentence. Raises NotWritten."""
    try:
        yield
    except OSError as problem:
        raise NotWritten from problem


def write_whole(file: Path, content: bytes) -> None:
    """Put a file in place of the old one, which stays until the new one is safe on the disk.

    Raises NotWritten; then the old one is still there.
    """
    with disk_errors():
        descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, dir=file.parent)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(content)
                sync(stream.fileno())
            os.replace(name, file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    sync_folder(file.parent)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder filled beside its place and moved there when all is well; else nothing appears.

    Raises FolderTaken where something lies already, NotWritten where the disk refuses.
    """
    needs_room(folder)
    with disk_errors():
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
        try:
            yield making
            sync_folder(making)
            if folder.exists():
                folder.rmdir()  # empty: a folder cannot be moved onto another everywhere
            making.rename(folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    sync_folder(folder.parent)


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """A private folder for unfinished work in another one; gone afterwards."""
    with disk_errors():
        making = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=beside))
        try:
            yield making
        finally:
            shutil.rmtree(making, ignore_errors=True)


def needs_room(folder: Path) -> None:
    """Raises FolderTaken unless the folder is empty or does not exist."""
    with disk_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderTaken(folder)


def sweep(folder: Path) -> None:
    """Remove what an interrupted program left unfinished."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def sync(descriptor: int) -> None:
    """Have the disk keep what was written. Python buffers are to be flushed before."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system can."""
    with suppress(OSError):  # Windows and some network disks cannot; the move itself is done
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
