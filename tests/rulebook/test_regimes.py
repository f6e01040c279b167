"""Business, wages, other work, opting-in: every fact has its Dutch, its source and its sureness."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal

import pytest

from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import read_toml
from portal.rulebook.income_rules import FOLDER
from portal.rulebook.income_tax import years
from portal.rulebook.regimes import claims, payroll_table, read_regimes, regimes

RULES = read_toml(FOLDER / "income_rules.toml")
REVEALS = re.compile(r"seks|sex|prostitu|club|escort|massage", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _copy(folder):
    for name in ("income_rules.toml", "income_sources.toml", "regimes_nl.toml"):
        shutil.copy(FOLDER / name, folder / name)
    return folder / "regimes_nl.toml"


def _numbers(text):
    return {Decimal(one.replace(",", ".")) for one in _NUMBER.findall(text)}


@pytest.mark.parametrize("id", sorted(claims()))
def test_everything_that_is_said_has_a_source_and_a_sureness(id):
    claim = claims()[id]

    assert claim.source
    for source in claim.source:
        assert source.title
        assert source.confidence is claim.confidence
        # what was read has the day on which it was; what was not has none
        assert (source.checked_on is not None) == (claim.confidence is Confidence.SEEN)


@pytest.mark.parametrize("id", sorted(claims()))
def test_both_languages_hold_the_same_figures(id):
    claim = claims()[id]

    assert _numbers(claim.text("nl")) == _numbers(claim.text("en"))
    if claim.caution:
        assert _numbers(claim.caution.nl) == _numbers(claim.caution.en)


@pytest.mark.parametrize("id", sorted(claims()))
def test_the_dutch_does_not_tell_what_the_work_is(id):
    claim = claims()[id]

    assert not REVEALS.search(claim.text("nl"))
    assert not claim.caution or not REVEALS.search(claim.caution.nl)


def test_a_criterion_keeps_its_place_and_its_weight():
    # a key is ours and stands beside the Dutch; these words of the English say which it is
    wanted = (
        ("profit", "Is there profit"),
        ("independence", "Independence"),
        ("money_in", "Money put in"),
        ("time", "Time"),
        ("clients", "Number of clients"),
        ("publicity", "Showing yourself"),
        ("risk", "Entrepreneur's risk"),
        ("liability", "Liability"),
    )
    found = regimes().criteria

    assert len(found) == len(wanted)
    for one, (key, words) in zip(found, wanted, strict=True):
        assert one.id == key
        assert one.text("en").startswith(words)
    assert {one.id for one in found if one.weight == "high"} == {
        "profit",
        "independence",
        "clients",
        "risk",
    }


def test_nothing_that_was_found_on_opting_in_and_checks_is_left_out():
    opting_in = [fact["id"] for fact in RULES["regimes"]["opting_in"]["facts"]]
    checks = [fact["year"] for fact in RULES["dba"]["facts"]]

    assert [one.id for one in regimes().opting_in] == opting_in
    assert [one.year or "any" for one in regimes().enforcement] == checks


def test_what_may_be_wrong_is_said_with_it():
    assert claims()["oi_20_percent"].caution
    assert claims()["oi_zvw_rate"].caution
    assert claims()["dba_2027"].caution
    assert claims()["oi_zvw"].as_of.text("nl") == "ongeveer 2014"


def test_articles_that_were_not_opened_make_the_whole_unsure():
    assert claims()["other_work"].confidence is Confidence.RECALLED
    assert claims()["wages"].confidence is Confidence.RECALLED
    assert claims()["business"].confidence is Confidence.SEEN


def test_other_readers_get_english():
    claim = claims()["order"]

    assert claim.text("pl") == claim.text("en") != claim.text("nl")


def test_what_an_operator_withholds_comes_from_the_fact():
    # payroll table 4 of 2026: 35,00 and 7,00; from pension age 17,00 and 0,00
    table = payroll_table()

    assert table.year == 2026
    assert table.year in years()
    assert (table.without_credit, table.with_credit) == (35_000, 7_000)
    assert (table.pensioner_without_credit, table.pensioner_with_credit) == (17_000, 0)
    assert table.claim.id == "oi_table_2026"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("[opting_in.facts.oi_end]", "[opting_in.facts.oi_begin]", "oi_end"),
        ("[dba.facts.2026]", "[dba.facts.2036]", "2036"),
        ('key = "liability"\nask = "', 'key = "liability"\nasks = "', "liability"),
        ('caution = "Plan van', 'cautious = "Plan van', "dba_2027.caution"),
    ],
)
def test_a_fact_whose_dutch_is_missing_is_refused_by_name(tmp_path, old, new, field):
    file = _copy(tmp_path)
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(DataError, match=field):
        read_regimes(tmp_path)


def test_a_criterion_too_few_is_refused(tmp_path):
    file = _copy(tmp_path)
    text = file.read_text(encoding="utf-8")
    table = '[[winst_uit_onderneming.criteria]]\nkey = "time"\n'
    start = text.index(table)
    end = text.index("[[", start + 2)
    file.write_text(text[:start] + text[end:], encoding="utf-8")

    with pytest.raises(DataError, match="8 criteria"):
        read_regimes(tmp_path)
