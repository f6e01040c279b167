"""The one file of a backup: the key file and the books, each with its length, and a checksum.

Both parts are encrypted already, so the file opens with the passphrase of the day it was made.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from portal.vault.errors import BackupDamaged

_HEAD = b"backup\x01"  # the last byte is the version of the format
_LENGTHS = struct.Struct(">QQ")
_AT_ONCE = 1 << 20  # bytes


def pack(keys: Path, books: Path, out: BinaryIO) -> None:
    """Write two files as one, and have the disk keep it."""
    checksum = sha256()
    lengths = _LENGTHS.pack(keys.stat().st_size, books.stat().st_size)
    for chunk in chain((_HEAD, lengths), _content(keys), _content(books)):
        checksum.update(chunk)
        out.write(chunk)
    out.write(checksum.digest())
    out.flush()
    os.fsync(out.fileno())


def unpack(source: BinaryIO, keys: Path, books: Path) -> None:
    """Write the two files of a backup. Raises BackupDamaged for anything but a whole one.

    They may be used only once this has returned: the checksum comes last.
    """
    reading = _Checked(source)
    if reading.exactly(len(_HEAD)) != _HEAD:
        raise BackupDamaged
    lengths = _LENGTHS.unpack(reading.exactly(_LENGTHS.size))
    for part, length in zip((keys, books), lengths, strict=True):
        with part.open("xb") as out:
            part.chmod(0o600)
            for chunk in reading.chunks(length):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    reading.ends_with_checksum()


class _Checked:
    """A source that is never shorter than asked, and knows the checksum of what it gave."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._checksum = sha256()

    def exactly(self, length: int) -> bytes:
        content = self._source.read(length)
        if len(content) != length:
            raise BackupDamaged
        self._checksum.update(content)
        return content

    def chunks(self, length: int) -> Iterator[bytes]:
        while length:
            chunk = self.exactly(min(length, _AT_ONCE))
            length -= len(chunk)
            yield chunk

    def ends_with_checksum(self) -> None:
        expected = self._checksum.digest()
        if self._source.read(len(expected) + 1) != expected:
            raise BackupDamaged


def _content(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_AT_ONCE):
            yield chunk
