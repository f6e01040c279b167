"""The estimate on paper says that it is one, and each line has its law and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.income_tax import how_sure, income_document, is_carried, left_over, whole
from portal.language.words import HIDDEN, words_in
from portal.rulebook.income_tax import tax_year, years
from portal.taxes.income_lines import assumptions, lines
from portal.taxes.income_tax import assess
from portal.taxes.situation import Situation
from tests.documents.paper import opened, texts

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
YEARS = pytest.mark.parametrize("year", years())
USUAL = Situation(year=2026, profit=42_000, hours=1300)
RICH = Situation(
    year=2025,
    profit=42_000,
    invested=5_000,
    hours=1300,
    starter=True,
    partner_hours=600,
    wages=8_000,
    wage_tax=900,
    annuity=1_000,
    prepaid=1_200,
    children_born=(date(2025, 1, 1),),
)


def _document(situation, language="en", *, hide=False):
    rules = tax_year(situation.year)
    return income_document(assess(situation), rules, words_in(language, hide))


def _read(situation, language="en", *, hide=False):
    """As it is read back from the printed file: one space between words."""
    return " ".join(" ".join(texts(_document(situation, language, hide=hide))).split())


def _tight(text):
    """Without spaces: a cell that runs over two lines is read back in pieces."""
    return "".join(text.split())


def _rows(situation, language="en"):
    (section,) = _document(situation, language).sections
    return [row.cells for row in section.table.rows]


@LANGUAGES
@YEARS
def test_the_paper_says_that_it_is_an_estimate_of_which_year(year, language):
    text = _read(replace(USUAL, year=year), language)
    said = {"nl": ("schatting", "geen aanslag"), "en": ("estimate", "not an assessment")}[language]

    assert all(one in text for one in said)
    assert str(year) in text


@LANGUAGES
@pytest.mark.parametrize("situation", [USUAL, RICH], ids=["usual", "rich"])
def test_every_line_is_printed_with_its_amount_law_and_how_sure(situation, language):
    words = words_in(language)
    found = assess(situation)
    text = _tight(_read(situation, language))
    rows = _rows(situation, language)

    for line in lines(found):
        if is_carried(line):
            continue
        law = line.figures.law if line.figures else ""
        sure = words(f"income.sure.{how_sure(line.figures)}") if line.figures else ""
        cells = (words(f"income.line.{line.key}"), law, sure, whole(line.amount, words))
        assert cells in rows
        assert all(_tight(cell)[:12] in text for cell in cells)


@LANGUAGES
def test_what_was_not_read_is_marked_on_paper_too(language):
    words = words_in(language)
    helped, brackets = (words(f"income.line.{key}") for key in ("partner_deduction", "table_tax"))
    sure = {row[0]: row[2] for row in _rows(RICH, language)}

    # meewerkaftrek of 2025 is recalled; column III of 2025 is worked out
    assert sure[helped] == words("income.sure.recalled")
    assert sure[brackets] == words("income.sure.derived")
    assert words("source.recalled") in _read(RICH, language)


@LANGUAGES
def test_the_paper_says_what_it_takes_for_granted_and_leaves_out(language):
    words, bare = words_in(language), Situation(year=2026, profit=42_000)
    text = _read(bare, language)

    for key in assumptions(assess(bare), tax_year(2026)):
        assert words(f"income.assumed.{key}") in text
    assert words("income.assumed.hours_met") in text
    assert words("income.assumed.hours_met") not in _read(USUAL, language)
    assert words("income.left_out") in text


@YEARS
def test_every_source_is_on_the_paper_once(year):
    situation = replace(USUAL, year=year)
    document = _document(situation)
    text = _tight(_read(situation))
    behind = [line.figures for line in lines(assess(situation)) if line.figures]
    cited = {one.title for figures in behind for one in figures.source}

    assert cited
    assert all(_tight(title) in text for title in cited)
    assert len(set(document.sources)) == len(document.sources)


@LANGUAGES
@YEARS
def test_the_usual_estimate_is_one_page(year, language):
    assert len(texts(_document(replace(USUAL, year=year), language))) == 1


@LANGUAGES
def test_a_proposal_is_called_so_on_paper(language):
    words, proposal = words_in(language), replace(USUAL, year=2027)

    assert words("income.proposal") in _read(proposal, language)
    assert words("income.year_proposal", year="2027") in _read(proposal, language)
    assert words("income.proposal") not in _read(USUAL, language)


def test_the_total_and_what_is_still_to_pay_stand_on_paper():
    found = assess(RICH)
    text = _read(RICH)

    assert f"Income tax and health contribution together: €{found.total:,}" in text
    assert _rows(RICH)[-1][-1] == f"€{found.to_pay:,}"


@pytest.mark.parametrize(
    ("situation", "key"),
    [
        pytest.param(Situation(year=2026, profit=500, hours=1300), "unused", id="not used"),
        pytest.param(Situation(year=2026, profit=1_000, carried_in=900), "carried_on", id="left"),
        pytest.param(Situation(year=2026, profit=-4_000), "loss", id="loss"),
        pytest.param(
            Situation(year=2026, profit=3_000, losses=9_000), "losses_left", id="losses left"
        ),
    ],
)
def test_what_goes_on_to_other_years_is_told(situation, key):
    words, found = words_in("en"), assess(situation)
    begin = words(f"income.left_over.{key}", amount="|").partition("|")[0]

    assert any(one.startswith(begin) for one in left_over(found, words))
    assert begin.strip() in _read(situation)


def test_amounts_have_no_cents_and_hide_when_asked():
    assert whole(-1_234, words_in("nl")).replace("\u00a0", " ") == "€ -1.234"
    assert whole(1_234, words_in("en")) == "€1,234"
    assert whole(1_234, words_in("en", True)) == HIDDEN
    assert "42" not in _read(USUAL, hide=True).partition("Sources")[0]


@LANGUAGES
def test_the_file_names_nobody(language):
    about = opened(_document(USUAL, language)).metadata

    assert set(about) == {"/Title"}
    assert about["/Title"] == words_in(language)("income.pdf_title")


@given(
    profit=st.integers(-50_000, 250_000),
    hours=st.none() | st.integers(0, 3_000),
    wages=st.integers(0, 90_000),
    carried_in=st.integers(0, 9_000),
    year=st.sampled_from([2023, 2024, 2025, 2026]),
)
def test_whatever_the_year_each_line_of_law_says_how_sure_it_is(
    profit, hours, wages, carried_in, year
):
    found = Situation(year=year, profit=profit, hours=hours, wages=wages, carried_in=carried_in)
    for language in ("nl", "en"):
        told = [line for line in lines(assess(found)) if not is_carried(line)]
        for line, (name, _, sure, amount) in zip(told, _rows(found, language), strict=True):
            assert name
            assert amount
            assert bool(sure) == bool(line.figures)
