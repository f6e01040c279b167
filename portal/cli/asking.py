"""What several commands ask: the vault, the passphrase, the language; and how they answer."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.vault.vault import Vault

if TYPE_CHECKING:
    from portal.language.words import Words
    from portal.vault.opened import OpenVault

_VARIABLE = "PORTAL_PASSPHRASE"


def vault_argument(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """`--vault DIR`."""
    parser.add_argument(
        "--vault", metavar="DIR", type=Path, required=required, help="folder of the vault"
    )


def json_argument(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def pdf_argument(parser: argparse.ArgumentParser) -> None:
    """`--pdf FILE`."""
    parser.add_argument("--pdf", metavar="FILE", type=Path, help="write a PDF too")


def passphrase(again: bool = False) -> str:
    """From PORTAL_PASSPHRASE, else from the prompt; a new one is typed twice."""
    given = os.environ.get(_VARIABLE)
    if given is not None:
        return given
    try:
        typed = getpass.getpass("Wachtzin / Passphrase: ")
        if again and typed != getpass.getpass("Nog een keer / Once more: "):
            raise PortalError("error.passphrases_differ")
    except EOFError as problem:
        raise PortalError("error.no_passphrase") from problem
    return typed


@contextmanager
def open_vault(asked: argparse.Namespace) -> Iterator[OpenVault]:
    """The vault that was named, open."""
    vault = Vault.open(asked.vault, passphrase())
    try:
        yield vault
    finally:
        vault.lock()


def words_for(asked: argparse.Namespace, vault: OpenVault) -> Words:
    """The words to answer in: of the language asked for, else of the vault's own."""
    from portal.language.words import words_in  # slow to load, and JSON needs no words

    return words_in(asked.language or vault.store.profile().language)


def read_file(file: Path) -> bytes:
    """The bytes of a file that was named. Raises PortalError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as problem:
        raise PortalError("error.file_unreadable", file=str(file)) from problem


def write_file(file: Path, content: bytes) -> None:
    """Put a file in place whole, or not at all. Raises PortalError."""
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with open(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise PortalError("error.file_not_written", file=str(file)) from problem


def print_json(value: Any) -> None:
    """One JSON object; amounts as numbers in euros, exact to the cent."""
    print(as_json(value))


def as_json(value: Any, margin: str = "") -> str:
    """JSON text. Amounts are written digit by digit: through a float they would only come near."""
    inner = margin + "  "
    if isinstance(value, Euro | Decimal):
        return str(value)
    if isinstance(value, dict) and value:
        items = (f"{json.dumps(str(key))}: {as_json(item, inner)}" for key, item in value.items())
        return "{\n" + ",\n".join(inner + item for item in items) + f"\n{margin}}}"
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(inner + as_json(item, inner) for item in value) + f"\n{margin}]"
    return json.dumps(value, ensure_ascii=False)
