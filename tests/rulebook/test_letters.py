"""Every letter has two texts with the same blanks, and belongs to its rights; slips are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.basics.errors import DataError
from portal.basics.toml import read_toml
from portal.rulebook.letters import FOLDER, letter_text, letters, read_letters, read_text, slug
from portal.rulebook.rights import claims, rights

KEYS = read_toml(Path(__file__).parents[1] / "examples" / "rights_keys.toml")["letters"]
LANGUAGES = ("nl", "en")


def _terms():
    return [
        (key, term)
        for key, one in letters().items()
        for term in (one.received, *one.received_if, one.answer)
        if term
    ]


def test_every_letter_of_the_research_is_there_and_no_other():
    assert len(set(KEYS)) == 47
    assert set(letters()) == set(KEYS)


def test_every_letter_has_a_text_in_dutch_and_in_english():
    for key in KEYS:
        for language in LANGUAGES:
            assert (FOLDER / slug(key) / f"{language}.md").is_file(), key
            assert letter_text(key, language).paragraphs, key


def test_a_letter_has_the_same_blanks_in_dutch_and_english():
    for key in KEYS:
        assert letter_text(key, "nl").blanks() == letter_text(key, "en").blanks(), key


def test_every_blank_is_asked_for_in_both_languages():
    for key, letter in letters().items():
        for blank in letter.blanks:
            assert blank.label_nl, (key, blank.name)
            assert blank.label_en, (key, blank.name)
            assert bool(blank.help_nl) is bool(blank.help_en), (key, blank.name)


def test_no_letter_asks_for_one_thing_twice():
    for key, letter in letters().items():
        names = [blank.name for blank in letter.blanks]
        assert len(names) == len(set(names)), key


def test_letters_name_the_rights_that_name_them():
    by_letters = {(right, key) for key, letter in letters().items() for right in letter.used_by}
    by_rights = {(key, one.letter.letter_id) for key, one in rights().items() if one.letter.useful}

    assert by_letters == by_rights


def test_a_right_without_a_letter_names_none():
    for key, right in rights().items():
        assert right.letter.useful is bool(right.letter.letter_id), key


def test_every_term_cites_facts_or_steps_that_exist():
    assert _terms()
    for key, term in _terms():
        assert term.cites, key
        assert set(term.cites) <= set(claims()), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_of_a_letter_cites_facts_or_steps_that_exist(language):
    for key in KEYS:
        text = letter_text(key, language)
        for line in (*text.does, *text.next):
            assert line.cites, (key, line.text)
            assert set(line.cites) <= set(claims()), (key, line.text)


def test_a_letter_that_names_the_day_of_the_answer_has_a_term_for_it():
    for key, letter in letters().items():
        if "answer_by" in letter_text(key, "nl").blanks():
            assert letter.answer, key


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FOLDER / "objection", tmp_path / "objection")
    return tmp_path


def _read(folder):
    for letter in read_letters(folder).values():
        for language in LANGUAGES:
            read_text(letter, folder / slug(letter.key) / f"{language}.md")


def _change(file, right, wrong):
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def _refused(folder, file, field, found):
    with pytest.raises(DataError) as refused:
        _read(folder)
    facts = refused.value.facts
    assert (facts["file"], facts["field"]) == (file, field)
    assert found in facts["found"]


LETTER, DUTCH, ENGLISH = "objection/letter.toml", "objection/nl.md", "objection/en.md"
ONE_MORE = '\n[[blanks]]\nname = "one_more"\nlabel_nl = "Nog iets"\nlabel_en = "One more"\n\n'
SPOILED = {
    "a blank in Dutch that is none": (
        *(DUTCH, "{reasons}", "{redenen} {reasons}"),
        ("(the text)", "redenen"),
    ),
    "a blank in English that is none": (
        *(ENGLISH, "{reasons}", "{reasosn} {reasons}"),
        ("(the text)", "reasosn"),
    ),
    "a blank of the subject that is none": (
        *(DUTCH, "kenmerk {reference}", "kenmerk {refrence}"),
        ("(the text)", "refrence"),
    ),
    "a blank that Dutch does not use": (DUTCH, "{reasons}\n", "", ("(the text)", "reasons")),
    "a blank that English does not use": (ENGLISH, "{reasons}\n", "", ("(the text)", "reasons")),
    "a fact behind it that is none": (
        *(DUTCH, "mogen later komen. [f5]", "mogen later komen. [f99]"),
        ("Je redenen mogen later komen.", "objection.f99"),
    ),
    "a misspelt key of a text": (DUTCH, "subject =", "sujbect =", ("subject", "title")),
    "a text without a front": (DUTCH, "+++\n", "", ("(the file)", "title =")),
    "a front that is no TOML": (ENGLISH, "does = [", "does = ", ("(the front)", "line")),
    "the key of another letter": (
        *(LETTER, 'key = "letter_objection"', 'key = "letter_tax_objection"'),
        ("key", "letter_tax_objection"),
    ),
    "a right that is none": (
        *(LETTER, 'used_by = ["objection"]', 'used_by = ["objection", "objeciton"]'),
        ("used_by", "objeciton"),
    ),
    "no right": (LETTER, 'used_by = ["objection"]', "used_by = []", ("used_by", "[]")),
    "a term that cites nothing": (
        *(LETTER, 'cites = ["objection.f1"]', "cites = []"),
        ("received.cites", "[]"),
    ),
    "a term that forgets what it cites": (
        *(LETTER, 'cites = ["objection.f1"]', ""),
        ("received.cites", "weeks"),
    ),
    "a term by a fact that is none": (
        *(LETTER, 'cites = ["objection.f1"]', 'cites = ["objection.f99"]'),
        ("cites", "objection.f99"),
    ),
    "a special term by a fact that is none": (
        *(LETTER, 'cites = ["objection.f7"]', 'cites = ["objection.f99"]'),
        ("cites", "objection.f99"),
    ),
    "a term of no time": (LETTER, "count = 6", "count = 0", ("received.count", "0")),
    "a misspelt key of a letter": (
        *(LETTER, 'address = "needed"\n', 'address = "needed"\nmay_name_work = true\n'),
        ("may_name_work", "True"),
    ),
    "a misspelt key of a blank": (
        *(LETTER, 'kind = "date"\n', 'knid = "date"\n'),
        ("blanks.0.knid", "date"),
    ),
    "a letter that is no TOML": (LETTER, "[received]", "[received", ("(the file)", "line")),
}


def test_a_copy_that_nobody_spoiled_is_read(folder):
    _read(folder)

    assert read_letters(folder) == {"letter_objection": letters()["letter_objection"]}


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_letter_is_refused_with_its_file_and_field(folder, file, right, wrong, told):
    _change(folder / file, right, wrong)

    _refused(folder, file, *told)


def test_a_blank_that_no_text_uses_is_refused(folder):
    _change(folder / LETTER, "\n[[blanks]]\n", f"{ONE_MORE}[[blanks]]\n")

    _refused(folder, DUTCH, "(the text)", "one_more")


def test_a_text_that_is_not_utf_8_is_refused(folder):
    (folder / DUTCH).write_bytes((folder / DUTCH).read_bytes() + "é".encode("latin-1"))

    _refused(folder, DUTCH, "(the file)", "UnicodeDecodeError")


def test_a_text_that_is_missing_is_named(folder):
    (folder / ENGLISH).unlink()

    _refused(folder, ENGLISH, "(the file)", "FileNotFoundError")
