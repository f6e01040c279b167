"""A letter for a word processor: all of its text, and nothing of who wrote it or with what."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.basics.euro import Euro
from portal.exchange.letter_docx import letter_docx
from portal.rights.letters import asked, letter_named, written
from portal.rulebook.letters import letters

TODAY = date(2026, 11, 25)
FILLED = {"line": "Ilse Őry", "text": "Kade 1\n1234 AB Țara", "date": TODAY, "amount": Euro(12)}


def _letter(key, **answers):
    letter = letter_named(key)
    filled = {blank.name: FILLED[blank.kind] for blank in asked(letter)}
    return written(letter, "nl", {**filled, **answers}, TODAY, received=TODAY)


def _opened(letter):
    return docx.Document(BytesIO(letter_docx(letter)))


def _said(letter):
    return [line for one in _opened(letter).paragraphs for line in one.text.split("\n") if line]


def _parts(letter):
    with zipfile.ZipFile(BytesIO(letter_docx(letter))) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("key", letters())
def test_a_letter_opens_with_its_text_complete_and_in_order(key):
    letter = _letter(key)
    assert _said(letter) == [line for line in letter.text().splitlines() if line]


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1))
def test_what_the_writer_types_stays_as_it_is(name):
    assert _said(_letter("objection", legal_name=name))[-1] == name


@pytest.mark.parametrize("sign", ["\f", "\v", "\x00", "\x1b", "\ufffe"])
def test_a_sign_that_came_along_with_pasted_text_breaks_nothing(sign):
    reasons = f"Het ging{sign}anders."
    assert any("anders." in line for line in _said(_letter("objection", reasons=reasons)))


def test_only_the_subject_is_bold():
    letter = _letter("bank_closing")
    bold = [run.text for one in _opened(letter).paragraphs for run in one.runs if run.bold]

    assert bold == [letter.subject]


@pytest.mark.parametrize("key", letters())
def test_the_file_does_not_tell_who_wrote_it_nor_when(key):
    about = _opened(_letter(key)).core_properties
    told = ("author", "last_modified_by", "title", "comments", "keywords", "subject", "category")

    assert {name: getattr(about, name) for name in told} == dict.fromkeys(told, "")
    assert about.created == about.modified
    assert about.created.date() != TODAY


def test_the_description_of_the_file_names_no_person_and_no_program():
    core = ElementTree.fromstring(_parts(_letter("bank_closing"))["docProps/core.xml"])
    told = {one.tag.rpartition("}")[2]: one.text for one in core if one.text}

    # a count and two fixed days
    assert set(told) == {"revision", "created", "modified"}


def test_no_other_part_of_the_file_names_a_program():
    parts = _parts(_letter("bank_closing"))
    about = [part.decode() for name, part in parts.items() if re.match(r"docProps/.*xml", name)]

    assert about
    assert not re.search(r"python|Microsoft|Macintosh|LibreOffice|Word\b", " ".join(about))


def test_the_parts_of_the_file_do_not_tell_when_it_was_made():
    with zipfile.ZipFile(BytesIO(letter_docx(_letter("bank_closing")))) as file:
        days = {part.date_time[:3] for part in file.infolist()}

    # the first day that such a file knows, or the one it says it was made on
    assert days <= {(1980, 1, 1), (2000, 1, 1)}
