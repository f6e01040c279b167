"""What we do not know about income tax is data too: read, checked, and shown as it was found."""

from __future__ import annotations

from shutil import copytree

import pytest

from portal.basics.errors import DataError
from portal.rulebook.income_notes import income_notes, read_notes
from portal.rulebook.income_rules import FOLDER

RULES = "income_rules.toml"


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may spoil."""
    return copytree(FOLDER, tmp_path / "tax")


def _change(folder, old, new):
    file = folder / RULES
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_disagreement_says_what_differs_and_what_was_chosen():
    found = income_notes().disagreements

    assert len(found) > 10
    assert len({one.topic for one in found}) == len(found)
    assert all(one.values.strip() and one.choice.strip() for one in found)


def test_what_was_not_found_is_told_as_it_stands_in_the_data():
    assert any("Belastingplan 2027" in text for text in income_notes().not_found)


def test_every_source_that_a_note_names_has_a_title_and_an_address_or_none():
    notes = income_notes()
    named = {one.id: one for one in notes.sources}

    assert "gh_gmathijs" in named
    assert all(one.title for one in notes.sources)
    assert all(one.url is None or one.url.startswith("https://") for one in notes.sources)
    assert list(named) == sorted(named)


def test_a_source_without_a_page_has_no_address(folder):
    _change(folder, "vanpasse_kia", "mem")

    assert [one.url for one in read_notes(folder).sources if one.id == "mem"] == [None]


def test_a_disagreement_without_a_choice_is_refused(folder):
    _change(folder, 'choice = "2,840"\n', "")

    with pytest.raises(DataError, match=RULES):
        read_notes(folder)


def test_a_misspelt_key_in_a_disagreement_is_refused(folder):
    _change(folder, 'choice = "2,840"\n', 'choice = "2,840"\nchioce = "2,840"\n')

    with pytest.raises(DataError, match="chioce"):
        read_notes(folder)
