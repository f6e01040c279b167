"""What can go wrong with a vault: each is one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from portal.basics.errors import PortalError


class _Plain(PortalError):
    """An error whose sentence has no blanks."""

    sentence: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.sentence)


class VaultDamaged(_Plain):
    """A page of the database is not what was written, or the journal is not what the facts say."""

    sentence = "error.vault_damaged"


class VaultNewer(_Plain):
    """Made by a newer version of the app."""

    sentence = "error.vault_newer"


class VaultLocked(_Plain):
    """The key is gone: the vault was locked while somebody still used it."""

    sentence = "error.locked"


class VaultInUse(_Plain):
    """Another window or program has this vault open."""

    sentence = "error.vault_in_use"


class NotWritten(_Plain):
    """The disk refused (full, read-only, broken): everything is as it was."""

    sentence = "error.not_written"


class KeyFileDamaged(_Plain):
    """A byte of the key file is not what was written."""

    sentence = "error.keys_damaged"


class KeyFileMissing(_Plain):
    """Books without their key file."""

    sentence = "error.keys_missing"


class BooksMissing(_Plain):
    """A key file without the books that it opens."""

    sentence = "error.books_missing"


class WrongPassphrase(_Plain):
    """This passphrase does not open the vault."""

    sentence = "error.wrong_passphrase"


class EmptyPassphrase(_Plain):
    """A passphrase without a single sign."""

    sentence = "error.passphrase_empty"


class WrongRecoveryCode(_Plain):
    """A well-formed recovery code that does not open this vault."""

    sentence = "error.wrong_recovery_code"


class MistypedRecoveryCode(WrongRecoveryCode):
    """Too long, too short, or its check signs do not fit: a typing slip."""

    sentence = "error.mistyped_recovery_code"


class BackupDamaged(_Plain):
    """Not a backup of ours, or not whole."""

    sentence = "error.backup_damaged"


class BackupUnreadable(_Plain):
    """There is no such file, or it cannot be read."""

    sentence = "error.backup_unreadable"


class _AtFolder(PortalError):
    sentence: ClassVar[str]

    def __init__(self, place: Path) -> None:
        super().__init__(self.sentence, place=str(place))


class NoVault(_AtFolder):
    """There is no vault in this folder."""

    sentence = "error.no_vault"


class FolderTaken(_AtFolder):
    """Something lies in this folder already; nothing is ever put over it."""

    sentence = "error.folder_taken"


class BackupExists(_AtFolder):
    """A file of this name is there already; nothing is ever put over it."""

    sentence = "error.backup_exists"
