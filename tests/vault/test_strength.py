"""How strong a passphrase is, and what to do about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.words import words_in
from portal.vault.strength import strength


@pytest.mark.parametrize("weak", ["", "welkom", "Password1!", "qwertyuiop", "aaaaaaaaaaaa", "1998"])
def test_what_everybody_tries_first_is_not_accepted(weak):
    found = strength(weak)

    assert not found.accepted
    assert found.advice == "strength.advice.four_words"


def test_four_loose_words_are_accepted():
    found = strength("paard fiets regen lamp")

    assert found.accepted
    assert found.score == 4
    assert not found.warning
    assert not found.advice


def test_short_is_not_accepted_however_strange():
    found = strength("%kQ9!zX@")

    assert not found.accepted
    assert found.advice


def test_a_long_text_is_looked_at_in_part_only():
    assert strength("paard fiets regen lamp " * 10_000).accepted


@given(st.text(max_size=100))
def test_every_passphrase_has_a_strength_and_every_remark_its_words(typed):
    found = strength(typed)

    assert 0 <= found.score <= 4
    for language in ("nl", "en"):
        words = words_in(language)
        assert f"strength.level_{found.score}" in words
        assert all(key in words for key in (found.warning, found.advice) if key)
