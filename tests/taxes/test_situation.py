"""What cannot be is refused with its name, before anything is worked out."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from portal.language.words import words_in
from portal.taxes.income_tax import assess
from portal.taxes.situation import MOST, PartYear, Situation, WrongInput

COUNTED = (
    "invested",
    "disposals",
    "carried_in",
    "partner_hours",
    "cessation",
    "cessation_used",
    "wages",
    "opting_in",
    "benefits",
    "pension",
    "annuity",
    "deductions",
    "losses",
    "bank",
    "other_assets",
    "debts",
    "wage_tax",
    "prepaid",
)
SIGNED = ("profit", "other_work", "own_home")
WRONG = {
    "hours below nought": ({"hours": -1}, "hours", "0 – 8784", "-1"),
    "more hours than a year has": ({"hours": 8785}, "hours", "0 – 8784", "8785"),
    "profit beyond the limit": (
        {"profit": MOST + 1},
        "profit",
        "-100000000 – 100000000",
        "100000001",
    ),
    "a loss beyond the limit": (
        {"profit": -MOST - 1},
        "profit",
        "-100000000 – 100000000",
        "-100000001",
    ),
    "born in the future": ({"born": date(2027, 1, 1)}, "born", "≤ 2026", "2027-01-01"),
    "a child born in the future": (
        {"children_born": (date(2018, 3, 1), date(2027, 5, 5))},
        "children_born",
        "≤ 2026",
        "2027-05-05",
    ),
    "a fourth year of the disability start": (
        {"disability_start": 4},
        "disability_start",
        "0 – 3",
        "4",
    ),
    "a year of the disability start below nought": (
        {"disability_start": -1},
        "disability_start",
        "0 – 3",
        "-1",
    ),
}


@pytest.mark.parametrize(("given", "name", "expected", "found"), WRONG.values(), ids=WRONG)
def test_a_number_that_cannot_be_is_refused_and_nothing_is_worked_out(given, name, expected, found):
    with pytest.raises(WrongInput) as refused:
        Situation(year=2026, **given)

    assert refused.value.key == "error.tax_input"
    assert refused.value.facts == {"name": name, "expected": expected, "found": found}


@pytest.mark.parametrize("name", COUNTED)
def test_an_amount_below_nought_is_refused_by_its_name(name):
    with pytest.raises(WrongInput) as refused:
        Situation(year=2026, **{name: -1})

    assert refused.value.facts == {"name": name, "expected": f"0 – {MOST}", "found": "-1"}


@pytest.mark.parametrize("name", [*COUNTED, *SIGNED])
def test_an_amount_beyond_the_limit_is_refused_by_its_name(name):
    with pytest.raises(WrongInput) as refused:
        Situation(year=2026, **{name: MOST + 1})

    assert refused.value.facts["name"] == name


@pytest.mark.parametrize("name", SIGNED)
def test_a_loss_or_a_negative_balance_is_a_number_like_any_other(name):
    assert getattr(Situation(year=2026, **{name: -500}), name) == -500


def test_every_amount_of_a_situation_is_watched():
    amounts = {one.name for one in fields(Situation) if one.type == "int"}

    assert amounts - {"year", "disability_start"} == {*COUNTED, *SIGNED}


def test_a_part_year_is_refused_before_anything_else_and_names_the_form():
    with pytest.raises(PartYear) as refused:
        Situation(year=2026, profit=42_000, whole_year=False, hours=-1)

    assert refused.value.key == "error.part_year"
    assert "M form" in words_in("en")(refused.value.key)
    assert "M-formulier" in words_in("nl")(refused.value.key)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "hours: expected 0 – 8784, found -1. Change it. Nothing was worked out."),
        ("nl", "hours: verwacht 0 – 8784, je gaf -1. Verbeter het. Er is niets berekend."),
    ],
)
def test_the_error_says_what_was_expected_and_that_nothing_was_worked_out(language, sentence):
    with pytest.raises(WrongInput) as refused:
        Situation(year=2026, hours=-1)

    assert words_in(language)(refused.value.key, **refused.value.facts) == sentence


@pytest.mark.parametrize(
    "given",
    [
        {"hours": 0},
        {"hours": 8784},
        {"hours": None},
        {"profit": MOST},
        {"profit": -MOST},
        {"born": date(2026, 12, 31)},
        {"children_born": (date(2026, 12, 31),)},
        {"disability_start": 3},
    ],
    ids=str,
)
def test_what_is_just_possible_is_worked_out(given):
    assert assess(Situation(year=2026, **given)).total >= 0


def test_a_situation_cannot_be_changed_after_it_was_checked():
    with pytest.raises(AttributeError):
        Situation(year=2026).hours = -1
