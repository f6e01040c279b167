"""Restore a backup into a new place."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.cli.asking import passphrase, vault_argument
from portal.language.words import words_in
from portal.vault.backup import restore

HELP = "restore a backup into a new folder, never over an old one"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup")
    vault_argument(parser)


def run(asked: argparse.Namespace) -> None:
    restore(asked.file, asked.vault, passphrase())
    print(words_in(asked.language or "nl")("cli.restored", place=str(asked.vault)))
