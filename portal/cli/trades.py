"""The trades that can be compared."""

from __future__ import annotations

import argparse

from portal.cli.asking import json_argument, print_json
from portal.language.words import words_in
from portal.permits.record import trade_keys
from portal.permits.telling import trade_name
from portal.rulebook.permits import permit_book

HELP = "list the keys of the trades that `compare` takes"


def arguments(parser: argparse.ArgumentParser) -> None:
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    book, words = permit_book(), words_in(asked.language or "nl")
    named = {key: trade_name(book, key, words) for key in trade_keys(book)}
    if asked.json:
        print_json({"trades": [{"key": key, "name": name} for key, name in named.items()]})
        return
    for key, name in named.items():
        print(f"{key:<28}{name}")
