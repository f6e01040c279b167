"""The figures of income tax load whole, say where they come from, and what is wrong is refused."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise

import pytest
from pydantic import BaseModel

from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import read_toml
from portal.language.words import words_in
from portal.rulebook.income_tax import (
    FOLDER,
    WHOLE,
    Figures,
    NoRules,
    hours_criterion,
    read_year,
    tax_year,
    years,
)
from portal.rulebook.pension_age import pension_ages
from portal.taxes.annuity import annuity_room
from portal.taxes.entrepreneur import NoFigure, investment_deduction
from portal.taxes.income_tax import assess
from portal.taxes.situation import Situation

YEARS = (2023, 2024, 2025, 2026, 2027)
SOURCES = read_toml(FOLDER / "income_sources.toml")["sources"]
# tables whose article was not noted down; the source says where to look
NO_ARTICLE = {
    "tax_interest",
    "box1.born_before_1946_first_limit",
    "employed_person_credit",
    "elderly_credit",
    "single_elderly_credit",
    "young_disabled_credit",
    "indexation",
    "zorgtoeslag_expected_max_single",
}


def _tables(found, where="", law=""):
    """Each table of figures, with the law of the table around it where it names none."""
    if isinstance(found, Figures):
        law = found.law or found.note or law
        yield where, found, law
    if isinstance(found, BaseModel):
        for name in type(found).model_fields:
            yield from _tables(getattr(found, name), f"{where}.{name}".strip("."), law)
    elif isinstance(found, tuple):
        for one in found:
            yield from _tables(one, where, law)


@pytest.fixture(params=YEARS)
def rules(request):
    return tax_year(request.param)


def test_we_have_the_rules_of_five_years_and_one_is_a_proposal():
    assert years() == YEARS
    assert {year: tax_year(year).status for year in YEARS if year < 2027} == dict.fromkeys(
        YEARS[:-1], "law"
    )
    assert tax_year(2027).status == "proposal"
    assert "Not law" in tax_year(2027).warning


def test_every_figure_has_a_source_and_a_confidence(rules):
    tables = list(_tables(rules))

    assert len(tables) >= 17
    for where, figures, _ in tables:
        assert figures.source, where
        assert isinstance(figures.confidence, Confidence), where
        for source in figures.source:
            assert source.title, where
            assert source.confidence is figures.confidence, where
            assert source.url or source.url_note, where
            assert (source.checked_on is not None) == (figures.confidence is Confidence.SEEN), where


def test_every_figure_names_its_law_or_a_note(rules):
    assert {where for where, _, law in _tables(rules) if not law} <= NO_ARTICLE


def test_what_was_compared_with_other_sources_names_sources_that_we_have(rules):
    named = {name for _, figures, _ in _tables(rules) for name in figures.checked}
    box = rules.box3
    named |= {*box.rate_source, *box.heffingsvrij_vermogen_kerncijfers_source}

    assert named <= set(SOURCES)


def test_what_was_not_found_is_missing_and_named(rules):
    for missing in rules.not_found:
        assert getattr(rules, missing.key) is None
        assert missing.note


def test_brackets_follow_each_other_and_the_last_has_no_end(rules):
    for brackets in (rules.box1.brackets, rules.box1.brackets_born_before_1946):
        for before, after in pairwise(brackets):
            assert before.to == after.over
        assert not brackets or (brackets[0].over, brackets[-1].to) == (0, None)


def test_the_total_of_a_bracket_is_its_tax_and_premium(rules):
    for bracket in rules.box1.brackets:
        if bracket.tax and bracket.total_below_pension_age is not None:
            below = bracket.tax + bracket.premium_below_pension_age
            assert bracket.total_below_pension_age == below
            assert bracket.total_from_pension_age == bracket.tax + bracket.premium_from_pension_age


def test_the_premium_of_the_first_bracket_is_the_sum_of_its_parts(rules):
    first, parts = rules.box1.brackets[0], rules.box1.premium_parts
    if parts is not None:
        assert first.premium_below_pension_age == parts.aow + parts.anw + parts.wlz
        assert first.premium_from_pension_age == parts.anw + parts.wlz
        assert rules.box1.premium_max_income.value == first.to


def test_what_the_table_says_of_each_bracket_is_the_tax_below_it_rounded_down(rules):
    for brackets in (rules.box1.brackets, rules.box1.brackets_born_before_1946):
        below = 0
        for before, after in pairwise(brackets):
            below += before.tax * (after.over - before.over) // WHOLE
            # 2025, born before 1946, stands as 16,920 in the data: rounding down gives 16,919
            assert after.column_iii is None or abs(after.column_iii - below) <= (rules.year == 2025)


def test_the_rate_cap_is_the_top_rate_less_the_one_below_it(rules):
    *_, below, top = [bracket.total_below_pension_age for bracket in rules.box1.brackets]

    assert rules.rate_cap.percent == top - below
    assert rules.rate_cap.above_income in (None, rules.box1.brackets[-1].over)


def test_stretches_of_the_labour_credit_meet_within_a_euro(rules):
    segments = rules.employed_person_credit.segments
    for before, after in pairwise(segments):
        reached = before.base + before.percent * (after.over - before.over) / WHOLE
        assert before.to == after.over
        assert abs(reached - after.base) < 1


def test_what_stands_twice_is_the_same(rules):
    free, both = rules.box3.heffingsvrij_vermogen, rules.box3.partners
    assert both is None or both == 2 * free
    assert rules.rate_cap.cap_rate in (None, rules.box1.brackets[1].total_below_pension_age)
    first, old = rules.box1.brackets[0], rules.box1.brackets_born_before_1946
    if old:
        assert old[0].to == rules.box1.premium_max_income.born_before_1946
        assert old[0].total_from_pension_age == first.total_from_pension_age
        assert old[0].premium_from_pension_age == first.premium_from_pension_age
    pension = rules.employed_person_credit.pension_age
    if pension is not None:
        part = first.total_from_pension_age / first.total_below_pension_age
        segments = rules.employed_person_credit.segments
        percents = (*pension.percents, -pension.phase_out_percent)
        for step, percent in zip(segments, percents, strict=True):
            assert abs(step.percent * part - percent) <= 10  # a hundredth of a percent


def test_the_investment_table_runs_on_and_ends_in_nought(rules):
    if rules.investment_deduction is None:
        assert rules.year == 2027
        return
    table = rules.investment_deduction.table
    assert [step.to for step in table[:-1]] == [step.over for step in table[1:]]
    assert (table[0].over, table[-1].to, table[-1].deduction) == (0, None, 0)
    # Art. 3.47: what is taken back begins where the deduction does
    assert rules.investment_deduction.desinvesteringsbijtelling_over.value == table[0].to


def test_the_hours_criterion_is_one_number_for_all_years_with_its_article():
    assert hours_criterion().hours.value == 1225
    assert hours_criterion().reduced.value == 800
    assert hours_criterion().hours.law == "art. 3.6"
    assert hours_criterion().reduced.source


def test_pension_ages_follow_each_other_from_1953_and_only_the_last_is_open():
    table = pension_ages()

    assert table[0].first == date(1953, 1, 1)
    for before, after in pairwise(table):
        assert (after.first - before.last).days == 1
        assert before.age is not None
    assert (table[-1].last, table[-1].age) == (date.max, None)
    assert all(row.source and isinstance(row.confidence, Confidence) for row in table)


@pytest.mark.parametrize("year", [2019, 2022, 2028])
def test_a_year_without_rules_is_refused_by_name_and_nothing_is_worked_out(year):
    with pytest.raises(NoRules) as refused:
        assess(Situation(year=year, profit=42_000))

    assert refused.value.key == "error.no_tax_year"
    assert refused.value.facts == {"year": str(year), "years": "2023, 2024, 2025, 2026, 2027"}
    sentence = words_in("en")(refused.value.key, **refused.value.facts)
    assert f"We do not have the rules of {year}." in sentence
    assert "Nothing was worked out." in sentence


UNKNOWN = {  # of 2027, and which figure is named
    "investments": ({"invested": 10_000}, "investment_deduction"),
    "a partner who works along": ({"profit": 9, "partner_hours": 900}, "partner_deduction"),
    "stopping": ({"cessation": 1_000}, "cessation_deduction"),
    "a start with a disability": (
        {"profit": 9, "hours": 900, "disability_start": 1},
        "starter_deduction_disability",
    ),
    "savings": ({"bank": 100_000}, "box3"),
    "pension age": ({"pension": 20_000, "born": date(1950, 6, 15)}, "elderly_credit"),
}


@pytest.mark.parametrize(("given", "name"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_figure_of_2027_that_was_not_found_is_named_and_never_nought(given, name):
    with pytest.raises(NoFigure) as refused:
        assess(Situation(year=2027, **given))

    assert refused.value.key == "error.no_tax_figure"
    assert refused.value.facts == {"name": name, "year": "2027"}


def test_the_investment_deduction_and_annuity_room_of_2027_are_unknown():
    with pytest.raises(NoFigure, match="no_tax_figure"):
        investment_deduction(5_000, tax_year(2027))
    with pytest.raises(NoFigure, match="no_tax_figure"):
        annuity_room(45_000, tax_year(2027))


def test_who_invested_nothing_needs_no_table_of_2027():
    assert investment_deduction(0, tax_year(2027)) == 0


@pytest.fixture
def folder(tmp_path):
    for name in ("2026.toml", "income_sources.toml", "income_rules.toml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_a_copy_that_is_not_spoiled_loads_the_same(folder):
    assert read_year(folder / "2026.toml") == tax_year(2026)


EXEMPTION = (
    '[sme_exemption]\npercent = 12.70\nunit = "percent of (profit minus ondernemersaftrek)"\n'
    'law = "art. 3.79a"\nsource = [\n    "wet_ib",\n]\n'
)
CHECKED = 'checked = [\n    "gh_params",\n    "gh_modus95",\n    "gh_openacc",\n]\n'
WHOLE_TABLE = EXEMPTION + CHECKED + 'confidence = "seen"\n'
PLAIN, WITHIN = "2026.toml", "2026.toml [sme_exemption]"
SPOILED = {
    "no source": ('source = [\n    "wet_ib",\n]\n', "", PLAIN, "sme_exemption.source"),
    "an empty source": (
        'source = [\n    "wet_ib",\n]',
        "source = []",
        PLAIN,
        "sme_exemption.source",
    ),
    "an unknown source": ('"wet_ib"', '"wet_bi"', WITHIN, "source"),
    "no confidence": ('confidence = "seen"\n', "", WITHIN, "confidence"),
    "a confidence that is none": ('"seen"', '"sure"', WITHIN, "confidence"),
    "a misspelt key": ("unit =", "unti =", PLAIN, "sme_exemption.unti"),
    "a percentage with four places": ("12.70", "12.7001", PLAIN, "sme_exemption.percent"),
    "a percentage in words": ("12.70", '"12.70"', PLAIN, "sme_exemption.percent"),
    "a percentage that is yes": ("12.70", "true", PLAIN, "sme_exemption.percent"),
    "no percentage": ("percent = 12.70\n", "", PLAIN, "sme_exemption.percent"),
    "no table": (WHOLE_TABLE, "", PLAIN, "sme_exemption"),
    "a table of another name": ("[sme_exemption]", "[sme_exempted]", PLAIN, "sme_exemption"),
    "no TOML": ("[sme_exemption]", "[sme_exemption", PLAIN, "(the file)"),
}


@pytest.mark.parametrize(("right", "wrong", "file", "field"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_year_is_refused_by_file_and_field(folder, right, wrong, file, field):
    text = (folder / PLAIN).read_text(encoding="utf-8")
    assert WHOLE_TABLE in text
    assert right in WHOLE_TABLE
    spoiled = text.replace(WHOLE_TABLE, WHOLE_TABLE.replace(right, wrong, 1))
    (folder / PLAIN).write_text(spoiled, encoding="utf-8")

    _refused(folder, file, field)


DEEPER = {
    "a bracket without its number": (r"number = 2\n", "", "box1.brackets.1.number"),
    "an amount with cents": (r"max = 3115\b", "max = 3115.5", "general_credit.max"),
    "a status that is none": (r'status = "law"', 'status = "lwa"', "status"),
    "too few brackets": (
        r"(?s)\[\[box1\.brackets\]\]\nnumber = 3.*?\n\n",
        "",
        "box1.brackets",
    ),
    "a row of the investment table with a misspelt key": (
        r"percent_of_whole_amount = 28\b",
        "percent_of_amount = 28",
        "investment_deduction.table.1.percent_of_amount",
    ),
    "a base of the general credit that is none": (
        r'base = "total_income"',
        'base = "income"',
        "general_credit.base",
    ),
}


@pytest.mark.parametrize(("right", "wrong", "field"), DEEPER.values(), ids=DEEPER)
def test_what_is_wrong_further_down_is_named_too(folder, right, wrong, field):
    text = (folder / PLAIN).read_text(encoding="utf-8")
    spoiled, count = re.subn(right, wrong, text, count=1)
    assert count == 1
    (folder / PLAIN).write_text(spoiled, encoding="utf-8")

    _refused(folder, PLAIN, field)


def _refused(folder, file, field):
    with pytest.raises(DataError) as refused:
        read_year(folder / PLAIN)
    assert refused.value.facts["file"] == file
    assert refused.value.facts["field"] == field
