"""A guide is told with all that is behind it: every source, and what to check first."""

from __future__ import annotations

import pytest

from portal.basics.toml import read_toml
from portal.rights.explained import UnknownRight, explained
from portal.rulebook.letters import letters
from portal.rulebook.organisations import organisations
from portal.rulebook.right_guides import PARTS, right_guides
from portal.rulebook.rights import FOLDER, claims, rights

LANGUAGES = ("nl", "en")
SOURCES = read_toml(FOLDER / "sources.toml")["sources"]
RAW = {key: read_toml(FOLDER / f"{key}.toml") for key in rights()}
each = pytest.mark.parametrize("key", rights())
in_both = pytest.mark.parametrize("language", LANGUAGES)


def _recalled():
    """As the files say it: the names of all facts and steps that nobody read."""
    for key, raw in RAW.items():
        named = [(fact["id"], fact) for fact in raw["facts"]]
        named += [(f"{key}.s{step['n']}", step) for step in raw["steps"]]
        yield from (name for name, claim in named if claim["confidence"] == "recalled")


RECALLED = set(_recalled())


def _page(source):
    return None if source.get("url") == "none" else source.get("url")


def _lines(one):
    return [
        *(*one.card, one.action, *one.short, *one.may, *one.must, *one.others_may_not),
        *(todo.line for todo in one.steps),
        *one.compared,
    ]


def test_some_facts_are_to_be_checked_and_some_are_not():
    assert RECALLED
    assert set(claims()) > RECALLED


@in_both
@each
def test_a_line_is_to_be_checked_just_when_a_fact_behind_it_was_not_read(key, language):
    for line in _lines(explained(key, language)):
        assert line.check is bool(RECALLED & set(line.cites)), line.text


@in_both
@each
def test_every_line_of_the_guide_is_told_with_what_is_behind_it(key, language):
    guide = right_guides(language)[key]
    told = [(line.text, line.cites) for line in _lines(explained(key, language))]

    assert told == [(said.text, said.cites) for said in guide.lines()]
    assert all(getattr(explained(key, language), part) for part in PARTS if getattr(guide, part))


@each
def test_every_source_of_the_right_is_given(key):
    raw = RAW[key]
    named = {name for claim in (*raw["facts"], *raw["steps"]) for name in claim["source"]}
    given = {(one.title, one.url) for one in explained(key, "nl").sources()}

    assert given == {(SOURCES[name]["title"], _page(SOURCES[name])) for name in named}


@each
def test_no_source_is_given_twice(key):
    sources = explained(key, "nl").sources()

    assert len(sources) == len(set(sources))


@in_both
@each
def test_a_step_is_told_with_the_terms_of_the_steps_that_it_cites(key, language):
    behind = {f"{name}.s{step.n}": step for name, one in rights().items() for step in one.steps}
    for todo in explained(key, language).steps:
        cited = [behind[name] for name in todo.line.cites if name in behind]
        terms = [step.term_nl if language == "nl" else step.term_en for step in cited]
        days = {step.days for step in cited} - {None}

        assert list(todo.terms) == [term for term in terms if term]
        assert todo.days == (days.pop() if len(days) == 1 else None)


@each
def test_the_letter_of_a_right_comes_along_where_it_has_one(key):
    named = rights()[key].letter.letter_id

    assert explained(key, "nl").letter == (letters()[named] if named else None)


@each
def test_those_who_help_come_in_the_order_of_the_data(key):
    helps = explained(key, "nl").helps

    assert [one.id for one in helps] == RAW[key].get("helps", [])
    assert all(organisations()[one.id] == one for one in helps)


def test_a_right_that_is_none_is_named():
    with pytest.raises(UnknownRight) as refused:
        explained("right_to_nothing", "nl")

    assert refused.value.facts["name"] == "right_to_nothing"
