"""The year report shows the return's own fields, folded, and offers them on paper."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.basics.euro import eur
from portal.language.words import HIDDEN, words_in
from portal.rulebook.return_order import return_order
from portal.rulebook.vat import vat_rules
from portal.taxes.writing import taking

PAGE = "taxes/year_report"
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def _open(open_page, store, *days, language="en", year=None, **desk):
    store.record(*(taking(day, eur("12100"), vat_rules()) for day in days))
    page = open_page(store, PAGE, language, **desk)
    if year:
        page = next(one for one in page.selectbox if one.key == "year").set_value(year).run()
    assert not page.exception
    return page


def _folded(page):
    return {one.label: one for one in page.expander}


def _said(page):
    elements = (*page.markdown, *page.caption, *page.info)
    return " ".join(re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", one.value) for one in elements)


def _buttons(page):
    return [one.proto.label for one in page.get("download_button")]


@LANGUAGES
def test_a_year_with_rules_has_each_screen_of_the_return_folded(open_page, store, language):
    words = words_in(language)
    page = _open(open_page, store, date(2025, 4, 1), language=language, year=2025)
    labels = list(_folded(page))

    for screen in return_order().screens:
        (label,) = (one for one in labels if screen.nl in one)
        assert not _folded(page)[label].proto.expanded
    for key in ("fiscal", "deductions", "estimate", "how_sure"):
        assert words(f"for_return.{key}") in labels
    for key in ("not_yet", "labels", "apart"):
        assert words(f"for_return.{key}") in _said(page)


def test_the_profit_in_the_fields_is_that_of_the_books(open_page, store):
    page = _open(open_page, store, date(2025, 4, 1), year=2025)
    label = next(one for one in _folded(page) if "Winst-en-verliesrekening" in one)
    (table,) = _folded(page)[label].table
    rows = table.value.to_dict("records")

    assert [*rows[0].values()][-1] == "€10,000"
    assert [*rows[-1].values()][-1] == "€10,000"
    assert "Niet" not in str(rows)


def test_both_papers_are_offered(open_page, store):
    words = words_in("en")
    page = _open(open_page, store, date(2025, 4, 1), year=2025)

    assert words("figures.pdf") in _buttons(page)
    assert words("for_return.pdf") in _buttons(page)


@LANGUAGES
def test_a_year_without_rules_says_why_there_is_profit_and_loss_only(open_page, store, language):
    words = words_in(language)
    page = _open(open_page, store, date(2020, 4, 1), language=language, year=2020)
    shown = [one for one in _folded(page) if any(s.nl in one for s in return_order().screens)]

    assert len(shown) == 1
    assert "2020" in " ".join(one.value for one in page.info)
    assert words("for_return.estimate") not in _folded(page)


def test_another_stretch_than_a_year_has_no_fields(open_page, store):
    words = words_in("en")
    page = _open(open_page, store, date(2025, 4, 1), year=2025)
    stretch = next(one for one in page.date_input if one.key == "stretch-2025")
    page = stretch.set_value((date(2025, 2, 1), date(2025, 5, 31))).run()

    assert words("for_return.whole_years") in _said(page)
    assert words("for_return.pdf") not in _buttons(page)
    assert words("figures.pdf") in _buttons(page)


def test_hidden_amounts_stay_hidden(open_page, store):
    page = _open(open_page, store, date(2025, 4, 1), year=2025, hide_amounts=True)
    told = " ".join(str(one.value.to_dict()) for one in page.table)

    assert HIDDEN.replace("€ ", "") in told
    assert "10,000" not in told
