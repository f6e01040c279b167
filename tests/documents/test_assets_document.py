"""The register of equipment on paper: values by hand, the investment deduction, and unknowns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.basics.euro import Euro, eur
from portal.books.facts import Asset
from portal.documents.assets import (
    assets_document,
    investment_year,
    register,
    reversal_told,
    step_told,
)
from portal.documents.pdf import to_pdf
from portal.language.words import words_in
from portal.rulebook.income_tax import tax_year
from portal.ui.asset_views import depreciation_law
from tests.documents.paper import opened, picture, texts

ENGLISH = words_in("en")


def asset(price: str, day: date, **more: object) -> Asset:
    return Asset(day=day, cost=eur(price), **{"in_use": day, "months": 60, **more})


LAPTOP = asset("1500.00", date(2025, 4, 1), memo="Laptop")
CAMERA = asset(
    "6000.00",
    date(2024, 1, 1),
    memo="Camera",
    disposed=date(2026, 7, 15),
    proceeds=eur("3500.00"),
)
CHAIR = asset("3000.00", date(2026, 10, 1))
ALL = (LAPTOP, CAMERA, CHAIR)


def _paper(year: int, language: str = "en", assets: tuple[Asset, ...] = ALL):
    words = words_in(language)
    found = investment_year(assets, year)
    return assets_document(register(assets, year), found, depreciation_law(), words)


def _text(document) -> str:
    return " ".join(" ".join(texts(document)).replace("\u00a0", " ").split())


def test_the_register_has_what_stood_there_in_the_year_in_order_of_purchase():
    # by hand: laptop 21 of 60 months: 525; camera 30: 3,000, and gone; chair 3: 150
    rows = register(ALL, 2026)

    assert [one.asset for one in rows] == [CAMERA, LAPTOP, CHAIR]
    assert [one.so_far for one in rows] == [eur("3000"), eur("525"), eur("150")]
    assert [one.in_year for one in rows] == [eur("600"), eur("300"), eur("150")]
    assert [one.value for one in rows] == [Euro(), eur("975"), eur("2850")]
    assert [one.asset for one in register(ALL, 2024)] == [CAMERA]
    assert [one.asset for one in register(ALL, 2027)] == [LAPTOP, CHAIR]
    assert register((), 2026) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_says_the_register_the_sums_the_deduction_and_the_law(language):
    words = words_in(language)
    text = _text(_paper(2026, language))

    # by hand: cost 10,500; depreciated 3,675; this year 1,050; book value 3,825; KIA 28 % of 3,000
    for amount in ("10500", "3675", "1050", "3825", "975", "840", "500"):
        assert words.show(eur(amount)).replace("\u00a0", " ") in text
    for name in ("Laptop", "Camera", words("asset.unnamed"), words("page.assets")):
        assert name in text
    assert words("asset.books_nothing") in text
    assert words("asset.reversal_is", amount=eur("980")).replace("\u00a0", " ") in text
    assert "wetten.overheid.nl" in text
    assert "Wet inkomstenbelasting 2001" in text


def test_what_left_is_told_with_its_result():
    text = _text(_paper(2026))

    assert "Camera: Gone since 15 July 2026." in text
    assert "Profit: €500.00" in text
    assert ENGLISH("asset.gone_in", year="2025") not in _text(_paper(2025))


@pytest.mark.parametrize(
    ("year", "invested", "deduction"),
    [
        pytest.param(2026, "2900", 0, id="at the threshold"),
        pytest.param(2026, "2900.01", 813, id="above it: 28 % of 2,901, up"),
        pytest.param(2026, "71683", 20072, id="the last euro of the share"),
        pytest.param(2026, "71684", 20072, id="the fixed amount"),
        pytest.param(2026, "140000", 19524, id="20,072 less 7.56 % of 7,254, down"),
        pytest.param(2026, "398237", 0, id="above everything"),
        pytest.param(2023, "3000", 840, id="an earlier year"),
        pytest.param(2026, "449.99", 0, id="too small a thing"),
    ],
)
def test_the_investment_deduction_of_a_year_by_hand(year, invested, deduction):
    found = investment_year([asset(invested, date(year, 5, 1))], year)

    assert found.deduction == deduction
    assert found.reversal == 0


@pytest.mark.parametrize("year", [2027, 2019])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_year_without_a_table_is_unknown_and_never_another_years(year, language):
    words = words_in(language)
    new = asset("5000.00", date(year, 2, 1))
    found = investment_year([new], year)
    text = _text(_paper(year, language, (new,)))

    assert (found.rules, found.step, found.deduction) == (None, None, None)
    assert words("asset.kia_is", amount=None) in text
    assert words("asset.kia_unknown", year=str(year)) in text


@pytest.mark.parametrize("year", [2027, 2026, 2019])
def test_who_invested_nothing_has_no_deduction_in_any_year(year):
    assert investment_year([], year).deduction == 0


def test_a_deduction_of_a_year_we_do_not_know_comes_back_as_unknown():
    # bought in 2022: within five years, but its table is not ours
    old = asset("6000.00", date(2022, 3, 1), disposed=date(2026, 3, 1), proceeds=eur("4000.00"))

    assert investment_year([old], 2026).reversal is None
    assert "Unknown for 2026" in " ".join(reversal_told(investment_year([old], 2026), ENGLISH))


def test_below_the_threshold_nothing_comes_back_whatever_the_year_of_purchase():
    old = asset("6000.00", date(2022, 3, 1), disposed=date(2026, 3, 1), proceeds=eur("2900.00"))

    assert investment_year([old], 2026).reversal == 0


def test_what_is_sold_in_a_year_without_rules_is_unknown():
    sold = CAMERA.model_copy(update={"disposed": date(2027, 7, 15)})

    assert investment_year([sold], 2027).reversal is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_each_row_of_the_table_has_a_sentence_of_its_own(year, language):
    table = tax_year(year).investment_deduction.table
    told = [step_told(step, words_in(language)) for step in table]

    assert len(set(told)) == len(table)
    assert "28" in told[1]
    assert "7,56" in told[3] or "7.56" in told[3]


def test_the_paper_is_neutral_and_the_same_each_time():
    document = _paper(2026)

    assert to_pdf(document) == to_pdf(_paper(2026))
    assert opened(document).metadata.title == ENGLISH("page.assets")
    assert opened(document).metadata.author in (None, "", "anonymous")


def test_an_empty_register_prints(tmp_path: Path):
    document = _paper(2026, "nl", ())

    assert words_in("nl")("asset.reversal_nothing", year="2026") in _text(document)
    assert picture(document, tmp_path)


def test_hidden_amounts_are_hidden_here_too_and_the_law_is_not():
    words = words_in("en", True)
    found = investment_year(ALL, 2026)
    text = _text(assets_document(register(ALL, 2026), found, depreciation_law(), words))

    assert "3,825" not in text
    assert "2,900" in text
