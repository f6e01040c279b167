"""Depreciation (afschrijving) of one thing, year by year over its whole life."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from portal.basics.euro import Euro, total
from portal.books.facts import Asset
from portal.cli.asking import json_argument, print_json
from portal.cli.estimate import day, euros, whole, within, year_argument
from portal.taxes.depreciation import book_value, depreciation
from portal.taxes.situation import MOST, WrongInput

HELP = "what a thing loses in value each year, and what it stands for in the books"
_YEAR = 12  # months


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cost",
        required=True,
        type=euros("--cost"),
        metavar="EUROS",
        help="without VAT where that is deducted, else with it",
    )
    parser.add_argument(
        "--months", required=True, type=whole("--months"), metavar="N", help="how long it serves"
    )
    parser.add_argument(
        "--in-use", required=True, type=day("--in-use"), metavar="DATE", help="such as 2026-03-15"
    )
    parser.add_argument(
        "--residual",
        type=euros("--residual"),
        default=Euro(),
        metavar="EUROS",
        help="what it is still worth at the end",
    )
    year_argument(parser, required=False)
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    asset = described(asked)
    life = rows(asset)
    whole_life = total(row["depreciation"] for row in life)
    one = None if asked.year is None else _row(asset, within("--year", asked.year, 1900, 2300))
    if asked.json:
        nothing = {"year": None, "depreciation": None, "book_value": None}
        print_json({**(one or nothing), "years": life, "total": whole_life})
        return
    from portal.language.words import words_in  # slow to load, and JSON needs no words

    words = words_in(asked.language or "nl")
    for row in life if one is None else [one]:
        print(words("tax_cli.depreciation", **{**row, "year": str(row["year"])}))
    print(words("tax_cli.depreciation_total", amount=whole_life))


def rows(asset: Asset) -> list[dict[str, Any]]:
    """Each calendar year in which it wears off."""
    first = asset.in_use
    last = first.year + (first.month - 1 + asset.months - 1) // _YEAR
    return [_row(asset, year) for year in range(first.year, last + 1)]


def described(asked: argparse.Namespace) -> Asset:
    """The thing that was described. Raises WrongInput."""
    most = Euro(MOST * 100)
    if not Euro() <= asked.cost <= most:
        raise WrongInput("--cost", f"0 – {most}", asked.cost)
    if not Euro() <= asked.residual <= asked.cost:
        raise WrongInput("--residual", f"0 – {asked.cost}", asked.residual)
    least, longest = Asset.model_fields["months"].metadata
    within("--months", asked.months, least.ge, longest.le)
    return Asset(
        day=asked.in_use,
        cost=asked.cost,
        residual=asked.residual,
        in_use=asked.in_use,
        months=asked.months,
        private=Decimal(0),
    )


def _row(asset: Asset, year: int) -> dict[str, Any]:
    return {
        "year": year,
        "depreciation": depreciation(asset, year),
        "book_value": book_value(asset, date(year, 12, 31)),
    }
