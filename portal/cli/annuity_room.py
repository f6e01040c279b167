"""The annuity room (jaarruimte): how much one may pay for a lijfrente and deduct."""

from __future__ import annotations

import argparse

from portal.basics.euro import Euro
from portal.cli.asking import json_argument, print_json
from portal.cli.estimate import cited, euros_down, within, year_argument
from portal.rulebook.income_tax import tax_year
from portal.taxes.annuity import annuity_room
from portal.taxes.situation import MOST

HELP = "the annuity room (jaarruimte) of a year, from the income of the year before"


def arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)
    parser.add_argument(
        "--income",
        required=True,
        type=euros_down("--income"),
        metavar="EUROS",
        help="of the year before: profit before ondernemersaftrek, wages, other work and benefits",
    )
    for flag, said in (
        ("--factor-a", "growth of pension in the year before (factor A)"),
        ("--pension-premium", "pension premium of the year before, under the new rules"),
    ):
        parser.add_argument(flag, type=euros_down(flag), default=0, metavar="EUROS", help=said)
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    rules = tax_year(asked.year)
    income = within("--income", asked.income, -MOST)
    room = annuity_room(
        income,
        rules,
        factor_a=within("--factor-a", asked.factor_a),
        pension_premium=within("--pension-premium", asked.pension_premium),
    )
    told = cited(rules.annuity)
    if asked.json:
        print_json({"year": asked.year, "income_before": income, "room": room} | told)
        return
    from portal.language.words import words_in  # slow to load, and JSON needs no words

    words = words_in(asked.language or "nl")
    print(words("tax_cli.annuity_room", amount=Euro(room * 100)))
    if told["source"]:
        print(words("tax_cli.source", source=told["source"]))
