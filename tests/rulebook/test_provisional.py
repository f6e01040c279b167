"""The provisional assessment and the allowances: each fact has its Dutch, source and sureness."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal

import pytest

from portal.basics.errors import DataError
from portal.basics.euro import Euro
from portal.basics.source import Confidence
from portal.basics.toml import read_toml
from portal.language.words import words_in
from portal.rulebook.allowances import (
    NoLimits,
    allowances,
    care_limits,
    childcare_limits,
    read_allowances,
    rent_limits,
)
from portal.rulebook.income_rules import FOLDER
from portal.rulebook.income_tax import years
from portal.rulebook.provisional import DUTCH, provisional, read_provisional

RULES = read_toml(FOLDER / "income_rules.toml")
FOUND, ALLOWED = provisional(), allowances()
CLAIMS = {one.id: one for one in (*FOUND.about, *FOUND.deadlines, ALLOWED.note)}
CLAIMS |= ALLOWED.rules
CITED = {
    **CLAIMS,
    "order": FOUND.order,
    "tax interest": FOUND.tax_interest,
    "late interest": FOUND.late_interest,
    **{f"care {one.year}": one for one in ALLOWED.care},
    **{f"rent {one.year}": one for one in ALLOWED.rent},
    **{f"childcare {one.year}": one for one in ALLOWED.childcare},
}
LIMITS = {"care": care_limits, "rent": rent_limits, "childcare": childcare_limits}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _numbers(text):
    return {Decimal(one.replace(",", ".")) for one in _NUMBER.findall(text)}


def _copy(folder):
    for name in ("income_rules.toml", "income_sources.toml", DUTCH):
        shutil.copy(FOLDER / name, folder / name)
    return folder / DUTCH


@pytest.mark.parametrize("name", sorted(CITED))
def test_everything_that_is_said_has_a_source_and_a_sureness(name):
    found = CITED[name]

    assert found.source
    for source in found.source:
        assert source.title
        assert source.confidence is found.confidence
        assert (source.checked_on is not None) == (found.confidence is Confidence.SEEN)


@pytest.mark.parametrize("id", sorted(CLAIMS))
def test_both_languages_hold_the_same_figures_and_a_name(id):
    claim = CLAIMS[id]

    assert _numbers(claim.text("nl")) == _numbers(claim.text("en"))
    for language in ("nl", "en"):
        assert f"provisional.claim.{id}" in words_in(language)


@pytest.mark.parametrize("limits", [*ALLOWED.care, *ALLOWED.rent, *ALLOWED.childcare])
def test_notes_with_the_limits_hold_the_same_figures_in_both_languages(limits):
    for name in ("wealth_limit", "formula_figures", "changes", "disagreement"):
        if told := getattr(limits, name, None):
            signs = (text.replace(",", "").replace(".", "") for text in (told.nl, told.en))
            dutch, english = map(_numbers, signs)
            # "one page" is a word in both
            assert dutch == english


def test_the_order_of_the_form_is_recalled_and_keeps_its_places():
    order = FOUND.order
    asked = RULES["procedure"]["provisional_assessment"]["asked_in_order"]

    assert order.confidence is Confidence.RECALLED
    assert [step.told.en for step in order.steps] == asked
    wanted = {"you": "personal data", "profit": "expected profit", "box3": "box 3", "sign": "over"}
    starts = {step.key: step.told.en for step in order.steps}
    assert all(starts[key].startswith(text) for key, text in wanted.items())


def test_a_text_is_as_sure_as_its_least_sure_part():
    # the scheme of advisers, and the amount below which nothing is paid, are recalled
    assert CLAIMS["extension"].confidence is Confidence.RECALLED
    assert CLAIMS["care_formula"].confidence is Confidence.RECALLED
    assert CLAIMS["return_deadline"].confidence is Confidence.SEEN


def test_rates_of_interest_are_those_of_the_file_in_order():
    interest = RULES["procedure"]["belastingrente"]["percent"]

    assert {day.isoformat(): part for day, part in FOUND.tax_interest.since} == interest
    days = [day for day, _ in FOUND.tax_interest.since]
    assert days == sorted(days)
    late = {str(day.year): part for day, part in FOUND.late_interest.since}
    assert late.items() <= RULES["procedure"]["invorderingsrente"].items()


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("year", [*years(), 2022, 2028])
def test_a_year_has_its_own_limits_or_is_refused_by_name(name, year):
    kept = {"care": ALLOWED.care, "rent": ALLOWED.rent, "childcare": ALLOWED.childcare}[name]
    known = [one.year for one in kept]
    if year in known:
        assert LIMITS[name](year).year == year
        return
    with pytest.raises(NoLimits) as caught:
        LIMITS[name](year)
    for language in ("nl", "en"):
        told = words_in(language).show(caught.value)
        assert str(year) in told
        assert all(str(one) in told for one in known)


def test_figures_of_2026_are_never_those_of_2025():
    care = care_limits(2026)

    assert care.max_wealth_single is None
    assert care.max_wealth_partners is None
    assert care.percent_above is None
    assert care.threshold_income is None
    assert care.wealth_limit is not None
    assert rent_limits(2026).max_rent is None
    assert rent_limits(2025).max_wealth_single is None
    assert childcare_limits(2025).max_percent is None


def test_the_standard_premium_is_not_known_for_any_year():
    assert all(one.standard_premium is None for one in ALLOWED.care)


def test_amounts_keep_their_cents():
    assert rent_limits(2025).max_rent == Euro(90007)
    assert childcare_limits(2026).max_hour_gastouder == Euro(849)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('what = "Een', 'wat = "Een', "provisional_assessment.what"),
        ('key = "sign"\nask = "Overzicht, ondertekenen"\n', "", "asked_in_order"),
        ('[return_deadline]\nrule = "Met', '[return_deadline]\nregel = "Met', "return_deadline"),
    ],
)
def test_text_without_its_dutch_is_refused_by_name(tmp_path, old, new, field):
    file = _copy(tmp_path)
    text = file.read_text(encoding="utf-8")
    assert old in text
    if field == "asked_in_order":
        old = "[[provisional_assessment.asked_in_order]]\n" + old
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_provisional(tmp_path)
    assert DUTCH in str(caught.value)
    assert field in str(caught.value)


def test_an_allowance_without_source_or_dutch_is_refused(tmp_path):
    file = _copy(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("changes = ", "veranderd = "), encoding="utf-8")
    with pytest.raises(DataError, match="changes"):
        read_allowances(tmp_path)

    _copy(tmp_path)
    rules = tmp_path / "income_rules.toml"
    text = rules.read_text(encoding="utf-8")
    cut = 'max_rent_young = 477.20\nyoung_below = 23\nsource = [\n    "gh_hilbrand",\n]\n'
    assert cut in text
    rules.write_text(text.replace(cut, cut.partition("source")[0]), encoding="utf-8")
    with pytest.raises(DataError, match="source"):
        read_allowances(tmp_path)
