"""The estimate of the regime on paper: one page, as on screen, and nothing that reveals."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.regime import regime_document
from portal.language.words import words_in
from portal.taxes.regime import SIGNS, SOURCE, Answer, Workplace, criteria, judge
from portal.taxes.regime_compare import compare
from tests.documents.paper import opened, texts

DAY = date(2026, 11, 25)
YES, PARTLY, NO, UNKNOWN = Answer
KEYS = (*SOURCE, *SIGNS, *criteria())
BUSINESS = {**dict.fromkeys(KEYS, YES), **dict.fromkeys(SIGNS, NO)}
MANY = [
    *[Workplace(YES, NO)] * 3,
    *[Workplace(YES, YES)] * 3,
]
MIXED = [
    *[Workplace(YES, YES), Workplace(NO, NO), Workplace()],
    *[Workplace(YES, NO), Workplace(NO, UNKNOWN), Workplace(NO, YES)],
]
CASES = {
    "business": judge(BUSINESS, [Workplace(NO, NO)]),
    "opting-in": judge({}, [Workplace(YES, YES)]),
    "open": judge({}, [Workplace()] * 6),
    "not clear": judge(dict.fromkeys(KEYS, PARTLY), MANY),
    "a bit of everything": judge(
        {key: (YES, NO, PARTLY, UNKNOWN)[number % 4] for number, key in enumerate(KEYS)}, MIXED
    ),
    "no source": judge({**BUSINESS, "economy": NO, "aim": NO}),
}
REVEALS = re.compile(r"seks|sex|prostitu|escort|massage", re.IGNORECASE)


def _paper(case, language="en", amount=1_234_567, *, hide=False):
    compared = compare(2026, amount) if amount is not None else ()
    return regime_document(CASES[case], compared, DAY, words_in(language, hide))


def _read(document):
    return " ".join(" ".join(texts(document)).split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_is_one_page(case, language):
    assert len(texts(_paper(case, language))) == 1


@settings(max_examples=20)
@given(
    st.fixed_dictionaries({key: st.sampled_from(Answer) for key in KEYS}),
    st.lists(st.builds(Workplace, *[st.sampled_from(Answer)] * 2), min_size=6, max_size=6),
    st.sampled_from(("nl", "en")),
)
def test_whatever_was_answered_it_is_one_page(answers, places, language):
    found = judge(answers, places)
    document = regime_document(found, compare(2026, 1_234_567), DAY, words_in(language))

    assert len(texts(document)) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_says_that_it_is_no_decision_and_who_decides(case, language):
    words, text = words_in(language), _read(_paper(case, language))

    for key in ("reading", "disputed.together", "decides.office", "decides.court"):
        assert words(f"regime.{key}") in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_does_not_tell_what_the_work_is(case, language):
    document = _paper(case, language)

    assert not REVEALS.search(_read(document))
    assert not REVEALS.search(str(opened(document).metadata))


@pytest.mark.parametrize("case", ["business", "open", "not clear", "a bit of everything"])
def test_every_reason_stands_on_it_with_its_answer(case):
    words, found = words_in("en"), CASES[case]
    rows = [row.cells for row in _paper(case).sections[0].table.rows]

    for reason in found.reasons:
        name, does = words(f"regime.name.{reason.key}"), words(f"regime.{reason.sentence}")
        (row,) = (row for row in rows if name in row[2].split(", ") and row[1] == does)
        assert row[0] == words(f"regime.answer_{reason.answer}")


def test_the_estimate_and_what_follows_stand_on_it():
    words, text = words_in("en"), _read(_paper("business"))

    assert words("regime.estimate", kind=words("regime.kind_business")) in text
    assert words("regime.after.business_vat") in text


def test_with_every_place_under_opting_in_there_are_no_reasons():
    words, document = words_in("en"), _paper("opting-in")

    assert document.sections[0].table is None
    assert words("regime.apart_only") in _read(document)


def test_the_euros_stand_on_it_only_when_an_amount_was_typed():
    words = words_in("en")
    with_them, without = _paper("business", amount=42_000), _paper("business", amount=None)
    rows = [row.cells for row in with_them.sections[-1].table.rows]

    # as the assessment has them: test_regime.py holds those to the tax itself
    assert rows[0] == ("Business", "€6,105.00", "€35,895.00")
    assert len(rows) == 4
    assert words("regime.euros") not in _read(without)


def test_hidden_amounts_stay_hidden_on_paper():
    text = _read(_paper("business", hide=True))

    assert "•••" in text
    assert "€1" not in text


@pytest.mark.parametrize("case", CASES)
def test_it_names_its_sources(case):
    sources = _paper(case).sources

    assert any("Wet inkomstenbelasting 2001" in one for one in sources)
    assert any("Algemene wet inzake rijksbelastingen" in one for one in sources)
