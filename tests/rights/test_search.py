"""Whoever types what is going on finds the guide for it, slips and all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.toml import read_toml
from portal.rights.search import search
from portal.rulebook.right_guides import right_guides

QUESTIONS = read_toml(Path(__file__).parents[1] / "examples" / "right_questions.toml")["questions"]
ASKED, FIRST, AMONG = 60, 54, 3
LANGUAGES = ("nl", "en")
ACCENTED = str.maketrans("aeiouAEIOU", "áèïôüÁÈÏÔÜ")
each_question = pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["typed"])
each_guide = pytest.mark.parametrize(
    ("language", "key"),
    [(language, key) for language in LANGUAGES for key in right_guides(language)],
)
languages = st.sampled_from(LANGUAGES)
words_of_guides = st.sampled_from(
    sorted(
        {
            word
            for language in LANGUAGES
            for guide in right_guides(language).values()
            for text in (guide.title, *guide.situations, *guide.words)
            for word in text.split()
        }
    )
)
anything = st.lists(st.one_of(words_of_guides, st.text(max_size=12)), max_size=8).map(" ".join)


def _keys(typed, language):
    return [hit.key for hit in search(typed, language)]


def test_sixty_questions_are_asked_in_two_languages_with_slips_among_them():
    assert len(QUESTIONS) == ASKED
    assert {one["language"] for one in QUESTIONS} == set(LANGUAGES)
    assert {one["slip"] for one in QUESTIONS} == {True, False}
    assert {one["right"] for one in QUESTIONS} <= set(right_guides("nl"))


def test_the_right_guide_stands_first_for_nine_questions_in_ten():
    elsewhere = {
        one["typed"]: found
        for one in QUESTIONS
        if (found := _keys(one["typed"], one["language"]))[:1] != [one["right"]]
    }

    assert len(elsewhere) <= ASKED - FIRST, elsewhere


@each_question
def test_the_right_guide_is_among_the_first_three(asked):
    assert asked["right"] in _keys(asked["typed"], asked["language"])[:AMONG]


@each_question
def test_capitals_make_no_difference(asked):
    plain = search(asked["typed"], asked["language"])

    assert search(asked["typed"].upper(), asked["language"]) == plain


@each_question
def test_accents_make_no_difference(asked):
    plain = search(asked["typed"], asked["language"])

    assert search(asked["typed"].translate(ACCENTED), asked["language"]) == plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "?!", "…"])
def test_who_types_nothing_finds_nothing(typed, language):
    assert search(typed, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_like_no_word_of_ours_finds_nothing(language):
    assert search("xqzvwk jjqxzz", language) == []


@each_guide
def test_a_guide_stands_first_for_its_own_title(language, key):
    assert _keys(right_guides(language)[key].title, language)[:1] == [key]


@each_guide
def test_a_guide_is_among_the_first_three_for_each_of_its_situations(language, key):
    found = {said: _keys(said, language)[:AMONG] for said in right_guides(language)[key].situations}

    assert {said: keys for said, keys in found.items() if key not in keys} == {}


@given(anything, languages, st.integers(1, 12))
def test_scores_lie_between_nought_and_one_and_descend(typed, language, most):
    hits = search(typed, language, most)
    scores = [hit.score for hit in hits]

    assert all(0 < score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert len(hits) == len({hit.key for hit in hits}) <= most


@given(anything, languages)
def test_the_same_words_find_the_same(typed, language):
    assert search(typed, language) == search(f"  {typed}\n", language)
