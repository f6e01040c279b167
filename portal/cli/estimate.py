"""What income tax and health contribution a year asks, from typed numbers or from the books."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, NotAnAmount, eur
from portal.cli.asking import json_argument, open_vault, print_json
from portal.rulebook.income_tax import Figures, TaxYear, tax_year
from portal.taxes.income_lines import TaxLine, assumptions, lines
from portal.taxes.income_tax import Assessment, assess_by, marginal_rate
from portal.taxes.pension_age import age_in
from portal.taxes.situation import MOST, Situation, WrongInput

if TYPE_CHECKING:
    from portal.language.words import Words
    from portal.taxes.from_books import BookYear

HELP = "income tax and health contribution of a year, with the law behind each line"

Parser = argparse.ArgumentParser
_INCOME = {
    "--wages": ("wages", "from employment, before wage tax"),
    "--pension": ("pension", "pension and AOW, before wage tax"),
    "--other-work": ("other_work", "result from other work"),
    "--opting-in": ("opting_in", "from an operator who withholds (opting-in)"),
}
_LESS = {
    "--carried-in": ("carried_in", "self-employed deduction unused in earlier years"),
    "--annuity-premium": ("annuity", "lijfrente premiums, within the annual room"),
    "--deductions": ("deductions", "personal deductions under the rate cap"),
    "--wage-tax": ("wage_tax", "withheld, for all income together"),
    "--prepaid": ("prepaid", "provisional assessments paid"),
}
_FLAGS = {name: flag for flag, (name, _) in (_INCOME | _LESS).items()}
_COLUMNS = ("profit", "taxable_profit", "income_tax", "health_contribution", "total", "net")
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_YEARS = range(1900, 2201)
_MOST_ROWS = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)
    first = parser.add_mutually_exclusive_group(required=True)
    first.add_argument(
        "--profit",
        type=euros_down("--profit"),
        metavar="EUROS",
        help="after costs, before the investment deduction (KIA)",
    )
    first.add_argument(
        "--from",
        dest="vault",
        type=Path,
        metavar="DIR",
        help="profit, hours and investments from the books of this vault",
    )
    first.add_argument(
        "--table", type=_table, metavar="FROM:TO:STEP", help="a row for each profit: 0:120000:1000"
    )
    parser.add_argument(
        "--hours",
        type=whole("--hours"),
        metavar="N",
        help="on the business in the year (default: the hours criterion is met)",
    )
    parser.add_argument("--starter", action="store_true", help="entitled to startersaftrek")
    amount = euros_up("--invested")
    parser.add_argument("--invested", type=amount, metavar="EUROS", help="what counts for KIA")
    for flag, (name, said) in _INCOME.items():
        _amount_argument(parser, flag, name, said, euros_down(flag))
    for flag, (name, said) in _LESS.items():
        _amount_argument(parser, flag, name, said, euros_up(flag))
    _people_arguments(parser)
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    rules = tax_year(asked.year)
    if asked.born and asked.born > date.today():
        raise WrongInput("--born", f"≤ {date.today()}", asked.born)
    with naming_flags():
        situation = _situation(asked)
        if asked.table is not None:
            _print_table(situation, rules, asked)
            return
        found = assess_by(situation, rules, age_in(situation.year, situation.born))
        rate = marginal_rate(found)
    if asked.json:
        print_json(_as_json(found, rate, rules))
        return
    from portal.language.words import words_in  # slow to load, and JSON needs no words

    _print(found, rate, rules, words_in(asked.language or "nl"))


def year_argument(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """`--year`."""
    parser.add_argument(
        "--year", required=required, type=whole("--year"), metavar="YEAR", help="such as 2026"
    )


def euros_down(flag: str) -> Callable[[str], int]:
    """Reads income: whole euros, cents dropped in the filer's favour. Raises WrongFlag."""
    return lambda text: euros(flag)(text).whole_down().euros


def euros_up(flag: str) -> Callable[[str], int]:
    """Reads what is taken off: whole euros, cents up in the filer's favour. Raises WrongFlag."""
    return lambda text: euros(flag)(text).whole_up().euros


def euros(flag: str) -> Callable[[str], Euro]:
    """Reads an amount to the cent, written as in our CSV: 42000 or 42000.50. Raises WrongFlag."""

    def read(text: str) -> Euro:
        try:
            return eur(text)
        except NotAnAmount as problem:
            raise WrongFlag("amount", flag, text) from problem

    return read


def whole(flag: str) -> Callable[[str], int]:
    """Reads a whole number. Raises WrongFlag."""

    def read(text: str) -> int:
        if not _NUMBER.fullmatch(text):
            raise WrongFlag("number", flag, text)
        return int(text)

    return read


def day(flag: str) -> Callable[[str], date]:
    """Reads a day such as 1990-05-01, of a year that can be. Raises WrongFlag."""

    def read(text: str) -> date:
        try:
            found = date.fromisoformat(text)
        except ValueError as problem:
            raise WrongFlag("day", flag, text) from problem
        if str(found) != text or found.year not in _YEARS:
            raise WrongFlag("day", flag, text)
        return found

    return read


def within(flag: str, value: int, least: int = 0, most: int = MOST) -> int:
    """The value itself. Raises WrongInput, which names the flag."""
    if not least <= value <= most:
        raise WrongInput(flag, f"{least} – {most}", value)
    return value


@contextmanager
def naming_flags() -> Iterator[None]:
    """A number that cannot be is told by the flag that gave it."""
    try:
        yield
    except WrongInput as problem:
        name, expected, found = (str(problem.facts[key]) for key in ("name", "expected", "found"))
        flag = name if name.startswith("-") else _FLAGS.get(name, f"--{name.replace('_', '-')}")
        raise WrongInput(flag, expected, found) from problem


def cited(figures: Figures | None) -> dict[str, str | None]:
    """Where figures of law stand, the date of it, and how sure that is; None for each of none."""
    if figures is None:
        return {"source": None, "as_of": None, "confidence": None}
    source = figures.source[0]
    read_on = str(source.checked_on) if source.checked_on else None
    return {
        "source": ", ".join(part for part in (source.title, source.law) if part),
        "as_of": source.as_of or read_on,
        "confidence": figures.confidence.value,
    }


class WrongFlag(PortalError):
    """What stands behind a flag cannot be read."""

    def __init__(self, kind: str, flag: str, text: str) -> None:
        super().__init__(f"error.flag_{kind}", flag=flag, text=text)


def _amount_argument(
    parser: Parser, flag: str, name: str, said: str, read: Callable[[str], int]
) -> None:
    parser.add_argument(flag, dest=name, type=read, default=0, metavar="EUROS", help=said)


def _people_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--born", type=day("--born"), metavar="DATE", help="your birth date, such as 1990-05-01"
    )
    parser.add_argument(
        "--partner-low-income",
        dest="partner_earns_less",
        action="store_true",
        help="your partner earns less, and has the combination credit",
    )
    parser.add_argument(
        "--children-born",
        type=_days,
        default=(),
        metavar="DATES",
        help="of children at home: 2018-03-01,2021-07-15",
    )


def _days(text: str) -> tuple[date, ...]:
    return tuple(day("--children-born")(part.strip()) for part in text.split(","))


def _table(text: str) -> range:
    """The profits of a table, the last one included where the steps reach it."""
    parts = text.split(":")
    if len(parts) != 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise WrongFlag("table", "--table", text)
    first, last, step = map(int, parts)
    if first > last or step < 1:
        raise WrongFlag("table", "--table", text)
    for profit in (first, last):
        within("--table", profit, -MOST)
    profits = range(first, last + 1, step)
    if len(profits) > _MOST_ROWS:
        raise WrongFlag("rows", "--table", text)
    return profits


def _situation(asked: argparse.Namespace) -> Situation:
    situation = Situation(
        year=asked.year,
        profit=asked.profit or 0,
        hours=asked.hours,
        starter=asked.starter,
        invested=asked.invested or 0,
        born=asked.born,
        partner_earns_less=asked.partner_earns_less,
        children_born=asked.children_born,
        **{name: getattr(asked, name) for name, _ in (_INCOME | _LESS).values()},
    )
    return _with_books(situation, asked) if asked.vault else situation


def _with_books(situation: Situation, asked: argparse.Namespace) -> Situation:
    """Profit, hours and investments from the books; a number that was typed goes before."""
    books, language = _books(asked)
    asked.language = asked.language or language
    return replace(
        situation,
        profit=books.profit.total.whole_down().euros,
        hours=books.hours if asked.hours is None else asked.hours,
        invested=books.invested if asked.invested is None else asked.invested,
        disposals=books.disposals,
    )


def _books(asked: argparse.Namespace) -> tuple[BookYear, str]:
    """The year as it stands in the vault, and the language of its owner."""
    with open_vault(asked) as vault:
        return vault.store.book_year(asked.year), vault.store.profile().language


def _print_table(situation: Situation, rules: TaxYear, asked: argparse.Namespace) -> None:
    age, given = age_in(situation.year, situation.born), asdict(situation)
    given.pop("profit")  # built anew for each row: `replace` takes twice as long
    rows = [_row(assess_by(Situation(profit=one, **given), rules, age)) for one in asked.table]
    if asked.json:
        told = (json.dumps(dict(zip(_COLUMNS, row, strict=True))) for row in rows)
        print("[\n  " + ",\n  ".join(told) + "\n]")  # a row a line; whole euros, so exact
        return
    print("\n".join("\t".join(map(str, row)) for row in (_COLUMNS, *rows)))


def _row(found: Assessment) -> tuple[int, ...]:
    """As in _COLUMNS; the tax is asked for once, since it is worked out each time."""
    tax, health = found.income_tax, found.health_contribution
    net = found.income - tax - health
    return (found.situation.profit, found.business.taxable, tax, health, tax + health, net)


def _as_json(found: Assessment, rate: float, rules: TaxYear) -> dict[str, Any]:
    business, credits = found.business, found.credits
    return {
        "year": found.situation.year,
        "profit": found.situation.profit,
        "investment_deduction": business.investment_deduction,
        "self_employed_deduction": business.self_employed_deduction,
        "starter_deduction": business.starter_deduction,
        "sme_exemption": business.sme_exemption,
        "taxable_profit": business.taxable,
        "box1_income": found.box1_income,
        "tax_before_credits": found.tax_before_credits,
        "rate_cap_adjustment": found.rate_cap,
        "general_credit": credits.general,
        "employed_person_credit": credits.employed_person,
        "combination_credit": credits.combination,
        "elderly_credit": credits.elderly,
        "other_credits": credits.single_elderly + credits.young_disabled,
        "income_tax": found.income_tax,
        "health_contribution": found.health_contribution,
        "total": found.total,
        "net": found.net,
        "to_pay": found.to_pay,
        "marginal_rate": rate,
        "lines": [_line(one) for one in lines(found)],
        "assumptions": list(assumptions(found, rules)),
    }


def _line(line: TaxLine) -> dict[str, Any]:
    return {"key": line.key, "amount": line.amount, **cited(line.figures)}


def _print(found: Assessment, rate: float, rules: TaxYear, words: Words) -> None:
    from decimal import Decimal

    from portal.language.formats import percent

    told = {
        "taxable_profit": found.business.taxable,
        "income_tax": found.income_tax,
        "health_contribution": found.health_contribution,
        "net": found.net,
        "to_get_back" if found.to_pay < 0 else "to_pay": abs(found.to_pay),
    }
    for name, amount in told.items():
        print(words(f"tax_cli.{name}", amount=Euro(amount * 100)))
    print(words("tax_cli.marginal_rate", rate=percent(Decimal(str(rate)), words.language)))
    for key in assumptions(found, rules):
        if (sentence := f"income.assumed.{key}") in words:
            print(words(sentence))
