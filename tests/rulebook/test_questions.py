"""A few questions lead to every guide, and never in a circle; slips are refused."""

from __future__ import annotations

import shutil
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.errors import DataError
from portal.rights.questions import reached, way
from portal.rulebook.questions import FIRST, UNSURE, questions, read_questions
from portal.rulebook.rights import FOLDER, rights

any_answers = st.fixed_dictionaries(
    {
        key: st.sampled_from([option.key for option in question.options])
        for key, question in questions().items()
    }
)


def _on_the_way(key=FIRST):
    """Every question that some answers lead to, from this one on."""
    found = {key}
    for option in questions()[key].options:
        if option.to:
            found |= _on_the_way(option.to)
    return found


def test_every_question_is_asked_on_some_way():
    assert _on_the_way() == set(questions())


def test_every_right_is_reached_by_some_answers():
    options = [option for key in _on_the_way() for option in questions()[key].options]

    assert {key for option in options for key in option.rights} == set(rights())


def test_every_question_ends_with_i_do_not_know():
    for key, question in questions().items():
        last = question.options[-1]
        assert (last.key, last.text("en"), last.text("nl")) == (
            UNSURE,
            "I don't know",
            "Dat weet ik niet",
        ), key
        assert last.to or last.rights, key


def test_who_never_knows_still_reaches_a_guide():
    steps = way(dict.fromkeys(questions(), UNSURE))

    assert reached(steps).rights


@pytest.mark.parametrize("key", sorted(questions()))
def test_who_does_not_know_from_any_question_on_still_reaches_a_guide(key):
    while key:
        last = questions()[key].options[-1]
        key = last.to

    assert last.rights


def test_no_way_through_the_questions_leads_back():
    ways = {key: {one.to for one in asked.options if one.to} for key, asked in questions().items()}

    assert tuple(TopologicalSorter(ways).static_order())[-1] == FIRST


@given(any_answers)
def test_whatever_one_answers_no_question_comes_twice_and_guides_come_last(answers):
    steps = way(answers)
    asked = [step.question.key for step in steps]

    assert len(asked) == len(set(asked))
    assert reached(steps).rights


def test_no_question_has_the_same_answer_twice():
    for key, question in questions().items():
        for said in (
            [option.key for option in question.options],
            [option.text("nl") for option in question.options],
            [option.text("en") for option in question.options],
        ):
            assert len(said) == len(set(said)), key


@pytest.fixture
def file(tmp_path):
    return Path(shutil.copy(FOLDER / "questions.toml", tmp_path))


def _change(file, right, wrong):
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


FILE = "questions.toml"
AT_START = f"{FILE} [start]"
SPOILED = {
    "an answer that leads nowhere": ('to = "safety"\n', "", (AT_START, "safety", "")),
    "an answer that leads to a question and to guides": (
        *('to = "safety"\n', 'to = "safety"\nrights = ["say_no"]\n'),
        (AT_START, "safety", "safety"),
    ),
    "an answer that leads to a question that is none": (
        *('to = "safety"', 'to = "saftey"'),
        (AT_START, "safety", "saftey"),
    ),
    "an answer that leads back to the first question": (
        *('to = "letter"', 'to = "start"'),
        (FILE, "start", "start → unsure → start"),
    ),
    "an answer that leads to its own question": (
        *('to = "letter"', 'to = "unsure"'),
        (FILE, "unsure", "start → unsure → unsure"),
    ),
    "an answer that leads to a guide that is none": (
        *('"home_entry"', '"home_entyr"'),
        (f"{FILE} [government]", "in", "home_entyr"),
    ),
    "no answer for who does not know": (
        *('key = "unsure"', 'key = "other"'),
        (AT_START, "options", "other"),
    ),
    "no first question": ('key = "start"', 'key = "begin"', (FILE, "key", "none")),
    "a misspelt key": (
        *("\nhelp = true", "\nhlep = true"),
        (f"{FILE} [unsure]", "options.0.hlep", "True"),
    ),
    "a question without words": (
        *('text_nl = "Waar gaat het over?"\n', ""),
        (AT_START, "text_nl", "start"),
    ),
    "a file that is no TOML": ("[[questions]]", "[[questions]", (FILE, "(the file)", "line")),
}


def test_a_copy_that_nobody_spoiled_is_read(file):
    assert read_questions(file) == questions()


@pytest.mark.parametrize(("right", "wrong", "told"), SPOILED.values(), ids=SPOILED.keys())
def test_spoiled_questions_are_refused_with_file_and_field(file, right, wrong, told):
    _change(file, right, wrong)

    _refused(file, *told)


def test_i_do_not_know_in_another_place_than_the_last_is_refused(file):
    more = '[[questions.options]]\nkey = "more"\ntext_en = "More"\ntext_nl = "Meer"\nto = "letter"'
    _change(file, '[[questions]]\nkey = "unsure"', f'{more}\n\n[[questions]]\nkey = "unsure"')

    _refused(file, AT_START, "options", "more")


def _refused(file, name, field, found):
    with pytest.raises(DataError) as refused:
        read_questions(file)
    facts = refused.value.facts
    assert (facts["file"], facts["field"]) == (name, field)
    assert found in facts["found"]
