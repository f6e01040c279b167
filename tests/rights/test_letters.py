"""Every letter fills its blanks, says what is missing, and tells nothing of the work by itself."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.basics.euro import eur
from portal.basics.toml import read_toml
from portal.language.formats import show
from portal.rights.letters import (
    UnknownLetter,
    answer_due,
    asked,
    letter_named,
    send_by,
    term_to_send,
    written,
)
from portal.rulebook.letters import common, letter_text, letters, slug
from portal.rulebook.rights import FOLDER

TODAY = date(2026, 3, 9)  # a month that both languages write in another way
DAY = date(2026, 5, 6)
MONTHS_OF_OTHERS = {"nl": re.compile(r"\b(March|May)\b"), "en": re.compile(r"\b(maart|mei)\b")}
LANGUAGES = ("nl", "en")
REVEALING = read_toml(FOLDER / "words.toml")["revealing"]
BLANK = re.compile(r"\{([a-z_]+)\}")
OF_KIND = {"line": "Quux", "text": "Quux\nQuuz", "date": DAY, "amount": eur("12.50")}
FRAME = {
    "name": "Robin Zomer",
    "legal_name": "Alexandra de Vries",
    "address": "Lindelaan 12\n5011 AB Tilburg",
    "contact": "robin@example.org",
    "place": "Breda",
    "receiver": "Stad en Land\nPostbus 1",
}
in_both = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("letter", letters().values(), ids=lambda letter: slug(letter.key))


def _all_answers(letter):
    return {**{blank.name: OF_KIND[blank.kind] for blank in letter.blanks}, **FRAME}


def _needed_answers(letter):
    needed = {blank.name for blank in asked(letter) if blank.required}
    return {name: value for name, value in _all_answers(letter).items() if name in needed}


def _written(letter, language, answers, **more):
    return written(letter, language, answers, TODAY, **more)


def _full(letter, language, **more):
    return _written(letter, language, _all_answers(letter), received=DAY, **more)


def _revealing(text, language):
    beginnings = "|".join(map(re.escape, REVEALING[language]))
    return re.findall(rf"\b(?:{beginnings})\w*", text, re.IGNORECASE)


def test_there_are_forty_seven_letters():
    assert len(letters()) == 47


@in_both
@each
def test_with_no_answers_every_needed_blank_shows_its_label_and_is_missing(letter, language):
    labels = {blank.text("label", language) for blank in asked(letter) if blank.required}
    found = _written(letter, language, {})

    assert set(found.missing) == labels
    assert {label for label in labels if f"[{label}]" in found.text()} == labels


@in_both
@each
def test_nothing_shows_in_brackets_that_the_letter_can_do_without(letter, language):
    found = _written(letter, language, _needed_answers(letter)).text()

    assert re.findall(r"\[([^]]*)\]", found) == []


@in_both
@each
def test_with_all_answers_no_brackets_and_no_braces_are_left(letter, language):
    found = _full(letter, language)

    assert re.findall(r"[\[\]{}]", found.text()) == []
    assert found.missing == ()


@in_both
@each
def test_every_answer_stands_in_the_letter(letter, language):
    text = _full(letter, language).text()

    for blank in asked(letter):
        for line in show(_all_answers(letter)[blank.name], language).splitlines():
            assert line in text, blank.name


@in_both
@each
def test_no_letter_reveals_the_work_by_itself(letter, language):
    text = letter_text(letter.key, language)
    labels = [
        part for blank in asked(letter) for part in (blank.text("label", language), blank.name)
    ]
    for told in (text.title, *labels, _full(letter, language).text()):
        assert _revealing(told, language) == []


@in_both
@each
def test_only_a_letter_that_may_name_the_work_does_so_when_its_writer_chooses_it(letter, language):
    neutral, named = _full(letter, language), _full(letter, language, name_the_work=True)

    assert (named != neutral) is letter.may_name_the_work
    assert (common().text("work_named", language) in named.text()) is letter.may_name_the_work


@in_both
@each
def test_the_legal_name_stands_only_in_a_letter_that_needs_it(letter, language):
    text = _full(letter, language).text()

    assert (FRAME["legal_name"] in text) is (letter.name == "legal")
    assert (FRAME["name"] in text) is (letter.name == "used")


@in_both
@each
def test_the_address_never_stands_in_a_letter_where_it_does_not_belong(letter, language):
    text = _full(letter, language).text()

    for line in FRAME["address"].splitlines():
        assert (line in text) is (letter.address != "never")


@each
def test_only_a_letter_that_cannot_do_without_the_address_misses_it(letter):
    labels = {blank.text("label", "nl") for blank in asked(letter) if blank.name == "address"}
    missing = set(_written(letter, "nl", {}).missing) & labels

    assert bool(missing) is (letter.address == "needed")


@in_both
@each
def test_a_letter_tells_its_receiver_nothing_that_it_does_not_ask(letter, language):
    text = _full(letter, language).text()

    for name in letter.not_asked:
        assert FRAME[name] not in text


@in_both
@each
def test_a_line_with_only_empty_optional_blanks_is_left_out(letter, language):
    optional = {blank.name for blank in letter.blanks if not blank.required}
    found = _written(letter, language, _needed_answers(letter)).text()
    for paragraph in letter_text(letter.key, language).paragraphs:
        for line in paragraph.splitlines():
            names = set(BLANK.findall(line))
            if names and names <= optional:
                assert not any(part in found for part in _fixed(line)), line


def _fixed(line):
    """What stands between the blanks of a line, as far as it says something."""
    return [part for part in re.split(BLANK.pattern, line)[::2] if re.search(r"\w{3}", part)]


@in_both
def test_a_line_about_an_interpreter_stands_only_where_one_is_asked(language):
    letter, said = letter_named("objection"), {"nl": "een tolk bij", "en": "an interpreter at"}
    without = {name: value for name, value in _all_answers(letter).items() if name != "language"}

    assert said[language] in _full(letter, language).text()
    assert said[language] not in _written(letter, language, without).text()


@in_both
@each
def test_dates_are_written_in_the_language_of_the_letter(letter, language):
    found = _full(letter, language)

    assert MONTHS_OF_OTHERS[language].findall(found.text()) == []
    assert found.place_and_day.endswith({"nl": "9 maart 2026", "en": "9 March 2026"}[language])


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("nl", "Bezwaar tegen uw besluit van 6 mei 2026, kenmerk Quux"),
        ("en", "Objection to your decision of 6 May 2026, reference Quux"),
    ],
)
def test_a_day_that_was_filled_in_is_written_out(language, subject):
    assert _full(letter_named("objection"), language).subject == subject


@in_both
@each
def test_the_letter_names_the_day_on_which_its_answer_is_due(letter, language):
    due = answer_due(letter, TODAY)
    if "answer_by" in letter_text(letter.key, language).blanks():
        assert show(due.last, language) in _full(letter, language).text()
    assert (due is None) is (letter.answer is None)


def test_an_objection_is_sent_within_six_weeks():
    letter = letter_named("objection")
    term = term_to_send(letter)

    assert (term.count, term.unit) == (6, "weeks")
    assert send_by(letter, date(2026, 11, 2)).last == date(2026, 12, 14)


def test_an_objection_about_residence_is_sent_within_four_weeks():
    letter = letter_named("objection")
    term = term_to_send(letter, "residence")

    assert (term.count, term.unit) == (4, "weeks")
    assert send_by(letter, date(2026, 11, 2), "residence").last == date(2026, 11, 30)


@each
def test_a_case_that_a_letter_does_not_know_leaves_its_usual_term(letter):
    assert term_to_send(letter, "no such case") == letter.received


@each
def test_without_the_day_on_the_letter_received_there_is_no_last_day_to_send(letter):
    assert send_by(letter, None) is None


@each
def test_a_letter_is_found_with_and_without_the_word_letter(letter):
    assert letter_named(letter.key) is letter
    assert letter_named(slug(letter.key)) is letter


def test_a_letter_that_is_none_is_named():
    with pytest.raises(UnknownLetter) as refused:
        letter_named("letter_to_nobody")

    assert refused.value.facts["name"] == "letter_to_nobody"
