"""The investment deduction (kleinschaligheidsinvesteringsaftrek, KIA) of a year."""

from __future__ import annotations

import argparse

from portal.basics.euro import Euro
from portal.cli.asking import json_argument, print_json
from portal.cli.estimate import cited, euros_up, within, year_argument
from portal.rulebook.income_tax import tax_year
from portal.taxes.entrepreneur import investment_deduction

HELP = "the investment deduction (KIA) over what was invested in a year"


def arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)
    parser.add_argument(
        "--invested",
        required=True,
        type=euros_up("--invested"),
        metavar="EUROS",
        help="all things together that count, each above the least cost",
    )
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    rules = tax_year(asked.year)
    invested = within("--invested", asked.invested)
    deduction = investment_deduction(invested, rules)
    told = cited(rules.investment_deduction)
    if asked.json:
        found = {"year": asked.year, "invested": invested, "deduction": deduction}
        print_json(found | told)
        return
    from portal.language.words import words_in  # slow to load, and JSON needs no words

    words = words_in(asked.language or "nl")
    print(words("tax_cli.kia", amount=Euro(deduction * 100)))
    if told["source"]:
        print(words("tax_cli.source", source=told["source"]))
