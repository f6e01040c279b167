"""Load bookings from a CSV file."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.books.facts import new_id
from portal.cli.asking import open_vault, read_file, vault_argument, words_for
from portal.exchange.bookings_csv import each_booking
from portal.rulebook.costs import category_named
from portal.rulebook.vat import vat_rules

HELP = "load bookings from a CSV file: all of them, or none"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        type=Path,
        help="header: date,kind,account,category,gross,vat_rate,memo",
    )
    vault_argument(parser)


def run(asked: argparse.Namespace) -> None:
    content = read_file(asked.file)
    with open_vault(asked) as vault:
        coming = each_booking(content, vat_rules(), category_named, batch=new_id())
        count = vault.store.record_all(coming)
        print(words_for(asked, vault)("cli.loaded", count=count))
