"""What if you earn more: the figures are those of the assessment, and the picture says the same."""

from __future__ import annotations

from base64 import b64decode
from xml.etree import ElementTree

import pytest

from portal.documents.income_tax import whole
from portal.language.words import words_in
from portal.rulebook.income_tax import hours_criterion
from portal.taxes.curve import TOP, whole_curve
from portal.taxes.income_tax import assess
from portal.taxes.situation import Situation
from portal.ui import curve_views

WORDS = words_in("en")
ENOUGH = hours_criterion().hours.value


def _at(page, profit, year=2026):
    next(one for one in page.selectbox if one.key == "curve_year").set_value(year)
    page.slider[0].set_value(profit)
    return page.run()


def _metrics(page):
    return {one.label: one.value for one in page.metric}


@pytest.mark.parametrize("profit", [0, 500, 42_000, TOP])
def test_the_chosen_profit_shows_its_own_assessment(open_page, store, profit):
    page = _at(open_page(store, "taxes/compare_profit"), profit)
    found = assess(Situation(year=2026, profit=profit, hours=ENOUGH))

    assert not page.exception
    assert not page.error
    shown = _metrics(page)
    assert shown[WORDS("curve.net")] == whole(found.net, WORDS)
    assert shown[WORDS("curve.income_tax")] == whole(found.income_tax, WORDS)
    assert shown[WORDS("curve.health")] == whole(found.health_contribution, WORDS)


def test_hours_below_the_criterion_and_a_start_are_chosen_on_the_page(open_page, store):
    page = open_page(store, "taxes/compare_profit")
    next(one for one in page.segmented_control if one.key == "curve_hours").set_value(False)
    page = _at(page, 42_000)
    below = assess(Situation(year=2026, profit=42_000, hours=ENOUGH - 1))
    assert _metrics(page)[WORDS("curve.net")] == whole(below.net, WORDS)

    next(one for one in page.segmented_control if one.key == "curve_hours").set_value(True)
    page.toggle[0].set_value(True)
    starter = assess(Situation(year=2026, profit=42_000, hours=ENOUGH, starter=True))
    assert _metrics(page.run())[WORDS("curve.net")] == whole(starter.net, WORDS)


def test_the_hours_and_the_start_stand_side_by_side(open_page, store):
    page = _at(open_page(store, "taxes/compare_profit"), 42_000, year=2025)
    below, enough = (
        assess(Situation(year=2025, profit=42_000, hours=hours)) for hours in (ENOUGH - 1, ENOUGH)
    )
    said = [one.value for one in page.markdown]

    assert WORDS("curve.hours_line", amount=whole(enough.net - below.net, WORDS)) in said
    assert any(line.startswith("In 2025 you keep") for line in said)
    assert len(page.table) == 2


def test_the_last_year_with_rules_says_that_the_next_is_not_known(open_page, store):
    page = _at(open_page(store, "taxes/compare_profit"), 42_000, year=2027)

    assert WORDS("curve.start_one", year="2028") in [one.value for one in page.markdown]


def test_hidden_amounts_leave_the_picture_out(open_page, store):
    page = open_page(store, "taxes/compare_profit", hide_amounts=True)

    assert WORDS("curve.chart_hidden") in [one.value for one in page.caption]
    assert not page.exception


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_picture_marks_the_point_and_names_each_line(language):
    words = words_in(language)
    base = Situation(year=2026, hours=ENOUGH)
    picture = ElementTree.fromstring(curve_views.picture(base, whole_curve(base)[84], words))
    shown = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    dashes = {
        one.get("stroke-dasharray")
        for one in picture.iter("{http://www.w3.org/2000/svg}path")
        if one.get("stroke-width") == "2.2"
    }

    for key in ("curve.net", "curve.column_tax", "curve.health", "curve.axis_rate"):
        assert words(key) in shown
    assert len(dashes) == 3  # told apart without colour
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}circle"))) == 4


def test_the_picture_stands_on_the_page_with_its_figures_in_words(open_page, store):
    page = _at(open_page(store, "taxes/compare_profit"), 42_000)
    (html,) = [one.proto.body for one in page.get("html") if "class='curve'" in one.proto.body]

    assert whole(42_000, WORDS) in html
    assert b64decode(html.partition("base64,")[2].partition("'")[0]).startswith(b"<svg")
