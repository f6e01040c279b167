"""The paper for the return: in its order, Dutch names beside, and what is not in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.basics.euro import eur
from portal.basics.period import year as calendar_year
from portal.books.facts import Asset, Trip, VatCode, WorkedHours
from portal.books.figures import figures
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.documents.return_report import return_report_document
from portal.language.words import HIDDEN, words_in
from portal.rulebook.return_order import return_order
from portal.taxes.from_books import book_year
from portal.taxes.income_tax import assess
from portal.taxes.return_fields import for_return
from portal.taxes.situation import Situation
from portal.taxes.writing import cost, taking
from tests.documents.paper import opened, texts
from tests.strategies import RATES

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def _given(year=2025, *, rules=True, more=(), hours=True):
    day = date(year, 4, 1)
    facts = (
        taking(day, eur("24200.60"), RATES),
        cost(day, eur("363"), "room_rent", RATES, vat_code=VatCode.STANDARD),
        *(cost(day, eur("40"), name, RATES) for name in more),
    )
    during = Balances.of(entry_for(one) for one in facts if one.day in calendar_year(year))
    now = figures(Balances({}), during)
    if not rules:
        return for_return(year, now)
    worked = [WorkedHours(day=day, minutes=90, entered=day)] if hours else []
    known_figures = year < 2027  # the amounts of 2027 for these were not found
    trips = [Trip(day=day, km=Decimal("100"), entered=day)] * known_figures
    assets = [Asset(day=day, in_use=day, cost=eur("3000"), months=60)] * known_figures
    known = book_year(year, during, worked, trips, assets)
    profit = known.profit.total.whole_down().euros
    found = assess(Situation(year=year, profit=profit, invested=known.invested, hours=known.hours))
    return for_return(year, now, known, found)


def _document(given, language="en", reason="", *, hide=False):
    return return_report_document(given, words_in(language, hide), reason)


def _read(document):
    return " ".join(" ".join(texts(document)).split())


def _tight(text):
    return "".join(text.split())


@LANGUAGES
def test_every_field_is_printed_by_its_dutch_name_in_the_order_of_the_return(language):
    document = _document(_given(), language)
    at = 0 if language == "nl" else 1
    printed = [row.cells[at] for one in document.sections[1:9] for row in one.table.rows]

    assert printed == [field.nl for field in return_order().fields.values()]
    headings = [one.heading for one in document.sections[1:9]]
    assert all(
        screen.nl in heading
        for screen, heading in zip(return_order().screens, headings, strict=True)
    )
    text = _tight(_read(document))
    assert all(_tight(name)[:12] in text for name in printed)


@LANGUAGES
def test_after_the_screens_come_fiscal_profit_deductions_and_the_estimate(language):
    words, given = words_in(language), _given()
    corrected, deducted, estimated = _document(given, language).sections[9:]

    assert corrected.heading == words("for_return.fiscal")
    assert [row.cells[0] for row in corrected.table.rows][:3] == [
        words(f"for_return.step.{key}") for key in ("result", "depreciation", "mileage")
    ]
    assert words("for_return.hours_not_met", hours="1", least="1225") in deducted.paragraphs
    last = estimated.table.rows[-1].cells
    assert last[0] == words("income.line.to_pay")
    assert last[1].endswith(
        f"{given.found.to_pay:,}".replace(",", "." if language == "nl" else ",")
    )


@LANGUAGES
def test_it_says_what_is_not_in_it_and_how_sure_the_names_are(language):
    words = words_in(language)
    text = _read(_document(_given(), language))

    for key in ("not_yet", "labels", "recalled", "empty", "apart", "equipment"):
        assert words(f"for_return.{key}") in text
    assert words("for_return.not_filled_in") in text
    assert words("for_return.check").split()[0] in text


@LANGUAGES
def test_a_cost_that_has_no_field_is_named_by_its_ledger_account(language):
    name = {"nl": "Privé-opnamen", "en": "Private withdrawals"}[language]
    said = words_in(language)("for_return.unplaced", names=name)

    assert said in _document(_given(more=("own_meals",)), language).sections[0].paragraphs
    assert said not in _document(_given(), language).sections[0].paragraphs


@LANGUAGES
def test_a_proposal_is_called_so(language):
    words = words_in(language)

    assert words("income.proposal") in _read(_document(_given(2027), language))
    assert words("income.year_proposal", year="2027") in _read(_document(_given(2027), language))
    assert words("income.proposal") not in _read(_document(_given(), language))


@LANGUAGES
def test_a_year_without_rules_is_profit_and_loss_with_the_reason(language):
    document = _document(_given(2020, rules=False), language, "Because so.")

    assert len(document.sections) == 2
    assert "Because so." in _read(document)
    assert "20.001" in _read(document) or "20,001" in _read(document)


def test_without_hours_the_paper_says_what_is_taken_for_granted():
    assert words_in("en")("for_return.no_hours", least="1225") in _read(
        _document(_given(hours=False))
    )


def test_amounts_are_whole_euros_and_hide_when_asked():
    text = _read(_document(_given()))
    assert "€20,001" in text
    assert ".60" not in text
    assert HIDDEN in _read(_document(_given(), hide=True))
    assert "20,001" not in _read(_document(_given(), hide=True))


@LANGUAGES
def test_the_file_names_nobody_and_costs_do_not_tell_what_the_work_is(language):
    document = _document(_given(), language)

    assert set(opened(document).metadata) == {"/Title"}
    assert opened(document).metadata["/Title"] == words_in(language)("for_return.title")
    text = _read(document).lower()
    assert not any(one in text for one in ("sex", "seks", "escort", "raam", "club"))
