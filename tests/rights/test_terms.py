"""A term ends on the day that the law gives, and never on a day on which no term ends."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.days_off import is_day_off
from portal.basics.toml import read_toml
from portal.rights.terms import ends
from portal.rulebook.letters import Term

CASES = read_toml(Path(__file__).parents[1] / "examples" / "terms.toml")["terms"]
LEAST_CASES = 40
# Algemene termijnenwet art. 4: terms longer than this are not extended, nor any in years
LONGEST = {"days": 90, "weeks": 12, "months": 3}
UNITS = ("days", "weeks", "months", "years")
EVERY = {"days": 1, "weeks": 7, "months": 28, "years": 365}  # days that one holds at least
# art. 2; Regulation 1182/71 art. 3(5): from so many days on, two of them are working days
HOLDS_TWO = {"dutch": 3, "eu": 2}

starts = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def _term(count, unit, law):
    return Term(count=count, unit=unit, law=law, cites=("objection.f1",))


def _terms(laws, longest=None):
    return st.sampled_from(tuple(longest or UNITS)).flatmap(
        lambda unit: st.builds(
            _term,
            st.integers(1, (longest or {}).get(unit, 120)),
            st.just(unit),
            st.sampled_from(laws),
        )
    )


extended = st.one_of(_terms(("dutch",), LONGEST), _terms(("eu",)))
too_long = st.one_of(
    st.builds(_term, st.integers(91, 400), st.just("days"), st.just("dutch")),
    st.builds(_term, st.integers(13, 60), st.just("weeks"), st.just("dutch")),
    st.builds(_term, st.integers(4, 24), st.just("months"), st.just("dutch")),
    st.builds(_term, st.integers(1, 20), st.just("years"), st.just("dutch")),
)
in_working_days = st.builds(
    _term,
    st.integers(1, 30),
    st.just("working_days"),
    st.sampled_from(("dutch", "eu", "asked")),
)
any_term = st.one_of(_terms(("dutch", "eu", "asked")), in_working_days)


def _named(case):
    return f"{case['start']} {case['count']} {case['unit']} {case['law']}"


def _working_days(first, last):
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return sum(not is_day_off(day) for day in days)


def test_forty_terms_were_reckoned_by_hand_each_with_its_reason_and_source():
    assert len(CASES) >= LEAST_CASES
    assert all(case["why"] and case["source"] for case in CASES)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: "{start} {count} {unit} {law}".format(**case)
)
def test_a_term_ends_on_the_day_that_was_reckoned_by_hand(case):
    term = _term(case["count"], case["unit"], case["law"])

    assert ends(term, case["start"]).last == case["ends"], case["why"]


@given(any_term, starts)
def test_no_term_ends_before_the_day_that_counting_gives(term, start):
    found = ends(term, start)

    assert start < found.counted <= found.last


@given(extended, starts)
def test_a_term_of_the_law_never_ends_on_a_day_off(term, start):
    assert not is_day_off(ends(term, start).last)


@given(in_working_days, starts)
def test_a_term_in_working_days_ends_on_a_working_day_and_holds_just_as_many(term, start):
    last = ends(term, start).last

    assert not is_day_off(last)
    assert _working_days(start + timedelta(days=1), last) == term.count


@given(too_long, starts)
def test_a_long_term_of_dutch_law_ends_where_counting_ends(term, start):
    assert not ends(term, start).moved


@given(_terms(("asked",)), starts)
def test_a_term_that_the_writer_asks_for_is_never_moved(term, start):
    assert not ends(term, start).moved


@given(any_term, starts, st.integers(0, 60))
def test_what_starts_later_never_ends_earlier(term, start, later):
    assert ends(term, start).last <= ends(term, start + timedelta(days=later)).last


@given(extended, starts)
def test_a_term_of_the_law_leaves_two_working_days_at_least(term, start):
    last = ends(term, start).last
    needed = 2 if term.count * EVERY[term.unit] >= HOLDS_TWO[term.law] else 1

    assert _working_days(start + timedelta(days=1), last) >= needed


@given(extended, starts)
def test_a_term_is_moved_no_further_than_it_must(term, start):
    found = ends(term, start)
    spare = _working_days(start + timedelta(days=1), found.last)
    passed = _working_days(found.counted, found.last)

    assert not found.moved or spare <= 2 or passed == 1
