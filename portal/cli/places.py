"""The towns that are known."""

from __future__ import annotations

import argparse

from portal.cli.asking import json_argument, print_json
from portal.rulebook.permits import permit_book

HELP = "list the keys of the towns that `compare` takes"


def arguments(parser: argparse.ArgumentParser) -> None:
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    towns = permit_book().towns
    if asked.json:
        told = [
            {"key": one.key, "name": one.name, "code": one.code, "province": one.province}
            for one in towns.values()
        ]
        print_json({"places": told})
        return
    for one in towns.values():
        print(f"{one.key:<24}{one.name}")
