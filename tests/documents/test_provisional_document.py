"""What to fill in on paper: as on screen, an estimate, and nothing that reveals."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.documents.income_tax import whole
from portal.documents.provisional import cells, provisional_document
from portal.language.words import words_in
from portal.rulebook.provisional import provisional
from portal.taxes.allowances import Household, care
from portal.taxes.income_tax import assess
from portal.taxes.provisional import Known, items, outcome
from portal.taxes.situation import Situation
from tests.documents.paper import opened, texts
from tests.taxes.test_provisional import FULL

DAY = date(2026, 11, 25)
KNOWN = Known(DAY, 38_000, 1_200)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
REVEALS = re.compile(r"seks|sex|prostitu|escort|massage|opting", re.IGNORECASE)


def _paper(language="en", *, given=FULL, known=KNOWN, year=2026, hide=False):
    found = assess(given)
    allowance = care(year, Household(found.total_income, wealth=94_000)) if year else None
    return provisional_document(found, known, allowance, DAY, words_in(language, hide))


def _read(document):
    return " ".join(" ".join(texts(document)).split())


@LANGUAGES
def test_every_line_stands_on_it_in_the_order_of_the_form(language):
    words = words_in(language)
    rows = [row.cells for row in _paper(language).sections[1].table.rows]
    shown = [row[1:] for row in rows if not re.match(r"\d+\. ", row[0])]

    assert shown == [cells(one, words) for one in items(assess(FULL), KNOWN)]
    steps = [row[0] for row in rows if re.match(r"\d+\. ", row[0])]
    assert len(steps) == len(provisional().order.steps)


@LANGUAGES
def test_it_says_what_comes_out_and_that_it_is_an_estimate(language):
    words, text = words_in(language), _read(_paper(language))
    result = outcome(assess(FULL), DAY)

    for amount in (result.tax, result.health, result.left, result.per_month):
        assert whole(amount, words).replace("\xa0", " ") in text
    assert words("provisional.estimate") in text
    assert words("provisional.order_line") in text


@LANGUAGES
@pytest.mark.parametrize("given", [FULL, Situation(2026)])
def test_it_does_not_tell_what_the_work_is_nor_whose_it_is(language, given):
    document = _paper(language, given=given)

    assert not REVEALS.search(_read(document))
    assert not REVEALS.search(str(opened(document).metadata))


@LANGUAGES
def test_an_unknown_amount_of_the_allowance_is_called_unknown(language):
    words = words_in(language)

    assert words("provisional.care_amount.unknown", year="2026") in _read(
        _paper(language, given=Situation(2026, profit=30_000))
    )
    assert words("provisional.pdf_allowance") not in _read(_paper(language, year=None))


def test_hidden_amounts_stay_hidden_on_paper():
    text = _read(_paper(hide=True))

    assert "•••" in text
    assert not re.search(r"€\d", text)


def test_it_names_its_sources_and_marks_what_is_recalled():
    words = words_in("en")
    sources = _paper().sources

    assert any("Wet inkomstenbelasting 2001" in one for one in sources)
    assert any("zorgtoeslag" in one for one in sources)
    assert any(words("source.recalled") in one for one in sources)
