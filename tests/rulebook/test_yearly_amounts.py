"""Amounts by year have a value, or say that none was found; each with source, date, confidence."""

from __future__ import annotations

import pytest

from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import DATA, read_toml
from portal.rulebook import yearly_amounts as module
from portal.rulebook.costs import cost_categories
from portal.rulebook.yearly_amounts import MILEAGE, yearly_amounts

COSTS = DATA / "costs"
TABLE = read_toml(COSTS / "yearly_amounts.toml")["yearly_amounts"][MILEAGE]
SOURCES = """
[meta]
as_of = "2026-11-25"
[sources.page]
title = "A page"
url = "https://example.org"
"""


@pytest.mark.parametrize(
    ("year", "value"), [(2023, "0.21"), (2024, "0.23"), (2025, "0.23"), (2026, "0.25")]
)
def test_the_amount_for_each_kilometre_is_as_it_was_read(year, value):
    found = yearly_amounts(MILEAGE)[year]

    assert (found.year, found.value, found.confidence) == (year, value, Confidence.SEEN)


def test_2027_is_unknown_says_so_and_stays_to_be_checked():
    found = yearly_amounts(MILEAGE)[2027]

    assert found.value is None
    assert found.confidence is Confidence.RECALLED
    assert "2027" in found.note


@pytest.mark.parametrize("year", sorted(yearly_amounts(MILEAGE)))
def test_every_year_has_a_source_a_law_and_the_day_for_which_it_speaks(year):
    found = yearly_amounts(MILEAGE)[year]

    assert found.source
    assert found.as_of
    for source in found.source:
        assert source.title
        assert "3.17" in (source.law or "")
        assert (source.checked_on is None) == (found.confidence is Confidence.RECALLED)


def test_a_year_that_nobody_looked_up_is_missing_rather_than_nought():
    assert 2022 not in yearly_amounts(MILEAGE)
    assert 2028 not in yearly_amounts(MILEAGE)


def test_what_the_page_says_of_the_amount_stands_in_the_facts():
    rules = {rule["id"]: rule["fact"] for rule in TABLE["rules"]}
    pitfalls = {one["key"]: one for one in read_toml(COSTS / "pitfalls.toml")["pitfalls"]}

    assert "also fuel, insurance, parking" in rules["km_includes"]
    assert "home to a fixed work place counts as a work ride" in rules["km_home_work"]
    assert "vehicle that is in the business" in rules["km_not_for_business_vehicle"]
    assert pitfalls["fuel_and_km"]["right"] == "All is inside the amount."
    assert "Fuel and parking are included" in cost_categories()["own_car_km"].line("en")
    assert "motorbike, bicycle" in TABLE["unit"]


def _read(folder, monkeypatch, value):
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    table = f"[yearly_amounts.x]\n[[yearly_amounts.x.values]]\n{value}\n"
    (folder / "yearly_amounts.toml").write_text(table, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", folder)
    return yearly_amounts.__wrapped__("x")


WHOLE = 'year = 2026\nvalue = "0.25"\nas_of = "2026"\nconfidence = "seen"\nsource = ["page"]'


def test_a_whole_line_is_read(tmp_path, monkeypatch):
    assert _read(tmp_path, monkeypatch, WHOLE)[2026].value == "0.25"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(WHOLE.replace('source = ["page"]', ""), id="without source"),
        pytest.param(WHOLE.replace('["page"]', "[]"), id="with an empty list of sources"),
        pytest.param(WHOLE.replace('["page"]', '["other"]'), id="with a source nobody knows"),
        pytest.param(WHOLE.replace('as_of = "2026"', ""), id="without the day it speaks for"),
        pytest.param(WHOLE.replace('confidence = "seen"', ""), id="without confidence"),
        pytest.param(WHOLE.replace("seen", "sure"), id="with a confidence nobody knows"),
        pytest.param(WHOLE.replace("value", "vallue"), id="with a misspelt name"),
        pytest.param(WHOLE.replace("year = 2026", ""), id="without its year"),
    ],
)
def test_a_line_that_is_not_whole_is_refused(tmp_path, monkeypatch, value):
    with pytest.raises(DataError):
        _read(tmp_path, monkeypatch, value)
