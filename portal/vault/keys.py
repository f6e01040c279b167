"""The key of a vault, wrapped twice: by the passphrase and by the printed recovery code.

The key is 32 random bytes, so a new passphrase wraps it anew and leaves the books untouched.
Argon2id (RFC 9106, section 4: 64 MiB, three passes, four lanes) and AES-256-GCM.
"""

from __future__ import annotations

import secrets
import struct
import unicodedata
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from portal.vault.errors import (
    EmptyPassphrase,
    KeyFileDamaged,
    KeyFileMissing,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from portal.vault.files import disk_errors, write_whole
from portal.vault.recovery_code import new_code, read_code

NAME = "keys"
KEY_BYTES = 32
_HEAD = b"keys\x01"  # the last byte is the version of the format
_WRAPPED = struct.Struct(">IIB16s12s48s")
_CHECKSUM_BYTES = 32
_SIZE = len(_HEAD) + 2 * _WRAPPED.size + _CHECKSUM_BYTES


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess costs an attacker: memory in KiB, passes over it, lanes side by side."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_bearable(self) -> bool:
        """False for what would stall a laptop: a crafted file must not ask for 100 GB."""
        lanes = 1 <= self.lanes <= 16
        return lanes and 8 * self.lanes <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 32


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The key as sealed by one secret; `sealed` is 32 bytes of key and 16 that prove it."""

    effort: Effort
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The one key under both its secrets."""

    by_passphrase: Wrapped
    by_recovery: Wrapped

    def to_bytes(self) -> bytes:
        """The file: head, both wrappings, and a checksum over every byte before it."""
        body = _HEAD + _packed(self.by_passphrase) + _packed(self.by_recovery)
        return body + sha256(body).digest()


def key_file(content: bytes) -> KeyFile:
    """A key file read back. Raises KeyFileDamaged, or VaultNewer for a later format."""
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    if sha256(body).digest() != checksum or not body.startswith(_HEAD[:-1]):
        raise KeyFileDamaged
    if body[: len(_HEAD)] > _HEAD:
        raise VaultNewer
    if len(content) != _SIZE:
        raise KeyFileDamaged
    first, second = _WRAPPED.iter_unpack(body[len(_HEAD) :])
    return KeyFile(_unpacked(first), _unpacked(second))


def read_keys(folder: Path) -> KeyFile:
    """The key file in a vault's folder. Raises KeyFileMissing, KeyFileDamaged, VaultNewer."""
    file = folder / NAME
    with disk_errors():
        if not file.is_file():
            raise KeyFileMissing
        with file.open("rb") as stream:
            return key_file(stream.read(_SIZE + 1))


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Put a key file in place of the old one. Raises NotWritten; then the old one still holds."""
    write_whole(folder / NAME, keys.to_bytes())


def new_keys(passphrase: str, effort: Effort = USUAL) -> tuple[KeyFile, str, bytearray]:
    """A fresh key: wrapped, with the recovery code to be printed once, and bare."""
    key = bytearray(KEY_BYTES)
    for place in range(KEY_BYTES):  # one by one: no copy of the whole stays behind in memory
        key[place] = secrets.randbits(8)
    keys, code = wrap_anew(key, passphrase, effort)
    return keys, code, key


def wrap_anew(key: bytearray, passphrase: str, effort: Effort = USUAL) -> tuple[KeyFile, str]:
    """A known key under a new passphrase and a new recovery code; older ones open nothing."""
    code = new_code()
    by_passphrase = _wrap(key, _secret(passphrase), b"passphrase", effort)
    by_recovery = _wrap(key, read_code(code), b"recovery", effort)
    return KeyFile(by_passphrase, by_recovery), code


def unlock(keys: KeyFile, passphrase: str) -> bytearray:
    """The key. Raises WrongPassphrase."""
    key = _unwrap(keys.by_passphrase, _meant(passphrase), b"passphrase")
    if key is None:
        raise WrongPassphrase
    return key


def unlock_with_recovery(keys: KeyFile, code: str) -> bytearray:
    """The key, by the recovery code as somebody types it. Raises WrongRecoveryCode."""
    key = _unwrap(keys.by_recovery, read_code(code), b"recovery")
    if key is None:
        raise WrongRecoveryCode
    return key


def change_passphrase(keys: KeyFile, old: str, new: str, effort: Effort = USUAL) -> KeyFile:
    """The same key under another passphrase. Raises WrongPassphrase, EmptyPassphrase."""
    secret = _secret(new)
    key = unlock(keys, old)
    try:
        return replace(keys, by_passphrase=_wrap(key, secret, b"passphrase", effort))
    finally:
        wipe(key)


def new_recovery_code(
    keys: KeyFile, passphrase: str, effort: Effort = USUAL
) -> tuple[KeyFile, str]:
    """The same key under another recovery code. Raises WrongPassphrase."""
    key, code = unlock(keys, passphrase), new_code()
    try:
        return replace(keys, by_recovery=_wrap(key, read_code(code), b"recovery", effort)), code
    finally:
        wipe(key)


def wipe(key: bytearray) -> None:
    """Overwrite a key in memory."""
    key[:] = bytes(len(key))


def _wrap(key: bytearray, secret: bytes, purpose: bytes, effort: Effort) -> Wrapped:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = _stretched(secret, salt, effort)
    try:
        sealed = AESGCM(wrapping).encrypt(nonce, key, _bound(purpose, effort, salt))
    finally:
        wipe(wrapping)
    return Wrapped(effort, salt, nonce, sealed)


def _unwrap(wrapped: Wrapped, secret: bytes, purpose: bytes) -> bytearray | None:
    """The key, or None where the secret is another."""
    key = bytearray(KEY_BYTES)
    wrapping = _stretched(secret, wrapped.salt, wrapped.effort)
    bound = _bound(purpose, wrapped.effort, wrapped.salt)
    try:
        AESGCM(wrapping).decrypt_into(wrapped.nonce, wrapped.sealed, bound, key)
    except InvalidTag:
        return None
    finally:
        wipe(wrapping)
    return key


def _stretched(secret: bytes, salt: bytes, effort: Effort) -> bytearray:
    wrapping = bytearray(KEY_BYTES)
    Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=effort.passes,
        lanes=effort.lanes,
        memory_cost=effort.memory,
    ).derive_into(secret, wrapping)
    return wrapping


def _bound(purpose: bytes, effort: Effort, salt: bytes) -> bytes:
    """What a sealed key is tied to: moved elsewhere in the file, it no longer opens."""
    return _HEAD + purpose + struct.pack(">IIB", effort.memory, effort.passes, effort.lanes) + salt


def _secret(passphrase: str) -> bytes:
    if not passphrase:
        raise EmptyPassphrase
    return _meant(passphrase)


def _meant(passphrase: str) -> bytes:
    """The same bytes for é as one sign and as e with an accent: keyboards differ."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _packed(one: Wrapped) -> bytes:
    effort = one.effort
    return _WRAPPED.pack(
        effort.memory, effort.passes, effort.lanes, one.salt, one.nonce, one.sealed
    )


def _unpacked(fields: tuple[int, int, int, bytes, bytes, bytes]) -> Wrapped:
    memory, passes, lanes, salt, nonce, sealed = fields
    effort = Effort(memory, passes, lanes)
    if not effort.is_bearable:
        raise KeyFileDamaged
    return Wrapped(effort, salt, nonce, sealed)
