"""Income tax: every worked example, published or by hand from the law."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

import pytest

from portal.basics.euro import eur
from portal.basics.toml import read_toml
from portal.books.facts import Asset, Trip
from portal.rulebook.income_tax import tax_year, years
from portal.taxes.annuity import annuity_room
from portal.taxes.depreciation import depreciation, disposal_addition, disposal_result
from portal.taxes.entrepreneur import investment_deduction
from portal.taxes.income_tax import assess
from portal.taxes.mileage import mileage
from portal.taxes.situation import Situation

FOLDER = Path(__file__).parents[1] / "examples" / "income_tax"
FILES = ("published", "by_hand", "thresholds", "carry_and_losses")
CASES = {name: read_toml(FOLDER / f"{name}.toml")["cases"] for name in FILES}
EVERY = [case for cases in CASES.values() for case in cases]
_TERM = re.compile(r"([+-]?) ?([a-z_0-9.]+)")


def _assets(given):
    money = ("cost", "residual", "proceeds")
    return [
        Asset(**{key: eur(one[key]) if key in money else one[key] for key in one})
        for one in given["assets"]
    ]


def _added(given, year):
    deducted = {int(before): amount for before, amount in given["deducted"].items()}
    return disposal_addition(_assets(given), year, {year: tax_year(year)}, deducted)


def _driven(given):
    trips = [Trip(entered=one["day"], **one) for one in given["trips"]]
    return mileage(trips).decimal


SMALL_QUESTIONS = {
    "kia": lambda given, year: investment_deduction(given["invested"], tax_year(year)),
    "annuity_room": lambda given, year: annuity_room(
        given["income_before"],
        tax_year(year),
        **{key: given[key] for key in given if key != "income_before"},
    ),
    "disposal_addition": _added,
    "depreciation": lambda given, year: depreciation(_assets(given)[0], year).decimal,
    "disposal_result": lambda given, year: disposal_result(_assets(given)[0]).decimal,
    "mileage": lambda given, year: _driven(given),
}


def _figure(name, given, year):
    """A figure by its name, such as credits.general, or a sum: table_tax + rate_cap."""
    if name in SMALL_QUESTIONS:
        return SMALL_QUESTIONS[name](given, year)
    typed = {key: tuple(one) if isinstance(one, list) else one for key, one in given.items()}
    found = assess(Situation(year=year, **typed))
    terms = [(sign, attrgetter(part)(found)) for sign, part in _TERM.findall(name)]
    return sum(-amount if sign == "-" else amount for sign, amount in terms)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["id"])
def test_a_worked_example_comes_out(case):
    wrong = {}
    for name, expected in case["expected"].items():
        found = _figure(name, case["input"], case["year"])
        if abs(Decimal(found) - Decimal(expected)) > Decimal(case["tolerance"]):
            wrong[name] = f"found {found}, expected {expected}"

    assert not wrong, case.get("working") or case["reason"]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["id"])
def test_a_worked_example_says_where_it_comes_from(case):
    assert case["source"]["title"]
    assert case["source"]["url"].startswith(("https://", "http://", "(public code text)"))
    assert case["confidence"] in ("seen", "derived", "recalled")
    assert case["topic"]
    assert case.get("working") or case.get("reason")


@pytest.mark.parametrize(
    "case", [one for one in EVERY if "disagrees" in one], ids=lambda case: case["id"]
)
def test_a_published_figure_against_the_law_is_not_what_we_find(case):
    off = [
        name
        for name, published in case["published"].items()
        if abs(Decimal(_figure(name, case["input"], case["year"])) - Decimal(published))
        > Decimal(case["tolerance"])
    ]

    assert off, "we agree with it"


def test_there_are_enough_examples_of_every_year_and_none_stands_twice():
    by_hand = sum(len(CASES[name]) for name in FILES if name != "published")
    per_year = Counter(case["year"] for case in EVERY)

    assert by_hand >= 60
    assert len(EVERY) >= 100
    assert len({case["id"] for case in EVERY}) == len(EVERY)
    assert set(per_year) == set(years())
    assert all(per_year[year] >= 20 for year in years())
