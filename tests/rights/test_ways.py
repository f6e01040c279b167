"""One walks through the questions back and forth, keeps the answers, and ends at guides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rights.questions import reached, way
from portal.rulebook.questions import FIRST, questions
from portal.rulebook.right_guides import right_guides

answers = st.fixed_dictionaries(
    {
        key: st.sampled_from([option.key for option in question.options])
        for key, question in questions().items()
    }
)


def _ways(key=FIRST):
    """Every way through the questions: the answers given on it."""
    for option in questions()[key].options:
        if option.to:
            yield from ({key: option.key, **rest} for rest in _ways(option.to))
        else:
            yield {key: option.key}


WAYS = list(_ways())


def _told(steps):
    return [(step.question.key, step.chosen and step.chosen.key) for step in steps]


def test_the_first_question_comes_first_and_has_no_answer_yet():
    steps = way({})

    assert _told(steps) == [(FIRST, None)]
    assert reached(steps) is None


@pytest.mark.parametrize("given_answers", WAYS, ids=lambda one: "-".join(one.values()))
def test_every_way_ends_in_guides(given_answers):
    steps = way(given_answers)

    assert _told(steps) == list(given_answers.items())
    assert reached(steps).rights
    assert set(reached(steps).rights) <= set(right_guides("nl"))


@pytest.mark.parametrize("given_answers", WAYS, ids=lambda one: "-".join(one.values()))
def test_while_a_question_is_open_no_guide_is_reached(given_answers):
    for number, key in enumerate(given_answers):
        before = dict(list(given_answers.items())[:number])
        steps = way(before)

        assert _told(steps) == [*before.items(), (key, None)]
        assert reached(steps) is None


@given(answers, st.data())
def test_who_goes_back_and_returns_finds_the_answers_that_were_given(given_answers, data):
    kept = dict(given_answers)
    before = way(kept)
    changed = data.draw(st.sampled_from([step.question for step in before]))
    kept[changed.key] = data.draw(st.sampled_from([option.key for option in changed.options]))
    way(kept)
    kept[changed.key] = given_answers[changed.key]

    assert way(kept) == before


@given(answers, st.data())
def test_another_answer_changes_no_question_before_it(given_answers, data):
    before = way(given_answers)
    number = data.draw(st.integers(0, len(before) - 1))
    asked = before[number].question
    other = data.draw(st.sampled_from([option.key for option in asked.options]))
    after = way({**given_answers, asked.key: other})

    assert after[:number] == before[:number]
    assert (after[number].question, after[number].chosen.key) == (asked, other)


@given(answers)
def test_answers_to_other_questions_are_kept_and_do_not_count(given_answers):
    kept = dict(given_answers)
    steps = way(kept)

    assert kept == given_answers
    assert way({step.question.key: step.chosen.key for step in steps}) == steps


def test_an_answer_that_no_longer_exists_leaves_its_question_open():
    assert _told(way({FIRST: "gone"})) == [(FIRST, None)]
