"""Write all bookings as CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portal.cli.asking import open_vault, vault_argument, write_file
from portal.exchange.bookings_csv import write_bookings

HELP = "write all bookings as CSV, as they were loaded; text is not guarded against spreadsheets"


def arguments(parser: argparse.ArgumentParser) -> None:
    vault_argument(parser)
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file instead")


def run(asked: argparse.Namespace) -> None:
    with open_vault(asked) as vault:
        content = write_bookings(vault.store.everything())
    if asked.output:
        write_file(asked.output, content)
    else:
        sys.stdout.buffer.write(content)
