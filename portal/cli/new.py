"""Make a vault."""

from __future__ import annotations

import argparse
import sys

from portal.cli.asking import passphrase, vault_argument
from portal.language.words import words_in
from portal.vault.strength import strength
from portal.vault.vault import Vault

HELP = "make a vault in a new folder; prints its recovery code once"


def arguments(parser: argparse.ArgumentParser) -> None:
    vault_argument(parser)
    parser.add_argument(
        "--vat-period",
        choices=("quarter", "month", "year"),
        default="quarter",
        help="how often the VAT return is filed (default: quarter)",
    )


def run(asked: argparse.Namespace) -> None:
    language = asked.language or "nl"
    secret = passphrase(again=True)
    words = words_in(language)
    if not strength(secret).accepted:  # a warning only: scripts choose their own
        print(words("cli.weak"), file=sys.stderr)
    vault, code = Vault.create(asked.vault, secret, language=language, vat_period=asked.vat_period)
    vault.lock()
    print(words("cli.made", place=str(asked.vault)))
    print(words("cli.recovery_code"))
    print(code)
