"""Preview a bank file, or book it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from portal.books.bank_matching import State, keyed, sort_out
from portal.books.facts import new_id
from portal.cli.asking import (
    json_argument,
    open_vault,
    print_json,
    read_file,
    vault_argument,
    words_for,
)
from portal.exchange.bank import preview, read_bank_file
from portal.exchange.bank_file import BankFile
from portal.language.words import Words, words_in
from portal.vault.store import Store

HELP = "preview a bank file; with --vault, book its new lines on the suspense account"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV, TAB, MT940, CAMT.053 or zip")
    vault_argument(parser, required=False)
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    read = read_bank_file(read_file(asked.file), asked.file.name)
    if asked.vault is None:
        _answer(asked, read, {}, words_in(asked.language or "nl"))
        return
    with open_vault(asked) as vault:
        _answer(asked, read, _book(vault.store, read), words_for(asked, vault))


def _book(store: Store, read: BankFile) -> dict[str, int]:
    """Book what is new; doubtful lines wait for a person, on the bank page."""
    lines = keyed(read.statements)
    found = sort_out(lines, store.known_bank_lines(line.near for line in lines))
    store.record(*found.facts(State.NEW, batch=new_id()))
    return {state.value: found.count(state) for state in State}


def _answer(
    asked: argparse.Namespace, read: BankFile, states: dict[str, int], words: Words
) -> None:
    told: dict[str, Any] = preview(read, lambda remark: words(remark.key, **remark.facts))
    if asked.json:
        print_json({**told, **states})
        return
    print(words("bank.recognised", format=words(f"bank_file.{read.format}"), count=read.count))
    for state, number in states.items():
        print(f"{words(f'bank.state_{state}')}: {number}")
    for warning in told["warnings"]:
        print(warning)
