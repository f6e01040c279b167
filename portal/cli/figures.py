"""The figures of a year."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from portal.basics.period import Period, year
from portal.books.figures import Figures, figures
from portal.cli.asking import (
    json_argument,
    open_vault,
    pdf_argument,
    print_json,
    vault_argument,
    words_for,
    write_file,
)
from portal.rulebook.short_names import short_names

if TYPE_CHECKING:
    from portal.language.words import Words
    from portal.vault.store import Store

HELP = "profit and loss and balance sheet of a year; assets are plus, debts and equity minus"


def arguments(parser: argparse.ArgumentParser) -> None:
    vault_argument(parser)
    parser.add_argument("--year", required=True, type=_year, metavar="YEAR", help="such as 2026")
    json_argument(parser)
    pdf_argument(parser)


def run(asked: argparse.Namespace) -> None:
    period = year(asked.year)
    with open_vault(asked) as vault:
        now = _figures(vault.store, period)
        if asked.pdf:
            then = _figures(vault.store, period.year_before())
            _write_pdf(asked, now, then, period, words_for(asked, vault))
        if asked.json:
            print_json(_as_json(now, asked.year))
        else:
            _print(now, words_for(asked, vault))


def _print(now: Figures, words: Words) -> None:
    print(f"{words('figures.turnover')}: {words.show(now.result.total_turnover)}")
    print(f"{words('figures.costs')}: {words.show(now.result.total_costs)}")
    print(f"{words('figures.profit')}: {words.show(now.result.profit)}")


def _figures(store: Store, period: Period) -> Figures:
    before = store.balances_until(period.first - timedelta(days=1))
    return figures(before, store.balances(period))


def _as_json(now: Figures, number: int) -> dict[str, Any]:
    short = short_names()
    return {
        "year": number,
        "turnover": now.result.total_turnover,
        "costs": {short.get(name, name): amount for name, amount in now.result.costs.items()},
        "profit": now.result.profit,
        "balance_sheet": {**now.end.lines, "equity": -now.end.equity},
    }


def _write_pdf(
    asked: argparse.Namespace, now: Figures, then: Figures, period: Period, words: Words
) -> None:
    from portal.documents.pdf import to_pdf
    from portal.documents.year_report import year_report_document

    write_file(asked.pdf, to_pdf(year_report_document(now, then, period, words)))


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and 1900 <= int(text) <= 2200:
        return int(text)
    raise argparse.ArgumentTypeError(f"a year such as 2026, not {text!r}")
