"""Make a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.cli.asking import open_vault, vault_argument, words_for
from portal.vault.backup import back_up

HELP = "write one encrypted file with everything; it is opened and checked before it is called good"


def arguments(parser: argparse.ArgumentParser) -> None:
    vault_argument(parser)
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a new file; nothing is overwritten"
    )


def run(asked: argparse.Namespace) -> None:
    with open_vault(asked) as vault:
        back_up(vault, asked.file)
        print(words_for(asked, vault)("cli.backed_up", file=str(asked.file)))
